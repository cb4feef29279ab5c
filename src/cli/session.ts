// What commands share: the database they work on, who acts, and which day it is.
import { existsSync } from 'node:fs';
import { installationOf } from '#lib/server/access/installation.ts';
import * as users from '#lib/server/access/users.ts';
import { CONSOLE, type Actor } from '#lib/domain/permission.ts';
import { isQuarter, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { databasePath, openDatabase, type Database } from '#lib/server/db/database.ts';
import type { Context } from '#lib/server/history/change.ts';
import { textOf, WrongUse, type Call } from './command.ts';

/** Does work on the database and closes it, whatever happens. */
export async function withDatabase<T>(
	call: Call,
	{ mayCreate }: { mayCreate: boolean },
	work: (database: Database) => T | Promise<T>
): Promise<T> {
	const path = databasePath();
	if (!mayCreate && !existsSync(path)) throw refusal('not-found', 'no_database', { path });
	const database = openDatabase(path, { log: call.tell });
	try {
		return await work(database);
	} finally {
		database.close();
	}
}

/** Who writes: the one named by --as, or the console. */
export function contextOf(call: Call, database: Database): Context {
	return { database, actor: actorOf(call, database), today: todayIn(database), via: 'console' };
}

/** The business day. */
export function todayIn({ read }: Database): Day {
	return installationOf(read, new Date().toISOString()).today;
}

/** The quarter named by --quarter, or by another option. */
export function quarterOf(call: Call, option = 'quarter'): Quarter {
	const name = textOf(call, option);
	if (!isQuarter(name)) throw new WrongUse((locale) => m.cli_not_a_quarter({ name }, { locale }));
	return name;
}

/** The revision named by --revision, or by another option; null: the newest. */
export function revisionOf({ values }: Call, option = 'revision'): number | null {
	if (values[option] === undefined) return null;
	const name = String(values[option]);
	if (/^[1-9]\d{0,3}$/.test(name)) return Number(name);
	throw new WrongUse((locale) => m.cli_not_a_revision({ name }, { locale }));
}

function actorOf({ values }: Call, { read }: Database): Actor {
	if (typeof values.as !== 'string') return CONSOLE;
	return users.actorOf(read, idOf(values.as, read));
}

/** @throws {Refusal} `no_such_user` */
export function idOf(username: string, read: Database['read']): number {
	const id = users.idOf(read, username);
	if (id === null) throw refusal('not-found', 'no_such_user', { username });
	return id;
}
