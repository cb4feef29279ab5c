// Brings a database file to this program's schema: a back-up first, and never an older program on a newer file.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { refusal } from '#lib/domain/refusal.ts';
import type { OpenConnection } from './connection.ts';

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
 * Applies what is missing. Before that, an existing database is copied to `<file>.before-<first missing migration>`.
 *
 * @throws {Refusal} `schema_newer` when the file holds a migration this program does not know.
 */
export function migrateFile(
	writer: OpenConnection,
	path: string,
	log: (line: string) => void = () => {}
): void {
	const known = journal().entries;
	const applied = appliedMigrations(writer);
	if (applied.some((when) => !known.some((entry) => entry.when === when))) {
		throw refusal('not-now', 'schema_newer', { path });
	}
	const missing = known.filter((entry) => !applied.includes(entry.when));
	if (missing.length === 0) return;
	if (applied.length > 0) {
		const copy = `${path}.before-${missing[0]?.tag}`;
		if (!existsSync(copy)) writer.raw.prepare('vacuum into ?').run(copy);
		log(`back-up before migration: ${copy}`);
	}
	migrate(writer.orm, { migrationsFolder: migrationsFolder() });
	log(`schema: ${missing.map((entry) => entry.tag).join(', ')}`);
}
