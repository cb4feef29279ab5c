import { describe, expect, test } from 'vitest';
import {
	activityProblems,
	amend,
	pairsOf,
	type AmendedActivity,
	type AmendmentContents,
	type PlanState
} from './amendment.ts';

const DAY = '2020-03-05';
const standing: AmendedActivity = {
	from: '2019-01-01',
	until: null,
	leads: ['police'],
	partners: ['court']
};

const PLAN: PlanState = {
	activities: new Map([
		['a', standing],
		['b', standing],
		['c', standing],
		['gone', { ...standing, until: '2019-06-01' }]
	]),
	amendedOn: '2019-06-01',
	bodies: new Set(['police', 'court', 'bank'])
};

const fresh = (key: string) => ({ key, leads: ['police'], partners: [] });

function codesOf(more: Partial<AmendmentContents>, plan = PLAN): string[] {
	const amendment = { adopted_on: DAY, changes: [], activities: [], ...more };
	return amend(plan, amendment).problems.map(({ code, field }) => `${field} ${code}`);
}

const R = { reason: {} };
const to = { wording: { en: 'IV quarter 2020' } };

test('a change is kept in pairs: one for what ends, one for each part', () => {
	expect(pairsOf({ kind: 'merge', from: ['a', 'b'], into: 'n', ...R })).toEqual([
		['a', 'n'],
		['b', 'n']
	]);
	expect(pairsOf({ kind: 'split', from: 'a', into: ['n', 'o'], ...R })).toEqual([
		['a', 'n'],
		['a', 'o']
	]);
	expect(pairsOf({ kind: 'withdraw', activity: 'a', ...R })).toEqual([['a', null]]);
});

describe('nothing speaks against', () => {
	test.each<[string, Partial<AmendmentContents>]>([
		['a withdrawal', { changes: [{ kind: 'withdraw', activity: 'a', ...R }] }],
		['a move', { changes: [{ kind: 'move', activity: 'a', to, ...R }] }],
		[
			'a merger into a new one',
			{
				changes: [{ kind: 'merge', from: ['a', 'b'], into: 'n', ...R }],
				activities: [fresh('n')]
			}
		],
		[
			'one taken in by another that stays',
			{ changes: [{ kind: 'merge', from: ['a'], into: 'b', ...R }] }
		],
		[
			'a split',
			{
				changes: [{ kind: 'split', from: 'a', into: ['n', 'o'], ...R }],
				activities: [fresh('n'), fresh('o')]
			}
		],
		['an addition', { changes: [{ kind: 'add', activity: 'n', ...R }], activities: [fresh('n')] }],
		[
			'another lead who was partner',
			{
				changes: [{ kind: 'change', activity: 'a', leads: ['court'], partners: ['bank'], ...R }]
			}
		]
	])('%s', (_, amendment) => {
		expect(codesOf(amendment)).toEqual([]);
	});
});

describe('refused is', () => {
	test.each<[string, Partial<AmendmentContents>, string[]]>([
		['an earlier day than the last', { adopted_on: '2019-05-31' }, ['amendments_out_of_order']],
		['the unknown', { changes: [{ kind: 'withdraw', activity: 'x', ...R }] }, ['unknown_activity']],
		[
			'what is gone',
			{ changes: [{ kind: 'withdraw', activity: 'gone', ...R }] },
			['already_ended']
		],
		[
			'what ends twice',
			{
				changes: [
					{ kind: 'withdraw', activity: 'a', ...R },
					{ kind: 'merge', from: ['a', 'b'], into: 'c', ...R }
				]
			},
			['already_ended']
		],
		[
			'a merger into itself',
			{ changes: [{ kind: 'merge', from: ['a', 'b'], into: 'b', ...R }] },
			['already_ended']
		],
		[
			'a merger of one into a new one',
			{ changes: [{ kind: 'merge', from: ['a'], into: 'n', ...R }], activities: [fresh('n')] },
			['merge_needs_two']
		],
		[
			'a split into one',
			{ changes: [{ kind: 'split', from: 'a', into: ['n'], ...R }], activities: [fresh('n')] },
			['split_needs_two']
		],
		['what nobody needs', { activities: [fresh('n')] }, ['added_without_change']],
		[
			'the new moved at once',
			{
				changes: [
					{ kind: 'add', activity: 'n', ...R },
					{ kind: 'move', activity: 'n', to, ...R }
				],
				activities: [fresh('n')]
			},
			['not_in_force_yet']
		],
		[
			'a move twice',
			{
				changes: [
					{ kind: 'move', activity: 'a', to, ...R },
					{ kind: 'move', activity: 'a', to, ...R }
				]
			},
			['changed_twice']
		],
		[
			'a change of nothing',
			{ changes: [{ kind: 'change', activity: 'a', ...R }] },
			['changes_nothing']
		],
		[
			'a lead who is partner',
			{ changes: [{ kind: 'change', activity: 'a', leads: ['court'], ...R }] },
			['lead_and_partner']
		],
		[
			'a lead nobody knows',
			{ changes: [{ kind: 'change', activity: 'a', leads: ['circus'], ...R }] },
			['unknown_body']
		]
	])('%s', (_, amendment, codes) => {
		expect(codesOf(amendment).map((problem) => problem.split(' ')[1])).toEqual(codes);
	});
});

test('the plan is left as the amendment makes it', () => {
	const changes = [
		{ kind: 'withdraw' as const, activity: 'a', ...R },
		{ kind: 'change' as const, activity: 'b', leads: ['bank'], ...R },
		{ kind: 'add' as const, activity: 'n', ...R }
	];
	const { after } = amend(PLAN, { adopted_on: DAY, changes, activities: [fresh('n')] });
	expect(after.activities.get('a')?.until).toBe(DAY);
	expect(after.activities.get('b')?.leads).toEqual(['bank']);
	expect(after.activities.get('n')?.from).toBe(DAY);
	expect(after.amendedOn).toBe(DAY);
	expect(PLAN.activities.get('a')?.until).toBe(null);
});

test('an activity names what there is, and a reading only where one is needed', () => {
	const known = { measures: new Set(['m']), bodies: PLAN.bodies };
	const activity = { measure: 'm', leads: ['police'], partners: ['police'], deadline: to };
	const codes = (more: object) =>
		activityProblems({ ...activity, ...more }, known).map(({ code }) => code);
	expect(codes({ partners: [] })).toEqual([]);
	expect(codes({})).toEqual(['lead_and_partner']);
	expect(codes({ partners: [], measure: 'x' })).toEqual(['unknown_measure']);
	expect(codes({ partners: [], deadline: { ...to, read_as: 'some day' } })).toEqual([
		'read_as_not_understood'
	]);
	expect(
		codes({ partners: [], deadline: { wording: { en: 'some day' }, read_as: 'Q4 2020' } })
	).toEqual([]);
});
