import { describe, expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../../../test/fixtures/quarter-view.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { OverviewRead } from '#lib/server/quarter/overview.ts';
import { formulaOf, overviewOf } from './overview.ts';

const READ: OverviewRead = {
	view: VIEW,
	trend: {
		quarters: [],
		bodies: [{ bodyId: 2, filed: [null, { submitted: 0, owed: 1 }] }]
	},
	moved: 1,
	atRisk: 2,
	outside: [{ code: '1.2.1', ended: 'withdrawn' }]
};

test('the overview names every goal and body it has figures of, and carries no activity', () => {
	const overview = overviewOf(READ, { formula: 'B' });
	expect(overview.goals.map(({ goal }) => goal.code)).toEqual(['1', '2']);
	expect(overview.bodies.every(({ body }) => body !== undefined)).toBe(true);
	expect(overview.filed!.map(({ body }) => body.key)).toEqual(['rjt']);
	expect(overview.figures).toEqual(VIEW.figures);
	expect(JSON.stringify(overview)).not.toContain(VIEW.activities[0]!.title.en);
});

test('what left the plan is counted by how it left, and named while it can be read', () => {
	expect(overviewOf(READ, { formula: 'B' }).outside).toEqual([
		{ ended: 'withdrawn', count: 1, codes: ['1.2.1'] }
	]);
	const many = Array.from({ length: 13 }, (_, index) => ({
		code: `1.${index}`,
		ended: 'merged' as const
	}));
	expect(overviewOf({ ...READ, outside: many }, { formula: 'B' }).outside).toEqual([
		{ ended: 'merged', count: 13, codes: [] }
	]);
});

test('steps stand from best to worst, whatever their order in the scale', () => {
	const upsideDown = { ...VIEW, steps: VIEW.steps.toReversed() };
	expect(
		overviewOf({ ...READ, view: upsideDown }, { formula: 'B' }).steps.map(({ role }) => role)
	).toEqual(['full', 'ongoing', 'partial', 'none']);
});

test('what many bodies filed by quarter is there for those who ask', () => {
	const bodies = Array.from({ length: 21 }, () => READ.trend.bodies[0]!);
	const read = { ...READ, trend: { ...READ.trend, bodies } };
	expect(overviewOf(read, { formula: 'B' }).filed).toBeNull();
	expect(overviewOf(read, { formula: 'B', isFiledAsked: true }).filed).toHaveLength(21);
});

describe('the formula of the tables', () => {
	test('is B, or what the address says', () => {
		expect(formulaOf(new URLSearchParams())).toBe('B');
		expect(formulaOf(new URLSearchParams('formula=D'))).toBe('D');
	});

	test('is refused when there is none of that name', () => {
		expect(() => formulaOf(new URLSearchParams('formula=E'))).toThrow(Refusal);
	});
});
