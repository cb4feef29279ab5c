// The plausibility checks of a quarter, all at once: of every filing that was submitted or accepted, of indicators, and across the plans of
// other strategies. What bodies wrote is compared by digests, which are kept: a version never changes.
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, count, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { StepRole } from '#lib/domain/assessment.ts';
import { calledOn } from '#lib/domain/body.ts';
import {
	acrossPlans,
	filingFindings,
	foldedWhole,
	indicatorFinding,
	type AcrossPlans,
	type FilingFinding,
	type IndicatorFinding,
	type Promised,
	type Said
} from '#lib/domain/plausibility.ts';
import { lastDayOf, previousQuarter, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type { StepView, StrategyHead } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { newestEntry } from '../history/newest.ts';
import { factsOf, type LiveCandidate, type PlanFacts } from './facts.ts';
import { indicatorAt } from './quarters.ts';

/** A finding about what one body filed on one activity. */
export type FiledFinding = FilingFinding & {
	code: string;
	title: Texts;
	bodyId: number;
	state: 'submitted' | 'accepted';
};

export type ReadFinding = IndicatorFinding & { code: string; title: Texts; indicator: Texts };

/** The same title in another strategy's plan. */
export type PlanFinding = AcrossPlans<Promised> & {
	check: 'across-plans';
	strategy: Pick<StrategyHead, 'slug' | 'shortTitle' | 'languages'>;
	/** The quarter of the other plan it was compared with. */
	quarter: Quarter;
	/** Short names of the other's leads. */
	otherLeads: readonly Texts[];
};

export interface Findings {
	/** In the plan's order. */
	filings: readonly FiledFinding[];
	indicators: readonly ReadFinding[];
	plans: readonly PlanFinding[];
	/** How many filings were looked at. */
	looked: number;
	names: {
		/** Content languages. */
		languages: readonly string[];
		bodies: readonly { id: number; key: string; name: Texts; short: Texts }[];
		steps: readonly StepView[];
	};
}

interface Asked {
	slug: string;
	quarter: Quarter;
	/** Strategies whoever asks may see; the one in question may be among them. */
	visible: readonly StrategyHead[];
}

const kept = new WeakMap<Database, { newest: number; known: Map<string, Promise<Findings>> }>();

/**
 * Found once for the same quarter and strategies, until something is written.
 *
 * @throws {Refusal} not-found `no_plan`, `no-such-quarter`
 */
export function read(database: Database, asked: Asked): Promise<Findings> {
	const newest = snapshot(database, newestEntry);
	let own = kept.get(database);
	if (own?.newest !== newest) kept.set(database, (own = { newest, known: new Map() }));
	const { known } = own;
	const key = JSON.stringify([asked.slug, asked.quarter, asked.visible.map(({ slug }) => slug)]);
	let findings = known.get(key);
	if (!findings) {
		findings = find(database, asked);
		// What failed is asked anew.
		findings.catch(() => known.delete(key));
		known.set(key, findings);
	}
	return findings;
}

async function find(database: Database, asked: Asked): Promise<Findings> {
	const { quarter } = asked;
	const found = snapshot(database, (reader) => {
		const facts = factsOf(database, reader, asked.slug);
		const { plan, quarters } = facts.register;
		if (!plan) throw refusal('not-found', 'no_plan', { slug: asked.slug });
		if (!quarters.includes(quarter)) throw refusal('not-found', 'no-such-quarter');
		const inForce = facts.at(quarter).filter(({ at }) => at.isInForce);
		const filed = filedAt(reader, plan.id, quarter);
		const evidence = evidenceOf(reader, filed);
		const unread = textsToRead(database, reader, filed);
		const plans = othersOf(database, reader, asked).flatMap((other) =>
			againstOther(inForce, other)
		);
		return { facts, inForce, filed, evidence, unread, plans };
	});
	await digest(database, found.unread);
	return {
		...ofFilings(database, found, quarter),
		indicators: ofIndicators(found.inForce, found.facts, quarter),
		plans: found.plans,
		names: namesOf(found.facts, quarter)
	};
}

function namesOf({ register }: PlanFacts, quarter: Quarter): Findings['names'] {
	const { strategy, bodies, steps } = register;
	const on = lastDayOf(quarter);
	return {
		languages: strategy.languages,
		bodies: bodies.map(({ id, key, names }) => ({ id, key, ...calledOn(names, on) })),
		steps
	};
}

/** A filing of the quarter or of the one before, as whoever decides has it. */
interface FiledRow {
	activityId: number;
	bodyId: number;
	quarter: Quarter;
	state: string;
	versionId: number;
	role: StepRole | null;
	completedOn: Day | Quarter | null;
}

/** What was submitted and waits, or else was accepted. One statement. */
function filedAt(reader: Reader, planId: number, quarter: Quarter): FiledRow[] {
	const { activities, filings, filingVersions, steps } = schema;
	const number = sql`case when ${filings.state} = 'submitted' then ${filings.version} else ${filings.acceptedVersion} end`;
	return reader
		.select({
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			quarter: filings.quarter,
			state: filings.state,
			versionId: filingVersions.id,
			role: steps.role,
			completedOn: filingVersions.completedOn
		})
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.innerJoin(
			filingVersions,
			and(eq(filingVersions.filingId, filings.id), eq(filingVersions.number, number))
		)
		.leftJoin(steps, eq(steps.id, filingVersions.stepId))
		.where(
			and(
				eq(activities.planId, planId),
				inArray(filings.quarter, [quarter, previousQuarter(quarter)]),
				or(eq(filings.state, 'submitted'), isNotNull(filings.acceptedVersion))
			)
		)
		.orderBy(asc(filings.id))
		.all();
}

/** How much evidence stands behind the full ones. One statement. */
function evidenceOf(reader: Reader, filed: readonly FiledRow[]): ReadonlyMap<number, number> {
	const { evidence } = schema;
	const full = filed.filter(({ role }) => role === 'full').map(({ versionId }) => versionId);
	const rows = reader
		.select({ versionId: evidence.versionId, n: count() })
		.from(evidence)
		.where(isAmong(evidence.versionId, full))
		.groupBy(evidence.versionId)
		.all();
	return new Map(rows.map(({ versionId, n }) => [versionId, n]));
}

// ── what was written, as digests ────────────────────────────────────────────────────────────────────────────────────────────

type TextRow = typeof schema.filingTexts.$inferSelect;

const digests = new WeakMap<Database, Map<number, Said>>();

function digestsOf(database: Database): Map<number, Said> {
	let known = digests.get(database);
	if (!known) digests.set(database, (known = new Map()));
	return known;
}

/** Texts of versions nobody has looked at yet. One statement. */
function textsToRead(
	database: Database,
	reader: Reader,
	filed: readonly FiledRow[]
): { ids: number[]; rows: TextRow[] } {
	const known = digestsOf(database);
	const ids = filed.map(({ versionId }) => versionId).filter((id) => !known.has(id));
	const { filingTexts } = schema;
	const rows = reader.select().from(filingTexts).where(isAmong(filingTexts.versionId, ids)).all();
	return { ids, rows };
}

/** So many texts are folded before others get their turn: some ten thousandths of a second each. */
const TEXTS_A_TURN = 200;

async function digest(
	database: Database,
	{ ids, rows }: { ids: readonly number[]; rows: readonly TextRow[] }
): Promise<void> {
	const saying = new Map<number, Record<string, Record<string, string>>>(ids.map((id) => [id, {}]));
	for (let from = 0; from < rows.length; from += TEXTS_A_TURN) {
		if (from > 0) await nextTurn();
		for (const { versionId, field, lang, text } of rows.slice(from, from + TEXTS_A_TURN)) {
			const fields = saying.get(versionId)!;
			const language = lang.split('-')[0]!;
			(fields[field] ??= {})[language] = digestOf(text);
		}
	}
	const known = digestsOf(database);
	for (const [id, said] of saying) known.set(id, said);
}

function digestOf(text: string): string {
	const folded = foldedWhole(text);
	return folded === '' ? '' : createHash('sha256').update(folded).digest('base64url').slice(0, 22);
}

// ── the findings ────────────────────────────────────────────────────────────────────────────────────────────────────────────

function ofFilings(
	database: Database,
	{
		inForce,
		filed,
		evidence
	}: {
		inForce: readonly LiveCandidate[];
		filed: readonly FiledRow[];
		evidence: ReadonlyMap<number, number>;
	},
	quarter: Quarter
): Pick<Findings, 'filings' | 'looked'> {
	const said = digestsOf(database);
	const keyOf = (activityId: number, bodyId: number, at: Quarter) =>
		`${activityId} ${bodyId} ${at}`;
	const byKey = new Map(filed.map((row) => [keyOf(row.activityId, row.bodyId, row.quarter), row]));
	const findings: FiledFinding[] = [];
	let looked = 0;
	for (const { at, promised } of inForce) {
		for (const bodyId of at.leads) {
			const row = byKey.get(keyOf(at.id, bodyId, quarter));
			if (!row) continue;
			looked += 1;
			const last = byKey.get(keyOf(at.id, bodyId, previousQuarter(quarter)));
			const before = at.outlook.before.find((one) => one.bodyId === bodyId);
			const found = filingFindings(
				{
					...{ role: row.role, completedOn: row.completedOn },
					evidence: evidence.get(row.versionId) ?? 0,
					said: said.get(row.versionId)!
				},
				{
					deadline: at.current,
					before: before ? { role: before.step.role, quarter: before.quarter } : null,
					last: last ? said.get(last.versionId)! : null
				}
			);
			const state = row.state === 'submitted' ? 'submitted' : 'accepted';
			const { code, title } = promised;
			findings.push(
				...found.map((finding) => ({ ...finding, code, title, bodyId, state }) as const)
			);
		}
	}
	return { filings: findings, looked };
}

function ofIndicators(
	inForce: readonly LiveCandidate[],
	facts: PlanFacts,
	quarter: Quarter
): ReadFinding[] {
	return inForce.flatMap(({ promised: { id, code, title } }) =>
		(facts.measured.ofActivity.get(id) ?? []).flatMap((kept) => {
			const indicator = indicatorAt(facts, kept, quarter);
			const finding = indicator && indicatorFinding(indicator, quarter);
			return finding ? [{ ...finding, code, title, indicator: indicator.title }] : [];
		})
	);
}

interface Other {
	facts: PlanFacts;
	/** The plan's own quarter nearest to the one in question. */
	quarter: Quarter;
}

/** The plans of the other strategies. */
function othersOf(database: Database, reader: Reader, { slug, quarter, visible }: Asked): Other[] {
	return visible
		.filter((head) => head.slug !== slug)
		.flatMap((head) => {
			const facts = factsOf(database, reader, head.slug);
			const { quarters } = facts.register;
			const nearest = quarters.findLast((one) => one <= quarter) ?? quarters[0];
			return nearest === undefined ? [] : [{ facts, quarter: nearest }];
		});
}

function againstOther(inForce: readonly LiveCandidate[], { facts, quarter }: Other): PlanFinding[] {
	const promises = (all: readonly LiveCandidate[]): Promised[] =>
		all.map(({ at, promised: { code, title } }) => ({
			...{ code, title },
			...{ deadline: at.current, leads: at.leads }
		}));
	const theirs = facts.at(quarter).filter(({ at }) => at.isInForce);
	const { slug, shortTitle, languages } = facts.register.strategy;
	const { bodies } = namesOf(facts, quarter);
	return acrossPlans(promises(inForce), promises(theirs)).map((finding) => ({
		...{ ...finding, check: 'across-plans' as const },
		...{ strategy: { slug, shortTitle, languages }, quarter },
		otherLeads: bodies
			.filter(({ id }) => finding.other.leads.includes(id))
			.map(({ short }) => short)
	}));
}
