import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from './deadline.ts';
import { timelinessOf } from './timeliness.ts';

const dated = (earliest: string, latest = earliest): DeadlineReading => ({
	kind: 'dated',
	earliest,
	latest
});
const thirdQuarter = dated('2020-07-01', '2020-09-30');

describe('not done', () => {
	test.each([
		['2020-Q1', 'not-yet-due'],
		['2020-Q2', 'not-yet-due'],
		['2020-Q3', 'due-this-quarter'],
		['2020-Q4', 'overdue'],
		['2021-Q1', 'overdue']
	])('III quarter 2020 at %s is %s', (at, expected) => {
		expect(timelinessOf({ deadline: thirdQuarter, doneOn: null }, at)).toBe(expected);
	});

	test('a day inside the quarter is due this quarter, even once it has passed', () => {
		expect(timelinessOf({ deadline: dated('2020-07-01'), doneOn: null }, '2020-Q3')).toBe(
			'due-this-quarter'
		);
	});

	test('a range is due by its last day', () => {
		const range = dated('2020-04-01', '2020-09-30');
		expect(timelinessOf({ deadline: range, doneOn: null }, '2020-Q2')).toBe('not-yet-due');
	});
});

describe('done', () => {
	test.each([
		['2020-06-30', 'on-time'],
		['2020-09-30', 'on-time'],
		['2020-10-01', 'late']
	])('completed on %s against III quarter 2020 is %s', (doneOn, expected) => {
		expect(timelinessOf({ deadline: thirdQuarter, doneOn }, '2020-Q4')).toBe(expected);
	});
});

describe('without a date', () => {
	test.each([
		[{ kind: 'continuous' }, 'continuous'],
		[{ kind: 'recurring', occurrences: null, every: 'year' }, 'recurring'],
		[{ kind: 'triggered', amount: 6, unit: 'month', trigger: 'entry into force' }, 'unread'],
		[{ kind: 'unread', why: 'disagrees' }, 'unread']
	] as [DeadlineReading, string][])('%o is %s, done or not', (deadline, expected) => {
		expect(timelinessOf({ deadline, doneOn: null }, '2020-Q3')).toBe(expected);
		expect(timelinessOf({ deadline, doneOn: '2020-08-01' }, '2020-Q3')).toBe(expected);
	});
});
