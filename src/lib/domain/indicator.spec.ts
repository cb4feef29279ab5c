import { describe, expect, test } from 'vitest';
import { latestReading, verdictOf, verdictOfAll, type IndicatorFacts } from './indicator.ts';

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
