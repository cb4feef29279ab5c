// A database of its own for a test, in a folder that goes when the test is over.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CONSOLE, type Actor } from '#lib/domain/permission.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import type { Context } from '#lib/server/history/change.ts';
import { requireWords } from './told-words.ts';

/** An empty folder; inside a test it is removed afterwards. */
export function folderOfItsOwn(): string {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * Databases that begin alike. The first is made; the others are copies of its file, since migrating an empty one takes longer than most tests.
 *
 * @param fill what it holds; what it returns is told with every copy
 */
export function copies<T>(fill: (database: Database) => T): (path: string) => [Database, T] {
	let first: { file: Buffer; filled: T } | null = null;
	return (path) => {
		first ??= make();
		writeFileSync(path, first.file);
		return [openDatabase(path), structuredClone(first.filled)];
	};

	function make() {
		const folder = mkdtempSync(join(tmpdir(), 'kvartal-first-'));
		const path = join(folder, 'kvartal.db');
		const database = openDatabase(path);
		try {
			const filled = fill(database);
			database.close();
			return { file: readFileSync(path), filled };
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
}

const empty = copies(() => null);

/** An empty, migrated database; inside a test it is closed and removed afterwards, and what it did must have words. */
export function databaseOfItsOwn(): Database {
	const [database] = empty(join(folderOfItsOwn(), 'kvartal.db'));
	onTestFinished(() => {
		try {
			requireWords(database);
		} finally {
			database.close();
		}
	});
	return database;
}

/** Who acts on it, on 5 October 2020 unless said otherwise. */
export function contextOf(
	database: Database,
	{ actor = CONSOLE, today = '2020-10-05' }: { actor?: Actor; today?: string } = {}
): Context {
	return { database, actor, today, via: 'console' };
}
