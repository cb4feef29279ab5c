// Freezing: a closed quarter becomes a record that never changes again. Whole or not at all: it is read and laid out first, which takes as
// long as it takes and holds nobody up, and then kept in one transaction, if nothing of it has changed in between.
import { hash } from 'node:crypto';
import { and, count, desc, eq, gt, isNull, lte, notInArray, or, sql } from 'drizzle-orm';
import { answeredOn, windowFor, windowState } from '#lib/domain/filing.ts';
import { can } from '#lib/domain/permission.ts';
import {
	activityIdOf,
	recordOf,
	type FormulaText,
	type PastQuarter,
	type RecordHeader,
	type RecordRow,
	type RowKind
} from '#lib/domain/record.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { formulaMeaning, formulaName } from '#lib/wording/labels.ts';
import { makeSigningKey } from '../access/signing-key.ts';
import { snapshot, type Reader } from '../db/database.ts';
import { given } from '../db/prepared.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import { comparedParts, keepCompared } from './compared-activities.ts';
import type { LiveCandidate, PlanFacts } from './facts.ts';
import { openCorrection, type OpenCorrection } from './open-correction.ts';
import { sinceLast, sinceQuarter } from './changes.ts';
import { readLive } from './quarters.ts';
import { ByteLines, digestsOf, linesOfRows } from './record-lines.ts';

export interface QuarterKey {
	strategy: string;
	quarter: Quarter;
}

/** A revision that was just frozen. */
export interface Frozen {
	quarter: Quarter;
	revision: number;
	/** SHA-256, in hex, of its lines. */
	hash: string;
	lines: number;
}

/** How far freezing is, for who waits; of lines, how many of how many are laid out. */
export type FreezingStep =
	{ step: 'reading' | 'comparing' | 'keeping' } | { step: 'lines'; done: number; all: number };

/** So many lines are laid out between one word to who waits and the next. */
const LINES_A_WORD = 1_000;

/** So often is a quarter read again because somebody wrote to it meanwhile. */
const MOST_ATTEMPTS = 5;

interface FreezingManner {
	/** The number of the revision the owner means to freeze, so that an old form freezes nothing else. */
	expected?: number;
	/** What {@link drawAhead} laid out: kept as it is, if nothing it says has changed in between. */
	ahead?: Drawn | null;
	onStep?: (step: FreezingStep) => void;
}

/**
 * Freezes a quarter, or its correction as the next revision.
 *
 * @throws {Refusal} everything at once that is in the way: `freeze-window-open`, `freeze-undecided`, `quarter-frozen`; `stale`; `freeze-busy`
 * when others keep writing to it.
 */
export function freeze(
	context: Context,
	key: QuarterKey,
	{ expected, ahead = null, onStep = () => {} }: FreezingManner = {}
): Frozen {
	if (context.tx) throw new Error('A quarter is frozen by itself, not as part of another change');
	if (ahead && isDrawnFor(ahead, context, key, expected)) {
		onStep({ step: 'keeping' });
		const frozen = keep(context, ahead);
		if (frozen) return frozen;
	}
	for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
		const drawn = draw(context, key, onStep);
		if (expected !== undefined && drawn.revision !== expected) throw refusal('stale', 'stale');
		onStep({ step: 'keeping' });
		const frozen = keep(context, drawn);
		if (frozen) return frozen;
	}
	throw refusal('not-now', 'freeze-busy');
}

/** Lays out the record of a quarter for who is about to freeze it, which is most of the work. Null where it cannot be frozen: why is said then. */
export function drawAhead(
	context: Context,
	key: QuarterKey,
	onStep: (step: FreezingStep) => void = () => {}
): Drawn | null {
	try {
		return draw(context, key, onStep);
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}

/** Whether a record was laid out for this freezing, and would be signed alike. What of the plan was written since, `keep` looks at. */
function isDrawnFor(
	drawn: Drawn,
	{ database, actor, today }: Context,
	{ strategy, quarter }: QuarterKey,
	expected: number | undefined
): boolean {
	return (
		drawn.strategy === strategy &&
		drawn.quarter === quarter &&
		drawn.today === today &&
		(expected === undefined || drawn.revision === expected) &&
		drawn.userId === actor.userId &&
		isSame(drawn.signedBy, signerOf(database.read, actor.userId))
	);
}

/** A record laid out, not yet kept. */
export interface Drawn {
	strategy: string;
	strategyId: number;
	planId: number;
	quarter: Quarter;
	/** The business day it would be frozen on. */
	today: Day;
	/** Who would sign it, and as whom. */
	userId: number | null;
	signedBy: RecordHeader['signedBy'];
	revision: number;
	/** The revision before, which a correction corrects. */
	before: { revision: number; hash: string } | null;
	correction: OpenCorrection | null;
	history: RecordHeader['history'];
	record: LaidOut;
}

function draw(
	{ database, actor, today }: Context,
	{ strategy, quarter }: QuarterKey,
	onStep: (step: FreezingStep) => void
): Drawn {
	onStep({ step: 'reading' });
	return snapshot(database, (read) => {
		let found: { all: readonly LiveCandidate[]; facts: PlanFacts } | undefined;
		const view = readLive(database, strategy, quarter, {
			today,
			choose: (all, facts) => {
				const { id: strategyId } = facts.register.strategy;
				if (!can(actor, 'quarter.freeze', { strategyId })) {
					throw refusal('forbidden', 'forbidden', { verb: 'quarter.freeze' });
				}
				found = { all, facts };
				return all.filter(({ at }) => at.isInForce || at.hasLeft).map(({ at }) => at.id);
			}
		});
		const { all, facts } = found!;
		const planId = view.plan.id;
		const correction = openCorrection(read, { planId, quarter });
		const problems = inTheWay(read, { facts, quarter, today, correction });
		if (problems.length > 0) throw new Refusal('not-now', problems);
		const newest = facts.frozen.get(quarter) ?? null;
		const before = newest && { revision: newest.revision, hash: newest.hash };
		const revision = (newest?.revision ?? 0) + 1;
		const history = newestLink(read);
		const signedBy = signerOf(read, actor.userId);
		const inYearBase = new Set(all.filter(({ at }) => at.isInYearBase).map(({ at }) => at.id));
		const codes = new Map(all.map(({ promised }) => [promised.id, promised.code]));
		onStep({ step: 'comparing' });
		const since = sinceLast(database, strategy, view);
		const rows = recordOf(view, {
			formulas: formulaTexts(),
			revision,
			signedBy,
			history,
			correction: correction && {
				reason: correction.reason,
				activities: correction.activityIds.map((id) => codes.get(id)!),
				of: before!
			},
			isInYearBase: (id) => inYearBase.has(id),
			answeredOn(activityId, bodyId) {
				const filing = facts.filing(activityId, bodyId, quarter);
				return filing && answeredOn(filing);
			},
			past: pastOf(facts, quarter, today),
			since,
			corrected: before && sinceQuarter(database, strategy, view, { quarter, today })
		});
		const record = laidOut(rows, onStep);
		const { id: strategyId } = view.strategy;
		const { userId } = actor;
		const order = { strategy, strategyId, planId, quarter, today, userId, signedBy };
		return { ...order, revision, before, correction, history, record };
	});
}

/** A record as the bytes of its file. As texts its lines would be twice as large, and turned into bytes twice: to be hashed and to be kept. */
interface LaidOut {
	/** Of each line: its kind, its activity, where it begins and how long it is, without the line feed. */
	places: [kind: RowKind, activityId: number | null, begin: number, length: number][];
	bytes: Buffer;
	hash: string;
	digests: Buffer;
	/** What of its activities will be compared. */
	compared: Buffer[];
}

function laidOut(rows: readonly RecordRow[], onStep: (step: FreezingStep) => void): LaidOut {
	const lines = new ByteLines();
	const places: LaidOut['places'] = [];
	for (const line of linesOfRows(rows)) {
		const row = rows[places.length]!;
		if (places.length % LINES_A_WORD === 0) {
			onStep({ step: 'lines', done: places.length, all: rows.length });
		}
		const { begin, length } = lines.add(line);
		places.push([row.kind, activityIdOf(row), begin, length]);
	}
	const { bytes } = lines;
	return {
		places,
		bytes,
		hash: hash('sha256', bytes),
		digests: digestsOf(places.map(([, , begin, length]) => bytes.subarray(begin, begin + length))),
		compared: comparedParts(rows)
	};
}

/** Everything that keeps a quarter from being frozen now. One statement. */
export function inTheWay(
	read: Reader,
	asked: { facts: PlanFacts; quarter: Quarter; today: string; correction: OpenCorrection | null }
): Problem[] {
	const { facts, quarter, today, correction } = asked;
	const frozen = facts.frozen.get(quarter);
	if (frozen && !correction) {
		const { revision, hash } = frozen;
		return [{ code: 'quarter-frozen', params: { quarter, revision, hash: hash.slice(0, 12) } }];
	}
	const problems: Problem[] = [];
	const window = facts.windows.get(quarter)!;
	const last = window.extensions
		.map(({ bodyId }) => windowFor(window, window.extensions, bodyId))
		.reduce((last, one) => (one.closesOn > last.closesOn ? one : last), window);
	if (windowState(last, today) !== 'closed') {
		problems.push({ code: 'freeze-window-open', params: { on: last.closesOn } });
	}
	const undecided = undecidedAt(read, facts.register.plan!.id, quarter);
	if (undecided > 0) problems.push({ code: 'freeze-undecided', params: { n: undecided } });
	return problems;
}

/** Submitted and neither accepted nor returned. One statement. */
function undecidedAt(read: Reader, planId: number, quarter: Quarter): number {
	const { activities, filings } = schema;
	const row = read
		.select({ n: count() })
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.where(
			and(
				eq(filings.quarter, quarter),
				eq(filings.state, 'submitted'),
				eq(activities.planId, planId)
			)
		)
		.get();
	return row?.n ?? 0;
}

function pastOf(facts: PlanFacts, quarter: Quarter, today: string): PastQuarter[] {
	return facts
		.begun(quarter, today)
		.filter((past) => past < quarter)
		.map((past) => {
			const { opensOn, dueOn, closesOn } = facts.windows.get(past)!;
			const { figures, response } = facts.wholePlan(past);
			const frozen = facts.frozen.get(past);
			return {
				quarter: past,
				window: { opensOn, dueOn, closesOn },
				figures,
				response,
				stoodOn: frozen ? { revision: frozen.revision, hash: frozen.hash } : null
			};
		});
}

function newestLink(read: Reader): RecordHeader['history'] {
	const { history } = schema;
	const row = read
		.select({ entries: history.seq, link: history.link })
		.from(history)
		.orderBy(desc(history.seq))
		.limit(1)
		.get();
	return row ?? null;
}

/** Who signs, by the name and in the function of today. */
function signerOf(read: Reader, userId: number | null): RecordHeader['signedBy'] {
	if (userId === null) return null;
	const { users } = schema;
	const row = read
		.select({ name: users.name, function: users.functionTitle })
		.from(users)
		.where(eq(users.id, userId))
		.get()!;
	return { name: row.name, function: row.function ?? {} };
}

function formulaTexts(): FormulaText[] {
	const inAll = (say: (locale: 'en' | 'sr-Cyrl' | 'sr-Latn') => string): Texts => ({
		en: say('en'),
		'sr-Cyrl': say('sr-Cyrl'),
		'sr-Latn': say('sr-Latn')
	});
	return (['A', 'B', 'C', 'D'] as const).map((letter) => ({
		letter,
		name: inAll((locale) => formulaName(letter, locale)),
		definition: inAll((locale) => formulaMeaning(letter, locale))
	}));
}

/** Keeps a record; null when something it says may have changed since it was read. */
function keep(context: Context, drawn: Drawn): Frozen | null {
	const {
		strategyId,
		planId,
		quarter,
		revision,
		before,
		correction,
		history,
		record: laid
	} = drawn;
	const { hash } = laid;
	const lines = laid.places.length;
	const frozen = { quarter, revision, hash, lines };
	return change(context, 'quarter.freeze', ({ tx, now, authorise, record, unchanged }) => {
		authorise({ strategyId });
		if (hasChangedSince(tx, drawn)) {
			unchanged();
			return null;
		}
		const { id } = tx
			.insert(schema.frozenQuarters)
			.values({
				planId,
				quarter,
				revision,
				hash,
				lines,
				frozenOn: context.today,
				recordedAt: now,
				recordedBy: context.actor.userId
			})
			.returning({ id: schema.frozenQuarters.id })
			.get();
		insertLines(tx, id, laid);
		tx.insert(schema.lineDigests).values({ frozenId: id, digests: laid.digests }).run();
		keepCompared(tx, id, laid.compared);
		const key = makeSigningKey(tx);
		if (correction) {
			tx.update(schema.corrections)
				.set({ endedOn: context.today, outcome: 'frozen' })
				.where(eq(schema.corrections.id, correction.id))
				.run();
		}
		record({
			strategyId,
			quarter,
			subject: 'frozen-quarter',
			subjectId: id,
			before,
			after: {
				revision,
				hash,
				lines,
				history,
				correction: correction?.id ?? null,
				...(key && { key })
			}
		});
		return frozen;
	});
}

/** Subjects of entries that no record tells of. */
const IN_NO_RECORD = ['user', 'read-mark', 'amendment-draft', 'pack', 'entry'];

/** Subjects of entries that belong to one quarter, and that no earlier quarter's record tells of. */
const OF_ONE_QUARTER = ['filing', 'window', 'override'];

/** Whether an entry since the record was read could have changed what it says. */
function hasChangedSince(tx: Tx, { strategyId, quarter, history: read }: Drawn): boolean {
	const { history } = schema;
	const row = tx
		.select({ n: count() })
		.from(history)
		.where(
			and(
				gt(history.seq, read?.entries ?? 0),
				or(isNull(history.strategyId), eq(history.strategyId, strategyId)),
				notInArray(history.subject, IN_NO_RECORD),
				or(
					notInArray(history.subject, OF_ONE_QUARTER),
					isNull(history.quarter),
					lte(history.quarter, quarter)
				)
			)
		)
		.get();
	return (row?.n ?? 0) > 0;
}

/** Text it becomes in the database: as text of ours it would be turned into bytes once more. */
function insertLines(tx: Tx, frozenId: number, { places, bytes }: LaidOut): void {
	const insert = tx
		.insert(schema.frozenLines)
		.values({
			frozenId,
			number: given('number'),
			kind: given('kind'),
			activityId: given('activityId'),
			line: sql`cast(${given('line')} as text)`
		})
		.prepare();
	for (const [index, [kind, activityId, begin, length]] of places.entries()) {
		const line = bytes.subarray(begin, begin + length);
		insert.run({ number: index + 1, kind, activityId, line });
	}
}
