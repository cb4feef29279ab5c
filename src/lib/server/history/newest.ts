// The history's sequence number: what is kept in memory is good as long as it is the same, since every write leaves an entry.
import { max } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { history } from '../db/schema.ts';

const newest = prepared((read) =>
	read
		.select({ seq: max(history.seq) })
		.from(history)
		.prepare()
);

/** The number of the newest entry; 0 where nothing was ever written. One statement. */
export function newestEntry(read: Reader): number {
	return newest(read).get()?.seq ?? 0;
}
