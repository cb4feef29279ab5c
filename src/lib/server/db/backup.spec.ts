import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Refusal } from '#lib/domain/refusal.ts';
import { backUp, restoreFrom } from './backup.ts';
import { openDatabase, writerOf, type Database } from './database.ts';
import { sessions, users } from './schema.ts';

let folder: string;
let path: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-'));
	path = join(folder, 'kvartal.db');
	file = join(folder, 'copies', 'monday.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function filled(usernames: string[], at = path): Database {
	const database = openDatabase(at);
	const { orm } = writerOf(database);
	for (const username of usernames) {
		const { id } = orm
			.insert(users)
			.values({ username, name: username, createdAt: '2026-01-01T00:00:00Z' })
			.returning({ id: users.id })
			.get();
		orm.insert(sessions).values({ idHash: username, userId: id, expiresAt: 4_000_000_000 }).run();
	}
	return database;
}

function usernamesIn(at: string): string[] {
	const database = openDatabase(at);
	const rows = database.read.select({ username: users.username }).from(users).all();
	database.close();
	return rows.map(({ username }) => username);
}

async function codeOf(work: () => unknown): Promise<string | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return (error as Refusal).problems[0]?.code;
	}
}

test('a back-up is made while the database is open and being written to', () => {
	const database = filled(['ana']);
	writerOf(database).raw.exec('begin immediate');
	backUp(path, file, { mayOverwrite: false });
	writerOf(database).raw.exec('commit');
	database.close();
	expect(usernamesIn(file)).toEqual(['ana']);
	expect(statSync(file).mode & 0o077).toBe(0);
	expect(readdirSync(join(folder, 'copies')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a back-up never overwrites a file unasked, nor the database itself', async () => {
	filled(['ana']).close();
	backUp(path, file, { mayOverwrite: false });
	expect(await codeOf(() => backUp(path, file, { mayOverwrite: false }))).toBe('file_exists');
	expect(await codeOf(() => backUp(path, path, { mayOverwrite: true }))).toBe('backup_onto_itself');
	backUp(path, file, { mayOverwrite: true });
	expect(usernamesIn(path)).toEqual(['ana']);
});

test('a restore brings the back-up, keeps what was there, and ends all sessions', async () => {
	filled(['ana']).close();
	backUp(path, file, { mayOverwrite: false });
	filled(['boris']).close();
	const { kept } = await restoreFrom(file, path);
	expect(usernamesIn(path)).toEqual(['ana']);
	expect(kept && usernamesIn(kept)).toEqual(['ana', 'boris']);
	const restored = openDatabase(path);
	expect(restored.read.select({ id: sessions.idHash }).from(sessions).all()).toEqual([]);
	restored.close();
});

test('a restore is refused while the database is open elsewhere, and changes nothing', async () => {
	const database = filled(['ana']);
	backUp(path, file, { mayOverwrite: false });
	database.close();
	const running = filled(['boris']);
	running.read.select({ id: users.id }).from(users).all();
	expect(await codeOf(() => restoreFrom(file, path))).toBe('database_in_use');
	running.close();
	expect(usernamesIn(path)).toEqual(['ana', 'boris']);
});

test('a restore without a database creates one', async () => {
	filled(['ana']).close();
	backUp(path, file, { mayOverwrite: false });
	const fresh = join(folder, 'fresh', 'kvartal.db');
	expect(await restoreFrom(file, fresh)).toEqual({ kept: null });
	expect(usernamesIn(fresh)).toEqual(['ana']);
});

test('a damaged database is moved aside as it is', async () => {
	filled(['ana']).close();
	backUp(path, file, { mayOverwrite: false });
	writeFileSync(path, 'not a database at all, whatever it was before');
	const { kept } = await restoreFrom(file, path);
	expect(usernamesIn(path)).toEqual(['ana']);
	expect(readFileSync(kept ?? '', 'utf8')).toContain('not a database');
});

test('what is no back-up is refused, and changes nothing', async () => {
	filled(['ana']).close();
	backUp(path, file, { mayOverwrite: false });
	expect(await codeOf(() => restoreFrom(join(folder, 'none.db'), path))).toBe('no_backup_file');
	expect(await codeOf(() => restoreFrom(path, path))).toBe('backup_onto_itself');

	const text = join(folder, 'text.db');
	writeFileSync(text, 'a letter, not a database; long enough to be looked at. '.repeat(20));
	expect(await codeOf(() => restoreFrom(text, path))).toBe('backup_unsound');

	const cut = join(folder, 'cut.db');
	writeFileSync(cut, readFileSync(file).subarray(0, 40_000));
	expect(await codeOf(() => restoreFrom(cut, path))).toBe('backup_unsound');

	const other = join(folder, 'other.db');
	new BetterSqlite3(other).exec('create table users (id)').close();
	expect(await codeOf(() => restoreFrom(other, path))).toBe('not_a_kvartal_database');

	const newer = join(folder, 'newer.db');
	writeFileSync(newer, readFileSync(file));
	new BetterSqlite3(newer)
		.exec(`insert into __drizzle_migrations (hash, created_at) values ('x', 9000000000000)`)
		.close();
	expect(await codeOf(() => restoreFrom(newer, path))).toBe('schema_newer');

	expect(usernamesIn(path)).toEqual(['ana']);
	expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});
