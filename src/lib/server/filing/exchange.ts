// The exchange with a body over its filings: who submitted, opened, returned with which notes, accepted, and when. For those who hold
// 'filing.exchange' on the body; reviewers never see it.
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { FilingAct, FilingContents } from '#lib/domain/filing.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import {
	filings as filingsTable,
	filingVersions,
	history,
	historyPayloads,
	users
} from '../db/schema.ts';
import * as filings from './filings.ts';
import type { Version } from './versions.ts';

/** One step of the exchange. Saved drafts are the body's own affair and are not among them. */
export interface ExchangeEvent {
	filingId: number;
	bodyId: number;
	quarter: Quarter;
	act: Exclude<FilingAct, 'save'> | 'open' | 'answer';
	on: Day;
	/** Null is the console, or an officer who signed: of them the function is told and no more. */
	by: string | null;
	/** The version it was done to. */
	version: number;
	/** Of a return. */
	notes: readonly filings.Note[];
	/** Of a revision; of an answer to what was escalated, what it says. */
	reason: string | null;
	/** Of a submission on a body's behalf. */
	letter: FilingContents['letter'];
	/** Of a submission an officer of the body signed: their function, and the body's own letter. */
	signature: { function: Texts; letter: NonNullable<FilingContents['letter']> } | null;
}

const ACTS: readonly string[] = [
	'submit',
	'recall',
	'open',
	'accept',
	'return',
	'revise',
	'undo',
	'answer'
];

/** The exchange over an activity, oldest first; of one quarter or one body, if named. Two statements; what was filed is not read. */
export function ofActivity(
	read: Reader,
	activityId: number,
	{ quarter, bodyId }: { quarter?: Quarter; bodyId?: number } = {}
): ExchangeEvent[] {
	const acts = actsOf(
		read,
		and(
			eq(filingsTable.activityId, activityId),
			quarter === undefined ? undefined : eq(filingsTable.quarter, quarter),
			bodyId === undefined ? undefined : eq(filingsTable.bodyId, bodyId)
		)!
	);
	const notes = filings.notesOf(read, new Set(acts.map(({ filingId }) => filingId)));
	const byFiling = Map.groupBy(notes, ({ filingId }) => filingId);
	const ofFiling = (id: number) =>
		(byFiling.get(id) ?? []).map(({ filingId: _, ...note }): filings.Note => note);
	return acts.map((act) => eventOf(act, ofFiling(act.filingId)));
}

/** The exchange over some filings already read, oldest first: one statement for all. */
export function eventsOf(read: Reader, of: readonly filings.Filing[]): ExchangeEvent[] {
	if (of.length === 0) return [];
	const notes = new Map(of.map((filing) => [filing.id, filing.notes]));
	return actsOf(read, isAmong(filingsTable.id, notes.keys())).map((act) =>
		eventOf(act, notes.get(act.filingId)!)
	);
}

type Act = ReturnType<typeof actsOf>[number];

/** What was done to the filings that meet a condition; of what they say, the letters alone. */
function actsOf(read: Reader, condition: SQL) {
	// Named first: else SQLite would look through the whole history of filings.
	const own = read.select({ id: filingsTable.id }).from(filingsTable).where(condition);
	const version = sql<number | null>`json_extract(${historyPayloads.payload}, '$.after.version')`;
	return read
		.select({
			filingId: filingsTable.id,
			bodyId: filingsTable.bodyId,
			quarter: filingsTable.quarter,
			on: history.onDay,
			by: users.name,
			act: sql<ExchangeEvent['act']>`json_extract(${historyPayloads.payload}, '$.after.act')`,
			version,
			reason: sql<string | null>`json_extract(${historyPayloads.payload}, '$.after.reason')`,
			signedNumber: sql<
				string | null
			>`json_extract(${historyPayloads.payload}, '$.after.signature.number')`,
			signedOn: sql<
				string | null
			>`json_extract(${historyPayloads.payload}, '$.after.signature.on')`,
			functionTitle: users.functionTitle,
			letterNumber: filingVersions.letterNumber,
			letterOn: filingVersions.letterOn
		})
		.from(history)
		.innerJoin(filingsTable, eq(filingsTable.id, history.subjectId))
		.innerJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.leftJoin(users, eq(users.id, history.actorId))
		.leftJoin(
			filingVersions,
			and(eq(filingVersions.filingId, filingsTable.id), eq(filingVersions.number, version))
		)
		.where(and(eq(history.subject, 'filing'), inArray(history.subjectId, own)))
		.orderBy(asc(history.seq))
		.all()
		.filter(({ act }) => ACTS.includes(act));
}

function eventOf(
	{ letterNumber, letterOn, signedNumber, signedOn, functionTitle, version, reason, ...done }: Act,
	notes: readonly filings.Note[]
): ExchangeEvent {
	const { act, on } = done;
	const number = version ?? 0;
	const isLetter = act === 'submit' && letterNumber !== null;
	return {
		...done,
		by: signedNumber === null ? done.by : null,
		version: number,
		notes:
			act === 'return'
				? notes.filter((note) => note.version === number && note.writtenOn === on)
				: [],
		reason: act === 'revise' || act === 'answer' ? reason : null,
		letter: isLetter ? { number: letterNumber, on: letterOn ?? '' } : null,
		signature:
			signedNumber === null
				? null
				: { function: functionTitle ?? {}, letter: { number: signedNumber, on: signedOn ?? '' } }
	};
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
