// What the overview shows of a quarter: its figures with the names they need, without the activities themselves.
import { STEP_ROLES } from '#lib/domain/assessment.ts';
import type { BodyView, QuarterView } from '#lib/domain/quarter-view.ts';

/** A body among those that owe or lead, with what it filed. */
export interface BodyLine {
	body: Pick<BodyView, 'id' | 'key' | 'name' | 'short'>;
	figures: QuarterView['figures'];
	filed: { submitted: number; owed: number; byDueDay: number } | null;
}

export type Overview = ReturnType<typeof overviewOf>;

export function overviewOf(view: QuarterView) {
	const bodyOf = new Map(
		view.bodies.map(({ id, key, name, short }) => [id, { id, key, name, short }])
	);
	const goalOf = new Map(view.goals.map((goal) => [goal.id, goal]));
	const filedBy = new Map(view.response.bodies.map((body) => [body.bodyId, body]));
	return {
		plan: view.plan,
		quarter: view.quarter,
		window: view.window,
		windowState: view.windowState,
		isFrozen: view.isFrozen,
		steps: [...view.steps].sort((a, b) => STEP_ROLES.indexOf(a.role) - STEP_ROLES.indexOf(b.role)),
		figures: view.figures,
		goals: view.goalFigures.map(({ goalId, figures }) => ({ goal: goalOf.get(goalId)!, figures })),
		bodies: view.bodyFigures.map(({ bodyId, figures }): BodyLine => ({
			body: bodyOf.get(bodyId)!,
			figures,
			filed: filedBy.get(bodyId) ?? null
		})),
		response: {
			rate: view.response.rate,
			byDueDay: view.response.byDueDay,
			silent: view.response.silent.map((id) => bodyOf.get(id)!)
		},
		outside: (['withdrawn', 'merged', 'split'] as const)
			.map((ended) => ({
				ended,
				codes: view.outside.filter((activity) => activity.ended === ended).map(({ code }) => code)
			}))
			.filter(({ codes }) => codes.length > 0)
	};
}
