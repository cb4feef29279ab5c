// Two quarters of a plan, or two revisions of one, read and compared.
import { changesBetween, type Change, type ChangesSince } from '#lib/domain/changes.ts';
import type { ComparedQuarter, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { namesOf } from './change-names.ts';
import { namedIn, recordedSince, sinceHead } from './frozen-facts.ts';
import { findRevision } from './frozen-heads.ts';
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
	from: ComparedQuarter;
	to: ComparedQuarter;
	/** Gravest first. */
	changes: readonly Change[];
}

/**
 * Compares here and now: of a plan of national size half a second, and twice as long when it was not read before. What the record of a frozen
 * quarter says changed since the one before is not worked out again. Pages ask `change-lists.ts`.
 *
 * @throws {Refusal} as `quarters.read`; not-found `no-such-revision`.
 */
export function between(
	database: Database,
	slug: string,
	{ from, to, today }: Compared
): Comparison {
	return snapshot(database, (read) => {
		const recorded = recordedBetween(read, slug, { from, to });
		if (recorded) return recorded;
		// What a filing says belongs to its quarter: texts are compared within one.
		const filed = from.quarter === to.quarter ? 'all' : 'evidence';
		const viewAt = ({ quarter, revision }: Moment) =>
			quarters.readComparable(database, slug, quarter, { today, revision, filed });
		const [earlier, later] = [viewAt(from), viewAt(to)];
		return { from: earlier, to: later, changes: changesBetween(earlier, later) };
	});
}

/** What a record says changed since the very record that is asked for; null where it says it of another, or of a quarter that was not frozen. */
function recordedBetween(
	read: Reader,
	slug: string,
	asked: Pick<Compared, 'from' | 'to'>
): Comparison | null {
	const [from, to] = [
		findRevision(read, { slug, ...asked.from }),
		findRevision(read, { slug, ...asked.to })
	];
	if (!from || !to || sinceHead(read, to.id)?.of?.hash !== from.hash) return null;
	const { changes } = recordedSince(read, to.id)!;
	return { from: namedIn(read, from), to: namedIn(read, to), changes };
}

/** What a comparison comes to, without the two quarters. */
export function sinceOf({ from, to, changes }: Comparison): ChangesSince {
	const { bodies, steps } = namesOf({ from, to });
	const of = from.frozen && { revision: from.frozen.revision, hash: from.frozen.hash };
	return { quarter: from.quarter, of, names: { bodies, steps }, changes };
}

/**
 * A quarter, and what changed since the one before it in the plan; null where it is the plan's first. Of a frozen quarter what its record
 * says, whatever has become of the one before.
 *
 * @throws {Refusal} as `quarters.read`.
 */
export function withLast(
	database: Database,
	slug: string,
	{ quarter, revision = null, today }: { quarter: Quarter; revision?: number | null; today: Day }
): { view: QuarterView; since: ChangesSince | null } {
	return snapshot(database, (read) => {
		const view = quarters.read(database, slug, quarter, { today, revision });
		if (view.frozen) {
			const { id } = findRevision(read, { slug, quarter, revision: view.frozen.revision })!;
			return { view, since: recordedSince(read, id) };
		}
		return { view, since: sinceLast(database, slug, view) };
	});
}

/** What changed since the quarter before as it is read on the view's day: its newest record, or live. Null in the plan's first quarter. */
export function sinceLast(
	database: Database,
	slug: string,
	view: QuarterView
): ChangesSince | null {
	const last = view.quarters[view.quarters.indexOf(view.quarter) - 1];
	if (last === undefined) return null;
	return sinceQuarter(database, slug, view, { quarter: last, today: view.readOn });
}

/** What changed since an earlier quarter as it is read on a day: its newest record, or live. */
export function sinceQuarter(
	database: Database,
	slug: string,
	view: QuarterView,
	{ quarter, today }: { quarter: Quarter; today: Day }
): ChangesSince {
	const from = quarters.readComparable(database, slug, quarter, { today, filed: 'evidence' });
	return sinceOf({ from, to: view, changes: changesBetween(from, view) });
}
