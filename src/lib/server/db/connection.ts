// The two connections to the one file: reading cannot write (query_only), and writing is for history/change.ts, access/sessions.ts and
// the migrations alone; lint forbids the import elsewhere.
import BetterSqlite3 from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { BUSY_TIMEOUT_MS } from './pragmas.ts';
import { countStatement, isCounting } from './statements.ts';

export type Connection = BetterSQLite3Database;

export interface OpenConnection {
	raw: BetterSqlite3.Database;
	orm: Connection & { $client: BetterSqlite3.Database };
}

/** Opens the file with what an acknowledged filing needs to survive a power cut: WAL, synchronous = FULL, foreign keys. */
export function connect(path: string, { readonly }: { readonly: boolean }): OpenConnection {
	const raw = new BetterSqlite3(path, isCounting() ? { verbose: countStatement } : {});
	raw.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
	raw.pragma('journal_mode = WAL');
	raw.pragma('synchronous = FULL');
	raw.pragma('foreign_keys = ON');
	// What is taken out, as an entry's contents are, is overwritten in the file and not only given up.
	raw.pragma('secure_delete = ON');
	if (readonly) raw.pragma('query_only = ON');
	preparesOnce(raw);
	return { raw, orm: drizzle(raw) };
}

/** Different statements of the program, of which there are about two hundred, with room for lists of several lengths. */
const MOST_PREPARED = 500;

/** Pages ask the same statements: SQLite reads each of them once, and not every time drizzle asks. */
function preparesOnce(raw: BetterSqlite3.Database): void {
	const prepared = new Map<string, BetterSqlite3.Statement>();
	const prepare = raw.prepare.bind(raw) as (sql: string) => BetterSqlite3.Statement;
	raw.prepare = ((sql: string) => {
		let statement = prepared.get(sql);
		// One that is still giving rows is somebody else's.
		if (statement?.busy) return prepare(sql);
		if (!statement) {
			statement = prepare(sql);
			if (prepared.size >= MOST_PREPARED) prepared.clear();
			prepared.set(sql, statement);
		}
		// As it comes: whoever had it before may have asked for rows as arrays.
		return statement.reader ? statement.raw(false) : statement;
	}) as BetterSqlite3.Database['prepare'];
}
