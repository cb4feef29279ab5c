import { describe, expect, test } from 'vitest';
import {
	behindPath,
	latestReading,
	pathAt,
	verdictOf,
	verdictOfAll,
	type IndicatorFacts,
	type PathFacts
} from './indicator.ts';

const indicator = (
	direction: 'up' | 'down',
	target: string | null,
	...readings: [string, string][]
): IndicatorFacts => ({
	direction,
	targets: target === null ? [] : [{ year: 2020, value: target }],
	readings: readings.map(([on, value]) => ({ on, value }))
});

test.each([
	['up', '50', '50', 'met'],
	['up', '50', '50.1', 'met'],
	['up', '50', '49.99', 'not-met'],
	['down', '5', '5.0', 'met'],
	['down', '5', '4', 'met'],
	['down', '5', '5.01', 'not-met']
] as const)('%s to %s, read %s: %s', (direction, target, value, expected) => {
	expect(verdictOf(indicator(direction, target, ['2020-09-30', value]), '2020-Q3')).toBe(expected);
});

test('the latest reading dated by the quarter’s last day decides, whatever their order', () => {
	const facts = indicator(
		'up',
		'50',
		['2020-10-01', '90'],
		['2020-09-30', '40'],
		['2020-03-31', '60']
	);
	expect(latestReading(facts.readings, '2020-Q3')?.value).toBe('40');
	expect(verdictOf(facts, '2020-Q3')).toBe('not-met');
	expect(verdictOf(facts, '2020-Q4')).toBe('met');
});

test('the target is the one for the quarter’s year', () => {
	expect(verdictOf(indicator('up', '50', ['2019-06-30', '90']), '2019-Q4')).toBe('not-measured');
});

test('without a reading or a target it is not measured', () => {
	expect(verdictOf(indicator('up', '50'), '2020-Q3')).toBe('not-measured');
	expect(verdictOf(indicator('up', null, ['2020-01-01', '9']), '2020-Q3')).toBe('not-measured');
});

describe('several of one activity', () => {
	const met = indicator('up', '1', ['2020-01-01', '2']);
	const missed = indicator('up', '3', ['2020-01-01', '2']);
	const unmeasured = indicator('up', '3');
	test.each([
		[[met, met], 'met'],
		[[met, missed], 'not-met'],
		[[met, unmeasured], 'not-measured'],
		[[unmeasured, missed], 'not-met'],
		[[], 'not-measured']
	] as [IndicatorFacts[], string][])('%#: %o', (indicators, expected) => {
		expect(verdictOfAll(indicators, '2020-Q3')).toBe(expected);
	});
});

describe('the target path', () => {
	const path = (more: Partial<PathFacts> = {}): PathFacts => ({
		direction: 'up',
		baseline: { value: '0', on: '2019-12-31' },
		targets: [{ year: 2020, value: '100' }],
		readings: [],
		...more
	});

	test('runs day by day from the baseline to the target on 31 December', () => {
		// 91, 182 and 274 of the 366 days of 2020.
		const at = (quarter: string) => pathAt(path(), quarter);
		expect(['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4'].map(at)).toEqual([
			'24.86',
			'49.73',
			'74.86',
			'100'
		]);
	});

	test('runs from the last target before, and from a baseline only where that is later', () => {
		const targets = [
			{ year: 2018, value: '10' },
			{ year: 2019, value: '50' },
			{ year: 2020, value: '100' },
			{ year: 2021, value: '300' }
		];
		expect(pathAt(path({ targets, baseline: { value: '0', on: '2017-12-31' } }), '2020-Q2')).toBe(
			'74.86'
		);
		// 30 June, where it begins, is the last day of the quarter.
		expect(pathAt(path({ targets, baseline: { value: '20', on: '2020-06-30' } }), '2020-Q2')).toBe(
			'20'
		);
	});

	test('there is none without a target for the year, nor without a beginning until Q4', () => {
		expect(pathAt(path(), '2021-Q1')).toBe(null);
		expect(pathAt(path({ baseline: null }), '2020-Q3')).toBe(null);
		expect(pathAt(path({ baseline: null }), '2020-Q4')).toBe('100');
		expect(pathAt(path({ baseline: { value: '0', on: '2020-10-01' } }), '2020-Q3')).toBe(null);
	});

	test('falls where less is better', () => {
		const down = path({ direction: 'down', baseline: { value: '12.5', on: '2019-12-31' } });
		const to = { ...down, targets: [{ year: 2020, value: '5.5' }] };
		expect(pathAt(to, '2020-Q2')).toBe('9.019');
		const read = (value: string) =>
			behindPath({ ...to, readings: [{ on: '2020-06-30', value }] }, '2020-Q2');
		expect(read('9.019')).toBe(null);
		expect(read('9.02')).toEqual({ value: '9.02', on: '2020-06-30', path: '9.019' });
	});

	test('what nobody has read is not behind it', () => {
		expect(behindPath(path(), '2020-Q4')).toBe(null);
		const early = path({ readings: [{ on: '2020-07-01', value: '1' }] });
		expect(behindPath(early, '2020-Q2')).toBe(null);
		expect(behindPath(early, '2020-Q3')).toEqual({ value: '1', on: '2020-07-01', path: '74.86' });
	});
});
