// A plan as in force on a day: its activities with the wording, the deadline, the leads and partners of that day, and the acts that made
// it so. What was decided later, or recorded for a later day, is not in it.
import type { ChangeKind } from './amendment.ts';
import { type DeadlineReading } from './deadline.ts';
import { currentDeadline, entriesOn, type LedgerEntry } from './deadline-ledger.ts';
import { isInForceOn } from './progress.ts';
import type { Provenance } from './quarter-view.ts';
import type { Day } from './quarter.ts';
import type { Texts } from './text.ts';

/** What an activity is called, from a day on. */
export interface Wording {
	from: Day;
	title: Texts;
	description: Texts;
	/** Of all the activity's fields, as far as it is known. */
	provenance: readonly Provenance[];
}

/** One thing an amendment did to an activity, or made it by. */
export interface ActivityAct {
	kind: ChangeKind;
	amendmentId: number;
}

/** A body's role, from a day until the first day it has it no more. */
interface Role {
	bodyId: number;
	from: Day;
	until: Day | null;
}

/** A deadline as written and as read. */
interface Deadline {
	reading: DeadlineReading;
	wording: Texts;
	on: Day | null;
}

/** An entry of a deadline's ledger, with the wording it gave. */
type LedgerMove = Pick<LedgerEntry, 'kind' | 'decidedOn' | 'from'> & { to: Deadline };

/** What is kept of a promise, whatever the day. */
export interface Promised<E extends LedgerMove = LedgerMove> {
	id: number;
	inForce: { from: Day; until: Day | null };
	wordings: readonly Wording[];
	acts: readonly ActivityAct[];
	leads: readonly Role[];
	partners: readonly Role[];
	deadline: Deadline;
	ledger: readonly E[];
}

/** A promise as it stood on a day. */
export interface PromiseOn<E extends LedgerMove = LedgerMove> {
	id: number;
	title: Texts;
	description: Texts;
	provenance: readonly Provenance[];
	/** Ids of bodies. */
	leads: readonly number[];
	partners: readonly number[];
	adopted: Deadline;
	deadline: Deadline;
	/** What amendments had done to it by the day, oldest first. */
	acts: readonly ActivityAct[];
	/** Entries of its deadline's ledger that hold on the day. */
	ledger: readonly E[];
}

/** The wording of a day; before the first, the first. */
export function wordingOn(wordings: readonly Wording[], day: Day): Wording {
	return wordings.findLast(({ from }) => from <= day) ?? wordings[0]!;
}

/** The promises in force on a day, in their order. */
export function inForceOn<T extends Pick<Promised, 'inForce'>>(
	promises: Iterable<T>,
	day: Day
): T[] {
	return [...promises].filter(({ inForce }) => isInForceOn(inForce, day));
}

/**
 * A promise as it stood on a day it was in force.
 *
 * @param adoptedOn the day of each amendment, by its id
 */
export function promiseOn<E extends LedgerMove>(
	{ id, wordings, acts, leads, partners, deadline, ledger }: Promised<E>,
	adoptedOn: ReadonlyMap<number, Day>,
	day: Day
): PromiseOn<E> {
	const { title, description, provenance } = wordingOn(wordings, day);
	const decided = entriesOn(ledger, day);
	const entries = ledger.map(({ kind, decidedOn, from, to }) => {
		return { kind, decidedOn, from, to: to.reading };
	});
	const inRole = (roles: readonly Role[]) =>
		roles.filter((role) => isInForceOn(role, day)).map(({ bodyId }) => bodyId);
	const reading = currentDeadline(deadline.reading, entries, day);
	return {
		...{ id, title, description, provenance },
		leads: inRole(leads),
		partners: inRole(partners),
		adopted: deadline,
		deadline: { ...(decided.at(-1)?.to ?? deadline), reading },
		acts: acts.filter(({ amendmentId }) => adoptedOn.get(amendmentId)! <= day),
		ledger: decided
	};
}
