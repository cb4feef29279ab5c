// The plan's figures quarter by quarter, and what each body filed in each, from what is kept in memory of the plan.
import type { QuarterState } from '#lib/domain/filing.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import type { Figures } from '#lib/domain/progress.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { PastQuarter } from '#lib/domain/record.ts';
import type { PlanFacts, QuarterFacts } from './facts.ts';

/** One quarter of the plan, as figures alone. */
export type TrendQuarter = Pick<
	Figures,
	'population' | 'assessment' | 'formulas' | 'threeNumbers' | 'isYearToDate'
> & {
	quarter: Quarter;
	/** While it is open, bodies are still filing. */
	state: QuarterState;
	response: { rate: Fraction; byDueDay: number };
};

/** What a body filed of what it owed, for each quarter of the trend; null where it owed nothing. */
export interface FiledByQuarter {
	bodyId: number;
	filed: readonly ({ submitted: number; owed: number } | null)[];
}

export interface Trend {
	/** In order. */
	quarters: readonly TrendQuarter[];
	/** Every body that owed anything in any of them, in the plan's order. */
	bodies: readonly FiledByQuarter[];
}

/**
 * Every quarter begun by the day.
 *
 * @param at the quarter the page is about
 */
export function trendOf(facts: QuarterFacts, at: Quarter, today: Day): Trend {
	const wholes = facts
		.begun(at, today)
		.map((quarter) => ({ quarter, ...facts.wholePlan(quarter) }));
	const filedOf = wholes.map(
		({ response }) => new Map(response.bodies.map((body) => [body.bodyId, body]))
	);
	return {
		quarters: wholes.map(({ quarter, figures, response }) => ({
			quarter,
			state: facts.stateOf(quarter, today),
			population: figures.population,
			assessment: figures.assessment,
			formulas: figures.formulas,
			threeNumbers: figures.threeNumbers,
			isYearToDate: figures.isYearToDate,
			response: { rate: response.rate, byDueDay: response.byDueDay }
		})),
		bodies: facts.register.bodies
			.map(({ id }) => ({
				bodyId: id,
				filed: filedOf.map((bodies) => {
					const body = bodies.get(id);
					return body ? { submitted: body.submitted, owed: body.owed } : null;
				})
			}))
			.filter(({ filed }) => filed.some((one) => one !== null))
	};
}

/** The quarters begun before one, oldest first: as records and reports have them. */
export function pastOf(facts: PlanFacts, quarter: Quarter, today: Day): PastQuarter[] {
	return facts
		.begun(quarter, today)
		.filter((past) => past < quarter)
		.map((past) => {
			const { opensOn, dueOn, closesOn } = facts.windows.get(past)!;
			const { figures, response } = facts.wholePlan(past);
			const frozen = facts.frozen.get(past);
			return {
				quarter: past,
				window: { opensOn, dueOn, closesOn },
				figures,
				response,
				stoodOn: frozen ? { revision: frozen.revision, hash: frozen.hash } : null
			};
		});
}
