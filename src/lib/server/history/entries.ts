// The history as it is read: a page of entries, newest first, each with who did what to which thing, and what of its contents may be told.
import {
	and,
	asc,
	desc,
	eq,
	exists,
	gt,
	gte,
	inArray,
	isNull,
	lt,
	lte,
	ne,
	or,
	sql
} from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { calledNow } from '#lib/domain/body.ts';
import {
	toldContents,
	type ThingName,
	type ToldContents,
	type ToldValue
} from '#lib/domain/history-contents.ts';
import { subjectsAlike, type HistoryQuery } from '#lib/domain/history-query.ts';
import { kindAt, kindOf } from '#lib/domain/history-things.ts';
import type { Verb } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import {
	activities,
	amendmentChanges,
	bodies,
	bodyNames,
	deadlineLedger,
	filings,
	funds,
	history,
	historyPayloads,
	strategies,
	users
} from '../db/schema.ts';
import { namesOf, type Named, type NameOf } from './things.ts';

const ENTRIES_A_PAGE = 50;

const SIGNING: Verb = 'filing.sign';

export interface ToldEntry {
	seq: number;
	/** The machine clock's instant. */
	recordedAt: string;
	/** The business day of the act. */
	onDay: Day;
	/** Null is the console, the program itself, or an officer who signed. */
	who: { id: number; name: string } | null;
	/** Done by an officer who signs for a body, whose name is told to nobody outside it. */
	isSigned: boolean;
	via: 'web' | 'console' | 'load' | 'migration';
	verb: string;
	/** The slug of the strategy it belongs to. */
	strategy: string | null;
	quarter: Quarter | null;
	subject: string;
	subjectId: number | null;
	/** Of a filing: where it is. */
	filing: { activity: string; body: { name: Texts; short: Texts } } | null;
	/** Of an account or a body: what it is called now. */
	account: string | null;
	body: { key: string; name: Texts; short: Texts } | null;
	/** Of what is part of a strategy: what that is called. Null where it is not called anything, or is no more. */
	thing: ToldThing | null;
	/** Null where the contents were redacted. */
	contents: ToldContents | null;
	/** The entry by which they were. */
	redactedBy: number | null;
}

/** What an entry is about, by its code or its name. */
export interface ToldThing {
	/** The kind of thing: of a text or an origin, of what that belongs to. */
	subject: string;
	name: ThingName;
	/** Whether it is named by the code of the activity it is part of. */
	isOfActivity: boolean;
}

export interface ToldHistory {
	entries: ToldEntry[];
	/** Whether there are older ones than these, and newer ones. */
	isOlder: boolean;
	isNewer: boolean;
}

/**
 * A page of entries: of one strategy, or of all. Asks nobody's leave: the caller does. Five statements at most, and one or two for each
 * kind of thing that its entries name.
 *
 * @param today the business day, on which bodies are called what they are called
 */
export function read(
	reader: Reader,
	query: HistoryQuery,
	{ strategyId, today }: { strategyId: number | null; today: Day }
): ToldHistory {
	const isForward = query.after !== null;
	const found = reader
		.select({
			seq: history.seq,
			recordedAt: history.recordedAt,
			onDay: history.onDay,
			actorId: history.actorId,
			actor: users.name,
			via: history.via,
			verb: history.verb,
			strategyId: history.strategyId,
			strategy: strategies.slug,
			quarter: history.quarter,
			subject: history.subject,
			subjectId: history.subjectId,
			payload: historyPayloads.payload
		})
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.leftJoin(users, eq(users.id, history.actorId))
		.leftJoin(strategies, eq(strategies.id, history.strategyId))
		.where(conditionOf(reader, query, strategyId))
		.orderBy(isForward ? asc(history.seq) : desc(history.seq))
		.limit(ENTRIES_A_PAGE + 1)
		.all();
	const isMore = found.length > ENTRIES_A_PAGE;
	const rows = found.slice(0, ENTRIES_A_PAGE);
	if (isForward) rows.reverse();
	const idsOf = (...subjects: string[]) =>
		rows.flatMap(({ subject, subjectId }) =>
			subjects.includes(subject) && subjectId !== null ? [subjectId] : []
		);
	const filed = filingsOf(reader, idsOf('filing'));
	const called = bodiesOf(
		reader,
		[...idsOf('body', 'body-name'), ...[...filed.values()].map(({ bodyId }) => bodyId)],
		today
	);
	const accounts = accountsOf(reader, idsOf('user'));
	const redactions = redactionsOf(
		reader,
		rows.flatMap(({ seq, payload }) => (payload === null ? [seq] : []))
	);
	const told = rows.map(({ seq, strategyId, subject, subjectId, payload }) => {
		const contents = payload === null ? null : toldContents(subject, payload);
		return { seq, strategyId, subject, subjectId, contents, of: subjectIn(contents) };
	});
	const names = namesOf(
		reader,
		told.flatMap((entry) => [...thingOf(entry), ...thingsIn(entry)]),
		(ids) => new Map([...bodiesOf(reader, ids, today)].map(([id, { name }]) => [id, name] as const))
	);
	const entries = rows.map(
		({ actorId, actor, payload: _, strategyId: __, ...row }, index): ToldEntry => {
			const { subject, subjectId } = row;
			const id = subjectId ?? 0;
			const entry = told[index]!;
			const isSigned = row.verb === SIGNING;
			const filing = subject === 'filing' ? filed.get(id) : undefined;
			const isBody = subject === 'body' || subject === 'body-name';
			return {
				...row,
				who: actorId === null || isSigned ? null : { id: actorId, name: actor ?? '' },
				isSigned,
				filing: filing
					? {
							activity: filing.activity,
							body: called.get(filing.bodyId) ?? { name: {}, short: {} }
						}
					: null,
				account: subject === 'user' ? (accounts.get(id) ?? null) : null,
				body: isBody ? (called.get(id) ?? null) : null,
				thing: toldThing(entry, names),
				contents: withNames(entry, names),
				redactedBy: redactions.get(row.seq) ?? null
			};
		}
	);
	return {
		entries,
		isOlder: isForward ? entries.length > 0 : isMore,
		isNewer: isForward ? isMore : query.before !== null && entries.length > 0
	};
}

/** Everybody who has left an entry, of one strategy or of all, by name; but for what officers signed. One statement. */
export function actorsOf(
	reader: Reader,
	strategyId: number | null
): { id: number; name: string }[] {
	const acted = reader
		.select({ one: sql`1` })
		.from(history)
		.where(
			and(
				eq(history.actorId, users.id),
				ne(history.verb, SIGNING),
				strategyId === null ? undefined : eq(history.strategyId, strategyId)
			)
		);
	return reader
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(exists(acted))
		.orderBy(asc(users.name))
		.all();
}

function conditionOf(reader: Reader, query: HistoryQuery, strategyId: number | null) {
	const { who, act, subject, activity, of, from, until, before, after } = query;
	return and(
		strategyId === null ? undefined : eq(history.strategyId, strategyId),
		who === '' ? undefined : isBy(who),
		act === '' ? undefined : eq(history.verb, act),
		subject === '' ? undefined : inArray(history.subject, [...subjectsAlike(subject)]),
		activity === '' ? undefined : isOfActivity(reader, activity),
		of === '' ? undefined : eq(history.quarter, of),
		from === '' ? undefined : gte(history.onDay, from),
		until === '' ? undefined : lte(history.onDay, until),
		before === null ? undefined : lt(history.seq, before),
		after === null ? undefined : gt(history.seq, after)
	);
}

/** Nobody finds an officer's name by asking what each person did. */
function isBy(who: number | 'console') {
	if (who === 'console') return isNull(history.actorId);
	return and(eq(history.actorId, who), ne(history.verb, SIGNING));
}

/** What was done to an activity: to itself, to a filing on it, to its deadline, its lines of money, and by amendments. */
function isOfActivity(reader: Reader, code: string) {
	const own = reader
		.select({ id: activities.id })
		.from(activities)
		.where(eq(activities.code, code));
	const parts = (table: typeof filings | OfActivity) => {
		const { id, activityId } = table as { id: SQLiteColumn; activityId: SQLiteColumn };
		return reader.select({ id }).from(table).where(inArray(activityId, own));
	};
	const isPart = (subject: string, table: typeof filings | OfActivity) =>
		and(eq(history.subject, subject), inArray(history.subjectId, parts(table)));
	return or(
		and(
			inArray(history.subject, ['activity', 'role', 'roles', 'planned-amount', 'spending']),
			inArray(history.subjectId, own)
		),
		isPart('filing', filings),
		isPart('ledger', deadlineLedger),
		isPart('fund', funds),
		isPart('amendment-change', amendmentChanges)
	);
}

type OfActivity = typeof deadlineLedger | typeof funds | typeof amendmentChanges;

type Told = Pick<ToldEntry, 'subject' | 'subjectId' | 'contents'> & {
	strategyId: number | null;
	/** The subject of the text or origin that it tells of. */
	of: ToldValue;
};

/** Kinds of things that are named by the code of an activity. */
const NAMED_BY_ACTIVITY: ReadonlySet<string> = new Set([
	...['activity', 'ledger', 'fund', 'amendment-change']
]);

function subjectIn(contents: ToldContents | null): ToldValue {
	const told = contents?.changes.find(({ name }) => name === 'subject' || name === 'of');
	return told ? (told.after ?? told.before) : null;
}

/** What an entry is about, where that can be named. */
function thingOf({ subject, subjectId, strategyId, of }: Told): Named[] {
	const kind = kindOf(subject, of);
	return kind === null || subjectId === null ? [] : [{ kind, strategyId, value: subjectId }];
}

function toldThing(told: Told, names: NameOf): ToldThing | null {
	const subject = typeof told.of === 'string' ? told.of : told.subject;
	const [named] = thingOf(told);
	const name = named ? names(named) : null;
	if (named && name !== null) {
		return { subject, name, isOfActivity: NAMED_BY_ACTIVITY.has(named.kind) };
	}
	// Some tell the code of their activity themselves.
	const own = told.contents?.changes.find((change) => change.name === 'activity');
	const code = own?.after ?? own?.before;
	return typeof code === 'string' ? { subject, name: code, isOfActivity: true } : null;
}

/** What the values of an entry name. */
function thingsIn({ subject, strategyId, of, contents }: Told): Named[] {
	return (contents?.changes ?? []).flatMap(({ name, before, after }) => {
		const kind = kindAt(subject, name, of);
		if (kind === null) return [];
		return [before, after].flatMap((value) =>
			typeof value === 'number' || typeof value === 'string' ? [{ kind, strategyId, value }] : []
		);
	});
}

function withNames(told: Told, names: NameOf): ToldContents | null {
	const { subject, strategyId, of, contents } = told;
	if (contents === null) return null;
	const changes = contents.changes.map((change) => {
		const kind = kindAt(subject, change.name, of);
		if (kind === null) return change;
		const nameOf = (value: ToldValue) =>
			typeof value === 'number' || typeof value === 'string'
				? (names({ kind, strategyId, value }) ?? ownCode(contents, value))
				: null;
		return { ...change, named: { before: nameOf(change.before), after: nameOf(change.after) } };
	});
	return { ...contents, changes };
}

/** The code of an activity that is new in a draft: it stands there beside its key. */
function ownCode({ changes }: ToldContents, key: ToldValue): string | null {
	const own = changes.find(
		({ name, before, after }) => name.endsWith('.key') && (after === key || before === key)
	);
	const at = own?.name.replace(/key$/, 'code');
	const code = changes.find(({ name }) => name === at);
	const value = code?.after ?? code?.before;
	return typeof value === 'string' ? value : null;
}

function filingsOf(reader: Reader, ids: readonly number[]) {
	if (ids.length === 0) return new Map<number, { activity: string; bodyId: number }>();
	const rows = reader
		.select({ id: filings.id, activity: activities.code, bodyId: filings.bodyId })
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.where(inArray(filings.id, [...ids]))
		.all();
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}

function bodiesOf(reader: Reader, ids: readonly number[], today: Day) {
	const rows =
		ids.length === 0
			? []
			: reader
					.select({
						id: bodies.id,
						key: bodies.key,
						lang: bodyNames.lang,
						name: bodyNames.name,
						short: bodyNames.short,
						isAlias: bodyNames.isAlias,
						from: bodyNames.from,
						until: bodyNames.until
					})
					.from(bodies)
					.innerJoin(bodyNames, eq(bodyNames.bodyId, bodies.id))
					.where(inArray(bodies.id, [...ids]))
					.orderBy(asc(bodyNames.position), asc(bodyNames.id))
					.all();
	return new Map(
		[...Map.groupBy(rows, ({ id }) => id)].map(([id, names]) => [
			id,
			{ key: names[0]!.key, ...calledNow(names, today) }
		])
	);
}

function accountsOf(reader: Reader, ids: readonly number[]): Map<number, string> {
	if (ids.length === 0) return new Map();
	const rows = reader
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, [...ids]))
		.all();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Which entry took the contents of which out. */
function redactionsOf(reader: Reader, redacted: readonly number[]): Map<number, number> {
	if (redacted.length === 0) return new Map();
	const rows = reader
		.select({ seq: history.seq, redacted: history.subjectId })
		.from(history)
		.where(
			and(
				eq(history.subject, 'entry'),
				inArray(history.subjectId, [...redacted]),
				eq(history.verb, 'history.redact')
			)
		)
		.all();
	return new Map(rows.map((row) => [row.redacted!, row.seq]));
}
