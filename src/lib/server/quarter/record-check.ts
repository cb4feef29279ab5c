// Checks the records of frozen quarters: every line, the hash over them, the figures in them, and the head of the history they name.
import { asc, eq } from 'drizzle-orm';
import {
	activityIdOf,
	faultsOf,
	readRecord,
	RECORD_FORMAT,
	RULES_VERSION,
	type RecordFault,
	type RecordHeader,
	type RecordRow
} from '#lib/domain/record.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import {
	frozenLines,
	frozenQuarters,
	history,
	lineDigests,
	plans,
	strategies
} from '../db/schema.ts';
import { isComparedOf } from './compared-activities.ts';
import { linesOf } from './frozen-facts.ts';
import { digestsInHex, firstAltered, hashOf, lineOf } from './record-lines.ts';

export type LineFault =
	/** `line` from 1. */
	| { kind: 'line-not-canonical'; line: number }
	| { kind: 'not-derived'; what: RecordFault['what']; of: string | null };

/** What the lines of a record say for themselves. */
export interface LinesChecked {
	header: RecordHeader;
	rows: readonly RecordRow[];
	/** False where they were counted by other rules than this program's. */
	areFiguresJudged: boolean;
	faults: LineFault[];
}

/** @throws RangeError, SyntaxError or TypeError for what is no record of a format this program knows */
export function checkLines(lines: readonly string[]): LinesChecked {
	const rows = lines.map((line) => JSON.parse(line) as RecordRow);
	const faults: LineFault[] = [];
	for (const [index, row] of rows.entries()) {
		if (lineOf(row) !== lines[index]) faults.push({ kind: 'line-not-canonical', line: index + 1 });
	}
	const record = readRecord(rows);
	const { header } = record;
	if (header.format !== RECORD_FORMAT) throw new RangeError(`Format ${header.format}`);
	const areFiguresJudged = header.rules === RULES_VERSION;
	if (areFiguresJudged) {
		faults.push(...faultsOf(record).map((fault) => ({ kind: 'not-derived' as const, ...fault })));
	}
	return { header, rows, areFiguresJudged, faults };
}

export type RecordFaultKind =
	| LineFault
	| { kind: 'hash-differs' }
	/** The first line that is not the one that was kept. */
	| { kind: 'line-altered'; line: number }
	/** Its lines are those of no record. */
	| { kind: 'unreadable' }
	/** What is kept to be compared does not follow from its lines. */
	| { kind: 'compared-differs' }
	/** The history no longer has the entry, or the link, that the record names. */
	| { kind: 'history-differs'; entry: number };

/** A revision of a frozen quarter, checked. */
export interface RecordCheck {
	strategy: string;
	quarter: Quarter;
	revision: number;
	/** As it was kept. */
	hash: string;
	lines: number;
	areFiguresJudged: boolean;
	faults: RecordFaultKind[];
}

export interface WhichRecords {
	strategy?: string;
	quarter?: Quarter;
	revision?: number;
}

/**
 * Checks every record, or those of a strategy, a quarter, a revision; oldest first.
 *
 * @param onEach called before each, with how many there are
 * @throws {Refusal} not-found `no-such-record` where some were asked for and there is none
 */
export function checkRecords(
	database: Database,
	which: WhichRecords = {},
	onEach: (done: number, all: number) => void = () => {}
): RecordCheck[] {
	return snapshot(database, (read) => {
		const found = recordsIn(read, which);
		if (found.length === 0 && Object.values(which).some((asked) => asked !== undefined)) {
			throw refusal('not-found', 'no-such-record');
		}
		return found.map(({ digests, ...kept }, index) => {
			onEach(index, found.length);
			const { id, ...record } = kept;
			return { ...record, ...checkRecord(read, linesOf(read, id), { ...kept, digests }) };
		});
	});
}

function recordsIn(read: Reader, { strategy, quarter, revision }: WhichRecords) {
	return read
		.select({
			id: frozenQuarters.id,
			strategy: strategies.slug,
			quarter: frozenQuarters.quarter,
			revision: frozenQuarters.revision,
			hash: frozenQuarters.hash,
			digests: lineDigests.digests
		})
		.from(frozenQuarters)
		.innerJoin(plans, eq(plans.id, frozenQuarters.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.leftJoin(lineDigests, eq(lineDigests.frozenId, frozenQuarters.id))
		.orderBy(asc(frozenQuarters.id))
		.all()
		.filter(
			(row) =>
				(strategy === undefined || row.strategy === strategy) &&
				(quarter === undefined || row.quarter === quarter) &&
				(revision === undefined || row.revision === revision)
		);
}

function checkRecord(
	read: Reader,
	lines: readonly string[],
	{ id, hash, digests }: { id: number; hash: string; digests: Uint8Array | null }
): Pick<RecordCheck, 'lines' | 'areFiguresJudged' | 'faults'> {
	const faults: RecordFaultKind[] = [];
	const isWhole = hashOf(lines) === hash;
	if (!isWhole) {
		faults.push({ kind: 'hash-differs' });
		// Digests are no secret: who edits a line can edit its digest too, and is then found by the hash, or by the history.
		const line = digests && firstAltered(lines, digestsInHex(digests));
		if (line !== null) faults.push({ kind: 'line-altered', line });
	}
	try {
		const { header, rows, areFiguresJudged, faults: own } = checkLines(lines);
		faults.push(...own);
		const misplaced = isWhole ? firstMisplaced(read, id, rows) : null;
		if (misplaced !== null) faults.push({ kind: 'line-altered', line: misplaced });
		if (isWhole && !isComparedOf(read, id, rows)) faults.push({ kind: 'compared-differs' });
		if (header.history && linkAt(read, header.history.entries) !== header.history.link) {
			faults.push({ kind: 'history-differs', entry: header.history.entries });
		}
		return { lines: lines.length, areFiguresJudged, faults };
	} catch {
		faults.push({ kind: 'unreadable' });
		return { lines: lines.length, areFiguresJudged: false, faults };
	}
}

/** The first line, from 1, that is not kept under its number, its kind and its activity, by which pages find it. */
function firstMisplaced(read: Reader, frozenId: number, rows: readonly RecordRow[]): number | null {
	const places = read
		.select({
			number: frozenLines.number,
			kind: frozenLines.kind,
			activityId: frozenLines.activityId
		})
		.from(frozenLines)
		.where(eq(frozenLines.frozenId, frozenId))
		.orderBy(asc(frozenLines.number))
		.all();
	const at = places.findIndex(({ number, kind, activityId }, index) => {
		const row = rows[index]!;
		return number !== index + 1 || kind !== row.kind || activityId !== activityIdOf(row);
	});
	return at === -1 ? null : at + 1;
}

function linkAt(read: Reader, seq: number): string | undefined {
	return read.select({ link: history.link }).from(history).where(eq(history.seq, seq)).get()?.link;
}
