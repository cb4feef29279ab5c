// What bodies ask a higher level to decide: said in a filing (level 1), forwarded by a coordinator with a note of their own (level 2), answered
// by the owner (level 3), as Chapter 24 reporting has it. Reviewers never see it.
import { and, asc, count, eq, gt, isNull, sql, type SQL } from 'drizzle-orm';
import { calledOn } from '#lib/domain/body.ts';
import { hasText, type FilingState } from '#lib/domain/filing.ts';
import { compareQuarters, lastDayOf, type Quarter } from '#lib/domain/quarter.ts';
import type { BodyView } from '#lib/domain/quarter-view.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import {
	activities,
	escalations,
	filings,
	filingTexts,
	filingVersions,
	history,
	plans
} from '../db/schema.ts';
import { change, type Context } from '../history/change.ts';
import { factsOf, knownFacts, type PlanFacts } from '../quarter/facts.ts';
import * as kept from './filings.ts';
import { FORWARDED, withForwarded, type Forwarded } from './forwarded.ts';
import { placeOf } from './place.ts';
import type { Version } from './versions.ts';

export interface Escalation {
	code: string;
	title: Texts;
	body: Pick<BodyView, 'key' | 'name' | 'short'>;
	state: FilingState;
	/** The version of the filing that says it. */
	filingVersion: number;
	/** What the body asks, and why. */
	text: Texts;
	/** Null until a coordinator forwarded it. */
	forwarded: Forwarded | null;
}

export interface Said {
	text: string;
	/** Tag of the language and script it is written in. */
	lang: string;
}

const LONGEST = 4_000;

/**
 * What was escalated in a quarter's submitted and accepted filings: what waits for an answer first, then what waits to be forwarded, then what
 * was answered; each in the plan's order. Two statements when nothing was written since.
 */
export function list(database: Database, slug: string, quarter: Quarter): Escalation[] {
	return snapshot(database, (read) => {
		const { register } = factsOf(database, read, slug);
		if (!register.plan) return [];
		const places = new Map([...register.activities.keys()].map((id, place) => [id, place]));
		const rows = rowsOf(read, register.plan.id, quarter);
		const byFiling = Map.groupBy(rows, ({ filingId }) => filingId);
		return [...byFiling.values()]
			.map((own) => {
				const { activityId, bodyId, state, filingVersion, forwarded } = own[0]!;
				const activity = register.activities.get(activityId)!;
				const body = register.bodies.find(({ id }) => id === bodyId)!;
				return {
					place: places.get(activityId)!,
					code: activity.code,
					title: activity.title,
					body: { key: body.key, ...calledOn(body.names, lastDayOf(quarter)) },
					state,
					filingVersion,
					text: Object.fromEntries(own.map(({ lang, text }) => [lang, text])),
					forwarded
				};
			})
			.sort((a, b) => turnOf(a) - turnOf(b) || a.place - b.place)
			.map(({ place: _, ...escalation }) => escalation);
	});
}

function turnOf({ forwarded }: Pick<Escalation, 'forwarded'>): number {
	if (forwarded === null) return 1;
	return forwarded.answer === null ? 0 : 2;
}

/** The version that says what a body asks, until it is forwarded: the newest that was submitted, or that counts. */
const SAYING = sql<number>`case when ${filings.state} in ('submitted', 'accepted')
	then ${filings.version} else ${filings.acceptedVersion} end`;

/** The text as it was forwarded, else of the newest version that was submitted, or that counts. */
function rowsOf(read: Reader, planId: number, quarter: Quarter) {
	const number = sql<number>`coalesce(${escalations.filingVersion}, ${SAYING})`;
	return read
		.select({
			filingId: filings.id,
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			state: filings.state,
			filingVersion: filingVersions.number,
			lang: filingTexts.lang,
			text: filingTexts.text,
			...FORWARDED
		})
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.leftJoin(escalations, eq(escalations.filingId, filings.id))
		.innerJoin(
			filingVersions,
			and(eq(filingVersions.filingId, filings.id), eq(filingVersions.number, number))
		)
		.innerJoin(
			filingTexts,
			and(eq(filingTexts.versionId, filingVersions.id), eq(filingTexts.field, 'escalation'))
		)
		.where(and(eq(activities.planId, planId), eq(filings.quarter, quarter)))
		.orderBy(asc(filings.id))
		.all()
		.map(withForwarded);
}

/** How many of a strategy's escalations wait for the owner's answer, and the quarter of the oldest. One statement. */
export function waiting(read: Reader, strategyId: number): Waiting {
	return read
		.select({ count: count(), quarter: sql<Quarter | null>`min(${filings.quarter})` })
		.from(escalations)
		.innerJoin(filings, eq(filings.id, escalations.filingId))
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.innerJoin(plans, eq(plans.id, activities.planId))
		.where(and(eq(plans.strategyId, strategyId), isNull(escalations.answeredOn)))
		.get()!;
}

/** What waits for somebody, and the quarter of the oldest. */
export interface Waiting {
	count: number;
	quarter: Quarter | null;
}

/** Filings whose escalation nobody has forwarded, by id; good for the history's entry. */
interface Unforwarded {
	newest: number;
	quarters: Map<number, Quarter>;
}

/** Beside the facts: what those cannot catch up with is read anew here too. */
const unforwarded = new WeakMap<PlanFacts, Unforwarded>();

/**
 * How many escalations of a strategy's plan nobody has forwarded yet, and the quarter of the oldest. Frozen quarters are among them: what a
 * body asks is not answered by freezing. No statement when nothing was written since.
 *
 * @param newest the history's newest entry
 */
export function toForward(database: Database, slug: string, newest: number): Waiting {
	const known = knownFacts(database, slug);
	if (known?.newest === newest) return waitingIn(database.read, known);
	return snapshot(database, (read) => waitingIn(read, factsOf(database, read, slug)));
}

function waitingIn(read: Reader, facts: PlanFacts): Waiting {
	const { newest } = facts;
	let kept = unforwarded.get(facts);
	if (!kept) {
		const planId = facts.register.plan?.id ?? 0;
		kept = { newest, quarters: new Map(unforwardedOf(read, eq(activities.planId, planId))) };
		unforwarded.set(facts, kept);
	}
	if (kept.newest !== newest) {
		const touched = filingsSince(read, kept.newest);
		for (const id of touched) kept.quarters.delete(id);
		const again = touched.length > 0 ? unforwardedOf(read, isAmong(filings.id, touched)) : [];
		for (const [id, quarter] of again) kept.quarters.set(id, quarter);
		kept.newest = newest;
	}
	const [oldest] = [...kept.quarters.values()].sort(compareQuarters);
	return { count: kept.quarters.size, quarter: oldest ?? null };
}

/** Filings of which the history says something after an entry. */
function filingsSince(read: Reader, newest: number): number[] {
	const rows = read
		.selectDistinct({ id: history.subjectId })
		.from(history)
		.where(and(gt(history.seq, newest), eq(history.subject, 'filing')))
		.all();
	return rows.flatMap(({ id }) => id ?? []);
}

/** Of the filings that meet a condition those that escalate, as `rowsOf` has it, and were not forwarded; each with its quarter. */
function unforwardedOf(read: Reader, condition: SQL): [id: number, quarter: Quarter][] {
	const rows = read
		.selectDistinct({ id: filings.id, quarter: filings.quarter })
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.leftJoin(escalations, eq(escalations.filingId, filings.id))
		.innerJoin(
			filingVersions,
			and(eq(filingVersions.filingId, filings.id), eq(filingVersions.number, SAYING))
		)
		.innerJoin(
			filingTexts,
			and(eq(filingTexts.versionId, filingVersions.id), eq(filingTexts.field, 'escalation'))
		)
		.where(and(condition, isNull(escalations.filingId)))
		.all();
	return rows.map(({ id, quarter }) => [id, quarter]);
}

/**
 * Forwards what a body escalated to the owner, with the coordinator's own note. Until it is answered the note may be rewritten.
 *
 * @param seen the versions the coordinator had before them: of the filing, and of what was forwarded before (0 for nothing)
 * @throws {Refusal} `nothing-escalated`, `escalation-answered`, `stale`; `invalid` for the note.
 */
export function forward(
	context: Context,
	key: kept.FilingKey,
	seen: { filing: number; escalation: number },
	note: Said
): void {
	change(context, 'escalation.forward', ({ tx, authorise, record, unchanged }) => {
		const place = placeOf(tx, key);
		authorise(place);
		const filing = kept.find(tx, key);
		const version = filing && versionSaying(filing);
		if (!filing || !version || !hasText(version.contents.texts.escalation)) {
			throw refusal('not-now', 'nothing-escalated');
		}
		const said = { [note.lang]: note.text.trim() };
		const before = filing.forwarded;
		if (before && isSame(before.note, said)) return unchanged();
		if (before?.answer) throw refusal('not-now', 'escalation-answered');
		requireSaid(note, 'note', 'forward-note-missing');
		const isSeen = version.number === seen.filing && (before?.version ?? 0) === seen.escalation;
		if (!isSeen) throw refusal('stale', 'stale');
		const values = {
			filingVersion: version.number,
			note: said,
			forwardedOn: context.today,
			forwardedBy: context.actor.userId,
			version: seen.escalation + 1
		};
		if (before) {
			tx.update(escalations).set(values).where(eq(escalations.filingId, filing.id)).run();
		} else {
			tx.insert(escalations)
				.values({ filingId: filing.id, ...values })
				.run();
		}
		record({
			...{ strategyId: place.strategyId, quarter: place.quarter },
			...{ subject: 'filing', subjectId: filing.id },
			before: before && { note: before.note },
			after: { act: 'forward', version: version.number, note: said }
		});
	});
}

/**
 * Answers what was forwarded; its body and the coordinator see it.
 *
 * @param expectedVersion the version of the escalation the owner had before them
 * @throws {Refusal} `not-forwarded`, `escalation-answered`, `stale`; `invalid` for the text.
 */
export function answer(
	context: Context,
	key: kept.FilingKey,
	expectedVersion: number,
	decision: Said
): void {
	change(context, 'escalation.answer', ({ tx, authorise, record, unchanged }) => {
		const place = placeOf(tx, key);
		authorise(place);
		const filing = kept.find(tx, key);
		const before = filing?.forwarded;
		if (!filing || !before) throw refusal('not-now', 'not-forwarded');
		const said = { [decision.lang]: decision.text.trim() };
		if (before.answer && isSame(before.answer.text, said)) return unchanged();
		if (before.answer) throw refusal('not-now', 'escalation-answered');
		requireSaid(decision, 'answer', 'answer-missing');
		if (before.version !== expectedVersion) throw refusal('stale', 'stale');
		tx.update(escalations)
			.set({
				answer: said,
				answeredOn: context.today,
				answeredBy: context.actor.userId,
				version: expectedVersion + 1
			})
			.where(eq(escalations.filingId, filing.id))
			.run();
		record({
			...{ strategyId: place.strategyId, quarter: place.quarter },
			...{ subject: 'filing', subjectId: filing.id },
			before: null,
			after: { act: 'answer', version: before.filingVersion, reason: decision.text.trim() }
		});
	});
}

/** The version that escalates: once forwarded it stays that one, whatever the body writes afterwards; as `rowsOf` has it. */
function versionSaying(filing: kept.Filing): Version | null {
	const isIn = filing.state === 'submitted' || filing.state === 'accepted';
	const own = isIn ? filing.version : filing.acceptedVersion;
	const wanted = filing.forwarded?.filingVersion ?? own;
	return filing.versions.find(({ number }) => number === wanted) ?? null;
}

function isSame(a: Texts, b: Texts): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function requireSaid({ text }: Said, field: string, missing: string): void {
	const problems: Problem[] = [];
	if (text.trim() === '') problems.push({ code: missing, field });
	if (text.length > LONGEST) problems.push({ code: 'too_long', field, params: { limit: LONGEST } });
	if (problems.length > 0) throw new Refusal('invalid', problems);
}
