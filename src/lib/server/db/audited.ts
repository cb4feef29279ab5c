// Which rows the history vouches for: all of the schema's tables, with all columns the file has, but for what is named here. A table or a
// column added to the schema is among them by itself.
import type { Database as File } from 'better-sqlite3';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from './schema.ts';

/** Sessions are no acts on the plan; the history vouches for itself by its links, a record's lines, and what follows from them, and a pack's bytes by their hash, which stands in an audited row. */
export const NOT_AUDITED: readonly SQLiteTable[] = [
	schema.sessions,
	schema.history,
	schema.historyPayloads,
	schema.historyRows,
	schema.frozenLines,
	schema.comparedActivities,
	schema.packFiles
];

/** Personal data can be deleted, and nobody could delete the digest of a name from the history: of people, only what they may do. */
const ONLY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
	users: [
		...['id', 'must_change_password', 'is_administrator', 'is_disabled', 'version', 'created_at']
	]
};

/** Settings of which not even a digest may stand in the history. */
const SECRET_SETTINGS: readonly string[] = ['signing_key'];

/** A table of a file, and how its rows are read. */
export interface AuditedTable {
	name: string;
	/** SQL for the primary key of a row of `alias`, as a JSON array. */
	key(alias: string): string;
	/** SQL for what the digest of a row is of: its columns as a JSON array, in the file's order. */
	row(alias: string): string;
	/** SQL for whether two rows, by their aliases, differ in what is audited. */
	differ(one: string, other: string): string;
	/** SQL for whether a row is audited at all. */
	isAudited(alias: string): string;
}

interface Column {
	name: string;
	type: string;
	/** Its place in the primary key, from 1; 0 where it is not in it. */
	pk: number;
}

/** The audited tables that a file has, parents before children as in the schema. */
export function auditedTables(file: File): AuditedTable[] {
	return Object.values(schema)
		.filter((table) => is(table, SQLiteTable) && !NOT_AUDITED.includes(table))
		.flatMap((table) => {
			const name = getTableName(table as SQLiteTable);
			const all = file.pragma(`table_info(${name})`) as Column[];
			const columns = all.filter((column) => ONLY_COLUMNS[name]?.includes(column.name) ?? true);
			return columns.length > 0 ? [audited(name, columns)] : [];
		});
}

function audited(name: string, columns: readonly Column[]): AuditedTable {
	const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
	if (key.length === 0) throw new Error(`The table ${name} has no primary key.`);
	return {
		name,
		key: (alias) => jsonOf(alias, key),
		row: (alias) => jsonOf(alias, columns),
		differ: (one, other) =>
			columns
				.map((column) => `${one}."${column.name}" is not ${other}."${column.name}"`)
				.join(' or '),
		isAudited: (alias) =>
			name === 'settings'
				? `${alias}.name not in (${SECRET_SETTINGS.map((secret) => `'${secret}'`).join()})`
				: 'true'
	};
}

/** JSON holds no bytes: they stand in it as hexadecimal digits. */
function jsonOf(alias: string, columns: readonly Column[]): string {
	const values = columns.map(({ name, type }) =>
		type.toUpperCase() === 'BLOB' ? `hex(${alias}."${name}")` : `${alias}."${name}"`
	);
	return `json_array(${values.join()})`;
}
