// A list of ids as one parameter: a list of placeholders costs more to write than to run, and ends at 32,766.
import { sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Whether a column is one of some ids; in a prepared query, of those given as an {@link idList}. */
export function isAmong(column: SQLiteColumn, ids: Iterable<number> | Placeholder): SQL {
	const list = Symbol.iterator in ids ? idList(ids) : ids;
	return sql`${column} in (select value from json_each(${list}))`;
}

/** Ids as the one value they are asked with. */
export function idList(ids: Iterable<number>): string {
	return JSON.stringify([...ids]);
}
