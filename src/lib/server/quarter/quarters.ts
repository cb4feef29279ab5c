// The one read: a quarter of a plan as a plain QuarterView. Screen, workbook, command line and comparison take it; none queries around it.
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { adoptedDeadline, slipInDays, type DeadlineReading } from '#lib/domain/deadline.ts';
import {
	windowState,
	type Evidence,
	type FilingWindow,
	type TextField
} from '#lib/domain/filing.ts';
import { verdictOf } from '#lib/domain/indicator.ts';
import type { Actor } from '#lib/domain/permission.ts';
import { activityAt, figuresOf, isInForceOn, type ActivityAt } from '#lib/domain/progress.ts';
import { compareQuarters, lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type {
	ActivityView,
	BodyView,
	FilingView,
	FundView,
	GoalView,
	IndicatorView,
	LedgerView,
	MeasureView,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { isDemonstration } from '../access/installation.ts';
import {
	headOf,
	planHead,
	planOf,
	quartersOf,
	rowOf,
	sourcesOf,
	stepsOf
} from '../plan/strategies.ts';
import { provenancesOf, textsOf } from '../plan/texts.ts';
import { factsOf, responseAt, type PlanFacts } from './facts.ts';

/**
 * Reads one quarter of a strategy's plan from the live tables, in one unchanging state of the database.
 *
 * @throws {Refusal} not-found `no_such_strategy`, `no_plan`, `no_such_quarter`.
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today }: { today: Day }
): QuarterView {
	return snapshot(database, (reader) => viewOf(database, reader, slug, quarter, today).view);
}

/** One activity's whole life: the view of the quarter asked for, and the activity in every quarter of the plan begun by the day. */
export interface ActivityLife {
	view: QuarterView;
	activity: ActivityView;
	quarters: readonly {
		quarter: Quarter;
		isInForce: boolean;
		standing: ActivityAt['standing'];
		timeliness: ActivityAt['timeliness'];
		filings: readonly FilingView[];
	}[];
	indicators: readonly IndicatorView[];
}

/** @throws {Refusal} as `read`, and not-found `no_such_activity`. */
export function life(
	database: Database,
	slug: string,
	code: string,
	quarter: Quarter,
	{ today }: { today: Day }
): ActivityLife {
	return snapshot(database, (reader) => {
		const { view, facts } = viewOf(database, reader, slug, quarter, today);
		const activity = [...view.activities, ...view.outside].find((one) => one.code === code);
		const record = facts.activities.find(({ id }) => id === activity?.id);
		if (!activity || !record) throw refusal('not-found', 'no_such_activity', { code });
		const filings = acceptedFilings(reader, view.plan.id, facts, { activityId: activity.id });
		const begun = view.quarters.filter((one) => facts.windows.get(one)!.opensOn <= today);
		const past = begun.length > 0 ? begun : [quarter];
		return {
			view,
			activity,
			quarters: past.map((one) => {
				const at = activityAt(record, one);
				return {
					quarter: one,
					isInForce: at.isInForce,
					standing: at.standing,
					timeliness: at.timeliness,
					filings: filings.get(activity.id)?.filter((filing) => filing.quarter === one) ?? []
				};
			}),
			indicators: view.indicators.filter(({ activityId }) => activityId === activity.id)
		};
	});
}

/**
 * Which quarter opens first: for reporters the open one, for others the last closed; where there is none yet, the plan's first.
 * Null where there is no plan.
 */
export function opening(
	database: Database,
	slug: string,
	actor: Actor,
	today: Day
): Quarter | null {
	return snapshot(database, (reader) => {
		const strategy = rowOf(reader, slug);
		const plan = planOf(reader, strategy.id);
		if (!plan) return null;
		const { windows } = schema;
		const rows = reader.select().from(windows).where(eq(windows.planId, plan.id)).all();
		const inState = (state: string) =>
			rows
				.filter((window) => windowState(window, today) === state)
				.map((window) => window.quarter)
				.sort(compareQuarters);
		const isReporter = actor.rights.some(
			(right) => right.role === 'reporter' && right.strategyId === strategy.id
		);
		const open = inState('open').at(-1);
		const closed = inState('closed').at(-1);
		return (isReporter ? (open ?? closed) : (closed ?? open)) ?? plan.firstQuarter;
	});
}

function viewOf(
	database: Database,
	reader: Reader,
	slug: string,
	quarter: Quarter,
	today: Day
): { view: QuarterView; facts: PlanFacts } {
	const strategy = rowOf(reader, slug);
	const plan = planOf(reader, strategy.id);
	if (!plan) throw refusal('not-found', 'no_plan', { slug });
	const quarters = quartersOf(plan);
	if (!quarters.includes(quarter)) {
		throw refusal('not-found', 'no_such_quarter', {
			quarter,
			first: plan.firstQuarter,
			last: plan.lastQuarter
		});
	}
	const texts = textsOf(reader, strategy.id, [
		'strategy',
		'step',
		'plan',
		'goal',
		'measure',
		'activity',
		'fund',
		'ledger',
		'indicator',
		'reading'
	]);
	const provenance = provenancesOf(reader, strategy.id, [
		'goal',
		'measure',
		'activity',
		'ledger',
		'indicator',
		'reading'
	]);
	const facts = factsOf(database, reader, plan.id);
	const all = facts.at(quarter);
	const window = facts.windows.get(quarter)!;
	const lookups = { texts, provenance };
	const views = activityViews(reader, plan.id, all, facts, quarter, lookups);
	const goals = goalsOf(reader, strategy.id, lookups);
	const bodies = bodiesOf(reader, plan.id, lastDayOf(quarter));
	const leadIds = new Set(
		all.filter((one) => one.isInForce || one.isInYearBase).flatMap((one) => one.leads)
	);
	const view: QuarterView = {
		strategy: headOf(reader, strategy, texts),
		plan: planHead(plan, texts),
		quarter,
		quarters,
		window: pickWindow(window),
		windowState: windowState(window, today),
		isFrozen: false,
		readOn: today,
		isDemonstration: isDemonstration(reader),
		steps: stepsOf(reader, strategy.id, texts),
		goals,
		measures: measuresOf(reader, plan.id, lookups),
		bodies,
		activities: views.filter((_, index) => all[index]!.isInForce),
		outside: views.filter((_, index) => all[index]!.hasLeft),
		indicators: indicatorsOf(reader, strategy.id, quarter, lookups),
		sources: sourcesOf(reader, strategy.id),
		figures: figuresOf(all, quarter),
		goalFigures: goals.map(({ id }) => {
			const ofGoal = all.filter(({ goalId }) => goalId === id);
			return {
				goalId: id,
				figures: figuresOf(ofGoal, quarter),
				response: responseAt(facts, ofGoal, quarter)
			};
		}),
		bodyFigures: bodies
			.filter(({ id }) => leadIds.has(id))
			.map(({ id }) => ({
				bodyId: id,
				figures: figuresOf(
					all.filter(({ leads }) => leads.includes(id)),
					quarter
				)
			})),
		response: responseAt(facts, all, quarter)
	};
	return { view, facts };
}

interface Lookups {
	texts: ReturnType<typeof textsOf>;
	provenance: ReturnType<typeof provenancesOf>;
}

function pickWindow({ opensOn, dueOn, closesOn }: FilingWindow): FilingWindow {
	return { opensOn, dueOn, closesOn };
}

/** The views of all activities, in the order of their facts. */
function activityViews(
	reader: Reader,
	planId: number,
	all: readonly ActivityAt[],
	facts: PlanFacts,
	quarter: Quarter,
	{ texts, provenance }: Lookups
): ActivityView[] {
	const { activities } = schema;
	const lastDay = lastDayOf(quarter);
	const rows = new Map(
		reader
			.select()
			.from(activities)
			.where(eq(activities.planId, planId))
			.all()
			.map((row) => [row.id, row])
	);
	const codeOf = (id: number) => rows.get(id)!.code;
	const partners = partnersOf(reader, planId);
	const ledgers = ledgerViews(reader, planId, { texts, provenance });
	const lineage = lineageOf(reader, planId);
	const funds = fundsOf(reader, planId, texts);
	const filings = acceptedFilings(reader, planId, facts, { quarter });
	return all.map((at, index) => {
		const row = rows.get(at.id)!;
		const record = facts.activities[index]!;
		const ledger = (ledgers.get(at.id) ?? []).filter((entry) => entry.decidedOn <= lastDay);
		const adopted = adoptedDeadline(record.deadline, record.ledger);
		const wording = texts('activity', at.id, 'deadline');
		return {
			id: at.id,
			key: row.key,
			code: row.code,
			goalId: at.goalId,
			measureId: row.measureId,
			title: texts('activity', at.id, 'title'),
			description: texts('activity', at.id, 'description'),
			leads: at.leads,
			partners: (partners.get(at.id) ?? [])
				.filter((partner) => isInForceOn(partner, lastDay))
				.map(({ bodyId }) => bodyId),
			inForceFrom: row.inForceFrom,
			inForceUntil: row.inForceUntil,
			ended: at.hasLeft ? row.ended : null,
			into: at.hasLeft ? (lineage.into.get(at.id) ?? []).map(codeOf) : [],
			madeFrom: (lineage.madeFrom.get(at.id) ?? []).map(codeOf),
			adopted: { reading: adopted, wording, on: row.deadlineOn },
			current: {
				...(ledger.at(-1)?.to ?? { wording, on: row.deadlineOn }),
				reading: at.current
			},
			ledger,
			slipDays: slipInDays(adopted, at.current),
			timeliness: at.timeliness,
			standing: at.standing,
			indicator: at.indicator,
			isOwed: at.isOwed,
			filings: filings.get(at.id) ?? [],
			funds: funds.get(at.id) ?? [],
			provenance: provenance('activity', at.id)
		};
	});
}

function partnersOf(
	reader: Reader,
	planId: number
): Map<number, { bodyId: number; from: Day; until: Day | null }[]> {
	const { activities, activityBodies } = schema;
	const rows = reader
		.select({
			activityId: activityBodies.activityId,
			bodyId: activityBodies.bodyId,
			from: activityBodies.from,
			until: activityBodies.until
		})
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(and(eq(activities.planId, planId), eq(activityBodies.role, 'partner')))
		.orderBy(asc(activityBodies.position))
		.all();
	return grouped(rows, ({ activityId, ...partner }) => [activityId, partner]);
}

function ledgerViews(
	reader: Reader,
	planId: number,
	{ texts, provenance }: Lookups
): Map<number, LedgerView[]> {
	const { activities, deadlineLedger } = schema;
	const rows = reader
		.select({
			id: deadlineLedger.id,
			activityId: deadlineLedger.activityId,
			kind: deadlineLedger.kind,
			decidedOn: deadlineLedger.decidedOn,
			from: deadlineLedger.fromReading,
			to: deadlineLedger.toReading,
			toOn: deadlineLedger.toOn
		})
		.from(deadlineLedger)
		.innerJoin(activities, eq(activities.id, deadlineLedger.activityId))
		.where(eq(activities.planId, planId))
		.orderBy(asc(deadlineLedger.activityId), asc(deadlineLedger.position))
		.all();
	return grouped(rows, (row) => [
		row.activityId,
		{
			kind: row.kind,
			decidedOn: row.decidedOn,
			from: row.from as DeadlineReading,
			to: {
				reading: row.to as DeadlineReading,
				wording: texts('ledger', row.id, 'wording'),
				on: row.toOn
			},
			act: texts('ledger', row.id, 'act'),
			reason: texts('ledger', row.id, 'reason'),
			provenance: provenance('ledger', row.id)
		}
	]);
}

function lineageOf(
	reader: Reader,
	planId: number
): { into: Map<number, number[]>; madeFrom: Map<number, number[]> } {
	const { amendments, amendmentChanges } = schema;
	const rows = reader
		.select({ activityId: amendmentChanges.activityId, intoId: amendmentChanges.intoId })
		.from(amendmentChanges)
		.innerJoin(amendments, eq(amendments.id, amendmentChanges.amendmentId))
		.where(and(eq(amendments.planId, planId), isNotNull(amendmentChanges.intoId)))
		.orderBy(asc(amendmentChanges.position))
		.all();
	return {
		into: grouped(rows, ({ activityId, intoId }) => [activityId, intoId!]),
		madeFrom: grouped(rows, ({ activityId, intoId }) => [intoId!, activityId])
	};
}

function fundsOf(reader: Reader, planId: number, texts: Lookups['texts']): Map<number, FundView[]> {
	const { activities, funds } = schema;
	const rows = reader
		.select({
			id: funds.id,
			activityId: funds.activityId,
			year: funds.year,
			source: funds.source,
			planned: funds.planned
		})
		.from(funds)
		.innerJoin(activities, eq(activities.id, funds.activityId))
		.where(eq(activities.planId, planId))
		.orderBy(asc(funds.year), asc(funds.position))
		.all();
	return grouped(rows, ({ id, activityId, ...fund }) => [
		activityId,
		{ ...fund, name: texts('fund', id, 'name') }
	]);
}

/** Accepted filings of one quarter, or of one activity in all quarters, by activity; oldest quarter first. */
function acceptedFilings(
	reader: Reader,
	planId: number,
	facts: PlanFacts,
	which: { quarter: Quarter } | { activityId: number }
): Map<number, FilingView[]> {
	const { activities, filings, filingVersions, filingTexts, evidence } = schema;
	const accepted = and(
		eq(activities.planId, planId),
		isNotNull(filings.acceptedVersion),
		'quarter' in which
			? eq(filings.quarter, which.quarter)
			: eq(filings.activityId, which.activityId)
	);
	const ofVersion = and(
		eq(filingVersions.filingId, filings.id),
		eq(filingVersions.number, filings.acceptedVersion)
	);
	const rows = reader
		.select({
			versionId: filingVersions.id,
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			quarter: filings.quarter,
			revision: filings.revision,
			firstSubmittedOn: filings.firstSubmittedOn,
			decidedOn: filings.decidedOn,
			stepId: filingVersions.stepId,
			completedOn: filingVersions.completedOn,
			expectedCompletion: filingVersions.expectedCompletion,
			isNothingToReport: filingVersions.isNothingToReport
		})
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.innerJoin(filingVersions, ofVersion)
		.where(accepted)
		.orderBy(asc(filings.quarter), asc(filings.bodyId))
		.all();
	const versionIds = reader
		.select({ id: filingVersions.id })
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.innerJoin(filingVersions, ofVersion)
		.where(accepted);
	const texts = grouped(
		reader.select().from(filingTexts).where(inArray(filingTexts.versionId, versionIds)).all(),
		({ versionId, ...text }) => [versionId, text]
	);
	const proofs = grouped(
		reader
			.select()
			.from(evidence)
			.where(inArray(evidence.versionId, versionIds))
			.orderBy(asc(evidence.position))
			.all(),
		({ versionId, ...proof }) => [versionId, proof]
	);
	return grouped(rows, (row) => [
		row.activityId,
		{
			bodyId: row.bodyId,
			quarter: row.quarter,
			revision: row.revision,
			stepId: row.stepId,
			completedOn: row.completedOn,
			expectedCompletion: row.expectedCompletion,
			isNothingToReport: row.isNothingToReport,
			texts: textFieldsOf(texts.get(row.versionId) ?? []),
			evidence: (proofs.get(row.versionId) ?? []).map(evidenceOf),
			acceptedOn: row.decidedOn ?? row.firstSubmittedOn!,
			isLate: row.firstSubmittedOn! > facts.windows.get(row.quarter)!.dueOn
		}
	]);
}

/** A version's text rows, by field and language. */
export function textFieldsOf(
	rows: readonly { field: TextField; lang: string; text: string }[]
): FilingView['texts'] {
	const fields: Record<TextField, Record<string, string>> = {
		narrative: {},
		result: {},
		problems: {},
		reasons: {},
		next_steps: {},
		escalation: {}
	};
	for (const { field, lang, text } of rows) fields[field][lang] = text;
	return fields;
}

/** An evidence row as the filing's contents have it. */
export function evidenceOf(
	row: Pick<typeof schema.evidence.$inferSelect, 'kind' | 'title' | 'number' | 'on' | 'url'>
): Evidence {
	switch (row.kind) {
		case 'document':
			return { kind: row.kind, title: row.title, number: row.number, on: row.on };
		case 'link':
			return { kind: row.kind, title: row.title, url: row.url!, on: row.on! };
		case 'gazette':
			return { kind: row.kind, title: row.title, on: row.on };
	}
}

function goalsOf(reader: Reader, strategyId: number, { texts, provenance }: Lookups): GoalView[] {
	const { goals } = schema;
	return reader
		.select({ id: goals.id, key: goals.key, code: goals.code })
		.from(goals)
		.where(eq(goals.strategyId, strategyId))
		.orderBy(asc(goals.position))
		.all()
		.map((goal) => ({
			...goal,
			title: texts('goal', goal.id, 'title'),
			provenance: provenance('goal', goal.id)
		}));
}

function measuresOf(reader: Reader, planId: number, { texts, provenance }: Lookups): MeasureView[] {
	const { measures } = schema;
	return reader
		.select({ id: measures.id, goalId: measures.goalId, code: measures.code })
		.from(measures)
		.where(eq(measures.planId, planId))
		.orderBy(asc(measures.position))
		.all()
		.map((measure) => ({
			...measure,
			title: texts('measure', measure.id, 'title'),
			provenance: provenance('measure', measure.id)
		}));
}

/** The plan's leads and partners with the names they bore on a day. */
function bodiesOf(reader: Reader, planId: number, day: Day): BodyView[] {
	const { activities, activityBodies, bodies, bodyNames } = schema;
	const rows = reader
		.selectDistinct({
			id: bodies.id,
			key: bodies.key,
			parentId: bodies.parentId,
			email: bodies.email
		})
		.from(bodies)
		.innerJoin(activityBodies, eq(activityBodies.bodyId, bodies.id))
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(eq(activities.planId, planId))
		.orderBy(asc(bodies.id))
		.all();
	const names = grouped(
		reader.select().from(bodyNames).orderBy(asc(bodyNames.position)).all(),
		({ bodyId, ...name }) => [bodyId, name]
	);
	return rows.map((body) => {
		const name: Record<string, string> = {};
		const short: Record<string, string> = {};
		for (const entry of names.get(body.id) ?? []) {
			const isThen =
				(entry.from === null || entry.from <= day) && (entry.until === null || day <= entry.until);
			if (entry.isAlias || !isThen || name[entry.lang] !== undefined) continue;
			name[entry.lang] = entry.name;
			short[entry.lang] = entry.short ?? entry.name;
		}
		return { ...body, name, short };
	});
}

function indicatorsOf(
	reader: Reader,
	strategyId: number,
	quarter: Quarter,
	{ texts, provenance }: Lookups
): IndicatorView[] {
	const { indicators, indicatorTargets, readings } = schema;
	const ids = reader
		.select({ id: indicators.id })
		.from(indicators)
		.where(eq(indicators.strategyId, strategyId));
	const targets = grouped(
		reader
			.select()
			.from(indicatorTargets)
			.where(inArray(indicatorTargets.indicatorId, ids))
			.orderBy(asc(indicatorTargets.year))
			.all(),
		({ indicatorId, ...target }) => [indicatorId, target]
	);
	const read = grouped(
		reader
			.select()
			.from(readings)
			.where(inArray(readings.indicatorId, ids))
			.orderBy(asc(readings.readOn))
			.all(),
		({ id, indicatorId, readOn, value }) => [
			indicatorId,
			{
				on: readOn,
				value,
				source: texts('reading', id, 'source'),
				provenance: provenance('reading', id)
			}
		]
	);
	return reader
		.select()
		.from(indicators)
		.where(eq(indicators.strategyId, strategyId))
		.orderBy(asc(indicators.position))
		.all()
		.map((row) => {
			const ownTargets = targets.get(row.id) ?? [];
			const ownReadings = (read.get(row.id) ?? []).filter(({ on }) => on <= lastDayOf(quarter));
			return {
				id: row.id,
				key: row.key,
				activityId: row.activityId,
				goalId: row.goalId,
				title: texts('indicator', row.id, 'title'),
				unit: texts('indicator', row.id, 'unit'),
				definition: texts('indicator', row.id, 'definition'),
				source: texts('indicator', row.id, 'source'),
				direction: row.direction,
				isCumulative: row.isCumulative,
				baseline:
					row.baselineValue === null ? null : { value: row.baselineValue, on: row.baselineOn! },
				targets: ownTargets,
				readings: ownReadings,
				verdict: verdictOf(
					{ direction: row.direction, targets: ownTargets, readings: ownReadings },
					quarter
				),
				provenance: provenance('indicator', row.id)
			};
		});
}

function grouped<T, V>(rows: readonly T[], entry: (row: T) => [number, V]): Map<number, V[]> {
	const groups = new Map<number, V[]>();
	for (const row of rows) {
		const [key, value] = entry(row);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}
