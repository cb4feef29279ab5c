// Reads the whole history and says whether it is what was written, entry after entry.
import { asc, eq, gt } from 'drizzle-orm';
import { NO_LINK, type ChainFault } from '#lib/domain/history-chain.ts';
import { snapshot, type Database } from '../db/database.ts';
import { asked, prepared } from '../db/prepared.ts';
import { history, historyPayloads } from '../db/schema.ts';
import { linkOf, sha256 } from './link.ts';
import { lastNumberGiven } from './newest.ts';

export interface Verified {
	/** Entries that are as they were written, from the first on. */
	entries: number;
	/** The link of the last of them: who keeps it can tell later whether the history still begins like this. Null where there are none. */
	head: string | null;
	/** The first that is not, and why; null where all are. */
	fault: { seq: number; kind: ChainFault } | null;
}

/** So many are in memory at once. */
const AT_A_TIME = 1_000;

const following = prepared((read) =>
	read
		.select({ entry: history, payload: historyPayloads.payload })
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.where(gt(history.seq, asked('seq')))
		.orderBy(asc(history.seq))
		.limit(AT_A_TIME)
		.prepare()
);

/**
 * Checks every entry's number, its link and the digest of its contents, in one unchanging state of the database; writers are not held up.
 * What was cut off the end is missed as long as SQLite remembers the last number it gave. What this cannot tell is said in docs/security.md.
 */
export function verifyHistory(database: Database): Verified {
	return snapshot(database, (read) => {
		let last = { seq: 0, link: NO_LINK };
		const verified = (seq?: number, kind?: ChainFault): Verified => ({
			entries: last.seq,
			head: last.seq > 0 ? last.link : null,
			fault: kind ? { seq: seq!, kind } : null
		});
		for (;;) {
			const rows = following(read).all({ seq: last.seq });
			for (const { entry, payload } of rows) {
				const expected = last.seq + 1;
				if (entry.seq !== expected) return verified(expected, 'missing');
				if (entry.link !== linkOf(entry, last.link)) return verified(expected, 'altered');
				if (payload === null) return verified(expected, 'contents-missing');
				if (sha256(payload) !== entry.payloadDigest) return verified(expected, 'contents-altered');
				last = { seq: entry.seq, link: entry.link };
			}
			if (rows.length < AT_A_TIME) break;
		}
		return lastNumberGiven(read) > last.seq ? verified(last.seq + 1, 'missing') : verified();
	});
}
