// A list of ids as one parameter: a list of placeholders costs more to write than to run, and ends at 32,766.
import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Whether a column is one of some ids. */
export function isAmong(column: SQLiteColumn, ids: Iterable<number>): SQL {
	return sql`${column} in (select value from json_each(${JSON.stringify([...ids])}))`;
}
