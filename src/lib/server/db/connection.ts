// The two connections to the one file: reading cannot write (query_only), and writing is for history/change.ts, access/sessions.ts and
// the migrations alone; lint forbids the import elsewhere.
import BetterSqlite3 from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { BUSY_TIMEOUT_MS } from './pragmas.ts';
import { countStatement, isCounting } from './statements.ts';

export type Connection = BetterSQLite3Database;

export interface OpenConnection {
	raw: BetterSqlite3.Database;
	orm: Connection;
}

/** Opens the file with what an acknowledged filing needs to survive a power cut: WAL, synchronous = FULL, foreign keys. */
export function connect(path: string, { readonly }: { readonly: boolean }): OpenConnection {
	const raw = new BetterSqlite3(path, isCounting() ? { verbose: countStatement } : {});
	raw.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
	raw.pragma('journal_mode = WAL');
	raw.pragma('synchronous = FULL');
	raw.pragma('foreign_keys = ON');
	if (readonly) raw.pragma('query_only = ON');
	return { raw, orm: drizzle(raw) };
}
