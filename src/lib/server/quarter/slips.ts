// How deadlines moved: of each activity in force whose deadline was moved by the quarter's end, from where to where, how often and why.
import { entriesOn, isMove, slipInDays } from '#lib/domain/deadline-ledger.ts';
import type {
	ActivityView,
	DeadlineView,
	LedgerView,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import { lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type { Database } from '../db/database.ts';
import type { Candidate } from './facts.ts';
import { read as readQuarter } from './quarters.ts';

/** An activity whose deadline was moved. `days` is null where an end is not a date: that cannot be measured. */
export interface Slip extends Pick<
	ActivityView,
	'id' | 'code' | 'title' | 'goalId' | 'leads' | 'provenance'
> {
	adopted: DeadlineView;
	current: DeadlineView;
	moves: readonly LedgerView[];
	days: number | null;
}

/** A reading that was another one before it was corrected: no move, but the deadline is not what it was taken for. */
export interface CorrectedReading extends Pick<ActivityView, 'code' | 'title'> {
	entry: LedgerView;
	/** From the one end to the other; null where one is not a date. */
	days: number | null;
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

export interface SlipsRead {
	/** Without activities: names and figures alone. */
	view: QuarterView;
	/** Longest first, those brought forward after them, those that cannot be measured last. */
	slips: readonly Slip[];
	/** In the plan's order. */
	corrected: readonly CorrectedReading[];
}

/**
 * A quarter's names and figures, and its moved deadlines. Reads nothing of what was filed.
 *
 * @throws {Refusal} as `quarters.read`.
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision }: { today: Day; revision?: number | null }
): SlipsRead {
	let slips: readonly Slip[] = [];
	let corrected: readonly CorrectedReading[] = [];
	const view = readQuarter(database, slug, quarter, {
		today,
		revision,
		choose(candidates) {
			slips = slipsOf(candidates, quarter);
			corrected = correctedOf(candidates, quarter);
			return [];
		}
	});
	return { view, slips, corrected };
}

/** Whether an activity in force at the quarter's end had its deadline moved by then. A resolution or rectification is no move. */
export function isMoved({ at, promised }: Candidate, quarter: Quarter): boolean {
	const lastDay = lastDayOf(quarter);
	return (
		at.isInForce && promised.ledger.some((entry) => isMove(entry) && entry.decidedOn <= lastDay)
	);
}

export function slipsOf(candidates: readonly Candidate[], quarter: Quarter): Slip[] {
	return candidates
		.filter((candidate) => isMoved(candidate, quarter))
		.map((candidate) => slipOf(candidate, quarter))
		.sort((a, b) => compare(b.days ?? -Infinity, a.days ?? -Infinity));
}

/** Of those in force; a wording that nobody had read before is no other reading. */
export function correctedOf(
	candidates: readonly Candidate[],
	quarter: Quarter
): CorrectedReading[] {
	return candidates.flatMap(({ at, promised: { code, title, ledger } }) =>
		(at.isInForce ? entriesOn(ledger, lastDayOf(quarter)) : [])
			.filter(({ kind, from }) => kind === 'rectification' && from.kind !== 'unread')
			.map((entry) => ({ code, title, entry, days: slipInDays(entry.from, entry.to.reading) }))
	);
}

/** Those of a view of the whole quarter. */
export function slipsIn({ activities }: Pick<QuarterView, 'activities'>): Slip[] {
	return activities
		.map(({ ledger, slipDays, ...activity }) => ({
			...activity,
			moves: ledger.filter(isMove),
			days: slipDays
		}))
		.filter(({ moves }) => moves.length > 0)
		.sort((a, b) => compare(b.days ?? -Infinity, a.days ?? -Infinity));
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

function slipOf({ at, promised }: Candidate, quarter: Quarter): Slip {
	const { id, code, title, goalId, provenance, deadline } = promised;
	const ledger = entriesOn(promised.ledger, lastDayOf(quarter));
	const written = { wording: deadline.wording, on: deadline.on };
	return {
		...{ id, code, title, goalId, provenance },
		leads: at.leads,
		adopted: { ...written, reading: at.adopted },
		current: { ...(ledger.at(-1)?.to ?? written), reading: at.current },
		moves: ledger.filter(isMove),
		days: slipInDays(at.adopted, at.current)
	};
}

/** Two infinities have no difference. */
function compare(a: number, b: number): number {
	return a === b ? 0 : a - b;
}
