// A database of its own for a test, in a folder that goes when the test is over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CONSOLE, type Actor } from '#lib/domain/permission.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import type { Context } from '#lib/server/history/change.ts';

/** An empty folder; inside a test it is removed afterwards. */
export function folderOfItsOwn(): string {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** An empty, migrated database; inside a test it is closed and removed afterwards. */
export function databaseOfItsOwn(): Database {
	const database = openDatabase(join(folderOfItsOwn(), 'kvartal.db'));
	onTestFinished(() => database.close());
	return database;
}

/** Who acts on it, on 5 October 2020 unless said otherwise. */
export function contextOf(
	database: Database,
	{ actor = CONSOLE, today = '2020-10-05' }: { actor?: Actor; today?: string } = {}
): Context {
	return { database, actor, today, via: 'console' };
}
