import { describe, expect, test } from 'vitest';
import type { AcceptedFiling } from './assessment.ts';
import {
	inherited,
	mergerProblems,
	rolesMoved,
	successorOf,
	type HeldRole,
	type Merger
} from './merger.ts';

const A = 1;
const B = 2;
const C = 3;
const ON = '2020-10-26';
const MERGER: Merger = { bodyId: A, intoId: B, on: ON };
const NOTHING = { mergers: [], closed: [], filed: [] };

describe('a merger may be', () => {
	const codes = (merger: Merger, more: Partial<Parameters<typeof mergerProblems>[1]> = {}) =>
		mergerProblems(merger, { ...NOTHING, ...more }).map(
			({ code, field, params }) => `${code} @${field} ${Object.values(params ?? {}).join()}`
		);

	test('of two bodies that are still there', () => {
		expect(codes(MERGER, { mergers: [{ bodyId: C, intoId: B, on: '2020-01-01' }] })).toEqual([]);
	});

	test('not into itself, and not twice', () => {
		expect(codes({ ...MERGER, intoId: A })).toEqual(['merged-into-itself @into ']);
		expect(codes(MERGER, { mergers: [{ bodyId: A, intoId: C, on: '2020-01-01' }] })).toEqual([
			'already-merged @into 2020-01-01'
		]);
	});

	test('not in a circle, however long, and not into one that is no more', () => {
		const chain = [
			{ bodyId: B, intoId: C, on: '2020-01-01' },
			{ bodyId: C, intoId: A, on: '2020-02-01' }
		];
		expect(codes(MERGER, { mergers: chain })).toEqual(['merger-circle @into ']);
		expect(codes(MERGER, { mergers: chain.slice(0, 1) })).toEqual([
			'successor-merged @into 2020-01-01'
		]);
	});

	test('from the day after the last quarter whose window is closed', () => {
		const closed = ['2020-Q2', '2019-Q4'];
		expect(codes({ ...MERGER, on: '2020-06-30' }, { closed })).toEqual([
			'merger-in-closed-quarter @on 2020-07-01'
		]);
		expect(codes({ ...MERGER, on: '2020-07-01' }, { closed })).toEqual([]);
	});

	test('from the day after the last quarter the body has begun to report on', () => {
		const known = { closed: ['2020-Q2'], filed: ['2020-Q1', '2020-Q3'] };
		expect(codes({ ...MERGER, on: '2020-09-30' }, known)).toEqual([
			'merger-after-filing @on 2020-10-01'
		]);
		expect(codes({ ...MERGER, on: '2020-10-01' }, known)).toEqual([]);
	});

	test('everything that speaks against it is said at once', () => {
		const known = { closed: ['2020-Q2'], filed: ['2020-Q3'] };
		expect(codes({ bodyId: A, intoId: A, on: '2020-01-01' }, known)).toHaveLength(3);
	});
});

test('the end of a chain', () => {
	const mergers = [MERGER, { bodyId: B, intoId: C, on: '2021-01-01' }];
	expect(successorOf(mergers, A)).toBe(C);
	expect(successorOf(mergers, C)).toBe(C);
});

describe('roles that pass over', () => {
	const held = (bodyId: number, more: Partial<HeldRole> = {}): HeldRole => ({
		...{ activityId: 7, bodyId, role: 'lead', from: '2019-01-01', until: null },
		...{ position: 1, takenFromId: null },
		...more
	});

	test('end for the one on the day they begin for the other', () => {
		expect(rolesMoved([held(A), held(C)], MERGER)).toEqual({
			ended: [{ activityId: 7, bodyId: A, role: 'lead', from: '2019-01-01', until: ON }],
			taken: [held(B, { from: ON, takenFromId: A })]
		});
	});

	test('are not given twice', () => {
		const { ended, taken } = rolesMoved([held(A), held(B)], MERGER);
		expect(ended).toHaveLength(1);
		expect(taken).toEqual([]);
	});

	test('are given for the days the other has not got them', () => {
		const { taken } = rolesMoved([held(A), held(B, { from: '2021-01-01' })], MERGER);
		expect(taken).toEqual([held(B, { from: ON, until: '2021-01-01', takenFromId: A })]);
		expect(rolesMoved([held(A), held(B, { until: '2021-01-01' })], MERGER).taken).toEqual([
			held(B, { from: '2021-01-01', takenFromId: A })
		]);
	});

	test('that are over already stay as they were', () => {
		expect(rolesMoved([held(A, { until: ON })], MERGER)).toEqual({ ended: [], taken: [] });
	});

	test('that begin later begin with the other', () => {
		expect(rolesMoved([held(A, { from: '2021-01-01' })], MERGER)).toEqual({
			ended: [{ activityId: 7, bodyId: A, role: 'lead', from: '2021-01-01', until: '2021-01-01' }],
			taken: [held(B, { from: '2021-01-01', takenFromId: A })]
		});
	});

	test('a partner that comes to lead is no partner any more', () => {
		const { ended, taken } = rolesMoved([held(A), held(B, { role: 'partner' })], MERGER);
		expect(ended.map(({ bodyId, role, until }) => [bodyId, role, until])).toEqual([
			[A, 'lead', ON],
			[B, 'partner', ON]
		]);
		expect(taken.map(({ bodyId, role }) => [bodyId, role])).toEqual([[B, 'lead']]);
	});

	test('who leads is not made a partner', () => {
		expect(rolesMoved([held(A, { role: 'partner' }), held(B)], MERGER).taken).toEqual([]);
	});

	test('on two activities are two matters', () => {
		const { taken } = rolesMoved([held(A), held(B, { activityId: 8 })], MERGER);
		expect(taken).toHaveLength(1);
	});
});

describe('filings after a merger', () => {
	const filing = (bodyId: number, quarter: string): AcceptedFiling => ({
		...{ bodyId, quarter, step: { id: 1, role: 'full' }, completedOn: null }
	});
	const leads = [
		{ bodyId: A, from: '2019-01-01' },
		{ bodyId: B, from: ON, takenFromId: A },
		{ bodyId: C, from: '2021-03-01', takenFromId: B }
	];
	const speakers = (day: string) =>
		inherited([filing(A, '2020-Q1'), filing(9, '2020-Q1')], leads, day).map(({ bodyId }) => bodyId);

	test('speak for who took the role over, from the day it did', () => {
		expect(speakers('2020-09-30')).toEqual([A, 9]);
		expect(speakers('2020-12-31')).toEqual([B, 9]);
	});

	test('and on along the chain', () => {
		expect(speakers('2021-03-31')).toEqual([C, 9]);
	});

	test('nothing is copied where nothing was merged', () => {
		const accepted = [filing(A, '2020-Q1')];
		expect(inherited(accepted, leads.slice(0, 1), '2020-12-31')).toBe(accepted);
	});
});
