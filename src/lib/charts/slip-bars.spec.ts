import { expect, test } from 'vitest';
import { LOOK } from '../../../test/fixtures/chart-look.ts';
import { slipBars } from './slip-bars.ts';

test('bars keep their order and days; earlier and later differ in side, in fill and in words', () => {
	const { data, options } = slipBars(
		{
			kind: 'slip-bars',
			bars: [
				{ label: '2.3.1', days: 458 },
				{ label: '1.1.1', days: -30 }
			],
			later: 'later',
			earlier: 'earlier',
			unit: 'days'
		},
		LOOK
	);
	expect(data.labels).toEqual(['2.3.1', '1.1.1']);
	expect(data.datasets[0]).toMatchObject({
		data: [458, -30],
		backgroundColor: ['partial', 'full']
	});
	const { label } = options!.plugins!.tooltip!.callbacks!;
	expect(label!.call({} as never, { parsed: { x: -30 } } as never)).toBe('30 earlier');
});

test('numbers are written as the page writes them', () => {
	const { options } = slipBars(
		{
			kind: 'slip-bars',
			bars: [{ label: '1.38.15', days: 1006 }],
			later: 'дана касније',
			earlier: 'дана раније',
			unit: 'дана'
		},
		{ ...LOOK, locale: 'sr-Cyrl' }
	);
	expect(options!.locale).toBe('sr-Cyrl');
	const { label } = options!.plugins!.tooltip!.callbacks!;
	expect(label!.call({} as never, { parsed: { x: 1006 } } as never)).toBe('1.006 дана касније');
});
