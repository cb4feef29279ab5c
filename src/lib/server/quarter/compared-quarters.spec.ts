import { expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { earlierOf, laterOf } from './compared-quarters.ts';

const QUARTERS = ['2020-Q1', '2020-Q2', '2020-Q3'];
const earlier = (address: string, quarter = '2020-Q3', readLast = null as null | string) =>
	earlierOf(
		new URLSearchParams(address),
		QUARTERS,
		quarter,
		readLast === null ? null : { quarter: readLast, revision: null }
	);

test('the quarter of the address, else the one read last, else the one before', () => {
	expect(earlier('from=2020-Q1')).toEqual({ quarter: '2020-Q1', revision: null });
	expect(earlier('from=2020-Q1&fromRevision=2')).toEqual({ quarter: '2020-Q1', revision: 2 });
	expect(earlier('', '2020-Q3', '2020-Q1')?.quarter).toBe('2020-Q1');
	expect(earlier('')?.quarter).toBe('2020-Q2');
	expect(earlier('', '2020-Q1')).toBe(null);
});

test.each(['from=2019-Q4', 'from=x', 'from=2020-Q1&fromRevision=0', 'fromRevision=last'])(
	'%s is refused',
	(address) => expect(() => earlier(address)).toThrow(Refusal)
);

test('a revision is a whole number from 1', () => {
	expect(laterOf(new URLSearchParams('revision=3'), '2020-Q3').revision).toBe(3);
	expect(() => laterOf(new URLSearchParams('revision=1.5'), '2020-Q3')).toThrow(Refusal);
});
