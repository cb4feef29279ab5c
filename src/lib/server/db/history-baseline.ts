// Migrations change rows without change(): a new column is part of what a row says. What they left is noted by an entry of the program's own,
// `history.baseline`. In a file from before rows were noted that is every row there is; from that entry on rows are compared.
import type { Database as File } from 'better-sqlite3';
import { dayOf } from '#lib/domain/quarter.ts';
import type { OpenConnection } from './connection.ts';
import { addEntry } from './history-entry.ts';
import { tableText } from './noted-rows.ts';
import { ReplayedRows } from './replayed-rows.ts';

/** The rows as the history knows them, and those that said something else even before: what an intruder did is not vouched for. */
export interface BeforeMigration {
	replayed: ReplayedRows;
	faulty: ReadonlySet<string>;
}

export function beforeMigration(file: File): BeforeMigration {
	const replayed = new ReplayedRows();
	if (!hasTable(file, 'history_rows')) return { replayed, faulty: new Set() };
	const entries = file.prepare('select rows from history_rows order by seq').pluck().iterate();
	for (const rows of entries as IterableIterator<string>) replayed.take(rows);
	const faulty = new Set<string>();
	for (const { table, key } of replayed.faultyRows(file)) faulty.add(`${table} ${key}`);
	return { replayed, faulty };
}

/** Adds the entry, where there is anything to note. In the migration's own transaction. */
export function noteMigrated(
	{ raw, orm }: OpenConnection,
	{ replayed, faulty }: BeforeMigration,
	migrations: readonly string[]
): void {
	const tables = new Map<string, Map<string, string | null>>();
	for (const { table, key, digest } of replayed.faultyRows(raw)) {
		if (faulty.has(`${table} ${key}`)) continue;
		const notes = tables.get(table) ?? new Map<string, string | null>();
		tables.set(table, notes.set(key, digest));
	}
	if (tables.size === 0) return;
	const now = new Date().toISOString();
	const counts = [...tables].map(([table, notes]) => [table, notes.size] as const);
	addEntry(orm, {
		recordedAt: now,
		onDay: dayOf(now, process.env.TIME_ZONE || 'Europe/Belgrade'),
		actorId: null,
		via: 'migration',
		verb: 'history.baseline',
		strategyId: null,
		quarter: null,
		subject: 'rows',
		subjectId: null,
		before: null,
		after: { migrations, rows: Object.fromEntries(counts) },
		rows: `{${[...tables].map(([table, notes]) => tableText(table, notes)).join()}}`
	});
}

function hasTable(file: File, name: string): boolean {
	return file.prepare(`select 1 from sqlite_master where name = ?`).get(name) !== undefined;
}
