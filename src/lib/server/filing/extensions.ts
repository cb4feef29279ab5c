// One body's own, later closing day of a quarter's window: given with a reason, only added to, the newest counts.
import { and, asc, eq, type SQL } from 'drizzle-orm';
import { windowFor, type WindowExtension } from '#lib/domain/filing.ts';
import { isDay, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import { closingProblems } from '#lib/domain/window-rule.ts';
import type { Reader } from '../db/database.ts';
import { activities, activityBodies, windowExtensions, windows } from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import { bodyIdOf } from './place.ts';
import { requireUnsealed, sealOf } from '../quarter/seal.ts';
import * as quarterWindows from './windows.ts';

export interface ExtensionInput {
	/** Key of the body. */
	body: string;
	closesOn: string;
	reason: string;
	/** Tag of the language and script the reason is written in. */
	lang: string;
}

/** The extensions that count, by window, of a plan's windows: one a body. One statement. */
export function ofPlan(read: Reader, planId: number): Map<number, WindowExtension[]> {
	return newest(read, eq(windows.planId, planId));
}

function newest(read: Reader, condition: SQL): Map<number, WindowExtension[]> {
	const rows = read
		.select({
			windowId: windowExtensions.windowId,
			bodyId: windowExtensions.bodyId,
			closesOn: windowExtensions.closesOn,
			reason: windowExtensions.reason,
			decidedOn: windowExtensions.decidedOn
		})
		.from(windowExtensions)
		.innerJoin(windows, eq(windows.id, windowExtensions.windowId))
		.where(condition)
		.orderBy(asc(windowExtensions.id))
		.all();
	const byWindow = new Map<number, Map<number, WindowExtension>>();
	for (const { windowId, ...extension } of rows) {
		const ofWindow = byWindow.get(windowId) ?? new Map<number, WindowExtension>();
		byWindow.set(windowId, ofWindow.set(extension.bodyId, extension));
	}
	return new Map([...byWindow].map(([windowId, ofWindow]) => [windowId, [...ofWindow.values()]]));
}

/** The extensions of a window that count and last beyond a day. */
export function beyond(read: Reader, windowId: number, day: Day): WindowExtension[] {
	const all = newest(read, eq(windows.id, windowId)).get(windowId) ?? [];
	return all.filter(({ closesOn }) => closesOn > day);
}

/** Adds one, inside a change; whoever calls it asks and records. */
export function add(
	tx: Tx,
	windowId: number,
	extension: WindowExtension,
	{ now, by }: { now: string; by: number | null }
): void {
	tx.insert(windowExtensions)
		.values({ ...extension, windowId, recordedAt: now, recordedBy: by })
		.run();
}

/**
 * Gives one body until a later day. Nobody else's window moves, and neither does the due day.
 *
 * @returns the body's closing day as it now stands
 * @throws {Refusal} `invalid` with every problem at its field; `no-such-body`, `no-such-quarter`.
 */
export function extend(
	context: Context,
	{ strategy, quarter }: { strategy: string; quarter: Quarter },
	input: ExtensionInput
): Day {
	return change(context, 'window.extend', ({ tx, now, authorise, record, unchanged }) => {
		const window = quarterWindows.find(tx, { strategy, quarter });
		authorise({ strategyId: window.strategyId });
		const problemsAt = (current: Day) => [
			...problemsWith(input, current),
			...closingProblems(input.closesOn, quarter, context.today)
		];
		if (input.body === '') throw new Refusal('invalid', problemsAt(window.closesOn));
		const bodyId = bodyIdOf(tx, input.body);
		requireLead(tx, window.planId, bodyId);
		const own = newest(tx, eq(windows.id, window.id)).get(window.id) ?? [];
		const before = own.find((one) => one.bodyId === bodyId) ?? null;
		const reason = { [input.lang]: input.reason.trim() };
		const isSame =
			before?.closesOn === input.closesOn && before.reason[input.lang] === reason[input.lang];
		if (isSame) {
			unchanged();
			return before.closesOn;
		}
		requireUnsealed(sealOf(tx, { planId: window.planId, quarter }), quarter);
		const problems = problemsAt(windowFor(window, own, bodyId).closesOn);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const extension = { bodyId, closesOn: input.closesOn, reason, decidedOn: context.today };
		add(tx, window.id, extension, { now, by: context.actor.userId });
		record({
			strategyId: window.strategyId,
			quarter,
			subject: 'window',
			subjectId: window.id,
			before,
			after: extension
		});
		return extension.closesOn;
	});
}

function problemsWith({ body, closesOn, reason }: ExtensionInput, current: Day): Problem[] {
	const problems: Problem[] = [];
	if (body === '') problems.push({ code: 'extension_body_missing', field: 'body' });
	if (!isDay(closesOn)) problems.push({ code: 'not_a_day', field: 'closesOn' });
	else if (closesOn <= current) {
		problems.push({ code: 'extension_not_later', field: 'closesOn', params: { on: current } });
	}
	return [...problems, ...quarterWindows.reasonProblems(reason)];
}

/** A body that leads nothing in the plan files nothing, and needs no longer time for it. */
function requireLead(read: Reader, planId: number, bodyId: number): void {
	const row = read
		.select({ id: activities.id })
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(
			and(
				eq(activityBodies.bodyId, bodyId),
				eq(activityBodies.role, 'lead'),
				eq(activities.planId, planId)
			)
		)
		.limit(1)
		.get();
	if (!row) throw refusal('not-found', 'no-such-body');
}
