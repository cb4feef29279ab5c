// One body merged into another: what it would do, doing it, and taking it back while it has had no consequences.
import { and, asc, eq, gt, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import { MergerInput } from '#lib/domain/body.ts';
import { tagOf } from '#lib/domain/filing-form.ts';
import { mergerProblems, rolesMoved, type HeldRole, type Merger } from '#lib/domain/merger.ts';
import { quarterOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { read as valueOf } from '../access/form.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import type { Context } from '../history/change.ts';
import { changeBody, type Target } from './body-change.ts';
import { grouped } from './grouped.ts';

/** What would pass over in a merger. */
export interface MergerPreview {
	problems: Problem[];
	activities: {
		strategy: string;
		code: string;
		title: Texts;
		role: 'lead' | 'partner';
		/** The other body comes to have the role; false where it has it already. */
		isTaken: boolean;
	}[];
}

/** What a merger would do, and what speaks against it; nothing is written. */
export function preview(
	read: Reader,
	key: string,
	{ into, on, today }: { into: string; on: Day; today: Day }
): MergerPreview {
	const bodyId = idOf(read, key);
	const intoId = idOf(read, into);
	const merger = { bodyId, intoId, on };
	const problems = mergerProblems(merger, circumstancesOf(read, bodyId, today));
	if (problems.length > 0) return { problems, activities: [] };
	const { ended, taken } = rolesMoved(rolesOf(read, merger), merger);
	const own = ended.filter((role) => role.bodyId === bodyId);
	const promises = promisesOf(
		read,
		own.map(({ activityId }) => activityId)
	);
	return {
		problems,
		activities: own.map(({ activityId, role }) => ({
			...promises.get(activityId)!,
			role,
			isTaken: taken.some((other) => other.activityId === activityId && other.role === role)
		}))
	};
}

/** Mergers recorded, oldest first. */
export function mergerRows(read: Reader) {
	const { bodyMergers } = schema;
	return read
		.select({
			bodyId: bodyMergers.bodyId,
			intoId: bodyMergers.intoId,
			on: bodyMergers.on,
			act: bodyMergers.act
		})
		.from(bodyMergers)
		.orderBy(asc(bodyMergers.on))
		.all();
}

/**
 * Merges the body into another from a day on: the other takes its roles over on every activity still in force; its names, filings and
 * history stay its own. Rights of people are not moved.
 *
 * @throws {Refusal} `invalid` with every problem at its field (see `mergerProblems`); `stale` when somebody was faster.
 */
export function merge(context: Context, target: Target, input: MergerInput): void {
	changeBody(context, target, (body, { tx, now }) => {
		const { into, on, act: text, lang } = valueOf(MergerInput, input);
		const { activityBodies, bodies, bodyMergers } = schema;
		const other = tx.select({ id: bodies.id }).from(bodies).where(eq(bodies.key, into)).get();
		if (!other) throw refusal('invalid', 'unknown-body', {}, 'into');
		const merger = { bodyId: body.id, intoId: other.id, on };
		const problems = mergerProblems(merger, circumstancesOf(tx, body.id, context.today));
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const roles = rolesOf(tx, merger);
		const { ended, taken } = rolesMoved(roles, merger);
		const endedRoles = ended.map(({ until: _, ...key }) => ({
			...key,
			untilBefore: roles.find((role) => isRole(role, key))!.until
		}));
		const act = { [tagOf(lang, text)]: text };
		const recordedBy = context.actor.userId;
		tx.insert(bodyMergers)
			.values({ ...merger, act, endedRoles, recordedAt: now, recordedBy })
			.run();
		// The database lets roles pass over only where a merger or an amendment says so.
		for (const { until, ...key } of ended) {
			tx.update(activityBodies).set({ until }).where(whereRole(key)).run();
		}
		for (const role of taken) tx.insert(activityBodies).values(role).run();
		return { before: null, after: { mergedInto: other.id, on, act, ended, taken } };
	});
}

/**
 * Takes a merger back that was recorded by mistake: roles are as they were before it.
 *
 * @throws {Refusal} not-now `not-merged`, `merger-settled` when it has had consequences; `stale` when somebody was faster.
 */
export function takeBack(context: Context, target: Target): void {
	changeBody(context, target, (body, { tx }) => {
		const { activityBodies, bodyMergers } = schema;
		const merger = tx.select().from(bodyMergers).where(eq(bodyMergers.bodyId, body.id)).get();
		if (!merger) throw refusal('not-now', 'not-merged');
		if (isSettled(tx, body.id, context.today)) throw refusal('not-now', 'merger-settled');
		const { intoId, on, act, endedRoles } = merger;
		tx.delete(activityBodies)
			.where(and(eq(activityBodies.bodyId, intoId), eq(activityBodies.takenFromId, body.id)))
			.run();
		for (const { untilBefore, ...key } of endedRoles) {
			tx.update(activityBodies).set({ until: untilBefore }).where(whereRole(key)).run();
		}
		tx.delete(bodyMergers).where(eq(bodyMergers.bodyId, body.id)).run();
		return { before: { mergedInto: intoId, on, act, endedRoles }, after: null };
	});
}

// ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function idOf(read: Reader, key: string): number {
	const { bodies } = schema;
	const row = read.select({ id: bodies.id }).from(bodies).where(eq(bodies.key, key)).get();
	if (!row) throw refusal('not-found', 'no-such-body', { key });
	return row.id;
}

/** Roles of both bodies on activities still in force on the day. */
function rolesOf(read: Reader, { bodyId, intoId, on }: Merger): HeldRole[] {
	const { activities, activityBodies } = schema;
	return read
		.select({
			activityId: activityBodies.activityId,
			bodyId: activityBodies.bodyId,
			role: activityBodies.role,
			from: activityBodies.from,
			until: activityBodies.until,
			position: activityBodies.position,
			takenFromId: activityBodies.takenFromId
		})
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(
			and(
				inArray(activityBodies.bodyId, [bodyId, intoId]),
				or(isNull(activities.inForceUntil), gt(activities.inForceUntil, on))
			)
		)
		.orderBy(asc(activities.planId), asc(activities.position), asc(activityBodies.position))
		.all();
}

function circumstancesOf(read: Reader, bodyId: number, today: Day) {
	const { filings } = schema;
	return {
		mergers: mergerRows(read),
		closed: closedQuarters(read, bodyId, today),
		filed: read
			.selectDistinct({ quarter: filings.quarter })
			.from(filings)
			.where(eq(filings.bodyId, bodyId))
			.all()
			.map(({ quarter }) => quarter)
	};
}

/** Quarters whose window is closed, of plans the body has a role in. */
function closedQuarters(read: Reader, bodyId: number, today: Day): Quarter[] {
	const { activities, activityBodies, windows } = schema;
	const plans = read
		.select({ id: activities.planId })
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(eq(activityBodies.bodyId, bodyId));
	return read
		.selectDistinct({ quarter: windows.quarter })
		.from(windows)
		.where(and(inArray(windows.planId, plans), lt(windows.closesOn, today)))
		.all()
		.map(({ quarter }) => quarter);
}

function promisesOf(read: Reader, activityIds: readonly number[]) {
	const { activities, plans, strategies, texts } = schema;
	const titles = grouped(
		read
			.select({ id: texts.subjectId, lang: texts.lang, text: texts.text })
			.from(texts)
			.where(
				and(
					eq(texts.subject, 'activity'),
					eq(texts.field, 'title'),
					inArray(texts.subjectId, [...activityIds])
				)
			)
			.all(),
		({ id, lang, text }) => [id, [lang, text] as const]
	);
	const rows = read
		.select({ id: activities.id, code: activities.code, strategy: strategies.slug })
		.from(activities)
		.innerJoin(plans, eq(plans.id, activities.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(inArray(activities.id, [...activityIds]))
		.all();
	return new Map(
		rows.map(({ id, code, strategy }) => [
			id,
			{ strategy, code, title: Object.fromEntries(titles.get(id) ?? []) as Texts }
		])
	);
}

/** Whether a merger has had consequences: a quarter after it is closed, or the other body has begun to report in its place. */
export function isSettled(read: Reader, bodyId: number, today: Day): boolean {
	const { activityBodies, bodyMergers, filings } = schema;
	const merger = read.select().from(bodyMergers).where(eq(bodyMergers.bodyId, bodyId)).get();
	if (!merger) return false;
	const first = quarterOf(merger.on);
	const next = read
		.select({ id: bodyMergers.bodyId })
		.from(bodyMergers)
		.where(eq(bodyMergers.bodyId, merger.intoId))
		.get();
	if (next || closedQuarters(read, bodyId, today).some((quarter) => quarter >= first)) return true;
	if (isAmendedSince(read, bodyId, merger.on)) return true;
	const taken = read
		.select({ id: activityBodies.activityId })
		.from(activityBodies)
		.where(and(eq(activityBodies.bodyId, merger.intoId), eq(activityBodies.takenFromId, bodyId)));
	const begun = read
		.select({ id: filings.id })
		.from(filings)
		.where(
			and(
				eq(filings.bodyId, merger.intoId),
				inArray(filings.activityId, taken),
				gte(filings.quarter, first)
			)
		)
		.limit(1)
		.get();
	return begun !== undefined;
}

/** Whether an amendment has changed who is in charge of the body's activities: what the merger ended is then not to be begun again. */
function isAmendedSince(read: Reader, bodyId: number, on: Day): boolean {
	const { activityBodies, amendmentChanges, amendments } = schema;
	const { until, from, takenFromId } = activityBodies;
	const own = read
		.select({ id: activityBodies.activityId })
		.from(activityBodies)
		.where(eq(activityBodies.bodyId, bodyId));
	const isOfAmendment = or(
		eq(until, amendments.adoptedOn),
		and(eq(from, amendments.adoptedOn), isNull(takenFromId))
	);
	const found = read
		.select({ id: amendmentChanges.id })
		.from(amendmentChanges)
		.innerJoin(amendments, eq(amendments.id, amendmentChanges.amendmentId))
		.innerJoin(activityBodies, eq(activityBodies.activityId, amendmentChanges.activityId))
		.where(
			and(
				eq(amendmentChanges.kind, 'change'),
				gte(amendments.adoptedOn, on),
				inArray(amendmentChanges.activityId, own),
				isOfAmendment
			)
		)
		.limit(1)
		.get();
	return found !== undefined;
}

type RoleKey = Pick<HeldRole, 'activityId' | 'bodyId' | 'role' | 'from'>;

function isRole(role: RoleKey, key: RoleKey): boolean {
	return (
		role.activityId === key.activityId &&
		role.bodyId === key.bodyId &&
		role.role === key.role &&
		role.from === key.from
	);
}

function whereRole({ activityId, bodyId, role, from }: RoleKey) {
	const { activityBodies } = schema;
	return and(
		eq(activityBodies.activityId, activityId),
		eq(activityBodies.bodyId, bodyId),
		eq(activityBodies.role, role),
		eq(activityBodies.from, from)
	);
}
