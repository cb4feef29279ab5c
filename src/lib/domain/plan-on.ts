// A plan as in force on a day: its activities with the wording, the deadline, the leads and partners of that day, and the acts that made
// it so. What was decided later, or recorded for a later day, is not in it.
import type { ChangeKind } from './amendment.ts';
import { currentDeadline, type DeadlineReading, type LedgerEntry } from './deadline.ts';
import { isInForceOn } from './progress.ts';
import type { Day } from './quarter.ts';
import type { Texts } from './text.ts';

/** What an activity is called, from a day on. */
export interface Wording {
	from: Day;
	title: Texts;
	description: Texts;
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

/** What is kept of a promise, whatever the day. */
export interface Promised {
	id: number;
	inForce: { from: Day; until: Day | null };
	wordings: readonly Wording[];
	acts: readonly ActivityAct[];
	leads: readonly Role[];
	partners: readonly Role[];
	deadline: Deadline;
	ledger: readonly (Pick<LedgerEntry, 'kind' | 'decidedOn' | 'from'> & { to: Deadline })[];
}

/** A promise as it stood on a day. */
export interface PromiseOn {
	id: number;
	title: Texts;
	description: Texts;
	/** Ids of bodies. */
	leads: readonly number[];
	partners: readonly number[];
	adopted: Deadline;
	deadline: Deadline;
	/** What amendments had done to it by the day, oldest first. */
	acts: readonly ActivityAct[];
	/** Entries of its deadline's ledger decided by the day. */
	entries: number;
}

/** The wording of a day; before the first, the first. */
export function wordingOn(wordings: readonly Wording[], day: Day): Wording {
	return wordings.findLast(({ from }) => from <= day) ?? wordings[0]!;
}

/**
 * The promises in force on a day, in their order.
 *
 * @param adoptedOn the day of each amendment, by its id
 */
export function planOn<T extends Promised>(
	promises: Iterable<T>,
	adoptedOn: ReadonlyMap<number, Day>,
	day: Day
): (PromiseOn & { promised: T })[] {
	return [...promises]
		.filter(({ inForce }) => isInForceOn(inForce, day))
		.map((promised) => ({ ...promiseOn(promised, adoptedOn, day), promised }));
}

function promiseOn(
	{ id, wordings, acts, leads, partners, deadline, ledger }: Promised,
	adoptedOn: ReadonlyMap<number, Day>,
	day: Day
): PromiseOn {
	const { title, description } = wordingOn(wordings, day);
	const then = ledger.filter(({ decidedOn }) => decidedOn <= day);
	const entries = ledger.map(({ kind, decidedOn, from, to }) => {
		return { kind, decidedOn, from, to: to.reading };
	});
	const inRole = (roles: readonly Role[]) =>
		roles.filter((role) => isInForceOn(role, day)).map(({ bodyId }) => bodyId);
	const reading = currentDeadline(deadline.reading, entries, day);
	return {
		...{ id, title, description },
		leads: inRole(leads),
		partners: inRole(partners),
		adopted: deadline,
		deadline: { ...(then.at(-1)?.to ?? deadline), reading },
		acts: acts.filter(({ amendmentId }) => adoptedOn.get(amendmentId)! <= day),
		entries: then.length
	};
}
