// Indicators on screen: added, or their passport changed, by an act; and readings entered and corrected beside filings. A passport stands as
// adopted: what changes it is added beside it (docs/decisions/0025).
import { and, eq } from 'drizzle-orm';
import { ActInput, actProblems } from '#lib/domain/act.ts';
import type { IndicatorPassport } from '#lib/domain/indicator.ts';
import {
	IndicatorInput,
	passportProblems,
	ReadingInput,
	readingProblems
} from '#lib/domain/measured-input.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { fold } from '#lib/domain/text.ts';
import { read as valueOf } from '../access/form.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Tx, type Writing } from '../history/change.ts';
import { activityOf } from './activity-row.ts';
import { readMeasured, type RegisteredIndicator } from './measured.ts';
import { rowOf } from './strategies.ts';
import { addTexts } from './texts.ts';

/** Whose indicator it is: an activity's, by its code, or a goal's. */
export type Owner = { activity: string } | { goal: string };

/**
 * Adds an indicator that an act brought.
 *
 * @returns its key
 * @throws {Refusal} `invalid` with every problem at its field; not-found for the owner; not-now `activity-has-left`
 */
export function add(
	context: Context,
	{ strategy, owner }: { strategy: string; owner: Owner },
	input: unknown
): string {
	return change(context, 'indicator.enter', (writing) => {
		const { tx, authorise, record } = writing;
		const strategyId = rowOf(tx, strategy).id;
		authorise({ strategyId });
		const entry = valueOf(IndicatorInput, input);
		const problems = passportProblems(entry, null, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const { passport, decidedOn, act, reason } = entry;
		const known = readMeasured(tx, strategyId).indicators;
		const ownerId = ownerOf(tx, strategyId, owner);
		// The same form sent twice is one indicator.
		const there = known.find(
			(one) => isOwn(one, ownerId) && one.withdrawn === null && isSame(passportOf(one), passport)
		);
		if (there) {
			writing.unchanged();
			return there.key;
		}
		const key = freeKey(passport.title, new Set(known.map((one) => one.key)));
		const row = {
			...{ strategyId, key, ...ownerId },
			direction: passport.direction,
			isCumulative: passport.isCumulative,
			baselineValue: passport.baseline?.value ?? null,
			baselineOn: passport.baseline?.on ?? null,
			position: 1 + known.length,
			addedOn: decidedOn
		};
		const { id } = tx
			.insert(schema.indicators)
			.values(row)
			.returning({ id: schema.indicators.id })
			.get();
		for (const target of passport.targets) {
			tx.insert(schema.indicatorTargets)
				.values({ indicatorId: id, ...target })
				.run();
		}
		const { title, unit, definition, source } = passport;
		addTexts(
			tx,
			{ strategyId, subject: 'indicator', subjectId: id },
			{
				...{ title, unit, definition, source, act, reason }
			}
		);
		record({
			strategyId,
			subject: 'indicator',
			subjectId: id,
			before: null,
			after: { key, ...ownerId, ...entry }
		});
		return key;
	});
}

export interface IndicatorTarget {
	strategy: string;
	/** Its key. */
	indicator: string;
}

/**
 * Says a passport anew, by an act.
 *
 * @param seen how many acts there were when it was looked at
 * @throws {Refusal} `stale` when somebody was faster; `invalid` with every problem at its field
 */
export function changePassport(
	context: Context,
	target: IndicatorTarget & { seen: number },
	input: unknown
): void {
	change(context, 'indicator.enter', (writing) => {
		const { strategyId, found } = begin(writing, target);
		const entry = valueOf(IndicatorInput, input);
		const last = found.changes.at(-1);
		const { decidedOn, act, reason, passport } = entry;
		const isThere = found.changes.length === target.seen + 1 && isSame(last, entry);
		if (isThere) return writing.unchanged();
		if (found.changes.length !== target.seen) throw refusal('stale', 'indicator_changed_meanwhile');
		if (found.withdrawn) throw refusal('not-now', 'indicator_withdrawn');
		const before = {
			passport: last?.passport ?? passportOf(found),
			decidedOn: last?.decidedOn ?? found.addedOn
		};
		const problems = passportProblems(entry, before, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const position = found.changes.length + 1;
		writing.tx
			.insert(schema.indicatorChanges)
			.values({
				...{ indicatorId: found.id, position, decidedOn, passport, act, reason },
				...{ recordedAt: writing.now, recordedBy: context.actor.userId }
			})
			.run();
		writing.record({
			strategyId,
			subject: 'indicator',
			subjectId: found.id,
			before: before.passport,
			after: { key: found.key, ...entry }
		});
	});
}

/**
 * Withdraws an indicator, by an act: from its day on it is no more, and what is read of it later counts nowhere.
 *
 * @param seen how many acts there were when it was looked at
 * @throws {Refusal} `stale` when somebody was faster; `invalid` with every problem at its field; not-now `indicator_withdrawn`
 */
export function withdraw(
	context: Context,
	target: IndicatorTarget & { seen: number },
	input: unknown
): void {
	change(context, 'indicator.enter', (writing) => {
		const { strategyId, found } = begin(writing, target);
		const entry = valueOf(ActInput, input);
		if (found.withdrawn && isSame(found.withdrawn, entry)) return writing.unchanged();
		if (found.withdrawn) throw refusal('not-now', 'indicator_withdrawn');
		if (found.changes.length !== target.seen) throw refusal('stale', 'indicator_changed_meanwhile');
		const before = found.changes.at(-1)?.decidedOn ?? found.addedOn;
		const problems = actProblems(entry, before, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		writing.tx
			.insert(schema.indicatorWithdrawals)
			.values({
				...{ indicatorId: found.id, ...entry },
				...{ recordedAt: writing.now, recordedBy: context.actor.userId }
			})
			.run();
		writing.record({
			strategyId,
			subject: 'indicator',
			subjectId: found.id,
			before: { key: found.key, isWithdrawn: false },
			after: { key: found.key, isWithdrawn: true, ...entry }
		});
	});
}

/**
 * Enters a reading beside filings.
 *
 * @throws {Refusal} `invalid`; `stale` `indicator_reading_there` where the day has another
 */
export function enterReading(context: Context, target: IndicatorTarget, input: unknown): void {
	change(context, 'indicator.enter', (writing) => {
		const { strategyId, found } = begin(writing, target);
		const entry = checkedReading(input, context.today);
		if (found.withdrawnOn !== null && entry.on >= found.withdrawnOn) {
			throw refusal('invalid', 'indicator_withdrawn_by', { on: found.withdrawnOn }, 'on');
		}
		const there = found.readings.find(({ on }) => on === entry.on);
		if (there && there.value === entry.value && isSame(there.source, entry.source)) {
			return writing.unchanged();
		}
		if (there) throw refusal('stale', 'indicator_reading_there', { on: entry.on }, 'on');
		const { id } = writing.tx
			.insert(schema.readings)
			.values({ indicatorId: found.id, readOn: entry.on, value: entry.value })
			.returning({ id: schema.readings.id })
			.get();
		sayWhence(writing.tx, { strategyId, id }, entry);
		writing.record({
			strategyId,
			subject: 'reading',
			subjectId: id,
			before: null,
			after: { indicator: found.key, ...entry }
		});
	});
}

/**
 * Corrects a reading that was entered; what it said before stays in the history, with why.
 *
 * @param on its day, which stays
 * @param seen the version that was looked at
 * @throws {Refusal} `invalid`; `stale` when somebody was faster; not-found `no_such_reading`
 */
export function correctReading(
	context: Context,
	target: IndicatorTarget & { on: Day; seen: number },
	input: unknown,
	reason: string
): void {
	change(context, 'indicator.enter', (writing) => {
		const { strategyId, found } = begin(writing, target);
		const entry = checkedReading({ ...(input as object), on: target.on }, context.today);
		const { row, before } = readingIn(writing.tx, found, target.on);
		const { kind, quote } = whenceOf(before.provenance);
		const was = { value: before.value, source: before.source, kind, quote };
		const { value, source } = entry;
		if (isSame(was, { value, source, kind: entry.kind, quote: entry.quote })) {
			return writing.unchanged();
		}
		if (row.version !== target.seen) throw refusal('stale', 'indicator_changed_meanwhile');
		requireReason(reason);
		const isIt = eq(schema.readings.id, row.id);
		writing.tx
			.update(schema.readings)
			.set({ value, version: row.version + 1 })
			.where(isIt)
			.run();
		forgetWhence(writing.tx, { strategyId, id: row.id });
		sayWhence(writing.tx, { strategyId, id: row.id }, entry);
		writing.record({
			strategyId,
			subject: 'reading',
			subjectId: row.id,
			before: { indicator: found.key, on: target.on, ...was },
			after: { indicator: found.key, ...entry, reason: reason.trim() }
		});
	});
}

/** Takes a reading back that should not have been entered; it stays in the history, with why. */
export function takeReadingBack(
	context: Context,
	target: IndicatorTarget & { on: Day; seen: number },
	reason: string
): void {
	change(context, 'indicator.enter', (writing) => {
		const { strategyId, found } = begin(writing, target);
		if (!found.readings.some(({ on }) => on === target.on)) return writing.unchanged();
		const { row, before } = readingIn(writing.tx, found, target.on);
		if (row.version !== target.seen) throw refusal('stale', 'indicator_changed_meanwhile');
		requireReason(reason);
		forgetWhence(writing.tx, { strategyId, id: row.id });
		writing.tx.delete(schema.readings).where(eq(schema.readings.id, row.id)).run();
		const { on, value, source } = before;
		writing.record({
			strategyId,
			subject: 'reading',
			subjectId: row.id,
			before: { indicator: found.key, on, value, source },
			after: { indicator: found.key, reason: reason.trim() }
		});
	});
}

/** What those who work on an indicator must know of it, whatever the quarter. */
export interface AtWork {
	/** Of the readings that were entered, by day: what their forms must name. */
	versions: Record<Day, number>;
	/** Nothing is said of it any more. */
	isWithdrawn: boolean;
}

/** One statement. */
export function atWork(read: Reader, indicatorId: number): AtWork {
	const { indicators, indicatorWithdrawals, readings } = schema;
	const rows = read
		.select({
			on: readings.readOn,
			version: readings.version,
			withdrawnOn: indicatorWithdrawals.decidedOn
		})
		.from(indicators)
		.leftJoin(readings, eq(readings.indicatorId, indicators.id))
		.leftJoin(indicatorWithdrawals, eq(indicatorWithdrawals.indicatorId, indicators.id))
		.where(eq(indicators.id, indicatorId))
		.all();
	const versions = rows.flatMap(({ on, version }) => (on === null ? [] : [[on, version!]]));
	return {
		versions: Object.fromEntries(versions) as AtWork['versions'],
		isWithdrawn: rows.some(({ withdrawnOn }) => withdrawnOn !== null)
	};
}

function begin({ tx, authorise }: Writing, { strategy, indicator }: IndicatorTarget) {
	const strategyId = rowOf(tx, strategy).id;
	authorise({ strategyId });
	const found = readMeasured(tx, strategyId).indicators.find(({ key }) => key === indicator);
	if (!found) throw refusal('not-found', 'no_such_indicator');
	return { strategyId, found };
}

function checkedReading(input: unknown, today: Day): ReadingInput {
	const entry = valueOf(ReadingInput, input);
	const problems = readingProblems(entry, today);
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return { ...entry, quote: entry.kind === 'quoted' ? entry.quote!.trim() : null };
}

function requireReason(reason: string): void {
	if (reason.trim() === '') throw refusal('invalid', 'indicator_reason_missing', {}, 'reason');
}

function readingIn(tx: Tx, found: RegisteredIndicator, on: Day) {
	const { readings } = schema;
	const row = tx
		.select({ id: readings.id, version: readings.version })
		.from(readings)
		.where(and(eq(readings.indicatorId, found.id), eq(readings.readOn, on)))
		.get();
	const before = found.readings.find((reading) => reading.on === on);
	if (!row || !before) throw refusal('not-found', 'no_such_reading');
	return { row, before };
}

function whenceOf(provenance: RegisteredIndicator['provenance']) {
	const own = provenance.find(({ field }) => field === 'value' || field === '*');
	return { kind: own?.kind ?? null, quote: own?.quote ?? null };
}

interface ReadingRow {
	strategyId: number;
	id: number;
}

function sayWhence(tx: Tx, { strategyId, id }: ReadingRow, entry: ReadingInput): void {
	const of = { strategyId, subject: 'reading' as const, subjectId: id };
	addTexts(tx, of, { source: entry.source });
	tx.insert(schema.provenances)
		.values({ ...of, field: 'value', kind: entry.kind, quote: entry.quote })
		.run();
}

function forgetWhence(tx: Tx, { strategyId, id }: ReadingRow): void {
	for (const table of [schema.texts, schema.provenances]) {
		tx.delete(table)
			.where(
				and(eq(table.strategyId, strategyId), eq(table.subject, 'reading'), eq(table.subjectId, id))
			)
			.run();
	}
}

type OwnerId = { activityId: number; goalId: null } | { activityId: null; goalId: number };

function ownerOf(tx: Tx, strategyId: number, owner: Owner): OwnerId {
	const { goals } = schema;
	if ('goal' in owner) {
		const goal = tx
			.select({ id: goals.id })
			.from(goals)
			.where(and(eq(goals.strategyId, strategyId), eq(goals.code, owner.goal)))
			.get();
		if (!goal) throw refusal('not-found', 'no-such-goal', { code: owner.goal });
		return { activityId: null, goalId: goal.id };
	}
	const activity = activityOf(tx, strategyId, owner.activity);
	if (activity.ended) throw refusal('not-now', 'activity-has-left');
	return { activityId: activity.id, goalId: null };
}

function isOwn(one: RegisteredIndicator, { activityId, goalId }: OwnerId): boolean {
	return one.activityId === activityId && one.goalId === goalId;
}

/** As adopted. */
function passportOf(found: RegisteredIndicator): IndicatorPassport {
	const { title, unit, definition, source, direction, isCumulative, baseline, targets } = found;
	return { title, unit, definition, source, direction, isCumulative, baseline, targets };
}

/** A key from the title, such as a folder would have. */
function freeKey(title: Readonly<Record<string, string>>, taken: ReadonlySet<string>): string {
	const words = fold(title.en ?? Object.values(title)[0] ?? '');
	const plain =
		words
			.replace(/[^a-z0-9]+/g, '-')
			.slice(0, 60)
			.replace(/^-+|-+$/g, '') || 'indicator';
	if (!taken.has(plain)) return plain;
	let number = 2;
	while (taken.has(`${plain}-${number}`)) number += 1;
	return `${plain}-${number}`;
}
