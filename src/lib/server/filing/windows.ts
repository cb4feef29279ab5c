// Filing windows: when a quarter opens, is due and closes. They move only with a reason.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { FilingWindow } from '#lib/domain/filing.ts';
import { isDay, isQuarter, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { windowProblems } from '#lib/domain/window-rule.ts';
import type { Reader } from '../db/database.ts';
import { history, historyPayloads, plans, texts, windows } from '../db/schema.ts';
import { change as changeAt, type Context, type Tx } from '../history/change.ts';
import { grouped } from '../plan/grouped.ts';
import { textsOf } from '../plan/texts.ts';
import { requireUnsealed, sealOf } from '../quarter/seal.ts';
import { strategyIdOf } from './place.ts';

export interface WindowKey {
	strategy: string;
	quarter: Quarter;
}

export interface KeptWindow extends FilingWindow {
	id: number;
	planId: number;
	strategyId: number;
	version: number;
	/** Why it is not what the plan's rule says; empty when it is. */
	reason: Texts;
}

export interface WindowInput extends FilingWindow {
	reason: string;
	/** Tag of the language and script the reason is written in. */
	lang: string;
}

const LONGEST_REASON = 2_000;

/**
 * The window of a strategy's quarter.
 *
 * @throws {Refusal} `no-such-strategy`, `no-such-quarter`
 */
export function find(read: Reader, { strategy, quarter }: WindowKey): KeptWindow {
	const strategyId = strategyIdOf(read, strategy);
	if (!isQuarter(quarter)) throw refusal('not-found', 'no-such-quarter');
	const row = read
		.select({
			id: windows.id,
			planId: windows.planId,
			version: windows.version,
			opensOn: windows.opensOn,
			dueOn: windows.dueOn,
			closesOn: windows.closesOn
		})
		.from(windows)
		.innerJoin(plans, eq(plans.id, windows.planId))
		.where(and(eq(plans.strategyId, strategyId), eq(windows.quarter, quarter)))
		// After an earlier plan's end a quarter may have a window in two: the newest plan's is the one tracking is about.
		.orderBy(desc(plans.adoptedOn), desc(plans.id))
		.limit(1)
		.get();
	if (!row) throw refusal('not-found', 'no-such-quarter');
	return { ...row, strategyId, reason: reasonOf(read, strategyId, row.id) };
}

/** How somebody moved a window, and why. */
export interface WindowMove {
	/** The day it was moved on. */
	on: Day;
	/** Null where the record was redacted. */
	was: FilingWindow | null;
	became: FilingWindow | null;
	reason: Texts;
}

export interface ListedWindow extends KeptWindow {
	quarter: Quarter;
	/** Oldest first. */
	moves: readonly WindowMove[];
}

/**
 * The windows of a plan's quarters, first to last, each with how it was moved. Three statements.
 */
export function list(
	read: Reader,
	{ strategyId, planId }: { strategyId: number; planId: number }
): ListedWindow[] {
	const rows = read
		.select({
			id: windows.id,
			planId: windows.planId,
			quarter: windows.quarter,
			version: windows.version,
			opensOn: windows.opensOn,
			dueOn: windows.dueOn,
			closesOn: windows.closesOn
		})
		.from(windows)
		.where(eq(windows.planId, planId))
		.orderBy(asc(windows.quarter))
		.all();
	const reasons = textsOf(read, strategyId, ['window']);
	const moves = movesOf(read, strategyId);
	return rows.map((row) => ({
		...row,
		strategyId,
		reason: reasons('window', row.id, 'reason'),
		moves: moves.get(row.id) ?? []
	}));
}

function movesOf(read: Reader, strategyId: number): Map<number, WindowMove[]> {
	const rows = read
		.select({
			id: history.subjectId,
			on: history.onDay,
			payload: historyPayloads.payload
		})
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.where(
			and(
				eq(history.strategyId, strategyId),
				eq(history.subject, 'window'),
				inArray(history.verb, ['window.change', 'window.close'])
			)
		)
		.orderBy(asc(history.seq))
		.all();
	return grouped(rows, ({ id, on, payload }) => {
		const { before, after } = JSON.parse(payload ?? '{}') as {
			before?: FilingWindow;
			after?: FilingWindow & { reason?: Texts };
		};
		const days = (window: FilingWindow | undefined) => (window?.opensOn ? window : null);
		const move = { on, was: days(before), became: days(after), reason: after?.reason ?? {} };
		return [id ?? 0, move];
	});
}

/**
 * Moves a window's days, or says otherwise why. What it was stays in the history, with the reason.
 *
 * @param expectedVersion the version the coordinator had before them
 * @throws {Refusal} `invalid` with every problem at its field; `stale` when somebody was faster.
 */
export function change(
	context: Context,
	key: WindowKey,
	expectedVersion: number,
	input: WindowInput
): KeptWindow {
	return changeAt(context, 'window.change', ({ tx, authorise, record, unchanged }) => {
		const found = find(tx, key);
		authorise({ strategyId: found.strategyId });
		const problems = problemsWith(input, key.quarter, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const { opensOn, dueOn, closesOn } = input;
		const isSame =
			found.opensOn === opensOn &&
			found.dueOn === dueOn &&
			found.closesOn === closesOn &&
			found.reason[input.lang] === input.reason.trim();
		if (isSame) {
			unchanged();
			return found;
		}
		requireUnsealed(sealOf(tx, { planId: found.planId, quarter: key.quarter }), key.quarter);
		if (found.version !== expectedVersion) throw refusal('stale', 'stale');
		const reason = { [input.lang]: input.reason.trim() };
		const now = moved(tx, found, { opensOn, dueOn, closesOn }, reason);
		record({
			strategyId: found.strategyId,
			quarter: key.quarter,
			subject: 'window',
			subjectId: found.id,
			before: daysOf(found),
			after: daysOf(now)
		});
		return now;
	});
}

/** Gives a window other days, inside a change; whoever calls it asks and records. */
export function moved(tx: Tx, found: KeptWindow, days: FilingWindow, reason: Texts): KeptWindow {
	const version = found.version + 1;
	tx.update(windows)
		.set({ ...days, version })
		.where(eq(windows.id, found.id))
		.run();
	keepReason(tx, found, reason);
	return { ...found, ...days, version, reason };
}

function problemsWith(input: WindowInput, quarter: Quarter, today: Day): Problem[] {
	const { opensOn, dueOn, closesOn, reason } = input;
	const problems: Problem[] = [];
	for (const [field, day] of Object.entries({ opensOn, dueOn, closesOn })) {
		if (!isDay(day)) problems.push({ code: 'not_a_day', field });
	}
	if (isDay(opensOn) && isDay(dueOn) && dueOn < opensOn) {
		problems.push({ code: 'window_due_before_opening', field: 'dueOn' });
	}
	if (isDay(dueOn) && isDay(closesOn) && closesOn < dueOn) {
		problems.push({ code: 'window_closes_before_due', field: 'closesOn' });
	}
	return [...problems, ...windowProblems(input, quarter, today), ...reasonProblems(reason)];
}

/** What is wrong with the reason that moving days takes. */
export function reasonProblems(reason: string): Problem[] {
	if (reason.trim() === '') return [{ code: 'window_reason_missing', field: 'reason' }];
	if (reason.length <= LONGEST_REASON) return [];
	return [{ code: 'too_long', field: 'reason', params: { limit: LONGEST_REASON } }];
}

/** A window as the history tells it. */
export function daysOf({ opensOn, dueOn, closesOn, version, reason }: KeptWindow) {
	return { opensOn, dueOn, closesOn, version, reason };
}

/** Why a window is not what the plan's rule says. One statement. */
export function reasonOf(read: Reader, strategyId: number, windowId: number): Texts {
	const rows = read
		.select({ lang: texts.lang, text: texts.text })
		.from(texts)
		.where(whereReason(strategyId, windowId))
		.all();
	return Object.fromEntries(rows.map(({ lang, text }) => [lang, text]));
}

/** Keeps why a window is not what the rule says, in place of what was said before. */
export function keepReason(
	tx: Tx,
	{ strategyId, id }: Pick<KeptWindow, 'strategyId' | 'id'>,
	reason: Texts
): void {
	tx.delete(texts).where(whereReason(strategyId, id)).run();
	for (const [lang, text] of Object.entries(reason)) {
		tx.insert(texts)
			.values({ strategyId, subject: 'window', subjectId: id, field: 'reason', lang, text })
			.run();
	}
}

function whereReason(strategyId: number, windowId: number) {
	return and(
		eq(texts.strategyId, strategyId),
		eq(texts.subject, 'window'),
		eq(texts.subjectId, windowId),
		eq(texts.field, 'reason')
	);
}
