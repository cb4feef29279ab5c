// Back-up and restore of the one file. A copy is only called a back-up once it has been read through and found sound; a restore puts
// nothing in place that has not been, and keeps what was there.
import BetterSqlite3 from 'better-sqlite3';
import {
	chmodSync,
	closeSync,
	copyFileSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { refusal } from '#lib/domain/refusal.ts';
import { knownMigrations } from './migrations.ts';
import { BUSY_TIMEOUT_MS } from './pragmas.ts';

type File = BetterSqlite3.Database;

/** How long a restore waits for whoever has the database open; a running server never lets go, so waiting longer is no use. */
const OPEN_ELSEWHERE_MS = 1000;

/**
 * Writes a sound copy of the database to a file while the server runs; readers and writers are not held up.
 *
 * @throws {Refusal} `no_database`, `file_exists`, `backup_onto_itself`, `backup_unsound`
 */
export function backUp(
	path: string,
	file: string,
	{ mayOverwrite }: { mayOverwrite: boolean }
): { bytes: number } {
	if (!existsSync(path)) throw refusal('not-found', 'no_database', { path });
	if (isPartOf(path, file)) throw refusal('invalid', 'backup_onto_itself', { path: file });
	if (holdsSomething(file) && !mayOverwrite)
		throw refusal('not-now', 'file_exists', { path: file });
	mkdirSync(dirname(file), { recursive: true });
	return inFolderBeside(file, (folder) => {
		const copy = join(folder, 'copy.db');
		copyInto(path, copy);
		const problem = problemOf(copy);
		if (problem) throw refusal('not-now', 'backup_unsound', { reason: problem });
		putInPlace(copy, file);
		return { bytes: statSync(file).size };
	});
}

/**
 * Puts a back-up's contents in the place of the database. Everybody signs in again afterwards. What was there is kept beside it, under
 * the name that is answered (null when there was nothing).
 *
 * @throws {Refusal} `no_backup_file`, `backup_onto_itself`, `not_a_kvartal_database`, `backup_unsound`, `schema_newer`, `database_in_use`
 */
export async function restoreFrom(
	file: string,
	path: string,
	now: Date = new Date()
): Promise<{ kept: string | null }> {
	if (!existsSync(file)) throw refusal('not-found', 'no_backup_file', { path: file });
	if (isPartOf(path, file)) throw refusal('invalid', 'backup_onto_itself', { path: file });
	mkdirSync(dirname(path), { recursive: true });
	return inFolderBeside(path, async (folder) => {
		const copy = join(folder, 'copy.db');
		requireSoundCopy(file, copy);
		if (!existsSync(path)) {
			putInPlace(copy, path);
			return { kept: null };
		}
		const kept = `${path}.before-restore-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
		if (problemOf(path, { timeout: OPEN_ELSEWHERE_MS }) === null) await replace(copy, path, kept);
		else replaceDamaged(copy, path, kept);
		return { kept };
	});
}

/**
 * Overwrites the database in one transaction of SQLite's own: cut off in the middle, it is what it was before. The file stays the same
 * file, so a server that starts at this very moment waits and then reads the restored contents, never the kept ones.
 */
async function replace(copy: string, path: string, kept: string): Promise<void> {
	const present = new BetterSqlite3(path, { timeout: OPEN_ELSEWHERE_MS });
	try {
		try {
			// Leaving WAL is possible only while nobody else has the file open.
			present.pragma('journal_mode = DELETE');
		} catch (error) {
			if (isBusy(error)) throw refusal('not-now', 'database_in_use', { path });
			throw error;
		}
		present.prepare('vacuum into ?').run(kept);
		chmodSync(kept, 0o600);
	} finally {
		present.close();
	}
	const restored = new BetterSqlite3(copy);
	try {
		await restored.backup(path);
	} finally {
		restored.close();
	}
}

/** A file that SQLite cannot read can only be moved out of the way, as it is, with what lies beside it. */
function replaceDamaged(copy: string, path: string, kept: string): void {
	for (const suffix of ['', '-wal', '-shm']) {
		if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
	}
	putInPlace(copy, path);
}

/** Copies a back-up, checks the copy, and ends the sessions in it. The back-up itself is only read: it may lie on a read-only medium. */
function requireSoundCopy(file: string, copy: string): void {
	copyFileSync(file, copy);
	if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
	chmodSync(copy, 0o600);
	const problem = problemOf(copy);
	if (problem) throw refusal('invalid', 'backup_unsound', { reason: problem });
	const opened = new BetterSqlite3(copy);
	try {
		const applied = migrationsIn(opened);
		if (applied === null) throw refusal('invalid', 'not_a_kvartal_database', { path: file });
		const known = knownMigrations();
		if (applied.some((when) => !known.includes(when))) {
			throw refusal('not-now', 'schema_newer', { path: file });
		}
		opened.exec('delete from sessions');
		opened.pragma('journal_mode = DELETE');
	} finally {
		opened.close();
	}
}

/** Times of the migrations a Kvartal database has seen; null when it is something else. */
function migrationsIn(opened: File): number[] | null {
	const tables = opened
		.prepare(`select name from sqlite_master where type = 'table'`)
		.pluck()
		.all();
	if (!['__drizzle_migrations', 'history', 'users', 'sessions'].every((t) => tables.includes(t))) {
		return null;
	}
	const applied = opened.prepare('select created_at from __drizzle_migrations').pluck().all();
	return applied.length > 0 ? applied.map(Number) : null;
}

/** What is wrong with a database file, in SQLite's words; null when it is sound. */
function problemOf(path: string, { timeout = BUSY_TIMEOUT_MS } = {}): string | null {
	let opened: File | undefined;
	try {
		opened = new BetterSqlite3(path, { fileMustExist: true, timeout });
		const findings = opened.pragma('integrity_check(5)', { simple: false }) as {
			integrity_check: string;
		}[];
		const first = findings[0]?.integrity_check ?? 'no answer';
		if (first !== 'ok') return first;
		const orphans = opened.pragma('foreign_key_check') as { table: string }[];
		return orphans[0] ? `foreign key: ${orphans[0].table}` : null;
	} catch (error) {
		if (isBusy(error) || !(error instanceof BetterSqlite3.SqliteError)) throw error;
		return error.message;
	} finally {
		opened?.close();
	}
}

function copyInto(path: string, copy: string): void {
	const opened = new BetterSqlite3(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
	try {
		opened.prepare('vacuum into ?').run(copy);
	} finally {
		opened.close();
	}
	chmodSync(copy, 0o600);
}

/** Renames a finished file into place, on the disk for good before it is called there. */
function putInPlace(copy: string, place: string): void {
	const descriptor = openSync(copy, 'r+');
	fsyncSync(descriptor);
	closeSync(descriptor);
	renameSync(copy, place);
	try {
		const folder = openSync(dirname(place), 'r');
		fsyncSync(folder);
		closeSync(folder);
	} catch {
		// Some systems cannot sync a folder; the file itself is written.
	}
}

/** Work in a folder of its own on the same disk as the place the result goes to, gone afterwards. */
function inFolderBeside<T>(place: string, work: (folder: string) => T): T {
	const folder = mkdtempSync(join(dirname(place), `.${basename(place)}-`));
	const clear = () => rmSync(folder, { recursive: true, force: true });
	try {
		const result = work(folder);
		if (result instanceof Promise) return result.finally(clear) as T;
		clear();
		return result;
	} catch (error) {
		clear();
		throw error;
	}
}

/** An empty file, as made by mktemp, is a place and not a possession. */
function holdsSomething(file: string): boolean {
	return existsSync(file) && statSync(file).size > 0;
}

/** Whether a file is the database itself or one of the two that SQLite keeps beside it. */
function isPartOf(path: string, file: string): boolean {
	return ['', '-wal', '-shm'].some((suffix) => realOf(path + suffix) === realOf(file));
}

function realOf(path: string): string {
	return existsSync(path) ? realpathSync(path) : resolve(path);
}

function isBusy(error: unknown): boolean {
	return error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
