// A plan as in force on any day, a page at a time: which promises stood, as they stood, and by which acts.
import { calledOn } from '#lib/domain/body.ts';
import type { ChangeKind } from '#lib/domain/amendment.ts';
import { inForceOn, promiseOn, type ActivityAct, type PromiseOn } from '#lib/domain/plan-on.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type {
	BodyView,
	GoalView,
	LedgerView,
	MeasureView,
	PlanHead
} from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import type { RegisteredAmendment } from '../plan/register.ts';
import { factsOf } from './facts.ts';

const ROWS_A_PAGE = 50;

export interface PlanDayRow extends Omit<PromiseOn<LedgerView>, 'acts' | 'ledger'> {
	code: string;
	/** What amendments did to it, by the day. */
	acts: readonly { kind: ChangeKind; amendment: RegisteredAmendment }[];
	/** Codes of what it was made from, or took in. */
	madeFrom: readonly string[];
	/** Decisions on its deadline that no amendment made. */
	decisions: readonly Pick<LedgerView, 'kind' | 'decidedOn'>[];
}

export interface PlanDay {
	plan: PlanHead;
	day: Day;
	/** Acts adopted by the day, oldest first. */
	amendments: readonly RegisteredAmendment[];
	/** Activities in force, and those that were promised before and had left. */
	inForce: number;
	left: number;
	/** Where each goal begins. */
	goals: readonly { code: string; title: GoalView['title']; page: number; count: number }[];
	page: number;
	pages: number;
	/** The page's rows under their goals and measures. */
	groups: readonly { goal: GoalView; measure: MeasureView; rows: readonly PlanDayRow[] }[];
	/** Those of the rows, as they were called on the day. */
	bodies: readonly Pick<BodyView, 'id' | 'key' | 'name' | 'short'>[];
}

/** @throws {Refusal} not-found `no_such_strategy`, `no_plan`; invalid `unknown-filter` where there is no such page. */
export function read(
	database: Database,
	slug: string,
	{ day, page }: { day: Day; page: number }
): PlanDay {
	const { register } = snapshot(database, (reader) => factsOf(database, reader, slug));
	const { plan } = register;
	if (!plan) throw refusal('not-found', 'no_plan', { slug });
	const all = [...register.activities.values()];
	const standing = inForceOn(all, day);
	const pages = Math.max(1, Math.ceil(standing.length / ROWS_A_PAGE));
	if (page < 1 || page > pages) {
		throw refusal('invalid', 'unknown-filter', { filter: 'page', value: page }, 'page');
	}
	const adoptedOn = new Map(register.amendments.map(({ id, adoptedOn }) => [id, adoptedOn]));
	const amendmentOf = new Map(register.amendments.map((one) => [one.id, one]));
	const shown = standing.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
	const activityOf = (id: number) => register.activities.get(id)!;
	const rows = shown.map((promised) => {
		const { acts, ledger, ...promise } = promiseOn(promised, adoptedOn, day);
		const row: PlanDayRow = {
			...promise,
			code: promised.code,
			// A merger is kept in a pair for each that was merged; it was one act.
			acts: acts
				.filter((act, index) => acts.findIndex((other) => isSameAct(act, other)) === index)
				.map(({ kind, amendmentId }) => ({ kind, amendment: amendmentOf.get(amendmentId)! })),
			madeFrom: promised.madeFrom
				.map(activityOf)
				.filter(({ inForce: { until } }) => until !== null && until <= day)
				.map(({ code }) => code),
			decisions: ledger
				.filter(({ kind }) => kind !== 'amendment')
				.map(({ kind, decidedOn }) => ({ kind, decidedOn }))
		};
		return { row, goalId: promised.goalId, measureId: promised.measureId };
	});
	const named = new Set(rows.flatMap(({ row }) => [...row.leads, ...row.partners]));
	return {
		plan,
		day,
		amendments: register.amendments.filter((one) => one.adoptedOn <= day),
		inForce: standing.length,
		left: all.filter(({ inForce: { until } }) => until !== null && until <= day).length,
		goals: register.goals.flatMap(({ id, code, title }) => {
			const first = standing.findIndex(({ goalId }) => goalId === id);
			const count = standing.filter(({ goalId }) => goalId === id).length;
			return count === 0 ? [] : [{ code, title, count, page: Math.floor(first / ROWS_A_PAGE) + 1 }];
		}),
		page,
		pages,
		groups: register.measures.flatMap((measure) => {
			const own = rows.filter(({ measureId }) => measureId === measure.id);
			if (own.length === 0) return [];
			const goal = register.goals.find(({ id }) => id === measure.goalId)!;
			return [{ goal, measure, rows: own.map(({ row }) => row) }];
		}),
		bodies: register.bodies
			.filter(({ id }) => named.has(id))
			.map(({ id, key, names }) => ({ id, key, ...calledOn(names, day) }))
	};
}

function isSameAct(a: ActivityAct, b: ActivityAct): boolean {
	return a.kind === b.kind && a.amendmentId === b.amendmentId;
}
