// Two quarters of a plan, or two revisions of one, read and compared.
import { changesInSteps, comparable, type Change, type ChangesSince } from '#lib/domain/changes.ts';
import type { ComparedQuarter, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { atOnce, type Steps } from '#lib/domain/steps.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { namesOf } from './change-names.ts';
import {
	changesHead,
	changesInSteps as recordedInSteps,
	namedIn,
	recordedChanges
} from './frozen-facts.ts';
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
 * Compares here and now: of a plan of national size a third of a second, and three times as long when it was not read before. Pages ask
 * `change-lists.ts`.
 *
 * @throws {Refusal} as `quarters.read`; not-found `no-such-revision`.
 */
export function between(database: Database, slug: string, compared: Compared): Comparison {
	return snapshot(database, (read) => atOnce(betweenInSteps(database, read, slug, compared)));
}

/**
 * {@link between}, in a transaction that lasts over all steps. What the record of a frozen quarter says changed since the one before is not
 * worked out again.
 */
export function* betweenInSteps(
	database: Database,
	read: Reader,
	slug: string,
	{ from, to, today }: Compared
): Steps<Comparison> {
	const recorded = yield* recordedBetween(read, slug, { from, to });
	if (recorded) return recorded;
	// What a filing says belongs to its quarter: texts are compared within one.
	const filed = from.quarter === to.quarter ? 'all' : 'evidence';
	const asked = { today, filed } as const;
	const earlier = yield* quarters.readComparable(database, read, slug, { ...from, ...asked });
	const later = yield* quarters.readComparable(database, read, slug, { ...to, ...asked });
	return { from: earlier, to: later, changes: yield* changesInSteps(earlier, later) };
}

/**
 * What a record says changed since the very record that is asked for, of the quarter before or the revision it corrects; null where it says it
 * of others, or of a quarter that was not frozen.
 */
function* recordedBetween(
	read: Reader,
	slug: string,
	asked: Pick<Compared, 'from' | 'to'>
): Steps<Comparison | null> {
	const [from, to] = [
		findRevision(read, { slug, ...asked.from }),
		findRevision(read, { slug, ...asked.to })
	];
	if (!from || !to) return null;
	const which = asked.from.quarter === asked.to.quarter ? 'corrected' : 'since';
	const head = yield* changesHead(read, to, which);
	if (head?.of?.hash !== from.hash) return null;
	const { changes } = (yield* recordedInSteps(read, to, which))!;
	return { from: yield* namedIn(read, from), to: yield* namedIn(read, to), changes };
}

/** What a comparison comes to, without the two quarters. */
export function sinceOf({ from, to, changes }: Comparison): ChangesSince {
	const { bodies, steps } = namesOf({ from, to });
	const of = from.frozen && { revision: from.frozen.revision, hash: from.frozen.hash };
	return { quarter: from.quarter, of, names: { bodies, steps }, changes };
}

/**
 * A quarter, and what changed since the one before it in the plan; null where it is the plan's first. Of a frozen quarter what its record
 * says, whatever has become of the one before, and what its correction changed.
 *
 * @throws {Refusal} as `quarters.read`.
 */
export function withLast(
	database: Database,
	slug: string,
	{ quarter, revision = null, today }: { quarter: Quarter; revision?: number | null; today: Day }
): { view: QuarterView; since: ChangesSince | null; corrected: ChangesSince | null } {
	return snapshot(database, (read) => {
		const view = quarters.read(database, slug, quarter, { today, revision });
		if (view.frozen) {
			const record = findRevision(read, { slug, quarter, revision: view.frozen.revision })!;
			const said = (which: 'since' | 'corrected') => recordedChanges(read, record, which);
			return { view, since: said('since'), corrected: said('corrected') };
		}
		return { view, since: sinceLast(database, slug, view), corrected: null };
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

/** What changed since an earlier quarter as it is read on a day: its newest record, or live. Of the same quarter: since its newest record. */
export function sinceQuarter(
	database: Database,
	slug: string,
	view: QuarterView,
	{ quarter, today }: { quarter: Quarter; today: Day }
): ChangesSince {
	const filed = quarter === view.quarter ? ('all' as const) : ('evidence' as const);
	const asked = { quarter, today, filed };
	return snapshot(database, (read) => {
		const from = atOnce(quarters.readComparable(database, read, slug, asked));
		return sinceOf({ from, to: view, changes: atOnce(changesInSteps(from, comparable(view))) });
	});
}
