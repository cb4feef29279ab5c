// Brings a database file to this program's schema: a back-up first, and never an older program on a newer file.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { refusal } from '#lib/domain/refusal.ts';
import type { OpenConnection } from './connection.ts';
import { beforeMigration, noteMigrated } from './history-baseline.ts';
import { STEPS } from './migration-steps.ts';

interface Journal {
	entries: { idx: number; when: number; tag: string }[];
}

/** The committed migrations lie in drizzle/ beside the program; KVARTAL_HOME names the program's folder when it is not the working directory. */
function migrationsFolder(): string {
	return resolve(process.env.KVARTAL_HOME || '.', 'drizzle');
}

function journal(): Journal {
	return JSON.parse(
		readFileSync(join(migrationsFolder(), 'meta/_journal.json'), 'utf8')
	) as Journal;
}

/** Times of all migrations this program knows. */
export function knownMigrations(): number[] {
	return journal().entries.map(({ when }) => when);
}

function appliedMigrations({ raw }: OpenConnection): number[] {
	const table = raw
		.prepare(`select name from sqlite_master where name = '__drizzle_migrations'`)
		.get();
	if (!table) return [];
	const rows = raw.prepare('select created_at from __drizzle_migrations order by created_at').all();
	return (rows as { created_at: number }[]).map((row) => Number(row.created_at));
}

/**
 * Applies what is missing, all of it or nothing. Before that, an existing database is copied to `<file>.before-<first missing migration>`.
 * Two processes that start at once do it once: drizzle's own runner looks before it locks, so the transaction here is ours.
 *
 * @throws {Refusal} `schema_newer` when the file holds a migration this program does not know.
 */
export function migrateFile(
	writer: OpenConnection,
	path: string,
	log: (line: string) => void = () => {}
): void {
	const missing = missingMigrations(writer, path);
	if (missing.length === 0) return;
	if (appliedMigrations(writer).length > 0) {
		const copy = `${path}.before-${missing[0]!.tag}`;
		if (!existsSync(copy)) writer.raw.prepare('vacuum into ?').run(copy);
		log(`back-up before migration: ${copy}`);
	}
	const applied = writer.raw.transaction(() => apply(writer, path)).immediate();
	if (applied.length > 0) log(`schema: ${applied.join(', ')}`);
}

function missingMigrations(writer: OpenConnection, path: string): Journal['entries'] {
	const known = journal().entries;
	const applied = appliedMigrations(writer);
	if (applied.some((when) => !known.some((entry) => entry.when === when))) {
		throw refusal('not-now', 'schema_newer', { path });
	}
	return known.filter((entry) => !applied.includes(entry.when));
}

/** Keeps drizzle's own table, so that its tools read what was applied. What it did to rows is an entry of the history. */
function apply(writer: OpenConnection, path: string): string[] {
	const { raw } = writer;
	raw.exec(
		'create table if not exists __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)'
	);
	const missing = missingMigrations(writer, path);
	if (missing.length === 0) return [];
	const files = readMigrationFiles({ migrationsFolder: migrationsFolder() });
	const before = beforeMigration(raw);
	for (const { when, tag } of missing) {
		const { sql, hash } = files.find(({ folderMillis }) => folderMillis === when)!;
		for (const statement of sql) raw.exec(statement);
		STEPS[tag]?.(raw);
		raw
			.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
			.run(hash, when);
	}
	noteMigrated(
		writer,
		before,
		missing.map(({ tag }) => tag)
	);
	return missing.map(({ tag }) => tag);
}
