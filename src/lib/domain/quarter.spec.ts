import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	compareQuarters,
	dayOf,
	daysBetween,
	firstDayOf,
	isDay,
	isQuarter,
	isRealDay,
	lastDayOf,
	lastDayOfPeriod,
	nextQuarter,
	previousQuarter,
	quarterNumberOf,
	quarterOf,
	quartersBetween,
	yearOf
} from './quarter.ts';

describe('days and quarters as written', () => {
	test.each([
		['2020-10-05', true],
		['2020-02-29', true],
		['2000-02-29', true],
		['2019-02-29', false],
		['1900-02-29', false],
		['2020-02-31', false],
		['2020-04-31', false],
		['2020-13-01', false],
		['2020-00-10', false],
		['2020-10-00', false],
		['0000-01-01', false],
		['2020-1-5', false],
		['2020-10-05T00:00:00Z', false],
		['2020-10-05\n', false],
		['', false]
	])('isDay(%j) is %j', (text, expected) => {
		expect(isDay(text)).toBe(expected);
	});

	test.each([
		['2020-Q1', true],
		['2020-Q4', true],
		['2020-Q0', false],
		['2020-Q5', false],
		['2020-q4', false],
		['2020Q4', false],
		['2020', false],
		['0000-Q1', false],
		['', false]
	])('isQuarter(%j) is %j', (text, expected) => {
		expect(isQuarter(text)).toBe(expected);
	});

	test('a day that is not in the calendar is not real', () => {
		expect(isRealDay(2020, 2, 31)).toBe(false);
		expect(isRealDay(2020, 2, 29)).toBe(true);
		expect(isRealDay(2020, 1.5, 1)).toBe(false);
	});
});

describe('quarters', () => {
	test.each([
		['2020-01-01', '2020-Q1'],
		['2020-03-31', '2020-Q1'],
		['2020-04-01', '2020-Q2'],
		['2020-06-30', '2020-Q2'],
		['2020-07-01', '2020-Q3'],
		['2020-09-30', '2020-Q3'],
		['2020-10-01', '2020-Q4'],
		['2020-12-31', '2020-Q4']
	])('%s lies in %s', (day, quarter) => {
		expect(quarterOf(day)).toBe(quarter);
	});

	test.each([
		['2020-Q1', '2020-01-01', '2020-03-31'],
		['2020-Q2', '2020-04-01', '2020-06-30'],
		['2020-Q3', '2020-07-01', '2020-09-30'],
		['2020-Q4', '2020-10-01', '2020-12-31']
	])('%s runs from %s to %s', (quarter, first, last) => {
		expect([firstDayOf(quarter), lastDayOf(quarter)]).toEqual([first, last]);
	});

	test('the next and the previous quarter cross the year', () => {
		expect(nextQuarter('2020-Q3')).toBe('2020-Q4');
		expect(nextQuarter('2020-Q4')).toBe('2021-Q1');
		expect(previousQuarter('2020-Q1')).toBe('2019-Q4');
	});

	test('year and number of a quarter', () => {
		expect(yearOf('2019-Q3')).toBe(2019);
		expect(quarterNumberOf('2019-Q3')).toBe(3);
	});

	test('quarters sort by time', () => {
		expect(['2020-Q1', '2019-Q4', '2020-Q1', '2019-Q1'].sort(compareQuarters)).toEqual([
			'2019-Q1',
			'2019-Q4',
			'2020-Q1',
			'2020-Q1'
		]);
	});

	test('quarters between are counted with both ends', () => {
		expect(quartersBetween('2019-Q3', '2020-Q2')).toEqual([
			'2019-Q3',
			'2019-Q4',
			'2020-Q1',
			'2020-Q2'
		]);
		expect(quartersBetween('2020-Q2', '2020-Q2')).toEqual(['2020-Q2']);
		expect(quartersBetween('2020-Q2', '2020-Q1')).toEqual([]);
	});

	test('a period given as a quarter ends on its last day', () => {
		expect(lastDayOfPeriod('2020-Q2')).toBe('2020-06-30');
		expect(lastDayOfPeriod('2020-05-11')).toBe('2020-05-11');
	});
});

describe('counting days and months', () => {
	test.each([
		['2020-02-28', '2020-03-01', 2],
		['2019-02-28', '2019-03-01', 1],
		['2020-01-01', '2020-12-31', 365],
		['2019-01-01', '2019-12-31', 364],
		['2020-03-01', '2020-02-29', -1],
		['2020-10-05', '2020-10-05', 0],
		['2000-01-01', '2020-01-01', 7305],
		['1970-01-01', '2020-01-01', 18262]
	])('from %s to %s are %i days', (from, to, days) => {
		expect(daysBetween(from, to)).toBe(days);
		expect(addDays(from, days)).toBe(to);
	});

	// The nights in which clocks change in Belgrade, Los Angeles and Auckland; and Samoa, which had
	// no 30 December 2011.
	test.each([
		['2020-03-28', '2020-03-29', '2020-03-30'],
		['2020-10-24', '2020-10-25', '2020-10-26'],
		['2020-03-07', '2020-03-08', '2020-03-09'],
		['2020-10-31', '2020-11-01', '2020-11-02'],
		['2020-04-04', '2020-04-05', '2020-04-06'],
		['2020-09-26', '2020-09-27', '2020-09-28'],
		['2011-12-29', '2011-12-30', '2011-12-31']
	])('clock changes do not matter: %s, %s, %s', (before, on, after) => {
		expect(addDays(before, 1)).toBe(on);
		expect(addDays(on, 1)).toBe(after);
		expect(daysBetween(before, after)).toBe(2);
	});

	test.each([
		['2020-01-31', 1, '2020-02-29'],
		['2019-01-31', 1, '2019-02-28'],
		['2020-08-31', 1, '2020-09-30'],
		['2020-10-05', 6, '2021-04-05'],
		['2020-01-15', -1, '2019-12-15'],
		['2020-02-29', 12, '2021-02-28'],
		['2020-02-29', -48, '2016-02-29'],
		['2020-11-30', 0, '2020-11-30']
	])('%s and %i months is %s', (day, months, expected) => {
		expect(addMonths(day, months)).toBe(expected);
	});

	// Days made from their three numbers, so that nothing under test makes the input.
	const pad = (value: number, length: number) => String(value).padStart(length, '0');
	const days = fc
		.tuple(
			fc.integer({ min: 1, max: 9999 }),
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 1, max: 28 })
		)
		.map(([year, month, day]) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);

	test('days between agree with the count of the platform in UTC', () => {
		fc.assert(
			fc.property(days, days, (a, b) => {
				expect(daysBetween(a, b)).toBe((Date.parse(a) - Date.parse(b)) / -86_400_000 + 0);
			})
		);
	});

	test('adding the days between two days leads from one to the other', () => {
		fc.assert(
			fc.property(days, days, (a, b) => {
				expect(addDays(a, daysBetween(a, b))).toBe(b);
			})
		);
	});

	test('every day of four centuries follows the one before', () => {
		let day = '1800-01-01';
		let strays = 0;
		for (let count = 0; count < 146_097; count += 1) {
			const next = addDays(day, 1);
			if (!(next > day && daysBetween(day, next) === 1)) strays += 1;
			day = next;
		}
		expect(strays).toBe(0);
		expect(day).toBe('2200-01-01');
	});
});

describe('the day at an instant', () => {
	test.each([
		['2020-12-31T22:59:59Z', 'Europe/Belgrade', '2020-12-31'],
		['2020-12-31T23:00:00Z', 'Europe/Belgrade', '2021-01-01'],
		['2020-06-30T21:59:59.999Z', 'Europe/Belgrade', '2020-06-30'],
		['2020-06-30T22:00:00.000Z', 'Europe/Belgrade', '2020-07-01'],
		['2020-06-30T22:00Z', 'UTC', '2020-06-30'],
		['2020-06-30T12:00:00Z', 'Pacific/Auckland', '2020-07-01'],
		['2020-07-01T06:59:59Z', 'America/Los_Angeles', '2020-06-30'],
		['2020-02-29T12:00:00Z', 'Europe/Belgrade', '2020-02-29'],
		['0900-05-05T12:00:00Z', 'UTC', '0900-05-05']
	])('%s in %s is %s', (instant, timeZone, day) => {
		expect(dayOf(instant, timeZone)).toBe(day);
	});
});

describe('what cannot be is refused', () => {
	test('a day or quarter that is none', () => {
		expect(() => quarterOf('2020-02-31')).toThrow(RangeError);
		expect(() => firstDayOf('2020')).toThrow(RangeError);
		expect(() => lastDayOfPeriod('2020')).toThrow(RangeError);
		expect(() => daysBetween('2020-01-01', '')).toThrow(RangeError);
		expect(() => compareQuarters('2020-Q1', '2020-Q9')).toThrow(RangeError);
	});

	test('a count that is not whole', () => {
		expect(() => addDays('2020-01-01', 0.5)).toThrow(RangeError);
		expect(() => addMonths('2020-01-01', Number.NaN)).toThrow(RangeError);
	});

	test('leaving the years 1 to 9999', () => {
		expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
		expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
		expect(() => nextQuarter('9999-Q4')).toThrow(RangeError);
		expect(() => previousQuarter('0001-Q1')).toThrow(RangeError);
	});

	test('an instant without its zone, in another zone, or on a day that is none', () => {
		for (const instant of [
			'2020-12-31T23:00:00',
			'2020-12-31',
			'2020-12-31T23:00:00+01:00',
			'2020-02-31T10:00:00Z',
			'2020-12-31T25:00:00Z'
		]) {
			expect(() => dayOf(instant, 'Europe/Belgrade')).toThrow(RangeError);
		}
		expect(() => dayOf('2020-12-31T23:00:00Z', 'Europe/Nowhere')).toThrow(RangeError);
	});
});
