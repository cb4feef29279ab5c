// The quarters of a strategy's plan, and the one a page is about.
import { windowState, type WindowState } from '#lib/domain/filing.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { planOf, quartersOf, rowOf } from '../plan/strategies.ts';
import { factsOf } from './facts.ts';

export interface PlanQuarters {
	/** First to last, with those opened after the plan's end; none where the strategy has no plan. */
	quarters: readonly Quarter[];
	/** The plan's own last quarter: those after it were opened for what is unfinished. */
	lastPlanned: Quarter | null;
	/** The newest quarter whose window is open. */
	open: Quarter | null;
	/** The newest quarter whose window has closed. */
	closed: Quarter | null;
	/** The history's newest entry: what is kept in memory is good as long as it is the same. */
	newest: number;
	/** Those that are frozen, in their newest revision. */
	frozen: ReadonlyMap<Quarter, { revision: number; hash: string }>;
}

/** One statement when nothing was written since. */
export function of(database: Database, slug: string, today: Day): PlanQuarters {
	return snapshot(database, (read) => {
		const { register, windows, frozen, newest: entry } = factsOf(database, read, slug);
		const newest = (state: WindowState) =>
			register.quarters.findLast(
				(quarter) => windowState(windows.get(quarter)!, today) === state
			) ?? null;
		return {
			quarters: register.quarters,
			lastPlanned: register.plan?.lastQuarter ?? null,
			open: newest('open'),
			closed: newest('closed'),
			frozen,
			newest: entry
		};
	});
}

/**
 * The quarter before one in a strategy's plan, of which nothing else is read. Three statements.
 *
 * @throws {Refusal} not-found `no_such_strategy`, `no_plan`, `no_such_quarter`, `no_quarter_before`
 */
export function quarterBefore(database: Database, slug: string, quarter: Quarter): Quarter {
	return snapshot(database, (read) => {
		const plan = planOf(read, rowOf(read, slug).id);
		const quarters = plan ? quartersOf(read, plan) : [];
		const [first, last] = [quarters[0], quarters.at(-1)];
		if (!first || !last) throw refusal('not-found', 'no_plan', { slug });
		if (quarter === first) throw refusal('not-found', 'no_quarter_before', { quarter });
		const before = quarters[quarters.indexOf(quarter) - 1];
		if (before) return before;
		throw refusal('not-found', 'no_such_quarter', { quarter, first, last });
	});
}

/**
 * The quarter of the address, else the one that opens first: for those who file the open one, for others the last closed; where there is
 * none yet the plan's first. Null where there is no plan, whatever is asked.
 *
 * @throws {Refusal} not-found `no_such_quarter`.
 */
export function inQuestion(
	{ quarters, open, closed }: PlanQuarters,
	asked: string | null,
	isReporter: boolean
): Quarter | null {
	const [first] = quarters;
	const last = quarters.at(-1);
	if (first === undefined || last === undefined) return null;
	if (asked === null) return (isReporter ? (open ?? closed) : (closed ?? open)) ?? first;
	if (quarters.includes(asked)) return asked;
	throw refusal('not-found', 'no_such_quarter', { quarter: asked, first, last });
}

/**
 * The revision of a frozen quarter that an address names; null: the newest.
 *
 * @throws {Refusal} not-found `no-such-revision` for what is no number
 */
export function revisionIn(params: URLSearchParams): number | null {
	const asked = params.get('revision');
	if (asked === null || asked === '') return null;
	if (/^[1-9]\d{0,3}$/.test(asked)) return Number(asked);
	throw refusal('not-found', 'no-such-revision', {
		quarter: params.get('quarter') ?? '',
		revision: asked.slice(0, 20)
	});
}
