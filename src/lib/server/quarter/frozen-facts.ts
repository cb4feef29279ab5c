// A frozen quarter as pages ask of it: from its record alone, whatever has happened to the plan since.
import { and, asc, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import type { ChangesSince } from '#lib/domain/changes.ts';
import type { Override } from '#lib/domain/early-warning.ts';
import { windowState, type FilingWindow, type QuarterState } from '#lib/domain/filing.ts';
import {
	COMPARABLE_ROWS,
	comparableInRows,
	factsOfRow,
	namedInRows,
	NAMING_ROWS,
	readRecord,
	sinceIn,
	type ActivityRow,
	type QuarterRecord,
	type RecordRow,
	type RowKind
} from '#lib/domain/record.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import type {
	ComparableView,
	ComparedQuarter,
	FilingView,
	FundView
} from '#lib/domain/quarter-view.ts';
import { idList, isAmong } from '../db/among.ts';
import type { Database, Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { frozenLines } from '../db/schema.ts';
import type { Candidate, IndicatorAt, Promised, QuarterFacts, WholePlan } from './facts.ts';
import type { FrozenRevision } from './frozen-heads.ts';

export class FrozenFacts implements QuarterFacts {
	/** Without filings and changes: a page reads those it shows. */
	readonly record: QuarterRecord;
	readonly hash: string;
	readonly register: QuarterFacts['register'];
	readonly isDemonstration: boolean;
	readonly windows: ReadonlyMap<Quarter, FilingWindow>;
	readonly owners: QuarterFacts['owners'];
	private readonly candidates: readonly Candidate[];
	private readonly indicators: ReadonlyMap<number | null, readonly IndicatorAt[]>;
	private readonly funds: ReadonlyMap<number, readonly FundView[]>;

	constructor(record: QuarterRecord, hash: string) {
		this.record = record;
		this.hash = hash;
		const { header, steps, goals, measures, bodies, past } = record;
		this.indicators = Map.groupBy(record.indicators, ({ activityId }) => activityId);
		this.funds = new Map(record.activities.map(({ id, funds }) => [id, funds]));
		this.candidates = record.activities.map((row) => ({
			at: factsOfRow(row),
			promised: promisedOf(row)
		}));
		this.isDemonstration = header.isDemonstration;
		this.register = {
			strategy: header.strategy,
			plan: header.plan,
			quarters: header.quarters,
			steps,
			goals,
			measures,
			bodies,
			activities: new Map(this.candidates.map(({ promised }) => [promised.id, promised]))
		};
		this.owners = new Map(
			[...record.indicators, ...record.withdrawnIndicators].map(({ key, activityId }) => [
				key,
				activityId
			])
		);
		this.windows = new Map([
			...past.map(({ quarter, window }) => [quarter, window] as const),
			[header.quarter, header.window]
		]);
	}

	fundsAt(activityId: number): readonly FundView[] {
		return this.funds.get(activityId) ?? [];
	}

	at(quarter: Quarter): readonly Candidate[] {
		if (quarter !== this.record.header.quarter) throw new RangeError(`Not of ${quarter}`);
		return this.candidates;
	}

	wholePlan(quarter: Quarter): WholePlan {
		if (quarter === this.record.header.quarter) return this.record;
		const past = this.record.past.find((one) => one.quarter === quarter);
		if (!past) throw new RangeError(`The record knows nothing of ${quarter}`);
		return past;
	}

	/** Up to its own: what came after is not in the record. */
	begun(): Quarter[] {
		return [...this.windows.keys()];
	}

	indicatorsAt(activityId: number): readonly IndicatorAt[] {
		return this.indicators.get(activityId) ?? [];
	}

	overridesAt(quarter: Quarter): readonly Override[] {
		if (quarter !== this.record.header.quarter) throw new RangeError(`Not of ${quarter}`);
		return this.record.overrides;
	}

	/** As it was on the day it was frozen. */
	stateOf(quarter: Quarter): QuarterState {
		const { header, past } = this.record;
		if (quarter === header.quarter) return 'frozen';
		const known = past.find((one) => one.quarter === quarter)!;
		return known.stoodOn ? 'frozen' : windowState(known.window, header.frozenOn);
	}
}

function promisedOf(row: ActivityRow): Promised {
	const span = { from: row.inForceFrom, until: row.inForceUntil };
	return {
		id: row.id,
		key: row.key,
		code: row.code,
		goalId: row.goalId,
		measureId: row.measureId,
		title: row.title,
		description: row.description,
		ended: row.ended,
		partners: row.partners.map((bodyId) => ({ bodyId, ...span })),
		deadline: row.adopted,
		ledger: [...row.ledger],
		provenance: row.provenance
	};
}

/** So many records of a database are kept in memory, each about as large as the plan. */
const MOST_KEPT = 2;

const kept: Remembered<number, FrozenFacts> = new WeakMap();

/** The facts of a revision; a record never changes, so what was read once is good for ever. At most one statement. */
export function frozenFacts(
	database: Database,
	read: Reader,
	{ id, hash }: Pick<FrozenRevision, 'id' | 'hash'>
): FrozenFacts {
	return remembered(
		kept,
		database,
		id,
		() => new FrozenFacts(readRecord(rowsInMemory(read, id)), hash)
	);
}

type Remembered<K, V> = WeakMap<Database, Map<K, V>>;

/** What was made of a record before, or now; what was asked for last is forgotten last. */
function remembered<K, V>(all: Remembered<K, V>, database: Database, key: K, make: () => V): V {
	let known = all.get(database);
	if (!known) all.set(database, (known = new Map()));
	const value = known.get(key) ?? make();
	known.delete(key);
	known.set(key, value);
	const [oldest] = known.keys();
	if (known.size > MOST_KEPT) known.delete(oldest!);
	return value;
}

const comparables: Remembered<string, ComparableView> = new WeakMap();

/** What of a revision is compared; good for ever. At most two statements. */
export function comparableIn(
	database: Database,
	read: Reader,
	{ id, hash }: Pick<FrozenRevision, 'id' | 'hash'>,
	filed: 'evidence' | 'all'
): ComparableView {
	return remembered(comparables, database, `${id} ${filed}`, () =>
		comparableInRows(rowsOfKinds(read, id, COMPARABLE_ROWS), {
			hash,
			filings: filingsIn(read, id, filed)
		})
	);
}

/** A record is tens of megabytes: turned into a text here, it is there in half the time SQLite's driver takes. */
const inBytes = sql<Buffer>`cast(${frozenLines.line} as blob)`;

function rowIn<Row extends RecordRow>(bytes: Buffer): Row {
	return JSON.parse(bytes.toString()) as Row;
}

function* rowsInMemory(read: Reader, frozenId: number): Generator<RecordRow> {
	const lines = read
		.select({ line: inBytes })
		.from(frozenLines)
		.where(
			and(
				eq(frozenLines.frozenId, frozenId),
				notInArray(frozenLines.kind, ['filing', 'since', 'change'])
			)
		)
		.orderBy(asc(frozenLines.number))
		.all();
	for (const { line } of lines) yield rowIn(line);
}

/** What names a frozen quarter. One statement. */
export function namedIn(
	read: Reader,
	{ id, hash }: Pick<FrozenRevision, 'id' | 'hash'>
): ComparedQuarter {
	return namedInRows(rowsOfKinds(read, id, NAMING_ROWS), hash);
}

/** What a record says changed since the quarter before. One statement. */
export function recordedSince(read: Reader, frozenId: number): ChangesSince | null {
	return sinceIn(rowsOfKinds(read, frozenId, ['since', 'change']));
}

/** Since which record, or which live quarter, a record says what changed; null in the plan's first quarter. One statement. */
export function sinceHead(read: Reader, frozenId: number): Omit<ChangesSince, 'changes'> | null {
	return sinceIn(rowsOfKinds(read, frozenId, ['since']));
}

function rowsOfKinds(read: Reader, frozenId: number, kinds: readonly RowKind[]): RecordRow[] {
	return read
		.select({ line: inBytes })
		.from(frozenLines)
		.where(and(eq(frozenLines.frozenId, frozenId), inArray(frozenLines.kind, [...kinds])))
		.orderBy(asc(frozenLines.number))
		.all()
		.map(({ line }) => rowIn(line));
}

/** A record's lines, in order. One statement. */
export function linesOf(read: Reader, frozenId: number): string[] {
	return read
		.select({ line: frozenLines.line })
		.from(frozenLines)
		.where(eq(frozenLines.frozenId, frozenId))
		.orderBy(asc(frozenLines.number))
		.all()
		.map(({ line }) => line);
}

type FilingRow = Extract<RecordRow, { kind: 'filing' }>;

/** What a record holds of filings by activity: on the chosen activities, all, or those with evidence. At most one statement. */
export function filingsIn(
	read: Reader,
	frozenId: number,
	which: ReadonlySet<number> | 'all' | 'evidence'
): ReadonlyMap<number, FilingView[]> {
	const lines = filingLines(read, frozenId, which);
	const filings = new Map<number, FilingView[]>();
	for (const { line } of lines) {
		const { kind: _, activityId, ...filing } = rowIn<FilingRow>(line);
		const own = filings.get(activityId);
		if (own) own.push(filing);
		else filings.set(activityId, [filing]);
	}
	return filings;
}

function filingLines(
	read: Reader,
	frozenId: number,
	which: ReadonlySet<number> | 'all' | 'evidence'
): { line: Buffer }[] {
	if (which === 'all') return allFilings(read).all({ frozenId });
	if (which === 'evidence') return filingsWithEvidence(read).all({ frozenId });
	return which.size === 0 ? [] : filingsOn(read).all({ frozenId, ids: idList(which) });
}

const filingsWhere = (condition?: SQL) =>
	prepared((read) =>
		read
			.select({ line: inBytes })
			.from(frozenLines)
			.where(
				and(eq(frozenLines.frozenId, given('frozenId')), eq(frozenLines.kind, 'filing'), condition)
			)
			.orderBy(asc(frozenLines.number))
			.prepare()
	);

const filingsOn = filingsWhere(isAmong(frozenLines.activityId, given('ids')));
const allFilings = filingsWhere();

/** A canonical line has no other way to say that there is none, and within a text its quotes would be escaped. */
const filingsWithEvidence = filingsWhere(sql`instr(${frozenLines.line}, '"evidence":[]') = 0`);

/** One activity as each of some records has it. */
export interface RecordedActivity {
	activity: ActivityRow;
	filings: readonly FilingView[];
}

/** By the record's id; records that do not know the activity have nothing. One statement. */
export function activityIn(
	read: Reader,
	activityId: number,
	frozenIds: readonly number[]
): ReadonlyMap<number, RecordedActivity> {
	if (frozenIds.length === 0) return new Map();
	const lines = read
		.select({ frozenId: frozenLines.frozenId, line: frozenLines.line })
		.from(frozenLines)
		.where(
			and(eq(frozenLines.activityId, activityId), inArray(frozenLines.frozenId, [...frozenIds]))
		)
		.orderBy(asc(frozenLines.frozenId), asc(frozenLines.number))
		.all();
	const recorded = new Map<number, { activity: ActivityRow; filings: FilingView[] }>();
	for (const { frozenId, line } of lines) {
		const row = JSON.parse(line) as ActivityRow | FilingRow;
		// The activity's row comes before those of its filings.
		if (row.kind === 'activity') recorded.set(frozenId, { activity: row, filings: [] });
		else {
			const { kind: _, activityId: __, ...filing } = row;
			recorded.get(frozenId)?.filings.push(filing);
		}
	}
	return recorded;
}
