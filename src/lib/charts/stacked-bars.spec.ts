import { expect, test } from 'vitest';
import { LOOK } from '../../../test/fixtures/chart-look.ts';
import { linesOf, stackedBars } from './stacked-bars.ts';

const summary = {
	kind: 'stacked-bars' as const,
	bars: ['1', '2'],
	parts: [
		{ name: 'fully', tone: 'full' as const, values: [3, 1] },
		{ name: 'partially', tone: 'partial' as const, values: [0, 0] },
		{ name: 'no data', tone: 'no-data' as const, values: [0, 2] }
	],
	unit: 'activities'
};

test('each part is one stacked set with its own fill, in the order given; an empty one is left out', () => {
	const { data } = stackedBars(summary, LOOK);
	expect(data.datasets.map(({ label, data }) => [label, data])).toEqual([
		['fully', [3, 1]],
		['no data', [0, 2]]
	]);
	expect(data.datasets.map(({ backgroundColor }) => backgroundColor)).toEqual(['full', 'no-data']);
});

test('nothing moves, and a picture keeps its size', () => {
	expect(stackedBars(summary, LOOK).options).toMatchObject({ animation: false, responsive: true });
	expect(stackedBars(summary, { ...LOOK, isResponsive: false }).options?.responsive).toBe(false);
});

test('a long label is broken between words and never grows beyond its lines', () => {
	expect(linesOf('1 Improved and harmonized legislation', 26)).toEqual([
		'1 Improved and harmonized',
		'legislation'
	]);
	expect(linesOf('a b c d', 1, 2)).toEqual(['a', 'b …']);
	expect(linesOf('short')).toEqual(['short']);
});
