// Two quarters of a plan, or two revisions of one, read and compared.
import { changesBetween, type Change } from '#lib/domain/changes.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { snapshot, type Database } from '../db/database.ts';
import * as quarters from './quarters.ts';

/** A quarter as it stood: a revision of its frozen record; null is the newest, or while there is none the live quarter. */
export interface Moment {
	quarter: Quarter;
	revision: number | null;
}

export interface Compared {
	from: Moment;
	to: Moment;
	today: Day;
}

export interface Comparison {
	from: QuarterView;
	to: QuarterView;
	/** Gravest first. */
	changes: readonly Change[];
}

/**
 * Compares here and now: of a plan of national size most of a second, or several when it was not read before. Pages ask `change-lists.ts`.
 *
 * @throws {Refusal} as `quarters.read`; not-found `no-such-revision`.
 */
export function between(
	database: Database,
	slug: string,
	{ from, to, today }: Compared
): Comparison {
	return snapshot(database, () => {
		const earlier = viewAt(database, slug, from, today);
		const later = viewAt(database, slug, to, today);
		return { from: earlier, to: later, changes: changesBetween(earlier, later) };
	});
}

/**
 * A quarter, and what changed since the one before it in the plan; null where it is the plan's first.
 *
 * @throws {Refusal} as `quarters.read`.
 */
export function withLast(
	database: Database,
	slug: string,
	{ quarter, revision = null, today }: { quarter: Quarter; revision?: number | null; today: Day }
): { view: QuarterView; since: Comparison | null } {
	return snapshot(database, () => {
		const view = quarters.read(database, slug, quarter, { today, revision });
		const last = view.quarters[view.quarters.indexOf(quarter) - 1];
		if (last === undefined) return { view, since: null };
		const from = quarters.read(database, slug, last, { today });
		return { view, since: { from, to: view, changes: changesBetween(from, view) } };
	});
}

function viewAt(database: Database, slug: string, at: Moment, today: Day): QuarterView {
	return quarters.read(database, slug, at.quarter, { today, revision: at.revision });
}
