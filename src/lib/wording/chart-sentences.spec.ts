import { describe, expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../test/fixtures/quarter-view.ts';
import type { Figures } from '#lib/domain/progress.ts';
import {
	goalsSentence,
	indicatorSentence,
	slipSentence,
	timelinessSentence,
	trendSentence
} from './chart-sentences.ts';

const plan = VIEW.figures;
const with_ = (full: number, population: number, overdue = 0): Figures => ({
	...plan,
	population,
	assessment: { ...plan.assessment, full },
	timeliness: { ...plan.timeliness, overdue }
});

describe('progress by goal', () => {
	test('says the whole, and where most and least', () => {
		const goals = [
			{ code: '1', figures: with_(1, 4) },
			{ code: '2', figures: with_(3, 4) }
		];
		expect(goalsSentence('2020-Q2', plan, goals, 'en')).toBe(
			'At the end of Q2 2020, 1 of 5 activities in force were implemented; 2 had no data. ' +
				'The largest share is in goal 2 (3/4), the smallest in goal 1 (1/4).'
		);
	});

	test('claims no best where all are alike, or where there is nothing', () => {
		const alike = [
			{ code: '1', figures: with_(1, 2) },
			{ code: '2', figures: with_(2, 4) },
			{ code: '3', figures: with_(0, 0) }
		];
		expect(goalsSentence('2020-Q2', plan, alike, 'en')).not.toContain('largest');
	});
});

test('timeliness names the goal with most overdue, but not one of several', () => {
	const goals = [
		{ code: '1', figures: with_(0, 5, 1) },
		{ code: '2', figures: with_(0, 5, 3) }
	];
	expect(timelinessSentence('2020-Q2', plan, goals, 'en')).toContain('in goal 2: 3.');
	expect(timelinessSentence('2020-Q2', plan, [goals[0]!, goals[0]!], 'en')).not.toContain('Most');
	expect(timelinessSentence('2020-Q2', with_(0, 5, 0), goals, 'en')).toContain('none of 5');
});

test('the trend runs to the quarter in question and says which columns are not final', () => {
	const point = (quarter: string, full: number, state: 'open' | 'closed') => ({
		quarter,
		state,
		...with_(full, 10)
	});
	const points = [
		point('2020-Q1', 2, 'closed'),
		point('2020-Q2', 5, 'closed'),
		point('2020-Q3', 6, 'open')
	];
	const said = trendSentence(points, '2020-Q2', 'en');
	expect(said).toContain('From Q1 2020 to Q2 2020');
	expect(said).toContain('from 2 of 10 to 5 of 10');
	expect(said).toContain('Filing for Q3 2020 is still open');
	expect(trendSentence(points.slice(0, 1), '2020-Q1', 'en')).toMatch(/^In Q1 2020, 2 of 10/);
});

test('slip says how far, and how much cannot be measured', () => {
	const summary = { moved: 3, longest: { code: '2.1.1', days: 458 }, median: 92, unmeasured: 1 };
	expect(slipSentence('2020-Q2', summary, 38, 'en')).toBe(
		'At the end of Q2 2020, the deadline of 3 of 38 activities had been moved. ' +
			'The longest slip is 458 days (2.1.1), the median 92 days. Not measurable in days: 1.'
	);
	const none = { moved: 1, longest: null, median: null, unmeasured: 1 };
	expect(slipSentence('2020-Q2', none, 38, 'en')).not.toContain('longest');
});

describe('an indicator', () => {
	const indicator = {
		direction: 'down' as const,
		baseline: { value: '12.50', on: '2018-12-31' },
		readings: [
			{ on: '2019-12-31', value: '11', source: {}, provenance: [], by: null },
			{ on: '2020-12-31', value: '3', source: {}, provenance: [], by: null }
		],
		targets: [{ year: 2020, value: '10' }],
		verdict: 'not-met' as const
	};

	test('says direction, baseline, the latest reading by the quarter, and the target of its year', () => {
		expect(indicatorSentence(indicator, '2020-Q2', 'sr-Cyrl')).toBe(
			'Боље је мање. Почетна вредност 12,50 (31. децембар 2018.). ' +
				'Последње мерење 11 (31. децембар 2019.). Циљна вредност за 2020. годину: 10; показатељ није достигнут.'
		);
	});

	test('says what is missing', () => {
		const bare = { ...indicator, baseline: null, readings: [], targets: [] };
		expect(indicatorSentence(bare, '2020-Q2', 'en')).toBe(
			'Less is better. No reading yet. No target for 2020.'
		);
	});
});
