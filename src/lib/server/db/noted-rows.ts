// Which rows a write touches, noted by the database itself: nobody who writes has to remember it, and nobody can forget. Temporary triggers
// on the writing connection note every audited row that is added, changed or taken away; the next entry of the history takes the notes,
// with the digest of each row as it then is. What is rolled back takes its notes with it.
import { hash } from 'node:crypto';
import type { Database as File } from 'better-sqlite3';
import { auditedTables, type AuditedTable } from './audited.ts';

/** What an entry says of the rows it wrote: by table and key (a JSON array), the digest of the row after it, or null where there is none any more. */
export type NotedRows = Record<string, Record<string, string | null>>;

const noting = new WeakMap<File, AuditedTable[]>();

/** SHA-256 of a row's JSON (`AuditedTable.row`), in base64url. */
export function rowDigest(row: string): string {
	return hash('sha256', row, 'base64url');
}

/** From now on this connection notes what it writes. Numbers stand for the tables, in the order of {@link auditedTables}. */
export function noteRows(file: File): void {
	const tables = auditedTables(file);
	file.exec(`
		create temp table noted_rows (tbl integer not null, row integer not null, primary key (tbl, row)) without rowid;
		create temp table noted_keys (tbl integer not null, key text not null)
	`);
	for (const [number, table] of tables.entries()) file.exec(triggersOf(table, number));
	noting.set(file, tables);
}

/** A row is found again by its rowid; the key of one that is gone, or has another key now, is kept as it was. */
function triggersOf({ name, key, differ, isAudited }: AuditedTable, number: number): string {
	const noteRow = `insert or ignore into noted_rows values (${number}, new.rowid)`;
	return `
		create temp trigger noted_insert_${name} after insert on main.${name} when ${isAudited('new')} begin ${noteRow}; end;
		create temp trigger noted_update_${name} after update on main.${name} when (${differ('old', 'new')}) and ${isAudited('new')} begin
			${noteRow};
			insert into noted_keys select ${number}, ${key('old')} where ${key('old')} <> ${key('new')};
		end;
		create temp trigger noted_delete_${name} after delete on main.${name} when ${isAudited('old')} begin
			insert into noted_keys values (${number}, ${key('old')});
		end`;
}

/**
 * The notes since they were last taken, as the history keeps them: {@link NotedRows} as JSON. They are gone afterwards.
 */
export function takeNotes(file: File): string {
	const tables = notedTables(file);
	const told = tables.map(([number, table]) => tableText(table.name, notesOf(file, number, table)));
	if (tables.length > 0) {
		file.prepare('delete from noted_rows').run();
		file.prepare('delete from noted_keys').run();
	}
	return `{${told.join()}}`;
}

/** One table of {@link NotedRows} as JSON; written out by hand, since a large object is slow to build. */
export function tableText(table: string, notes: ReadonlyMap<string, string | null>): string {
	const pairs = [...notes].map(
		([key, digest]) => `${JSON.stringify(key)}:${digest === null ? 'null' : `"${digest}"`}`
	);
	return `"${table}":{${pairs.join()}}`;
}

/** Rows as they are now, whatever became of them in between. */
function notesOf(
	file: File,
	number: number,
	{ name, key, row, isAudited }: AuditedTable
): Map<string, string | null> {
	const former = file.prepare('select key from noted_keys where tbl = ?').pluck().all(number);
	const notes = new Map<string, string | null>((former as string[]).map((one) => [one, null]));
	const present = file
		.prepare(
			`select ${key('t')}, ${row('t')} from noted_rows n cross join ${name} t on t.rowid = n.row where n.tbl = ? and ${isAudited('t')}`
		)
		.raw()
		.all(number) as [string, string][];
	for (const [one, text] of present) notes.set(one, rowDigest(text));
	return notes;
}

/**
 * Throws where rows were written that no entry tells of.
 *
 * @throws {Error} naming the tables
 */
export function requireNoNotes(file: File): void {
	const tables = notedTables(file);
	if (tables.length === 0) return;
	const names = tables.map(([, { name }]) => name).join(', ');
	throw new Error(`Rows were written that no history entry records: ${names}`);
}

function notedTables(file: File): [number: number, table: AuditedTable][] {
	const numbers = file
		.prepare('select tbl from noted_rows union select tbl from noted_keys')
		.pluck()
		.all() as number[];
	return numbers.map((number) => [number, noting.get(file)![number]!]);
}
