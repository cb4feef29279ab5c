// The one way to write. Every write is one immediate transaction that asks `can`, checks versions, and leaves a history entry, linked to the
// one before, with what was before and after and the digests of the rows it wrote; if any of it fails, or a row is written that no entry
// tells of, nothing was written.
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { can, type Actor, type Thing, type Verb } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { writerOf, type Database } from '../db/database.ts';
import { addEntry } from '../db/history-entry.ts';
import { requireNoNotes, takeNotes } from '../db/noted-rows.ts';

export type Tx = Parameters<Parameters<BetterSQLite3Database['transaction']>[0]>[0];

/** Who acts, on which business day, by which path. */
export interface Context {
	database: Database;
	actor: Actor;
	/** The business day; the history's own time is the machine clock. */
	today: Day;
	via: 'web' | 'console' | 'load';
	/** Set by `together`: the transaction this change is part of. */
	tx?: Tx;
}

/** What a history entry tells: the thing, and its values before and after (null: there was none). */
export interface Entry {
	strategyId?: number | null;
	quarter?: Quarter | null;
	subject: string;
	subjectId?: number | null;
	before: unknown;
	after: unknown;
}

export interface Writing {
	tx: Tx;
	/** The machine clock's instant of this change. */
	now: string;
	/** Refuses (403) unless the actor may do this change's verb to the thing. Must be called. */
	authorise(thing: Thing): void;
	/** Adds a history entry, which vouches for all rows written since the last. A change that records nothing must say `unchanged`. */
	record(entry: Entry): void;
	/** What was asked is already so: nothing is written. */
	unchanged(): void;
}

/**
 * Makes one change, whole or not at all.
 *
 * @throws {Refusal} what the work refuses, and 403 when the actor may not.
 */
export function change<T>(context: Context, verb: Verb, work: (writing: Writing) => T): T {
	const { raw } = writerOf(context.database);
	return inTransaction(context, (tx) => {
		const now = new Date().toISOString();
		let isAuthorised = false;
		let isSettled = false;
		const result = work({
			tx,
			now,
			authorise(thing) {
				if (!can(context.actor, verb, thing)) throw refusal('forbidden', 'forbidden', { verb });
				isAuthorised = true;
			},
			record(entry) {
				if (!isAuthorised) throw new Error(`${verb} recorded something before authorise()`);
				addEntry(tx, {
					recordedAt: now,
					onDay: context.today,
					actorId: context.actor.userId,
					via: context.via,
					verb,
					strategyId: entry.strategyId ?? null,
					quarter: entry.quarter ?? null,
					subject: entry.subject,
					subjectId: entry.subjectId ?? null,
					before: entry.before,
					after: entry.after,
					rows: takeNotes(raw)
				});
				isSettled = true;
			},
			unchanged() {
				isSettled = true;
			}
		});
		if (!isAuthorised) throw new Error(`${verb} never asked authorise()`);
		if (!isSettled) throw new Error(`${verb} neither recorded a change nor said unchanged()`);
		requireNoNotes(raw);
		return result;
	});
}

/** Makes several changes as one: all of them or none. */
export function together<T>(context: Context, work: (inner: Context) => T): T {
	return inTransaction(context, (tx) => {
		const result = work({ ...context, tx });
		requireNoNotes(writerOf(context.database).raw);
		return result;
	});
}

function inTransaction<T>(context: Context, work: (tx: Tx) => T): T {
	if (context.tx) return context.tx.transaction(work);
	return writerOf(context.database).orm.transaction(work, { behavior: 'immediate' });
}
