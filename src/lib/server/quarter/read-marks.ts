// Which quarters a reviewer has read: Kvartal then opens on what changed since.
import { and, desc, eq } from 'drizzle-orm';
import { compareQuarters, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { readMarks } from '../db/schema.ts';
import { strategyIdOf } from '../filing/place.ts';
import { change, type Context } from '../history/change.ts';
import type { Moment } from './changes.ts';
import { factsOf } from './facts.ts';
import { findRevision } from './frozen-heads.ts';

export interface ReadMark extends Moment {
	readOn: Day;
}

type Kept = ReadMark & { userId: number; strategyId: number };
const kept = new WeakMap<Database, { newest: number; marks: readonly Kept[] }>();

/**
 * The quarters somebody has read of a strategy, read last first. No statement when nothing was written since.
 *
 * @param newest the history's newest entry
 */
export function of(
	database: Database,
	newest: number,
	who: { userId: number | null; strategyId: number }
): readonly ReadMark[] {
	let known = kept.get(database);
	if (known?.newest !== newest) {
		const rows = allMarks(database.read).all();
		const marks = rows.map((row) => ({
			...row,
			revision: row.revision === 0 ? null : row.revision
		}));
		kept.set(database, (known = { newest, marks }));
	}
	return known.marks.filter(
		({ userId, strategyId }) => userId === who.userId && strategyId === who.strategyId
	);
}

const allMarks = prepared((read) => {
	const { userId, strategyId, quarter, revision, readOn, readAt } = readMarks;
	return read
		.select({ userId, strategyId, quarter, revision, readOn })
		.from(readMarks)
		.orderBy(desc(readAt), desc(quarter))
		.prepare();
});

/**
 * What a reader of a quarter wants to be told the changes since: the revision of it that was read, where a correction came after it; else the
 * one that was read last of those before it.
 *
 * @param newest the quarter's newest revision; null while it is live
 *
 * @example lastRead(marks, '2020-Q3', null) //=> { quarter: '2020-Q1', revision: null, readOn: '2020-05-05' }
 */
export function lastRead(
	marks: readonly ReadMark[],
	quarter: Quarter,
	newest: number | null
): ReadMark | null {
	const own = marks.find((mark) => mark.quarter === quarter);
	if (own && isCorrectedSince(own, newest)) return own;
	return marks.find((mark) => compareQuarters(mark.quarter, quarter) < 0) ?? null;
}

/**
 * The quarter whose changes a reader has not read: the one in question, unless it was read as it stands now; else one that was corrected since
 * it was read. A quarter that was read live and then frozen is read anew: nobody knows any more what it said. Null for who has read none.
 *
 * @param frozen the newest revision of each quarter that is frozen
 */
export function unread(
	marks: readonly ReadMark[],
	quarter: Quarter,
	frozen: ReadonlyMap<Quarter, { revision: number }>
): Quarter | null {
	const newestOf = (one: Quarter) => frozen.get(one)?.revision ?? null;
	const own = marks.find((mark) => mark.quarter === quarter);
	const isReadAsItIs = own !== undefined && own.revision === newestOf(quarter);
	if (!isReadAsItIs && lastRead(marks, quarter, newestOf(quarter))) return quarter;
	return marks.find((mark) => isCorrectedSince(mark, newestOf(mark.quarter)))?.quarter ?? null;
}

function isCorrectedSince({ revision }: ReadMark, newest: number | null): boolean {
	return revision !== null && newest !== null && newest > revision;
}

/**
 * Notes that whoever acts has read a quarter. Noted twice on one day, nothing is written.
 *
 * @throws {Refusal} forbidden for all but reviewers; not-found `no_such_strategy`, `no_such_quarter`, `no-such-revision`.
 */
export function mark(context: Context, slug: string, { quarter, revision }: Moment): void {
	change(context, 'quarter.mark-read', ({ tx, now, authorise, record, unchanged }) => {
		const strategyId = strategyIdOf(tx, slug);
		authorise({ strategyId });
		const userId = context.actor.userId!;
		requireQuarter(context.database, slug, quarter);
		if (revision !== null && !findRevision(tx, { slug, quarter, revision })) {
			throw refusal('not-found', 'no-such-revision', { revision });
		}
		const own = and(
			eq(readMarks.userId, userId),
			eq(readMarks.strategyId, strategyId),
			eq(readMarks.quarter, quarter)
		);
		const before =
			tx
				.select({ revision: readMarks.revision, readOn: readMarks.readOn })
				.from(readMarks)
				.where(own)
				.get() ?? null;
		const after = { revision: revision ?? 0, readOn: context.today };
		if (before?.revision === after.revision && before.readOn === after.readOn) return unchanged();
		tx.insert(readMarks)
			.values({ userId, strategyId, quarter, ...after, readAt: now })
			.onConflictDoUpdate({
				target: [readMarks.userId, readMarks.strategyId, readMarks.quarter],
				set: { ...after, readAt: now }
			})
			.run();
		record({ strategyId, quarter, subject: 'read-mark', subjectId: userId, before, after });
	});
}

function requireQuarter(database: Database, slug: string, quarter: Quarter): void {
	const { quarters } = snapshot(database, (read) => factsOf(database, read, slug)).register;
	const [first, last] = [quarters[0], quarters.at(-1)];
	if (quarters.includes(quarter)) return;
	throw refusal('not-found', 'no_such_quarter', { quarter, first: first ?? '', last: last ?? '' });
}
