// A frozen quarter as pages ask of it: from its record alone, whatever has happened to the plan since.
import { and, asc, between, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import { IN_A_PART, type ChangesSince } from '#lib/domain/changes.ts';
import type { Override } from '#lib/domain/early-warning.ts';
import { windowState, type FilingWindow, type QuarterState } from '#lib/domain/filing.ts';
import {
	CHANGE_ROWS,
	changesIn,
	COMPARABLE_ROWS,
	comparableInRows,
	factsOfRow,
	namedInRows,
	NAMING_ROWS,
	readRecord,
	type ActivityRow,
	type QuarterRecord,
	type RecordRow,
	type RowKind
} from '#lib/domain/record.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { atOnce, inParts, type Steps } from '#lib/domain/steps.ts';
import type {
	ComparableQuarter,
	ComparedQuarter,
	FilingView,
	FundView
} from '#lib/domain/quarter-view.ts';
import { idList, isAmong } from '../db/among.ts';
import type { Database, Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { frozenLines } from '../db/schema.ts';
import { grouped } from '../plan/grouped.ts';
import { isComparedKept, keptCompared } from './compared-activities.ts';
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

const kept = new WeakMap<Database, Map<number, FrozenFacts>>();

/** The facts of a revision; a record never changes, so what was read once is good for ever. At most one statement. */
export function frozenFacts(
	database: Database,
	read: Reader,
	{ id, hash }: Pick<FrozenRevision, 'id' | 'hash'>
): FrozenFacts {
	let known = kept.get(database);
	if (!known) kept.set(database, (known = new Map()));
	const facts = known.get(id) ?? new FrozenFacts(readRecord(rowsInMemory(read, id)), hash);
	// What was asked for last is forgotten last.
	known.delete(id);
	known.set(id, facts);
	const [oldest] = known.keys();
	if (known.size > MOST_KEPT) known.delete(oldest!);
	return facts;
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
				notInArray(frozenLines.kind, ['filing', ...CHANGE_ROWS.since, ...CHANGE_ROWS.corrected])
			)
		)
		.orderBy(asc(frozenLines.number))
		.all();
	for (const { line } of lines) yield rowIn(line);
}

/** A revision as it is read in steps. */
type Recorded = Pick<FrozenRevision, 'id' | 'hash' | 'lines'>;

/** What of a revision is compared. */
export function* comparableIn(
	read: Reader,
	recorded: Recorded,
	filed: 'evidence' | 'all'
): Steps<ComparableQuarter> {
	const rows = yield* rowsOfKinds(read, recorded, COMPARABLE_ROWS);
	const parts =
		filed === 'evidence' && isComparedKept(read, recorded.id)
			? keptCompared(read, recorded.id, countOf(read, recorded, 'activity'))
			: activitiesIn(read, recorded, yield* filingsToCompare(read, recorded, filed));
	return { ...comparableInRows(rows, recorded.hash), parts };
}

function* filingsToCompare(
	read: Reader,
	recorded: Recorded,
	filed: 'evidence' | 'all'
): Steps<ReadonlyMap<number, readonly FilingView[]>> {
	const linesIn = filed === 'all' ? allLines : linesWithEvidence;
	return byActivity(yield* rowsOfKinds<FilingRow>(read, recorded, ['filing'], linesIn));
}

const NO_FILINGS: readonly FilingView[] = [];

function* activitiesIn(
	read: Reader,
	recorded: Recorded,
	filings: ReadonlyMap<number, readonly FilingView[]>
): ComparableQuarter['parts'] {
	for (const lines of linesInSteps(read, recorded, ['activity'])) {
		for (const part of inParts(lines, IN_A_PART)) {
			yield part.map((line) => {
				const row = rowIn<ActivityRow>(line);
				// Not a copy: of so many properties V8 would make a table several times as large.
				const activity = Object.assign(row, { filings: filings.get(row.id) ?? NO_FILINGS });
				return { isInForce: row.isInForce, activity };
			});
		}
	}
}

/** What names a frozen quarter. */
export function* namedIn(read: Reader, recorded: Recorded): Steps<ComparedQuarter> {
	return namedInRows(yield* rowsOfKinds(read, recorded, NAMING_ROWS), recorded.hash);
}

/** What a record says changed: since the quarter before, or by its correction; null where there is no such one. */
export function recordedChanges(
	read: Reader,
	recorded: Recorded,
	which: keyof typeof CHANGE_ROWS
): ChangesSince | null {
	return atOnce(changesInSteps(read, recorded, which));
}

/** {@link recordedChanges}, for who has others to let go first. */
export function* changesInSteps(
	read: Reader,
	recorded: Recorded,
	which: keyof typeof CHANGE_ROWS
): Steps<ChangesSince | null> {
	return changesIn(which, yield* rowsOfKinds(read, recorded, CHANGE_ROWS[which]));
}

/** Since which record, or which live quarter, a record says what changed. */
export function* changesHead(
	read: Reader,
	recorded: Recorded,
	which: keyof typeof CHANGE_ROWS
): Steps<Omit<ChangesSince, 'changes'> | null> {
	return changesIn(which, yield* rowsOfKinds(read, recorded, [CHANGE_ROWS[which][0]]));
}

function* rowsOfKinds<Row extends RecordRow>(
	read: Reader,
	recorded: Recorded,
	kinds: readonly RowKind[],
	linesIn = allLines
): Steps<Row[]> {
	const rows: Row[] = [];
	for (const lines of linesInSteps(read, recorded, kinds, linesIn)) {
		for (const line of lines) rows.push(rowIn(line));
		yield;
	}
	return rows;
}

/** So many lines are read in one step. */
const IN_A_STEP = 40;

/** The lines of some kinds, a few at a time, without a look at all the others. */
function* linesInSteps(
	read: Reader,
	recorded: Recorded,
	kinds: readonly RowKind[],
	linesIn = allLines
): Iterable<Buffer[]> {
	for (const { kind, first, last } of runsOf(read, recorded)) {
		if (!kinds.includes(kind)) continue;
		for (let from = first; from <= last; from += IN_A_STEP) {
			const to = Math.min(last, from + IN_A_STEP - 1);
			const lines = linesIn(read).all({ frozenId: recorded.id, from, to });
			yield lines.map(({ line }) => line);
		}
	}
}

/** Where the lines of each kind stand: a kind's stand together (`recordOf`), so that a few looks find where they end, however many they are. */
function* runsOf(
	read: Reader,
	{ id: frozenId, lines }: Recorded
): Iterable<{ kind: RowKind; first: number; last: number }> {
	const kindAt = (number: number): RowKind => {
		const line = kindOfLine(read).get({ frozenId, number });
		if (!line) throw new RangeError(`Line ${number} of a record is not there: see \`verify\``);
		return line.kind;
	};
	for (let first = 1; first <= lines;) {
		const kind = kindAt(first);
		let last = first;
		let beyond = lines + 1;
		for (let step = 1; last + 1 < beyond;) {
			const number = Math.min(last + step, beyond - 1);
			if (kindAt(number) === kind) {
				last = number;
				step *= 2;
			} else {
				beyond = number;
				step = Math.ceil((beyond - last) / 2);
			}
		}
		yield { kind, first, last };
		first = last + 1;
	}
}

/** How many lines of a kind a record has. */
function countOf(read: Reader, recorded: Recorded, wanted: RowKind): number {
	let count = 0;
	for (const { kind, first, last } of runsOf(read, recorded)) {
		if (kind === wanted) count += last - first + 1;
	}
	return count;
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

/** What a record holds of filings on the chosen activities, or on all, by activity. At most one statement. */
export function filingsIn(
	read: Reader,
	frozenId: number,
	chosen: ReadonlySet<number> | 'all'
): ReadonlyMap<number, FilingView[]> {
	if (chosen !== 'all' && chosen.size === 0) return new Map();
	const lines =
		chosen === 'all'
			? allFilings(read).all({ frozenId })
			: filingsOn(read).all({ frozenId, ids: idList(chosen) });
	return byActivity(lines.map(({ line }) => rowIn<FilingRow>(line)));
}

function byActivity(rows: readonly FilingRow[]): Map<number, FilingView[]> {
	return grouped(rows, ({ kind: _, activityId, ...filing }) => [activityId, filing]);
}

const linesWhere = (...conditions: SQL[]) =>
	prepared((read) =>
		read
			.select({ line: inBytes })
			.from(frozenLines)
			.where(and(eq(frozenLines.frozenId, given('frozenId')), ...conditions))
			.orderBy(asc(frozenLines.number))
			.prepare()
	);

const isFiling = eq(frozenLines.kind, 'filing');
const allFilings = linesWhere(isFiling);
const filingsOn = linesWhere(isFiling, isAmong(frozenLines.activityId, given('ids')));

const isBetween = between(frozenLines.number, given('from'), given('to'));
const allLines = linesWhere(isBetween);
/** A canonical line has no other way to say that there is none, and within a text its quotes would be escaped. */
const linesWithEvidence = linesWhere(
	isBetween,
	sql`instr(${frozenLines.line}, '"evidence":[]') = 0`
);

const kindOfLine = prepared((read) =>
	read
		.select({ kind: frozenLines.kind })
		.from(frozenLines)
		.where(
			and(eq(frozenLines.frozenId, given('frozenId')), eq(frozenLines.number, given('number')))
		)
		.prepare()
);

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
