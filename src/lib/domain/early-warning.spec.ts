import { describe, expect, test } from 'vitest';
import type { AcceptedFiling, StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import {
	earlyWarning,
	RECOMMENDATIONS,
	SIGNS,
	riskReasons,
	type Override,
	type OverrideVerdict,
	type Watched
} from './early-warning.ts';
import type { PathFacts } from './indicator.ts';
import { activityAt } from './progress.ts';
import type { Day, Quarter } from './quarter.ts';

const AT = '2020-Q3';
const [X, Y] = [1, 2];

const ROLES = { full: 1, ongoing: 2, partial: 3, none: 4 };
const filed = (
	quarter: Quarter,
	role: StepRole,
	{ body = X, expected = null }: { body?: number; expected?: Day | Quarter | null } = {}
): AcceptedFiling => ({
	bodyId: body,
	quarter,
	step: { id: ROLES[role], role },
	completedOn: null,
	expectedCompletion: expected
});

interface Given {
	id?: number;
	deadline?: Day | DeadlineReading;
	leads?: readonly number[];
	accepted?: readonly AcceptedFiling[];
	indicators?: readonly (PathFacts & { id: number })[];
}

/** An activity as the figures see it at Q; due in the next quarter unless told. */
function activity(given: Given = {}): Watched {
	const { id = 1, deadline = '2020-12-31', leads = [X], accepted = [], indicators = [] } = given;
	const at = activityAt(
		{
			...{ id, goalId: 1, inForceFrom: '2018-12-01', inForceUntil: null },
			leads: leads.map((bodyId) => ({ bodyId, from: '2018-12-01', until: null })),
			deadline:
				typeof deadline === 'string'
					? { kind: 'dated', earliest: deadline, latest: deadline }
					: deadline,
			...{ ledger: [], accepted, indicators }
		},
		AT
	);
	return { ...at, deadline: at.current, indicators };
}

const signs = (given: Given) => riskReasons(activity(given), AT).map(({ sign }) => sign);

describe('an activity is at risk', () => {
	test('when no filing counts: nobody filed, or not for this quarter', () => {
		expect(riskReasons(activity(), AT)).toEqual([{ sign: 'no-data', leads: [X] }]);
		expect(signs({ accepted: [filed('2020-Q2', 'ongoing')] })).toEqual(['no-data']);
		const nothing = { ...filed(AT, 'ongoing'), step: null };
		expect(signs({ accepted: [nothing] })).toEqual(['no-data']);
	});

	test('when one of its leads is silent, and says which', () => {
		const accepted = [filed(AT, 'ongoing')];
		expect(riskReasons(activity({ leads: [X, Y], accepted }), AT)).toEqual([
			{ sign: 'no-data', leads: [Y] }
		]);
	});

	test('when it is partially implemented or not at all', () => {
		expect(signs({ accepted: [filed(AT, 'partial')] })).toEqual(['partial']);
		expect(signs({ accepted: [filed(AT, 'none')] })).toEqual(['none']);
	});

	test('when a lead goes back, since the quarter it last said more', () => {
		const accepted = [
			filed('2019-Q4', 'none'),
			filed('2020-Q1', 'ongoing'),
			filed('2020-Q2', 'ongoing', { body: Y }),
			filed(AT, 'partial'),
			filed(AT, 'ongoing', { body: Y })
		];
		expect(riskReasons(activity({ leads: [X, Y], accepted }), AT)).toEqual([
			{ sign: 'going-back', bodyId: X, from: 'ongoing', since: '2020-Q1', to: 'partial' },
			{ sign: 'partial' }
		]);
	});

	test('when it was done and is not any more, even if it is successfully under way', () => {
		const accepted = [filed('2020-Q1', 'full'), filed(AT, 'ongoing')];
		expect(signs({ accepted })).toEqual(['going-back']);
	});

	test('when a lead expects to be done after the deadline; on its last day is in time', () => {
		const expecting = (expected: string) =>
			riskReasons(activity({ accepted: [filed(AT, 'ongoing', { expected })] }), AT);
		expect(expecting('2020-Q4')).toEqual([]);
		expect(expecting('2020-12-31')).toEqual([]);
		expect(expecting('2021-01-01')).toEqual([
			{ sign: 'expected-late', bodyId: X, on: '2021-01-01' }
		]);
		const earlier = filed('2020-Q2', 'ongoing', { expected: '2021-Q4' });
		expect(signs({ accepted: [earlier, filed(AT, 'ongoing')] })).toEqual([]);
	});

	test('when its indicator is behind its target path', () => {
		const indicator = {
			...{ id: 7, direction: 'up' as const, baseline: { value: '0', on: '2019-12-31' } },
			targets: [{ year: 2020, value: '100' }],
			readings: [{ on: '2020-06-30', value: '74' }]
		};
		const accepted = [filed(AT, 'ongoing')];
		expect(riskReasons(activity({ accepted, indicators: [indicator] }), AT)).toEqual([
			{ sign: 'behind-path', indicatorId: 7, value: '74', on: '2020-06-30', path: '74.86' }
		]);
		const onPath = { ...indicator, readings: [{ on: '2020-06-30', value: '75' }] };
		expect(signs({ accepted, indicators: [onPath] })).toEqual([]);
	});

	test('and not when it is successfully under way and nothing else is said', () => {
		const accepted = [filed('2020-Q2', 'partial'), filed(AT, 'ongoing')];
		expect(signs({ accepted })).toEqual([]);
	});
});

describe('the tables', () => {
	const tables = (all: Given[], overrides: readonly Override[] = []) => {
		const watched = all.map((given, index) => activity({ id: index + 1, ...given }));
		return earlyWarning(watched, overrides, AT);
	};
	const ids = (rows: readonly { activityId: number }[]) => rows.map(({ activityId }) => activityId);

	test('W1 has what is due and not done, this quarter’s and older ones apart; W2 what is due next', () => {
		const done = [filed(AT, 'full')];
		const warning = tables([
			{ deadline: '2020-09-30' },
			{ deadline: '2020-07-01' },
			{ deadline: '2020-06-30' },
			{ deadline: '2020-10-01' },
			{ deadline: '2020-12-31' },
			{ deadline: '2021-01-01' },
			{ deadline: { kind: 'continuous' } },
			{ deadline: '2020-06-30', accepted: done },
			{ deadline: '2020-12-31', accepted: done }
		]);
		expect(ids(warning.due)).toEqual([1, 2]);
		expect(ids(warning.overdue)).toEqual([3]);
		expect(ids(warning.atRisk)).toEqual([4, 5]);
		expect(ids(warning.others)).toEqual([]);
	});

	test('every row of W1 has a reason, that it is due the last of them', () => {
		const { due, overdue } = tables([
			{ deadline: '2020-09-30', accepted: [filed(AT, 'ongoing')] },
			{ deadline: '2020-06-30', accepted: [filed(AT, 'partial', { expected: '2021-Q1' })] }
		]);
		expect(due[0]).toMatchObject({
			reasons: [{ sign: 'due' }],
			recommendation: 'confirm-completion'
		});
		expect(overdue[0]).toMatchObject({
			reasons: [
				{ sign: 'partial' },
				{ sign: 'expected-late', bodyId: X, on: '2021-Q1' },
				{ sign: 'overdue', days: 92 }
			],
			recommendation: 'agree-remaining-steps'
		});
	});

	test('a row’s recommendation is that of its first reason, in the table’s order', () => {
		const indicator = {
			...{ id: 7, direction: 'up' as const, baseline: { value: '0', on: '2019-12-31' } },
			targets: [{ year: 2020, value: '100' }],
			readings: [{ on: '2020-06-30', value: '1' }]
		};
		const accepted = [
			filed('2020-Q2', 'ongoing'),
			filed(AT, 'none', { expected: '2021-Q2' }),
			filed('2020-Q2', 'partial', { body: Y })
		];
		const given = { leads: [X, Y], accepted, indicators: [indicator] };
		const [row] = tables([{ deadline: '2020-06-30', ...given }]).overdue;
		const found = row!.reasons.map(({ sign }) => sign);
		expect(found).toEqual(['no-data', 'going-back', 'expected-late', 'behind-path', 'overdue']);
		expect(found).toEqual(SIGNS.filter((sign) => found.includes(sign)));
		expect(row!.recommendation).toBe(RECOMMENDATIONS['no-data']);
	});

	const override = (activityId: number, verdict: OverrideVerdict): Override => ({
		...{ activityId, verdict, note: { en: 'x' }, decidedOn: '2020-10-06' },
		...{ by: 'coordinator', version: 1 }
	});
	const fine = [filed(AT, 'ongoing')];

	test('an override takes off, puts on, or agrees by now, and is always listed', () => {
		const overrides = [
			override(1, 'not-at-risk'),
			override(2, 'at-risk'),
			override(3, 'at-risk'),
			override(4, 'not-at-risk'),
			override(5, 'at-risk')
		];
		const warning = tables(
			[{}, { accepted: fine }, {}, { accepted: fine }, { deadline: '2021-06-30' }, {}],
			overrides
		);
		expect(ids(warning.atRisk)).toEqual([2, 3, 6]);
		expect(ids(warning.others)).toEqual([1, 4]);
		expect(warning.overrides.map(({ activityId, effect }) => [activityId, effect])).toEqual([
			[1, 'removed'],
			[2, 'added'],
			[3, 'agrees'],
			[4, 'agrees'],
			[5, 'moot']
		]);
		expect(warning.overrides[0]!.reasons).toEqual([{ sign: 'no-data', leads: [X] }]);
		expect(warning.atRisk[0]).toMatchObject({
			reasons: [],
			recommendation: 'follow-note',
			override: overrides[1]
		});
		expect(warning.others[0]!.recommendation).toBe(null);
	});

	test('an override touches no row of W1', () => {
		const { due, overrides } = tables([{ deadline: '2020-09-30' }], [override(1, 'not-at-risk')]);
		expect(due).toHaveLength(1);
		expect(overrides[0]!.effect).toBe('moot');
	});
});
