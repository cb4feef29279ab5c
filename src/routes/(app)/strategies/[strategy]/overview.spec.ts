import { expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../../../test/fixtures/quarter-view.ts';
import { overviewOf } from './overview.ts';

test('the overview names every goal and body it has figures of, and carries no activity', () => {
	const overview = overviewOf(VIEW);
	expect(overview.goals.map(({ goal }) => goal.code)).toEqual(['1', '2']);
	expect(overview.bodies.every(({ body }) => body !== undefined)).toBe(true);
	expect(overview.figures).toEqual(VIEW.figures);
	expect(JSON.stringify(overview)).not.toContain(VIEW.activities[0]!.title.en);
});

test('what left the plan is counted by how it left', () => {
	expect(overviewOf(VIEW).outside).toEqual([{ ended: 'withdrawn', codes: ['1.2.1'] }]);
});

test('steps stand from best to worst, whatever their order in the scale', () => {
	const upsideDown = { ...VIEW, steps: VIEW.steps.toReversed() };
	expect(overviewOf(upsideDown).steps.map(({ role }) => role)).toEqual([
		'full',
		'ongoing',
		'partial',
		'none'
	]);
});
