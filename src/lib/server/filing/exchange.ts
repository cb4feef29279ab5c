// The exchange with a body over its filings: who submitted, opened, returned with which notes, accepted, and when. For those who hold
// 'filing.exchange' on the body; reviewers never see it.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { FilingAct, FilingContents } from '#lib/domain/filing.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import { filings as filingsTable, history, historyPayloads, users } from '../db/schema.ts';
import * as filings from './filings.ts';
import type { Version } from './versions.ts';

/** One step of the exchange. Saved drafts are the body's own affair and are not among them. */
export interface ExchangeEvent {
	filingId: number;
	bodyId: number;
	quarter: Quarter;
	act: Exclude<FilingAct, 'save'> | 'open';
	on: Day;
	/** Null is the console. */
	by: string | null;
	/** The version it was done to. */
	version: number;
	/** Of a return. */
	notes: readonly filings.Note[];
	/** Of a revision. */
	reason: string | null;
	/** Of a submission on a body's behalf. */
	letter: FilingContents['letter'];
}

const ACTS: readonly string[] = ['submit', 'recall', 'open', 'accept', 'return', 'revise', 'undo'];

/** The exchange over an activity, oldest first; of one quarter or one body, if named. */
export function ofActivity(
	read: Reader,
	activityId: number,
	{ quarter, bodyId }: { quarter?: Quarter; bodyId?: number } = {}
): ExchangeEvent[] {
	const own = read
		.select({ quarter: filingsTable.quarter })
		.from(filingsTable)
		.where(
			and(
				eq(filingsTable.activityId, activityId),
				quarter === undefined ? undefined : eq(filingsTable.quarter, quarter),
				bodyId === undefined ? undefined : eq(filingsTable.bodyId, bodyId)
			)
		)
		.all();
	const quarters = [...new Set(own.map((row) => row.quarter))];
	const found = filings
		.list(read, { activityIds: [activityId], quarters })
		.filter((filing) => bodyId === undefined || filing.bodyId === bodyId);
	return eventsOf(read, found);
}

/** The exchange over some filings, oldest first: one statement for all. */
export function eventsOf(read: Reader, of: readonly filings.Filing[]): ExchangeEvent[] {
	if (of.length === 0) return [];
	const byId = new Map(of.map((filing) => [filing.id, filing]));
	const acts = read
		.select({
			filingId: history.subjectId,
			on: history.onDay,
			by: users.name,
			act: sql<string | null>`json_extract(${historyPayloads.payload}, '$.after.act')`,
			version: sql<number | null>`json_extract(${historyPayloads.payload}, '$.after.version')`,
			reason: sql<string | null>`json_extract(${historyPayloads.payload}, '$.after.reason')`
		})
		.from(history)
		.innerJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.leftJoin(users, eq(users.id, history.actorId))
		.where(and(eq(history.subject, 'filing'), inArray(history.subjectId, [...byId.keys()])))
		.orderBy(asc(history.seq))
		.all();
	return acts.flatMap(({ filingId, on, by, act, version, reason }) => {
		const filing = byId.get(filingId ?? -1);
		if (!filing || act === null || !ACTS.includes(act)) return [];
		const { id, bodyId, quarter, notes, versions } = filing;
		const number = version ?? 0;
		return [
			{
				filingId: id,
				bodyId,
				quarter,
				act: act as ExchangeEvent['act'],
				on,
				by,
				version: number,
				notes:
					act === 'return'
						? notes.filter((note) => note.version === number && note.writtenOn === on)
						: [],
				reason: act === 'revise' ? reason : null,
				letter:
					act === 'submit'
						? (versions.find((one) => one.number === number)?.contents.letter ?? null)
						: null
			}
		];
	});
}

/**
 * The newest version a coordinator or owner may read: a draft's text belongs to the body until it is submitted, unless it came on a
 * letter, which the coordinator wrote down.
 */
export function knownOutside(filing: filings.Filing): Version | null {
	const numbered = (number: number | null | undefined) =>
		filing.versions.find((version) => version.number === number) ?? null;
	if (filing.state === 'submitted' || filing.state === 'accepted') return numbered(filing.version);
	if (filing.contents.letter) return numbered(filing.version);
	const last = Math.max(filing.notes.at(-1)?.version ?? 0, filing.acceptedVersion ?? 0);
	return numbered(last);
}

/** Names of those who did something, by user id. */
export function namesOf(read: Reader, ids: readonly (number | null)[]): Map<number, string> {
	const known = [...new Set(ids.filter((id) => id !== null))];
	if (known.length === 0) return new Map();
	const rows = read
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, known))
		.all();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
