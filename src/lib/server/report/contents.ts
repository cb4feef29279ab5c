// What a pack says, before anybody lays it out: workbook, HTML and Word take the same contents. It is read in one state of the database, of
// frozen quarters from their records alone.
import type { Standing } from '#lib/domain/assessment.ts';
import type { ChangesSince } from '#lib/domain/changes.ts';
import type { FilingWindow, QuarterState } from '#lib/domain/filing.ts';
import type { Response } from '#lib/domain/owed.ts';
import type { PackPeriod } from '#lib/domain/pack-period.ts';
import type { Figures } from '#lib/domain/progress.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';

/** The record a pack stands on. */
export interface StandsOn {
	quarter: Quarter;
	revision: number;
	/** SHA-256, in hex, of its lines. */
	hash: string;
}

/** A quarter as figures alone. */
export interface QuarterInShort {
	quarter: Quarter;
	state: QuarterState;
	window: FilingWindow;
	figures: Figures;
	response: Response;
	/** Null while it is not frozen. */
	frozen: { revision: number; hash: string; frozenOn: Day | null } | null;
}

/** How an activity stood at the end of each quarter of the period, in order; null where it was not in the plan. */
export type Course = readonly (Standing | null)[];

export interface PackContents {
	period: PackPeriod;
	/** The last quarter of the period that has begun: the pack tells how the plan stands at its end. */
	view: QuarterView;
	/** The quarters of the period that have begun, in order; the last is the view's. */
	quarters: readonly QuarterInShort[];
	/** Quarters of the period whose window has not opened yet. */
	upcoming: readonly Quarter[];
	/** Every quarter from the plan's first to the view's, as the view's record, or the live plan, has them. */
	trend: readonly QuarterInShort[];
	/** What changed since the last quarter before the period; null where the plan had not begun. */
	since: ChangesSince | null;
	/** By activity key, of a period of several quarters; null of one quarter. */
	courses: ReadonlyMap<string, Course> | null;
	/** Whether anything it stands on is not frozen, or has not come yet: it is marked on every page. */
	isDraft: boolean;
	/** The records it stands on, that of the quarter it is compared with among them. */
	standsOn: readonly StandsOn[];
}
