import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import {
	formatDay,
	formatDayCount,
	formatDayOfYear,
	formatDeadline,
	formatDecimal,
	formatFraction,
	formatList,
	formatNoData,
	formatNumber,
	formatPercent,
	formatPeriod,
	formatQuarter,
	formatQuarterShort,
	formatYear,
	formatSlip
} from './format.ts';

test('what is counted is grouped as each language does, and still has its plural', () => {
	expect(formatNoData(1412, 'en')).toBe('1,412 without data');
	expect(formatDayCount(1001, 'sr-Cyrl')).toBe('1.001 дан');
	expect(formatDayCount(1002, 'sr-Cyrl')).toBe('1.002 дана');
});

describe('days and quarters', () => {
	test('a day is written as each language writes it', () => {
		expect(formatDay('2020-10-05', 'en')).toBe('5 October 2020');
		expect(formatDay('2020-10-05', 'sr-Cyrl')).toBe('5. октобар 2020.');
		expect(formatDay('2020-10-05', 'sr-Latn')).toBe('5. oktobar 2020.');
	});

	test('after a preposition Serbian bends the month', () => {
		expect(formatDay('2020-05-31', 'sr-Cyrl', 'genitive')).toBe('31. маја 2020.');
		expect(formatDayOfYear('2020-10-15', 'sr-Latn', 'genitive')).toBe('15. oktobra');
		expect(formatDay('2020-05-31', 'en', 'genitive')).toBe('31 May 2020');
	});

	test('a quarter has a Roman numeral in Serbian', () => {
		expect(formatQuarter('2020-Q3', 'en')).toBe('Q3 2020');
		expect(formatQuarter('2020-Q3', 'sr-Cyrl')).toBe('III квартал 2020.');
		expect(formatQuarter('2019-Q4', 'sr-Latn', 'locative')).toBe('IV kvartalu 2019.');
		expect([formatYear(2020, 'en'), formatYear(2020, 'sr-Latn')]).toEqual(['2020', '2020.']);
		expect(formatQuarterShort('2020-Q1', 'sr-Cyrl')).toBe('I кв. 2020.');
		expect(formatPeriod('2020-Q2', 'sr-Latn')).toBe('II kvartal 2020.');
		expect(formatPeriod('2020-02-29', 'en')).toBe('29 February 2020');
	});
});

describe('numbers', () => {
	test('separators are the reader’s, and no digit of a decimal is lost', () => {
		expect(formatNumber(1234567, 'en')).toBe('1,234,567');
		expect(formatNumber(1234567, 'sr-Cyrl')).toBe('1.234.567');
		expect(formatDecimal('-1234.50', 'sr-Latn')).toBe('−1.234,50');
		expect(formatDecimal('0.10', 'en')).toBe('0.10');
		expect(formatDecimal('about 5', 'en')).toBe('about 5');
	});

	test('0/0 is a dash, and rounding never claims all or nothing', () => {
		const percent = (numerator: number, denominator: number) =>
			formatPercent({ numerator, denominator }, 'sr-Cyrl');
		expect(percent(14, 31)).toBe('45%');
		expect(percent(0, 0)).toBe('–');
		expect(percent(0, 7)).toBe('0%');
		expect(percent(7, 7)).toBe('100%');
		expect(percent(199, 200)).toBe('99,5%');
		expect(percent(1, 400)).toBe('0,3%');
		expect(percent(9999, 10000)).toBe('99,9%');
	});

	test('a fraction names what is not known', () => {
		const fraction = { numerator: 14, denominator: 31, noData: 4 };
		expect(formatFraction(fraction, 'en')).toBe('14/31 (45%), 4 without data');
		expect(formatFraction(fraction, 'sr-Cyrl')).toBe('14/31 (45%), 4 без података');
		expect(formatFraction({ numerator: 0, denominator: 0, noData: 0 }, 'en')).toBe('0/0 (–)');
	});

	test('plurals are Serbian in Serbian', () => {
		expect([1, 2, 5, 21, 22, 111].map((n) => formatSlip(n, 'sr-Cyrl'))).toEqual([
			'1 дан касније',
			'2 дана касније',
			'5 дана касније',
			'21 дан касније',
			'22 дана касније',
			'111 дана касније'
		]);
		expect(formatSlip(1006, 'sr-Latn')).toBe('1.006 dana kasnije');
		expect(formatSlip(-1, 'en')).toBe('1 day earlier');
		expect(formatSlip(0, 'en')).toBeNull();
		expect(formatSlip(null, 'en')).toBeNull();
	});
});

describe('deadlines', () => {
	const dated = (earliest: string, latest: string): DeadlineReading => ({
		kind: 'dated',
		earliest,
		latest
	});

	test('a whole quarter is a quarter, a day is a day, anything else its last day', () => {
		expect(formatDeadline(dated('2020-10-01', '2020-12-31'), 'en')).toBe('Q4 2020');
		expect(formatDeadline(dated('2020-04-01', '2020-09-30'), 'sr-Cyrl')).toBe(
			'II квартал 2020. – III квартал 2020.'
		);
		expect(formatDeadline(dated('2020-12-31', '2020-12-31'), 'sr-Latn')).toBe('31. decembar 2020.');
		expect(formatDeadline(dated('2019-02-15', '2019-12-31'), 'sr-Cyrl')).toBe(
			'до 31. децембра 2019.'
		);
	});

	test('what has no date says so', () => {
		expect(formatDeadline({ kind: 'continuous' }, 'sr-Cyrl')).toBe('континуирано');
		expect(formatDeadline({ kind: 'recurring', occurrences: null, every: 'year' }, 'sr-Latn')).toBe(
			'svake godine'
		);
		expect(
			formatDeadline(
				{ kind: 'recurring', occurrences: ['2020-03-31', '2020-07-15'], every: null },
				'en'
			)
		).toBe('recurring: Q1 2020 and 15 July 2020');
		expect(
			formatDeadline(
				{ kind: 'triggered', amount: 6, unit: 'month', trigger: 'entry into force' },
				'en'
			)
		).toBe('6 months from: entry into force');
	});
});

test('lists end as the reader ends them', () => {
	expect(formatList([], 'en')).toBe('');
	expect(formatList(['МУП', 'РЈТ', 'РАТЕЛ'], 'sr-Cyrl')).toBe('МУП, РЈТ и РАТЕЛ');
	expect(formatList(['MUP', 'RJT'], 'sr-Latn')).toBe('MUP i RJT');
});
