import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysBetween, lastDayOf } from './quarter.ts';
import { windowBy } from './window-rule.ts';

test('fifteen days after the second quarter of 2016 is 15 July 2016, as practice has it', () => {
	expect(windowBy({ opens: 1, due: 15, closes: 31 }, '2016-Q2')).toEqual({
		opensOn: '2016-07-01',
		dueOn: '2016-07-15',
		closesOn: '2016-07-31'
	});
});

test('a window may open before the quarter has ended', () => {
	expect(windowBy({ opens: -10, due: 0, closes: 5 }, '2020-Q4')).toEqual({
		opensOn: '2020-12-21',
		dueOn: '2020-12-31',
		closesOn: '2021-01-05'
	});
});

test('every day is as many days after the quarter as the rule says', () => {
	const days = fc.integer({ min: -60, max: 120 });
	fc.assert(
		fc.property(days, days, days, fc.integer({ min: 1, max: 4 }), (opens, due, closes, n) => {
			const quarter = `2020-Q${n}`;
			const window = windowBy({ opens, due, closes }, quarter);
			const after = (day: string) => daysBetween(lastDayOf(quarter), day);
			expect([window.opensOn, window.dueOn, window.closesOn].map(after)).toEqual([
				opens,
				due,
				closes
			]);
		})
	);
});
