import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, lastDayOf } from './quarter.ts';
import { ruleProblems, windowBy, windowProblems } from './window-rule.ts';

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

describe('the days a window may have', () => {
	const codes = (opensOn: string, closesOn: string, today = '2020-10-05') =>
		windowProblems({ opensOn, closesOn }, '2020-Q3', today).map(
			({ code, field, params }) => `${code} @${field} ${params?.on}`
		);

	test('begin with the quarter’s first day', () => {
		expect(codes('2020-07-01', '2020-10-31')).toEqual([]);
		expect(codes('2020-06-30', '2020-10-31')).toEqual([
			'window_opens_before_quarter @opensOn 2020-07-01'
		]);
	});

	test('end two years after the quarter, or after today where that is later', () => {
		expect(codes('2020-10-01', '2022-09-30', '2020-08-01')).toEqual([]);
		expect(codes('2020-10-01', '2022-10-01', '2020-08-01')).toEqual([
			'window_closes_too_late @closesOn 2022-09-30'
		]);
		// A plan of years ago is caught up with.
		expect(codes('2020-10-01', '2026-12-31', '2026-11-23')).toEqual([]);
		expect(codes('2020-10-01', '2062-12-31', '2026-11-23')).toEqual([
			'window_closes_too_late @closesOn 2028-11-23'
		]);
	});

	test('are said both at once; what is no day is left to others', () => {
		expect(codes('1900-01-01', '9999-12-31')).toHaveLength(2);
		expect(codes('2020-13-01', 'x')).toEqual([]);
	});

	test('allow whatever window a rule that stands gives any quarter', () => {
		const rule = fc.record({
			opens: fc.integer({ min: -120, max: 40 }),
			due: fc.constant(45),
			closes: fc.integer({ min: 50, max: 900 })
		});
		const quarters = fc.tuple(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 1, max: 4 }));
		fc.assert(
			fc.property(rule, quarters, (days, [year, n]) => {
				const quarter = `${year}-Q${n}`;
				const found = windowProblems(windowBy(days, quarter), quarter, '1999-01-01');
				expect(ruleProblems(days).length === 0 && found.length > 0).toBe(false);
			})
		);
		expect(ruleProblems({ opens: -89, due: 0, closes: 730 })).toEqual([]);
		expect(ruleProblems({ opens: -90, due: 0, closes: 731 })).toMatchObject([
			{ code: 'window_rule_opens_early', field: 'opens' },
			{ code: 'window_rule_closes_late', field: 'closes' }
		]);
	});
});
