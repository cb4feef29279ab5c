// What an entry of the history says of itself in the chain: each link is the SHA-256 of an entry together with the link before it, so that
// no entry can be changed, taken out, put in or moved without all that follow showing it.
import type { Day, Quarter } from './quarter.ts';

/** An entry of the history, but for its contents, of which it keeps the digest: a payload that is redacted leaves the chain whole. */
export interface ChainedEntry {
	/** From 1, without gaps. */
	seq: number;
	/** The machine clock's instant, ISO 8601 in UTC. */
	recordedAt: string;
	/** The business day. */
	onDay: Day;
	/** null is the console. */
	actorId: number | null;
	via: string;
	verb: string;
	strategyId: number | null;
	quarter: Quarter | null;
	subject: string;
	subjectId: number | null;
	/** SHA-256, in hex, of what was before and after. */
	payloadDigest: string;
	/** SHA-256, in hex, of the rows it wrote; null in entries from before rows were noted. */
	rowsDigest: string | null;
}

/** What stands in the place of a link before the first entry. */
export const NO_LINK = '0'.repeat(64);

/**
 * What an entry's link is the SHA-256 of, in UTF-8: the link before it and the entry's values, as canonical JSON (RFC 8785). The order of
 * the values is part of the format and never changes. An entry without a digest of rows is linked as it was before there were any.
 */
export function linkText(entry: ChainedEntry, previous: string): string {
	return JSON.stringify([
		previous,
		entry.seq,
		entry.recordedAt,
		entry.onDay,
		entry.actorId,
		entry.via,
		entry.verb,
		entry.strategyId,
		entry.quarter,
		entry.subject,
		entry.subjectId,
		entry.payloadDigest,
		...(entry.rowsDigest === null ? [] : [entry.rowsDigest])
	]);
}

/** What is wrong with an entry. */
export type ChainFault =
	/** There is none with this number, though there must be. */
	| 'missing'
	/** It or its place is not what was written. */
	| 'altered'
	/** It has a number that is never given. */
	| 'put-in'
	/** It is not the one whose link was kept. */
	| 'rewritten'
	/** Its contents are gone. */
	| 'contents-missing'
	/** Its contents are not what was written. */
	| 'contents-altered'
	/** The rows it wrote are gone. */
	| 'rows-missing'
	/** They are not what was written. */
	| 'rows-altered';

/** What is wrong with a row of a table, beside what the history says of it. */
export type RowFault =
	/** It is not there, though the history put it there. */
	| 'missing'
	/** It says something else. */
	| 'altered'
	/** It is there, and no entry put it there. */
	| 'put-in';
