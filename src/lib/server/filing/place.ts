// What a filing's key names: a promise, the body that made it, and the quarter it reports on.
import { and, asc, desc, eq } from 'drizzle-orm';
import type { StepRole } from '#lib/domain/assessment.ts';
import { type DeadlineReading } from '#lib/domain/deadline.ts';
import { currentDeadline, type LedgerEntry } from '#lib/domain/deadline-ledger.ts';
import { windowFor, type FilingWindow, type Measured } from '#lib/domain/filing.ts';
import { isThereAt } from '#lib/domain/act.ts';
import { isInForceOn, leadsOn } from '#lib/domain/progress.ts';
import { isQuarter, lastDayOf, type Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { sealOf, type Seal } from '../quarter/seal.ts';
import {
	activities,
	activityBodies,
	bodies,
	deadlineLedger,
	funds,
	indicators,
	indicatorWithdrawals,
	plans,
	steps,
	strategies,
	windowExtensions,
	windows
} from '../db/schema.ts';
import { signingBodies } from './signing-bodies.ts';

/** One lead body's filing on one activity for one quarter; activity and body by id, or as printed (code) and named (key). */
export interface FilingKey {
	strategy: string;
	activity: number | string;
	body: number | string;
	quarter: Quarter;
}

export interface Place {
	strategyId: number;
	planId: number;
	activityId: number;
	activityCode: string;
	bodyId: number;
	quarter: Quarter;
	/** As it stands for this body. */
	window: FilingWindow;
	/** Whether the quarter is frozen. */
	seal: Seal;
	/** The activity is in force on Q's last day. */
	isInForce: boolean;
	/** The body leads it on Q's last day. */
	isLead: boolean;
	/** The deadline current on Q's last day. */
	deadline: DeadlineReading;
	/** The body's filings are signed by a named officer of it. */
	needsSignature: boolean;
	/** The strategy's scale, best first. */
	steps: readonly { id: number; key: string; role: StepRole }[];
}

/**
 * Finds what a key names.
 *
 * @throws {Refusal} not-found: `no-such-strategy`, `no-such-quarter`, `no-such-activity`, `no-such-body`.
 */
export function placeOf(read: Reader, key: FilingKey): Place {
	const strategyId = strategyIdOf(read, key.strategy);
	if (!isQuarter(key.quarter)) throw refusal('not-found', 'no-such-quarter');
	const activity = activityOf(read, strategyId, key);
	const bodyId = bodyIdOf(read, key.body);
	const window = windowOf(read, { planId: activity.planId, quarter: key.quarter, bodyId });
	const lastDay = lastDayOf(key.quarter);
	const leads = read
		.select({
			bodyId: activityBodies.bodyId,
			from: activityBodies.from,
			until: activityBodies.until
		})
		.from(activityBodies)
		.where(and(eq(activityBodies.activityId, activity.id), eq(activityBodies.role, 'lead')))
		.orderBy(asc(activityBodies.position))
		.all();
	return {
		strategyId,
		planId: activity.planId,
		activityId: activity.id,
		activityCode: activity.code,
		bodyId,
		quarter: key.quarter,
		window,
		seal: sealOf(read, {
			planId: activity.planId,
			quarter: key.quarter,
			activityId: activity.id
		}),
		isInForce: isInForceOn({ from: activity.from, until: activity.until }, lastDay),
		isLead: leadsOn({ leads }, lastDay).includes(bodyId),
		deadline: currentDeadline(
			activity.deadline as DeadlineReading,
			ledgerOf(read, activity.id),
			lastDay
		),
		needsSignature: signingBodies(read, strategyId).has(bodyId),
		steps: stepsOf(read, strategyId)
	};
}

/** What a filing on an activity may give readings and money of. */
export function measuredOf(read: Reader, activityId: number, quarter: Quarter): Measured {
	const { key, addedOn } = indicators;
	return {
		indicators: read
			.select({ key, addedOn, withdrawnOn: indicatorWithdrawals.decidedOn })
			.from(indicators)
			.leftJoin(indicatorWithdrawals, eq(indicatorWithdrawals.indicatorId, indicators.id))
			.where(eq(indicators.activityId, activityId))
			.all()
			.filter((indicator) => isThereAt(indicator, quarter))
			.map((indicator) => indicator.key),
		lines: read
			.select({ line: funds.position, year: funds.year, addedOn: funds.addedOn })
			.from(funds)
			.where(eq(funds.activityId, activityId))
			.all()
			.filter((line) => isThereAt(line, quarter))
	};
}

/** @throws {Refusal} `no-such-strategy` */
export function strategyIdOf(read: Reader, slug: string): number {
	const row = read
		.select({ id: strategies.id })
		.from(strategies)
		.where(eq(strategies.slug, slug))
		.get();
	if (!row) throw refusal('not-found', 'no-such-strategy');
	return row.id;
}

/** @throws {Refusal} `no-such-body` */
export function bodyIdOf(read: Reader, body: number | string): number {
	const row = read
		.select({ id: bodies.id })
		.from(bodies)
		.where(typeof body === 'number' ? eq(bodies.id, body) : eq(bodies.key, body))
		.get();
	if (!row) throw refusal('not-found', 'no-such-body');
	return row.id;
}

/** The scale of a strategy, best first. */
export function stepsOf(read: Reader, strategyId: number) {
	return read
		.select({ id: steps.id, key: steps.key, role: steps.role })
		.from(steps)
		.where(eq(steps.strategyId, strategyId))
		.orderBy(asc(steps.position))
		.all();
}

function activityOf(read: Reader, strategyId: number, { activity, quarter }: FilingKey) {
	const row = read
		.select({
			id: activities.id,
			planId: activities.planId,
			code: activities.code,
			from: activities.inForceFrom,
			until: activities.inForceUntil,
			deadline: activities.deadlineReading
		})
		.from(activities)
		.innerJoin(plans, eq(plans.id, activities.planId))
		.innerJoin(windows, and(eq(windows.planId, plans.id), eq(windows.quarter, quarter)))
		.where(
			and(
				eq(plans.strategyId, strategyId),
				typeof activity === 'number' ? eq(activities.id, activity) : eq(activities.code, activity)
			)
		)
		// Two plans of one strategy may print the same code, and after the first one's end both may have the quarter: the newest is meant.
		.orderBy(desc(plans.adoptedOn), desc(plans.id))
		.limit(1)
		.get();
	if (!row) throw refusal('not-found', 'no-such-activity');
	return row;
}

function windowOf(
	read: Reader,
	{ planId, quarter, bodyId }: { planId: number; quarter: Quarter; bodyId: number }
): FilingWindow {
	const row = read
		.select({
			id: windows.id,
			opensOn: windows.opensOn,
			dueOn: windows.dueOn,
			closesOn: windows.closesOn
		})
		.from(windows)
		.where(and(eq(windows.planId, planId), eq(windows.quarter, quarter)))
		.get();
	if (!row) throw refusal('not-found', 'no-such-quarter');
	const { id, ...window } = row;
	const extension = read
		.select({ bodyId: windowExtensions.bodyId, closesOn: windowExtensions.closesOn })
		.from(windowExtensions)
		.where(and(eq(windowExtensions.windowId, id), eq(windowExtensions.bodyId, bodyId)))
		.orderBy(desc(windowExtensions.id))
		.get();
	return windowFor(window, extension ? [extension] : [], bodyId);
}

function ledgerOf(read: Reader, activityId: number): LedgerEntry[] {
	return read
		.select({
			kind: deadlineLedger.kind,
			decidedOn: deadlineLedger.decidedOn,
			from: deadlineLedger.fromReading,
			to: deadlineLedger.toReading
		})
		.from(deadlineLedger)
		.where(eq(deadlineLedger.activityId, activityId))
		.orderBy(asc(deadlineLedger.position))
		.all() as LedgerEntry[];
}
