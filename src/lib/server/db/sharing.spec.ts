import { expect, test } from 'vitest';
import { sharesBy, sharesStrings } from './sharing.ts';

test('equal values become one, others stay apart', () => {
	const shared = sharesBy<{ id: number; role: string }>(({ id }) => String(id));
	const first = shared({ id: 1, role: 'full' });
	expect(shared({ id: 1, role: 'full' })).toBe(first);
	expect(shared({ id: 2, role: 'full' })).not.toBe(first);
});

test('strings stay what they are, and null is null', () => {
	const shared = sharesStrings();
	expect(['2020-Q3', '2020-Q3', null, ''].map((one) => shared(one))).toEqual([
		'2020-Q3',
		'2020-Q3',
		null,
		''
	]);
});
