// The deadline ledger of an activity: read, and added to. A folder's entries, an amendment's moves and what is entered on screen all come
// in by `append`; nothing is changed or taken out, and the database refuses it.
import { and, asc, desc, eq } from 'drizzle-orm';
import { LedgerInput } from '#lib/domain/amendment-draft.ts';
import { writtenProblems } from '#lib/domain/amendment.ts';
import {
	dayFrom,
	readWritten,
	sameReading,
	type DeadlineReading,
	type WrittenDeadline
} from '#lib/domain/deadline.ts';
import {
	additionProblems,
	isMove,
	rectificationProblems,
	type LedgerEntry
} from '#lib/domain/deadline-ledger.ts';
import { isInForceOn } from '#lib/domain/progress.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { read as valueOf } from '../access/form.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Writing } from '../history/change.ts';
import { grouped } from './grouped.ts';

/** One entry as it is kept. */
export type KeptEntry = LedgerEntry & {
	id: number;
	key: string;
	toOn: Day | null;
	triggeredOn: Day | null;
};

/** An activity's deadline from its adoption on. */
interface Chain {
	activityId: number;
	adopted: DeadlineReading;
	entries: readonly KeptEntry[];
}

/** @throws when there is no such activity. */
export function chainOf(read: Reader, activityId: number): Chain {
	return chainsOf(read, [activityId]).get(activityId)!;
}

/** The chains of some activities. Two statements. */
export function chainsOf(read: Reader, activityIds: Iterable<number>): Map<number, Chain> {
	const { activities, deadlineLedger } = schema;
	const ids = [...activityIds];
	const adopted = read
		.select({ id: activities.id, reading: activities.deadlineReading })
		.from(activities)
		.where(isAmong(activities.id, ids))
		.all();
	const entries = grouped(
		read
			.select({
				activityId: deadlineLedger.activityId,
				id: deadlineLedger.id,
				key: deadlineLedger.key,
				kind: deadlineLedger.kind,
				decidedOn: deadlineLedger.decidedOn,
				from: deadlineLedger.fromReading,
				to: deadlineLedger.toReading,
				toOn: deadlineLedger.toOn,
				triggeredOn: deadlineLedger.triggeredOn
			})
			.from(deadlineLedger)
			.where(isAmong(deadlineLedger.activityId, ids))
			.orderBy(asc(deadlineLedger.activityId), asc(deadlineLedger.position))
			.all(),
		({ activityId, ...entry }) => [activityId, entry as KeptEntry]
	);
	return new Map(
		adopted.map(({ id, reading }) => [
			id,
			{ activityId: id, adopted: reading as DeadlineReading, entries: entries.get(id) ?? [] }
		])
	);
}

/** The deadline a chain has come to. */
export function endOf({ adopted, entries }: Chain): DeadlineReading {
	return entries.at(-1)?.to ?? adopted;
}

/** What an entry is about to say; it starts where the chain ends. */
export interface NewEntry {
	key: string;
	kind: LedgerEntry['kind'];
	decidedOn: Day;
	to: LedgerInput['to'];
	triggeredOn: Day | null;
	act: Texts;
	reason: Texts;
	amendmentId: number | null;
}

/** What speaks against an entry at the end of a chain. */
export function entryProblems(
	read: Reader,
	chain: Chain,
	{ kind, decidedOn, to, triggeredOn }: Pick<NewEntry, 'kind' | 'decidedOn' | 'to' | 'triggeredOn'>,
	today?: Day
): Problem[] {
	const entry = { kind, decidedOn, from: endOf(chain), to: readWritten(to) };
	// What is no move keeps the wording, and gives it a reading of its own.
	const isOtherwise = kind === 'rectification' || kind === 'resolution';
	const written = writtenProblems(to).filter(
		(code) => !(isOtherwise && code === 'read_as_disagrees')
	);
	const unclear =
		kind === 'rectification'
			? rectificationProblems(promisedIn(read, chain), entry, triggeredOn)
			: [];
	return [
		...unclear.map((code) => ({
			code,
			field: code === 'reading-is-clear' ? 'to' : 'triggered_on'
		})),
		...additionProblems(chain.adopted, chain.entries, entry, today).map((code) => ({
			code,
			field: code.startsWith('decided') ? 'decided_on' : 'to'
		})),
		...written.map((code) => ({ code, field: 'to.read_as' }))
	];
}

/** The wording that promises: that of the last move, or the adopted one. */
function promisedIn(read: Reader, { activityId, entries }: Chain): WrittenDeadline {
	const { activities, texts } = schema;
	const move = entries.findLast(isMove);
	const ofSubject = move
		? { subject: 'ledger' as const, id: move.id, field: 'wording' }
		: { subject: 'activity' as const, id: activityId, field: 'deadline' };
	const said = read
		.select({ lang: texts.lang, text: texts.text })
		.from(texts)
		.where(
			and(
				eq(texts.subject, ofSubject.subject),
				eq(texts.subjectId, ofSubject.id),
				eq(texts.field, ofSubject.field)
			)
		)
		.orderBy(asc(texts.lang))
		.all();
	const wording = Object.fromEntries(said.map(({ lang, text }) => [lang, text]));
	if (move) return { wording, on: move.toOn };
	const adopted = read
		.select({ on: activities.deadlineOn })
		.from(activities)
		.where(eq(activities.id, activityId))
		.get();
	return { wording, on: adopted?.on ?? null };
}

/** Adds an entry nothing speaks against, with its texts; answers its id. */
export function append(
	{ tx, now, record }: Pick<Writing, 'tx' | 'now' | 'record'>,
	at: { strategyId: number; activityId: number; chain: Chain; recordedBy: number | null },
	entry: NewEntry
): number {
	const { deadlineLedger, texts } = schema;
	const { strategyId, activityId, chain } = at;
	const { key, kind, decidedOn, to, triggeredOn, amendmentId } = entry;
	const position = chain.entries.length + 1;
	const row = {
		...{ activityId, key, position, kind, decidedOn, amendmentId, triggeredOn },
		fromReading: endOf(chain),
		toReading: readWritten(to),
		toOn: to.on ?? null
	};
	const { id } = tx
		.insert(deadlineLedger)
		.values({ ...row, recordedAt: now, recordedBy: at.recordedBy })
		.returning({ id: deadlineLedger.id })
		.get();
	const said = { wording: to.wording, act: entry.act, reason: entry.reason };
	for (const [field, byLanguage] of Object.entries(said)) {
		for (const [lang, text] of Object.entries(byLanguage)) {
			const of = { strategyId, subject: 'ledger' as const, subjectId: id };
			tx.insert(texts)
				.values({ ...of, field, lang, text })
				.run();
		}
	}
	record({
		strategyId,
		subject: 'ledger',
		subjectId: id,
		before: null,
		after: { ...row, ...said }
	});
	return id;
}

interface LedgerTarget {
	strategy: string;
	/** Code of the activity. */
	activity: string;
	/** How many entries the ledger had when it was looked at. */
	seen: number;
}

/** An entry before it is kept: what it would do to the deadline, and everything that speaks against it. */
interface Examined {
	from: DeadlineReading;
	to: DeadlineReading;
	problems: readonly Problem[];
}

/**
 * What an entry would do; nothing is written.
 *
 * @throws {Refusal} as `enter`, but for what is wrong with the entry itself.
 */
export function examine(read: Reader, target: LedgerTarget, input: unknown, today: Day): Examined {
	const { entry, chain, problems } = judge(read, target, input, today);
	return { from: endOf(chain), to: readWritten(entry.to), problems };
}

/**
 * Enters an extension, a resolution or a rectification that was decided.
 *
 * @throws {Refusal} not-found; not-now `activity-ended`; `stale` when somebody was faster; `invalid` with every problem at its field.
 */
export function enter(context: Context, target: LedgerTarget, input: unknown): void {
	change(context, 'deadline.move', (writing) => {
		const { tx, authorise, unchanged } = writing;
		authorise({ strategyId: activityOf(tx, target).strategyId });
		const { found, entry, chain, isThere, problems } = judge(tx, target, input, context.today);
		if (isThere) return unchanged();
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const at = {
			strategyId: found.strategyId,
			activityId: found.id,
			chain,
			recordedBy: context.actor.userId
		};
		append(writing, at, {
			key: freeKey(chain, `entry-${chain.entries.length + 1}`),
			kind: entry.kind,
			decidedOn: entry.decided_on,
			to: entry.to,
			triggeredOn: entry.triggered_on ?? null,
			act: entry.act,
			reason: entry.reason,
			amendmentId: null
		});
	});
}

function judge(read: Reader, target: LedgerTarget, input: unknown, today: Day) {
	const found = activityOf(read, target);
	const entry = valueOf(LedgerInput, input);
	if (!isInForceOn(found, today)) throw refusal('not-now', 'activity-ended');
	const chain = chainOf(read, found.id);
	// The same form sent twice is one entry.
	const isThere = isLast(chain, entry, target.seen);
	if (!isThere && chain.entries.length !== target.seen) {
		throw refusal('stale', 'deadline-moved-meanwhile');
	}
	const { kind, decided_on: decidedOn, to } = entry;
	const triggeredOn = entry.triggered_on ?? null;
	const problems = isThere
		? []
		: [
				...entryProblems(read, chain, { kind, decidedOn, to, triggeredOn }, today),
				...(decidedOn < found.from
					? [{ code: 'decided-before-promised', field: 'decided_on', params: { on: found.from } }]
					: []),
				...demandProblems(entry, endOf(chain))
			];
	return { found, entry, chain, isThere, problems };
}

/** A move needs its reason and act, and what is no move the source it rests on. */
function demandProblems(
	{ kind, act, reason, triggered_on, to }: LedgerInput,
	from: DeadlineReading
): Problem[] {
	const problems: Problem[] = [];
	const isEmpty = (texts: Texts) => Object.keys(texts).length === 0;
	if (kind === 'extension' && isEmpty(reason)) {
		problems.push({ code: 'move-reason-missing', field: 'reason' });
	}
	if (isEmpty(act)) {
		const code = kind === 'extension' ? 'act-missing' : 'ledger-source-missing';
		problems.push({ code, field: 'act' });
	}
	if (kind === 'resolution' && !triggered_on) {
		problems.push({ code: 'required', field: 'triggered_on' });
	}
	if (kind === 'resolution' && triggered_on && from.kind === 'triggered') {
		const day = dayFrom(from, triggered_on);
		const isIt = sameReading(readWritten(to), { kind: 'dated', earliest: day, latest: day });
		if (!isIt) problems.push({ code: 'resolution-disagrees', field: 'triggered_on' });
	}
	return problems;
}

function isLast({ entries }: Chain, input: LedgerInput, seen: number): boolean {
	const last = entries.at(-1);
	return (
		entries.length === seen + 1 &&
		last?.kind === input.kind &&
		last.decidedOn === input.decided_on &&
		last.toOn === (input.to.on ?? null) &&
		last.triggeredOn === (input.triggered_on ?? null) &&
		sameReading(last.to, readWritten(input.to))
	);
}

/** A folder may have named an entry like this. */
function freeKey({ entries }: Chain, key: string): string {
	return entries.some((entry) => entry.key === key)
		? freeKey({ entries } as Chain, `${key}-x`)
		: key;
}

function activityOf(read: Reader, { strategy, activity }: LedgerTarget) {
	const { activities, plans, strategies } = schema;
	const row = read
		.select({
			id: activities.id,
			strategyId: plans.strategyId,
			from: activities.inForceFrom,
			until: activities.inForceUntil
		})
		.from(activities)
		.innerJoin(plans, eq(plans.id, activities.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(and(eq(strategies.slug, strategy), eq(activities.code, activity)))
		.orderBy(desc(plans.adoptedOn), desc(plans.id))
		.limit(1)
		.get();
	if (!row) throw refusal('not-found', 'no-such-activity', { code: activity });
	return row;
}
