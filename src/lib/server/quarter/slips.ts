// How deadlines moved: of each activity in force whose deadline was moved by the quarter's end, from where to where, how often and why.
import { isMove } from '#lib/domain/deadline.ts';
import type { ActivityView, LedgerView, QuarterView } from '#lib/domain/quarter-view.ts';
import { lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type { Database } from '../db/database.ts';
import { read as readQuarter, type Candidate } from './quarters.ts';

/** An activity whose deadline was moved. `days` is null where an end is not a date: that cannot be measured. */
export type Slip = Pick<
	ActivityView,
	'id' | 'code' | 'title' | 'goalId' | 'leads' | 'adopted' | 'current' | 'provenance'
> & { moves: readonly LedgerView[]; days: number | null };

/** Whether an activity in force at the quarter's end had its deadline moved by then. A resolution or rectification is no move. */
export function isMoved({ at, promised }: Candidate, quarter: Quarter): boolean {
	return at.isInForce && promised.ledger.some((entry) => isMove(entry) && isBy(entry, quarter));
}

/** The moved deadlines of a view, longest slip first, those that cannot be measured last. */
export function slipsOf(view: Pick<QuarterView, 'activities'>): Slip[] {
	return view.activities
		.map(({ id, code, title, goalId, leads, adopted, current, provenance, ledger, slipDays }) => ({
			...{ id, code, title, goalId, leads, adopted, current, provenance },
			moves: ledger.filter((entry) => isMove(entry)),
			days: slipDays
		}))
		.filter(({ moves }) => moves.length > 0)
		.sort((a, b) => compare(b.days ?? -Infinity, a.days ?? -Infinity));
}

/** What many slips come to. */
export interface SlipSummary {
	moved: number;
	/** Null where none can be measured. */
	longest: { code: string; days: number } | null;
	/** The middle one of those measured; of an even count the lower of the two, a slip that is really there. */
	median: number | null;
	/** Moved, and an end is not a date. */
	unmeasured: number;
}

/** @param slips longest first, as {@link slipsOf} gives them */
export function summaryOf(slips: readonly Pick<Slip, 'code' | 'days'>[]): SlipSummary {
	const measured = slips.flatMap(({ code, days }) => (days === null ? [] : [{ code, days }]));
	return {
		moved: slips.length,
		longest: measured[0] ?? null,
		median: measured[Math.floor(measured.length / 2)]?.days ?? null,
		unmeasured: slips.length - measured.length
	};
}

/**
 * A quarter's view with only those activities in it whose deadlines were moved.
 *
 * @throws {Refusal} as `quarters.read`.
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today }: { today: Day }
): QuarterView {
	return readQuarter(database, slug, quarter, {
		today,
		choose: (candidates) =>
			candidates
				.filter((candidate) => isMoved(candidate, quarter))
				.map(({ promised }) => promised.id)
	});
}

function isBy({ decidedOn }: LedgerView, quarter: Quarter): boolean {
	return decidedOn <= lastDayOf(quarter);
}

/** Two infinities have no difference. */
function compare(a: number, b: number): number {
	return a === b ? 0 : a - b;
}
