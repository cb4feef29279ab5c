// Amendments on screen: drafted one change after the other, looked at whole, recorded whole or not at all. A draft is kept as a folder would
// have the amendment, is judged by the rules a folder is judged by, and is written by the code that loads one.
import { and, asc, desc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { activityProblems, amend, type AmendedActivity } from '#lib/domain/amendment.ts';
import { AmendmentDraft, AmendmentHead, NewActivity } from '#lib/domain/amendment-draft.ts';
import { problemsOf } from '#lib/domain/filing-form.ts';
import { ChangeInput } from '#lib/domain/plan-input.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import * as v from 'valibot';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Tx, type Writing } from '../history/change.ts';
import { chainsOf, entryProblems } from './ledger.ts';
import { writeAmendment } from './load.ts';
import { planOf, rowOf } from './strategies.ts';

export interface KeptDraft {
	id: number;
	strategyId: number;
	planId: number;
	/** What a form must name to be allowed to change it. */
	version: number;
	startedOn: Day;
	contents: AmendmentDraft;
}

/** A draft, and the version of it that a form saw. */
export interface DraftTarget {
	strategy: string;
	draft: number;
	version: number;
}

/** Where a new activity comes from: a promise of its own, of several that it takes the place of, or a part of one. */
export type Origin = 'add' | 'merge' | 'split';

/** One change as a form asks for it: activities by their codes, bodies by their keys. */
export type DraftEdit =
	| { kind: 'withdraw'; activity: string; reason: Texts }
	| { kind: 'move'; activity: string; to: unknown; reason: Texts }
	| { kind: 'merge'; from: readonly string[]; into: string; reason: Texts }
	| {
			kind: 'change';
			activity: string;
			title?: Texts;
			description?: Texts;
			leads?: readonly string[];
			partners?: readonly string[];
			reason: Texts;
	  }
	| {
			kind: 'add';
			origin: Origin;
			/** Codes of what it is made from. */
			from: readonly string[];
			activity: {
				code: string;
				measure: string;
				title: Texts;
				description: Texts;
				leads: readonly string[];
				partners: readonly string[];
				deadline: unknown;
			};
			reason: Texts;
	  };

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Amendments of a strategy's plan that are being written, oldest first, or the one with a number. One statement. */
export function drafts(read: Reader, strategyId: number, id?: number): KeptDraft[] {
	const { amendmentDrafts, plans } = schema;
	return read
		.select({
			id: amendmentDrafts.id,
			strategyId: plans.strategyId,
			planId: amendmentDrafts.planId,
			version: amendmentDrafts.version,
			startedOn: amendmentDrafts.startedOn,
			contents: amendmentDrafts.contents
		})
		.from(amendmentDrafts)
		.innerJoin(plans, eq(plans.id, amendmentDrafts.planId))
		.where(
			and(
				eq(plans.strategyId, strategyId),
				id === undefined ? undefined : eq(amendmentDrafts.id, id)
			)
		)
		.orderBy(asc(amendmentDrafts.id))
		.all();
}

/** @throws {Refusal} not-found `no-such-draft`: it was recorded, or given up. */
export function draftOf(read: Reader, strategy: string, id: number): KeptDraft {
	const [found] = drafts(read, rowOf(read, strategy).id, id);
	if (!found) throw refusal('not-found', 'no-such-draft');
	return found;
}

/** Keys of a plan's measures, by their ids. One statement. */
export function measureKeys(read: Reader, planId: number): Map<number, string> {
	const { measures } = schema;
	const rows = read
		.select({ id: measures.id, key: measures.key })
		.from(measures)
		.where(eq(measures.planId, planId))
		.all();
	return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Everything that speaks against a draft in the plan as it is, each at its place: 'changes.0', 'activities.1.code', 'adopted_on'. */
export function problemsWith(read: Reader, draft: KeptDraft, today: Day): Problem[] {
	const { contents, planId } = draft;
	const day = contents.adopted_on;
	const plan = planFor(read, planId, day);
	const problems: Problem[] = [...amend(plan, contents).problems];
	if (day > today) problems.push({ code: 'decided-in-future', field: 'adopted_on' });
	if (Object.keys(contents.act).length === 0) problems.push({ code: 'act-missing', field: 'act' });
	if (contents.changes.length === 0) problems.push({ code: 'amendment-empty' });
	for (const [index, activity] of contents.activities.entries()) {
		for (const problem of activityProblems(activity, plan)) {
			problems.push({ ...problem, field: `activities.${index}.${problem.field}` });
		}
		const others = contents.activities.filter((_, other) => other < index);
		if (plan.codes.has(activity.code) || others.some(({ code }) => code === activity.code)) {
			const params = { code: activity.code };
			problems.push({ code: 'code-taken', field: `activities.${index}.code`, params });
		}
	}
	const moved = contents.changes.flatMap((entry) =>
		entry.kind === 'move' ? (plan.ids.get(entry.activity) ?? []) : []
	);
	const chains = chainsOf(read, moved);
	for (const [index, entry] of contents.changes.entries()) {
		const field = `changes.${index}`;
		if (entry.kind === 'change' && (entry.leads || entry.partners)) {
			const changedOn = plan.rolesChangedOn.get(entry.activity);
			if (changedOn) problems.push({ code: 'roles_changed_since', field, params: { day } });
		}
		const activityId = entry.kind === 'move' ? plan.ids.get(entry.activity) : undefined;
		if (entry.kind !== 'move' || activityId === undefined) continue;
		const move = { kind: 'amendment' as const, decidedOn: day, to: entry.to, triggeredOn: null };
		for (const problem of entryProblems(read, chains.get(activityId)!, move)) {
			if (!problem.field?.endsWith('read_as')) problems.push({ ...problem, field });
		}
	}
	return problems;
}

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Begins an amendment of a strategy's plan; answers the draft's number.
 *
 * @throws {Refusal} not-found `no_plan`; `invalid` with every problem at its field.
 */
export function start(context: Context, strategy: string, head: unknown): number {
	return change(context, 'plan.amend', ({ tx, authorise, record }) => {
		const strategyId = rowOf(tx, strategy).id;
		authorise({ strategyId });
		const plan = planOf(tx, strategyId);
		if (!plan) throw refusal('not-found', 'no_plan', { slug: strategy });
		const contents = { ...headOf(head), note: {}, changes: [], activities: [] };
		const { amendmentDrafts } = schema;
		const { id } = tx
			.insert(amendmentDrafts)
			.values({
				planId: plan.id,
				contents,
				startedOn: context.today,
				startedBy: context.actor.userId
			})
			.returning({ id: amendmentDrafts.id })
			.get();
		record({ strategyId, subject: SUBJECT, subjectId: id, before: null, after: contents });
		return id;
	});
}

/** Changes the act, and the day it was adopted on. */
export function setHead(context: Context, target: DraftTarget, head: unknown): void {
	edit(context, target, (_, contents) => {
		const { act, adopted_on } = contents;
		const after = headOf(head);
		return { contents: { ...contents, ...after }, before: { act, adopted_on }, after };
	});
}

/**
 * Adds a change to a draft.
 *
 * @throws {Refusal} `invalid` with every problem at its field; `stale` when somebody was faster.
 */
export function add(context: Context, target: DraftTarget, asked: DraftEdit): void {
	edit(context, target, (tx, contents, { planId }) => {
		const plan = planFor(tx, planId, contents.adopted_on);
		const keys = new Map([
			...plan.codes,
			...contents.activities.map(({ code, key }) => [code, key] as const)
		]);
		const problems: Problem[] = [];
		const keyOf = (code: string, field: string) => {
			const key = keys.get(code);
			if (code === '') problems.push({ code: 'required', field });
			else if (key === undefined) {
				problems.push({ code: 'unknown_activity', field, params: { key: code } });
			}
			return key ?? 'unknown';
		};
		if (Object.keys(asked.reason).length === 0) {
			problems.push({ code: 'window_reason_missing', field: 'reason' });
		}
		if (asked.kind === 'merge' && asked.from.length === 0) {
			problems.push({ code: 'required', field: 'from' });
		}
		const activity = asked.kind === 'add' ? newActivity(asked, keys, problems) : null;
		const change = parsed(ChangeInput, changeOf(asked, keyOf, activity?.key ?? ''), problems);
		if (problems.length > 0 || !change) throw new Refusal('invalid', problems);
		const changes = withChange(contents.changes, change);
		const activities = activity ? [...contents.activities, activity] : contents.activities;
		return {
			contents: { ...contents, changes, activities },
			before: null,
			after: { change, activity }
		};
	});
}

/**
 * Takes a change out of a draft, and the activities only it brought.
 *
 * @throws {Refusal} `stale` where the draft has no such change
 */
export function remove(context: Context, target: DraftTarget, index: number): void {
	edit(context, target, (_, contents) => {
		if (!contents.changes[index]) throw refusal('stale', 'changed-meanwhile');
		const changes = contents.changes.filter((_, other) => other !== index);
		const needed = new Set(changes.flatMap(newKeysOf));
		const activities = contents.activities.filter(({ key }) => needed.has(key));
		const gone = contents.activities.filter(({ key }) => !needed.has(key));
		const before = { change: contents.changes[index], activities: gone };
		return { contents: { ...contents, changes, activities }, before, after: null };
	});
}

/** Gives a draft up. What it held stays in the history. */
export function discard(context: Context, target: DraftTarget): void {
	onDraft(context, target, (draft, writing) => drop(draft, writing));
}

/**
 * Records the amendment: all of it or nothing. The draft is then no more.
 *
 * @throws {Refusal} `invalid` with everything that speaks against it; `stale` when the draft was changed since it was looked at.
 */
export function record(context: Context, target: DraftTarget): void {
	onDraft(context, target, (draft, writing) => {
		const problems = problemsWith(writing.tx, draft, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const { strategyId, planId, contents } = draft;
		const key = freeKey(writing.tx, planId, contents.adopted_on);
		const at = { strategyId, planId, recordedBy: context.actor.userId };
		writeAmendment(writing, at, { ...contents, key });
		drop(draft, writing);
	});
}

// ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A subject of its own: what is only drafted changes no figure. */
const SUBJECT = 'amendment-draft';

function onDraft(
	context: Context,
	{ strategy, draft: id, version }: DraftTarget,
	work: (draft: KeptDraft, writing: Writing) => void
): void {
	change(context, 'plan.amend', (writing) => {
		writing.authorise({ strategyId: rowOf(writing.tx, strategy).id });
		const draft = draftOf(writing.tx, strategy, id);
		if (draft.version !== version) throw refusal('stale', 'changed-meanwhile');
		work(draft, writing);
	});
}

/** A draft as it becomes, and of it what the history is told: not the whole of it each time. */
interface Edited {
	contents: AmendmentDraft;
	before: unknown;
	after: unknown;
}

function edit(
	context: Context,
	target: DraftTarget,
	work: (tx: Tx, contents: AmendmentDraft, draft: KeptDraft) => Edited
): void {
	onDraft(context, target, (draft, { tx, record }) => {
		const { contents, before, after } = work(tx, draft.contents, draft);
		const { amendmentDrafts } = schema;
		tx.update(amendmentDrafts)
			.set({ contents, version: draft.version + 1 })
			.where(eq(amendmentDrafts.id, draft.id))
			.run();
		const at = { strategyId: draft.strategyId, subject: SUBJECT, subjectId: draft.id };
		record({ ...at, before, after });
	});
}

function drop({ id, strategyId, contents }: KeptDraft, { tx, record }: Writing): void {
	tx.delete(schema.amendmentDrafts).where(eq(schema.amendmentDrafts.id, id)).run();
	record({ strategyId, subject: SUBJECT, subjectId: id, before: contents, after: null });
}

function headOf(head: unknown): AmendmentHead {
	const problems: Problem[] = [];
	const read = parsed(AmendmentHead, head, problems);
	if (read && Object.keys(read.act).length === 0) {
		problems.push({ code: 'act-missing', field: 'act' });
	}
	if (!read || problems.length > 0) throw new Refusal('invalid', problems);
	return read;
}

function parsed<S extends v.GenericSchema>(
	schema: S,
	input: unknown,
	problems: Problem[]
): v.InferOutput<S> | null {
	const result = v.safeParse(schema, input);
	if (result.success) return result.output;
	// A key is chosen from a list, never typed.
	const said = problemsOf(result.issues).map((problem) =>
		problem.code === 'not_a_key' ? { ...problem, code: 'required' } : problem
	);
	problems.push(...said);
	return null;
}

function newActivity(
	{ activity, origin, from }: Extract<DraftEdit, { kind: 'add' }>,
	keys: ReadonlyMap<string, string>,
	problems: Problem[]
): NewActivity | null {
	if (origin === 'merge' && from.length < 2)
		problems.push({ code: 'merge_needs_two', field: 'from' });
	if (origin === 'split' && from.length !== 1)
		problems.push({ code: 'split_of_one', field: 'from' });
	if (keys.has(activity.code)) {
		problems.push({ code: 'code-taken', field: 'code', params: { code: activity.code } });
	}
	if (Object.keys(activity.title).length === 0) problems.push({ code: 'required', field: 'title' });
	const key = keyFor(activity.code, new Set(keys.values()));
	return parsed(NewActivity, { ...activity, key, funds: [] }, problems);
}

function changeOf(
	asked: DraftEdit,
	keyOf: (code: string, field: string) => string,
	newKey: string
): unknown {
	const { kind, reason } = asked;
	switch (kind) {
		case 'merge':
			return {
				...{ kind, reason },
				from: asked.from.map((code) => keyOf(code, 'from')),
				into: keyOf(asked.into, 'into')
			};
		case 'add': {
			const from = asked.from.map((code) => keyOf(code, 'from'));
			// A key that could not be made is said with the activity.
			const made = newKey || 'unknown';
			if (asked.origin === 'merge') return { kind: 'merge', from, into: made, reason };
			if (asked.origin === 'split') {
				return { kind: 'split', from: from[0] ?? 'unknown', into: [made], reason };
			}
			return { kind, activity: made, reason };
		}
		default:
			return { ...asked, activity: keyOf(asked.activity, 'activity') };
	}
}

/** The parts of one activity come one after the other, and are one split, for the reasons given with each. */
function withChange(changes: readonly ChangeInput[], change: ChangeInput): ChangeInput[] {
	const split = changes.find(
		(one) => one.kind === 'split' && change.kind === 'split' && one.from === change.from
	);
	if (split?.kind !== 'split' || change.kind !== 'split') return [...changes, change];
	return changes.map((one) =>
		one === split
			? {
					...split,
					into: [...split.into, ...change.into],
					reason: withReason(split.reason, change.reason)
				}
			: one
	);
}

function withReason(said: Texts, further: Texts): Texts {
	const both = { ...said };
	for (const [lang, text] of Object.entries(further)) {
		const before = said[lang];
		if (before === undefined) both[lang] = text;
		else if (!before.split('\n').includes(text)) both[lang] = `${before}\n${text}`;
	}
	return both;
}

function newKeysOf(change: ChangeInput): string[] {
	if (change.kind === 'add') return [change.activity];
	if (change.kind === 'split') return change.into;
	return change.kind === 'merge' ? [change.into] : [];
}

function keyFor(text: string, taken: ReadonlySet<string>): string {
	const plain = text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	const first = `activity-${plain || 'x'}`;
	for (let number = 1; ; number += 1) {
		const key = number === 1 ? first : `${first}-${number}`;
		if (!taken.has(key)) return key;
	}
}

function freeKey(read: Reader, planId: number, day: Day): string {
	const { amendments } = schema;
	const rows = read
		.select({ key: amendments.key })
		.from(amendments)
		.where(eq(amendments.planId, planId))
		.all();
	const taken = new Set(rows.map(({ key }) => key));
	for (let number = 1; ; number += 1) {
		const key = number === 1 ? `amendment-${day}` : `amendment-${day}-${number}`;
		if (!taken.has(key)) return key;
	}
}

/** What a plan's amendments are judged by, as of a day. Six statements. */
function planFor(read: Reader, planId: number, day: Day) {
	const { activities, activityBodies, amendments, bodies, bodyMergers } = schema;
	const rows = read
		.select({
			id: activities.id,
			key: activities.key,
			code: activities.code,
			from: activities.inForceFrom,
			until: activities.inForceUntil
		})
		.from(activities)
		.where(eq(activities.planId, planId))
		.all();
	const roles = read
		.select({
			activityId: activityBodies.activityId,
			key: bodies.key,
			role: activityBodies.role,
			from: activityBodies.from
		})
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.innerJoin(bodies, eq(bodies.id, activityBodies.bodyId))
		.where(
			and(
				eq(activities.planId, planId),
				or(isNull(activityBodies.until), gt(activityBodies.until, day))
			)
		)
		.orderBy(asc(activityBodies.position))
		.all();
	const last = read
		.select({ on: amendments.adoptedOn })
		.from(amendments)
		.where(eq(amendments.planId, planId))
		.orderBy(desc(amendments.adoptedOn))
		.get();
	const known = read
		.select({ key: bodies.key, mergedOn: bodyMergers.on })
		.from(bodies)
		.leftJoin(bodyMergers, and(eq(bodyMergers.bodyId, bodies.id), lte(bodyMergers.on, day)))
		.all();
	const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
	const held = new Map<string, { leads: string[]; partners: string[] }>();
	const rolesChangedOn = new Map<string, Day>();
	for (const { activityId, key, role, from } of roles) {
		const activity = keyOf.get(activityId)!;
		const own = held.get(activity) ?? { leads: [], partners: [] };
		if (from <= day) own[role === 'lead' ? 'leads' : 'partners'].push(key);
		else rolesChangedOn.set(activity, from);
		held.set(activity, own);
	}
	return {
		activities: new Map(
			rows.map(({ key, from, until }): [string, AmendedActivity] => [
				key,
				{ from, until, ...(held.get(key) ?? { leads: [], partners: [] }) }
			])
		),
		ids: new Map(rows.map(({ id, key }) => [key, id])),
		codes: new Map(rows.map(({ code, key }) => [code, key])),
		amendedOn: last?.on ?? '',
		bodies: new Set(known.flatMap(({ key, mergedOn }) => (mergedOn === null ? [key] : []))),
		measures: new Set(measureKeys(read, planId).values()),
		/** Activities whose roles have changed after the day. */
		rolesChangedOn
	};
}
