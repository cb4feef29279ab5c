// Institutions as an administrator keeps them: names over time, contact, what they belong to, and what they were merged into. Names are
// ended and never deleted; quarters that ended before a change show what was so then.
import { and, asc, count, countDistinct, eq, gt, isNull, lte, max, or } from 'drizzle-orm';
import {
	AliasInput,
	calledNow,
	circleWith,
	ContactInput,
	NameInput,
	NewBodyInput,
	renaming,
	type BodyName
} from '#lib/domain/body.ts';
import { tagOf } from '#lib/domain/filing-form.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { ProvenanceKind } from '#lib/domain/quarter-view.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import { scriptOf } from '#lib/domain/script.ts';
import type { Texts } from '#lib/domain/text.ts';
import { read as valueOf } from '../access/form.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import { changeBody, type Target } from './body-change.ts';
import { isSettled, mergerRows } from './mergers.ts';
import { grouped } from './grouped.ts';

export interface MergerView {
	/** The key of the other body. */
	key: string;
	on: Day;
	act: Texts;
}

/** A body in a list. */
export interface BodyEntry {
	id: number;
	key: string;
	/** As it is called today, or was called last. */
	name: Texts;
	short: Texts;
	parent: string | null;
	email: string | null;
	/** What a form must name to be allowed to change it. */
	version: number;
	/** Recorded, whether the day has come or not. */
	mergedInto: MergerView | null;
	/** Activities in force today that it leads, and that it is a partner in. */
	leads: number;
	partners: number;
	/** People who report for it. */
	reporters: number;
}

export interface KeptName extends BodyName {
	kind: ProvenanceKind;
	source: string | null;
}

/** All that is known of one body. */
export interface BodyPage extends BodyEntry {
	names: KeptName[];
	/** Keys of the bodies it consists of. */
	children: string[];
	/** Bodies that became part of it. */
	merged: MergerView[];
	/** Whether its merger could still be taken back; false when there is none. */
	mayTakeBack: boolean;
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** All bodies, oldest first. */
export function list(read: Reader, today: Day): BodyEntry[] {
	const { bodies, rights, users } = schema;
	const rows = read.select().from(bodies).orderBy(asc(bodies.id)).all();
	const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
	const names = grouped(keptNames(read), (name) => [name.bodyId, name]);
	const mergers = new Map(mergerRows(read).map((row) => [row.bodyId, row]));
	const roles = grouped(rolesToday(read, today), (row) => [row.bodyId, row]);
	const reporters = new Map(
		read
			.select({ bodyId: rights.bodyId, people: countDistinct(rights.userId) })
			.from(rights)
			.innerJoin(users, eq(users.id, rights.userId))
			.where(and(eq(rights.role, 'reporter'), eq(users.isDisabled, false)))
			.groupBy(rights.bodyId)
			.all()
			.map(({ bodyId, people }) => [bodyId, people])
	);
	return rows.map(({ id, key, parentId, email, version }) => {
		const merger = mergers.get(id);
		const inRole = (role: string) => roles.get(id)?.find((row) => row.role === role)?.activities;
		return {
			id,
			key,
			...calledNow(names.get(id) ?? [], today),
			parent: parentId === null ? null : keyOf.get(parentId)!,
			email,
			version,
			mergedInto: merger
				? { key: keyOf.get(merger.intoId)!, on: merger.on, act: merger.act }
				: null,
			leads: inRole('lead') ?? 0,
			partners: inRole('partner') ?? 0,
			reporters: reporters.get(id) ?? 0
		};
	});
}

/**
 * One body, with all it was ever called.
 *
 * @throws {Refusal} not-found `no-such-body`.
 */
export function page(read: Reader, key: string, today: Day): BodyPage {
	const all = list(read, today);
	const body = all.find((one) => one.key === key);
	if (!body) throw refusal('not-found', 'no-such-body', { key });
	return {
		...body,
		names: keptNames(read, body.id),
		children: all.filter(({ parent }) => parent === key).map((child) => child.key),
		merged: all.flatMap((other) =>
			other.mergedInto?.key === key ? [{ ...other.mergedInto, key: other.key }] : []
		),
		mayTakeBack: body.mergedInto !== null && !isSettled(read, body.id, today)
	};
}

/** Languages bodies are named in: those of the strategies, in their order. */
export function languagesOf(read: Reader): string[] {
	const { strategies } = schema;
	const rows = read
		.select({ languages: strategies.languages })
		.from(strategies)
		.orderBy(asc(strategies.id))
		.all();
	return [...new Set([...rows.flatMap(({ languages }) => languages), 'sr', 'en'])];
}

function keptNames(read: Reader, bodyId?: number): (KeptName & { bodyId: number })[] {
	const { bodyNames } = schema;
	return read
		.select({
			id: bodyNames.id,
			bodyId: bodyNames.bodyId,
			lang: bodyNames.lang,
			name: bodyNames.name,
			short: bodyNames.short,
			isAlias: bodyNames.isAlias,
			from: bodyNames.from,
			until: bodyNames.until,
			kind: bodyNames.kind,
			source: bodyNames.source
		})
		.from(bodyNames)
		.where(bodyId === undefined ? undefined : eq(bodyNames.bodyId, bodyId))
		.orderBy(asc(bodyNames.position), asc(bodyNames.id))
		.all();
}

function rolesToday(read: Reader, today: Day) {
	const { activities, activityBodies } = schema;
	return read
		.select({ bodyId: activityBodies.bodyId, role: activityBodies.role, activities: count() })
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(
			and(
				lte(activityBodies.from, today),
				or(isNull(activityBodies.until), gt(activityBodies.until, today)),
				lte(activities.inForceFrom, today),
				or(isNull(activities.inForceUntil), gt(activities.inForceUntil, today))
			)
		)
		.groupBy(activityBodies.bodyId, activityBodies.role)
		.all();
}

// ── an administrator's work ─────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Adds a body with its first name, which holds from ever.
 *
 * @throws {Refusal} `invalid` with every problem at its field.
 */
export function add(context: Context, input: NewBodyInput): void {
	change(context, 'body.manage', ({ tx, authorise, record }) => {
		authorise({});
		const { key, email, parent, ...name } = valueOf(NewBodyInput, input);
		const { bodies } = schema;
		const problems: Problem[] = [];
		const known = tx.select({ id: bodies.id }).from(bodies).where(eq(bodies.key, key)).get();
		if (known) problems.push({ code: 'key-taken', field: 'key' });
		const parentId = parentOf(tx, parent, problems);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const values = { key, email, parentId };
		const { id } = tx.insert(bodies).values(values).returning({ id: bodies.id }).get();
		const first = addName(tx, id, { ...name, isAlias: false, from: null, until: null });
		record({ subject: 'body', subjectId: id, before: null, after: { ...values, name: first } });
	});
}

/**
 * Sets the contact address and what the body belongs to.
 *
 * @throws {Refusal} `invalid` with every problem at its field (`parent-circle` among them); `stale` when somebody was faster.
 */
export function setContact(context: Context, target: Target, input: ContactInput): void {
	changeBody(context, target, (body, { tx }) => {
		const { email, parent } = valueOf(ContactInput, input);
		const problems: Problem[] = [];
		const parentId = parentOf(tx, parent, problems);
		const isNew = parentId !== body.parentId;
		if (isNew && parentId !== null && circleWith(parentsIn(tx), { bodyId: body.id, parentId })) {
			problems.push({ code: 'parent-circle', field: 'parent' });
		}
		if (problems.length > 0) throw new Refusal('invalid', problems);
		if (!isNew && email === body.email) return null;
		tx.update(schema.bodies).set({ email, parentId }).where(eq(schema.bodies.id, body.id)).run();
		return {
			before: { email: body.email, parentId: body.parentId },
			after: { email, parentId }
		};
	});
}

/**
 * Gives the body a new name in a language from a day on; the former one ends the day before.
 *
 * @throws {Refusal} `invalid` with every problem at its field; `stale` when somebody was faster.
 */
export function rename(context: Context, target: Target, input: NameInput): void {
	changeBody(context, target, (body, { tx }) => {
		const { bodyNames } = schema;
		const { from, ...name } = valueOf(NameInput, input);
		const names = keptNames(tx, body.id);
		const lang = tagOf(name.lang, name.name);
		const { ended, replaced, until } = renaming(names, { lang, from });
		const former = names.filter(({ id }) =>
			[...ended.map((one) => one.id), ...replaced].includes(id)
		);
		const isSame = former.some(
			(one) => one.lang === lang && one.name === name.name && one.short === name.short
		);
		if (isSame) return null;
		for (const one of ended) {
			tx.update(bodyNames).set({ until: one.until }).where(eq(bodyNames.id, one.id)).run();
		}
		for (const id of replaced) {
			tx.update(bodyNames).set({ isAlias: true }).where(eq(bodyNames.id, id)).run();
		}
		const added = addName(tx, body.id, { ...name, isAlias: false, from, until });
		return { before: { names: former.map(daysOf) }, after: { name: added, ended, replaced } };
	});
}

/**
 * Adds another name the body is known by; it is found by it and never called so.
 *
 * @throws {Refusal} `invalid` with every problem at its field; `stale` when somebody was faster.
 */
export function addAlias(context: Context, target: Target, input: AliasInput): void {
	changeBody(context, target, (body, { tx }) => {
		const name = valueOf(AliasInput, input);
		const lang = tagOf(name.lang, name.name);
		const names = keptNames(tx, body.id);
		if (names.some((one) => one.lang === lang && one.name === name.name)) {
			throw refusal('invalid', 'name-known', {}, 'name');
		}
		const added = addName(tx, body.id, { ...name, isAlias: true, from: null, until: null });
		return { before: null, after: { name: added } };
	});
}

// ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function parentOf(tx: Tx, key: string | null, problems: Problem[]): number | null {
	if (key === null) return null;
	const { bodies } = schema;
	const parent = tx.select({ id: bodies.id }).from(bodies).where(eq(bodies.key, key)).get();
	if (!parent) problems.push({ code: 'unknown-body', field: 'parent' });
	return parent?.id ?? null;
}

function parentsIn(tx: Tx): Map<number, number | null> {
	const { bodies } = schema;
	const rows = tx.select({ id: bodies.id, parentId: bodies.parentId }).from(bodies).all();
	return new Map(rows.map(({ id, parentId }) => [id, parentId]));
}

type NewName = Omit<KeptName, 'id'>;

function addName(tx: Tx, bodyId: number, { lang: language, ...name }: NewName) {
	const { bodyNames } = schema;
	const last = tx
		.select({ position: max(bodyNames.position) })
		.from(bodyNames)
		.where(eq(bodyNames.bodyId, bodyId))
		.get();
	const lang = tagOf(language, name.name);
	if (name.short !== null && tagOf(language, name.short) !== lang && scriptOf(name.short)) {
		throw refusal('invalid', 'short-in-other-script', {}, 'short');
	}
	const values = { bodyId, lang, ...name, position: (last?.position ?? 0) + 1 };
	const { id } = tx.insert(bodyNames).values(values).returning({ id: bodyNames.id }).get();
	return { id, lang, ...name };
}

function daysOf({ id, from, until, isAlias }: KeptName) {
	return { id, from, until, isAlias };
}
