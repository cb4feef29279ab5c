// Adds an entry to the history: numbered, linked to the one before, with what was before and after and with the rows it wrote.
import { desc, sql } from 'drizzle-orm';
import { NO_LINK } from '#lib/domain/history-chain.ts';
import type { Connection } from './connection.ts';
import type { Reader } from './database.ts';
import { sha256 } from '../sha256.ts';
import { linkOf } from './history-link.ts';
import { history, historyPayloads, historyRows } from './schema.ts';

export type NewEntry = Omit<
	typeof history.$inferSelect,
	'seq' | 'link' | 'payloadDigest' | 'rowsDigest'
> & {
	before: unknown;
	after: unknown;
	/** As `takeNotes` gives them. */
	rows: string;
};

/** Inside the immediate transaction of the write: so no two can have the same place. */
export function addEntry(tx: Pick<Connection, 'select' | 'insert'>, entry: NewEntry): void {
	const { before, after, rows, ...told } = entry;
	const payload = JSON.stringify({ before: before ?? null, after: after ?? null });
	const last = tx
		.select({ seq: history.seq, link: history.link })
		.from(history)
		.orderBy(desc(history.seq))
		.limit(1)
		.get() ?? { seq: 0, link: NO_LINK };
	const row = {
		...told,
		seq: Math.max(last.seq, lastNumberGiven(tx)) + 1,
		payloadDigest: sha256(payload),
		rowsDigest: sha256(rows)
	};
	tx.insert(history)
		.values({ ...row, link: linkOf(row, last.link) })
		.run();
	tx.insert(historyPayloads).values({ seq: row.seq, payload }).run();
	tx.insert(historyRows).values({ seq: row.seq, rows }).run();
}

/** The last number SQLite gave to an entry, whether that is still there or not: it gives none twice. 0 where it never gave one. */
export function lastNumberGiven(read: Pick<Reader, 'select'>): number {
	const row = read
		.select({ seq: sql<number>`seq` })
		.from(sql`sqlite_sequence`)
		.where(sql`name = 'history'`)
		.get();
	return row?.seq ?? 0;
}
