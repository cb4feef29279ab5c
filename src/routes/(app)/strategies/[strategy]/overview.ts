// What the overview shows of a quarter: its figures with the names they need, without the activities themselves.
import { STEP_ROLES } from '#lib/domain/assessment.ts';
import type { FormulaName } from '#lib/domain/progress.ts';
import type { BodyView, QuarterView } from '#lib/domain/quarter-view.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { OverviewRead } from '#lib/server/quarter/overview.ts';

/** A body among those that owe or lead, with what it filed. */
export interface BodyLine {
	body: Pick<BodyView, 'id' | 'key' | 'name' | 'short'>;
	figures: QuarterView['figures'];
	filed: { submitted: number; owed: number; byDueDay: number } | null;
}

export type Overview = ReturnType<typeof overviewOf>;

export const FORMULAS: readonly FormulaName[] = ['A', 'B', 'C', 'D'];

/**
 * The formula that tables by goal and body show: B unless the address says otherwise.
 *
 * @throws {Refusal} invalid `unknown-filter`
 */
export function formulaOf(params: URLSearchParams): FormulaName {
	const asked = params.get('formula') ?? '';
	if (asked === '') return 'B';
	const found = FORMULAS.find((letter) => letter === asked);
	if (found) return found;
	const value = asked.slice(0, 100);
	throw new Refusal('invalid', [
		{ code: 'unknown-filter', field: 'formula', params: { filter: 'formula', value } }
	]);
}

/** A table of more bodies by quarters than this is shown to those who ask for it. */
const MOST_UNASKED = 20;

/** More codes than this are not named one by one. */
const MOST_NAMED = 12;

/** @param isFiledAsked whether the address asks what every body filed, however many there are */
export function overviewOf(
	{ view, trend, moved, atRisk, outside }: OverviewRead,
	{ formula, isFiledAsked = false }: { formula: FormulaName; isFiledAsked?: boolean }
) {
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
		frozen: view.frozen,
		formula,
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
		trend: trend.quarters,
		/** What each body filed in the quarters of the trend; null where that is long and nobody asked. */
		filed:
			isFiledAsked || trend.bodies.length <= MOST_UNASKED
				? trend.bodies.map(({ bodyId, filed }) => ({ body: bodyOf.get(bodyId)!, filed }))
				: null,
		moved,
		atRisk,
		outside: (['withdrawn', 'merged', 'split'] as const)
			.map((ended) => outside.filter((activity) => activity.ended === ended))
			.filter((left) => left.length > 0)
			.map((left) => ({
				ended: left[0]!.ended,
				count: left.length,
				codes: left.length > MOST_NAMED ? [] : left.map(({ code }) => code)
			}))
	};
}
