// Queries that are asked again and again. Drizzle puts a query's SQL together each time it is written out in code, which takes longer than SQLite takes to answer one row.
import { sql } from 'drizzle-orm';
import type { Reader } from './database.ts';

/**
 * A query put together once for each connection (a transaction of a write counts as one). What differs from one asking to the next is a {@link given} in it.
 *
 * @param build ends with `.prepare()`
 * @example const one = prepared((read) => read.select().from(users).where(eq(users.id, given('id'))).prepare());
 *          one(database.read).get({ id: 3 })
 */
export function prepared<Query>(build: (read: Reader) => Query): (read: Reader) => Query {
	const known = new WeakMap<Reader, Query>();
	return (read) => {
		let query = known.get(read);
		if (query === undefined) {
			query = build(read);
			known.set(read, query);
		}
		return query;
	};
}

/** The place of a value in a prepared query, by the name it is given under. */
export const given = sql.placeholder;
