// Reads the whole history and says whether it is what was written, entry after entry.
import { asc, eq, gt } from 'drizzle-orm';
import { NO_LINK, type ChainFault } from '#lib/domain/history-chain.ts';
import { snapshot, type Database } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { history, historyPayloads } from '../db/schema.ts';
import { linkOf, sha256 } from '../db/history-link.ts';
import { lastNumberGiven } from './newest.ts';

export interface Verified {
	/** Entries that are as they were written, from the first on. */
	entries: number;
	/** The link of the last of them: who keeps it, with the number of entries, can ask later whether the history still begins like this. Null where there are none. */
	head: string | null;
	/** The first that is not, and why; null where all are. */
	fault: { seq: number; kind: ChainFault } | null;
}

/** An entry's number and its link, as somebody wrote them down. */
export interface KeptLink {
	seq: number;
	link: string;
}

/** So many are in memory at once. */
const AT_A_TIME = 1_000;

const following = prepared((read) =>
	read
		.select({ entry: history, payload: historyPayloads.payload })
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.where(gt(history.seq, given('seq')))
		.orderBy(asc(history.seq))
		.limit(AT_A_TIME)
		.prepare()
);

/**
 * Checks every entry's number, its link and the digest of its contents, in one unchanging state of the database; writers are not held up.
 * What was cut off the end is missed as long as SQLite remembers the last number it gave. What this cannot tell is said in docs/security.md.
 *
 * @param kept an entry and its link as they were told before, which must still be so
 */
export function verifyHistory(database: Database, kept: KeptLink | null = null): Verified {
	return snapshot(database, (read) => {
		let last = { seq: 0, link: NO_LINK };
		const faulty = (seq: number, kind: ChainFault): Verified => ({
			...soFar(last),
			fault: { seq, kind }
		});
		let from = Number.MIN_SAFE_INTEGER;
		for (;;) {
			const rows = following(read).all({ seq: from });
			for (const { entry, payload } of rows) {
				const expected = last.seq + 1;
				if (entry.seq < expected) return faulty(entry.seq, 'put-in');
				if (entry.seq > expected) return faulty(expected, 'missing');
				if (entry.link !== linkOf(entry, last.link)) return faulty(expected, 'altered');
				if (payload === null) return faulty(expected, 'contents-missing');
				if (sha256(payload) !== entry.payloadDigest) return faulty(expected, 'contents-altered');
				if (kept?.seq === expected && kept.link !== entry.link)
					return faulty(expected, 'rewritten');
				last = { seq: entry.seq, link: entry.link };
			}
			if (rows.length < AT_A_TIME) break;
			from = last.seq;
		}
		const mustBe = Math.max(lastNumberGiven(read), kept?.seq ?? 0);
		return mustBe > last.seq ? faulty(last.seq + 1, 'missing') : soFar(last);
	});
}

function soFar({ seq, link }: KeptLink): Verified {
	return { entries: seq, head: seq > 0 ? link : null, fault: null };
}
