// The register of a plan: everything promised, as it was loaded and amended, with its texts and where they come from. It says nothing of
// what was filed. Read whole, in a fixed number of statements; whoever needs it often keeps it (quarter/facts.ts).
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import type { LedgerEntry } from '#lib/domain/deadline-ledger.ts';
import type { ActivityAct, Wording } from '#lib/domain/plan-on.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type {
	GoalView,
	LedgerView,
	MeasureView,
	PlanHead,
	Provenance,
	SourceView,
	StepView,
	StrategyHead
} from '#lib/domain/quarter-view.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { WindowRule } from '#lib/domain/window-rule.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { adoptedLines, type FundLine } from './fund-lines.ts';
import { grouped } from './grouped.ts';
import {
	headOf,
	planHead,
	planOf,
	quartersOf,
	rowOf,
	sourcesOf,
	stepsOf,
	windowRuleOf
} from './strategies.ts';
import { provenancesOf, textsOf } from './texts.ts';

/** A span of days: from the first, until the first no more. */
export interface Span {
	from: Day;
	until: Day | null;
}

export interface RegisteredActivity {
	id: number;
	key: string;
	code: string;
	goalId: number;
	measureId: number;
	/** Title and description as they stand now; on a day, see `wordingOn`. */
	title: Texts;
	description: Texts;
	/** As adopted, and as each amendment made them, oldest first. */
	wordings: readonly Wording[];
	/** What amendments did to it, oldest first. */
	acts: readonly ActivityAct[];
	inForce: Span;
	ended: 'withdrawn' | 'merged' | 'split' | null;
	leads: (Span & { bodyId: number; takenFromId: number | null })[];
	partners: (Span & { bodyId: number })[];
	deadline: { reading: DeadlineReading; wording: Texts; on: Day | null };
	ledger: LedgerView[];
	/** What it became, and what it was made from. */
	into: number[];
	madeFrom: number[];
	/** As adopted; what acts made of them is read apart (measured.ts). */
	funds: FundLine[];
	provenance: readonly Provenance[];
}

/** An act that changed the plan. */
export interface RegisteredAmendment {
	id: number;
	key: string;
	adoptedOn: Day;
	act: Texts;
}

export interface RegisteredBody {
	id: number;
	key: string;
	parentId: number | null;
	email: string | null;
	names: {
		lang: string;
		name: string;
		short: string | null;
		from: Day | null;
		until: Day | null;
	}[];
}

export interface Register {
	strategy: StrategyHead;
	/** Null where the strategy has no plan; everything below is then empty. */
	plan: PlanHead | null;
	/** Those of the plan, first to last, and those opened after its end. */
	quarters: readonly Quarter[];
	/** How the plan's filing windows are made. */
	windowRule: WindowRule | null;
	steps: readonly StepView[];
	goals: readonly GoalView[];
	measures: readonly MeasureView[];
	/** Leads and partners of the plan. */
	bodies: readonly RegisteredBody[];
	/** In the plan's order. */
	activities: ReadonlyMap<number, RegisteredActivity>;
	/** Oldest first. */
	amendments: readonly RegisteredAmendment[];
	sources: readonly SourceView[];
}

interface Lookups {
	texts: ReturnType<typeof textsOf>;
	provenance: ReturnType<typeof provenancesOf>;
}

/** @throws {Refusal} not-found `no_such_strategy`. */
export function readRegister(read: Reader, slug: string): Register {
	const strategy = rowOf(read, slug);
	const texts = textsOf(read, strategy.id, [
		'strategy',
		'step',
		'plan',
		'goal',
		'measure',
		'activity',
		'fund',
		'amendment',
		'ledger'
	]);
	const provenance = provenancesOf(read, strategy.id, [
		'plan',
		'goal',
		'measure',
		'activity',
		'change',
		'ledger'
	]);
	const lookups = { texts, provenance };
	const plan = planOf(read, strategy.id);
	return {
		strategy: headOf(read, strategy, texts),
		plan: plan && planHead(plan, texts),
		quarters: plan ? quartersOf(read, plan) : [],
		windowRule: plan && windowRuleOf(plan, texts, provenance('plan', plan.id)),
		steps: stepsOf(read, strategy.id, texts),
		goals: goalsOf(read, strategy.id, lookups),
		measures: plan ? measuresOf(read, plan.id, lookups) : [],
		bodies: plan ? bodiesOf(read, plan.id) : [],
		activities: plan ? activitiesOf(read, plan.id, lookups) : new Map(),
		amendments: plan ? amendmentsOf(read, plan.id, lookups) : [],
		sources: sourcesOf(read, strategy.id)
	};
}

/** An activity's ledger as the rules read it. */
export function ledgerEntries(activity: Pick<RegisteredActivity, 'ledger'>): LedgerEntry[] {
	return activity.ledger.map(({ kind, decidedOn, from, to }) => ({
		kind,
		decidedOn,
		from,
		to: to.reading
	}));
}

function activitiesOf(
	read: Reader,
	planId: number,
	{ texts, provenance }: Lookups
): Map<number, RegisteredActivity> {
	const { activities, measures, goals } = schema;
	const rows = read
		.select({
			id: activities.id,
			key: activities.key,
			code: activities.code,
			goalId: measures.goalId,
			measureId: activities.measureId,
			from: activities.inForceFrom,
			until: activities.inForceUntil,
			ended: activities.ended,
			reading: activities.deadlineReading,
			on: activities.deadlineOn
		})
		.from(activities)
		.innerJoin(measures, eq(measures.id, activities.measureId))
		.innerJoin(goals, eq(goals.id, measures.goalId))
		.where(eq(activities.planId, planId))
		.orderBy(asc(goals.position), asc(measures.position), asc(activities.position))
		.all();
	const roles = rolesOf(read, planId);
	const ledgers = ledgersOf(read, planId, { texts, provenance });
	const { into, madeFrom, acts, reworded } = changesOf(read, planId);
	const funds = adoptedLines(read, planId, texts);
	return new Map(
		rows.map(({ id, key, code, goalId, measureId, from, until, ended, reading, on }) => {
			const title = texts('activity', id, 'title');
			const description = texts('activity', id, 'description');
			const own = provenance('activity', id);
			const adopted = { from, title, description, provenance: own };
			const wordings = wordingsOf(adopted, provenance, reworded.get(id));
			const now = wordings.at(-1)!;
			const wording = texts('activity', id, 'deadline');
			const bodies = roles.get(id) ?? [];
			const inRole = (role: 'lead' | 'partner') =>
				bodies
					.filter((body) => body.role === role)
					.map(({ bodyId, from, until, takenFromId }) => ({ bodyId, from, until, takenFromId }));
			const activity: RegisteredActivity = {
				id,
				key,
				code,
				goalId,
				measureId,
				title: now.title,
				description: now.description,
				wordings,
				acts: acts.get(id) ?? [],
				inForce: { from, until },
				ended,
				leads: inRole('lead'),
				partners: inRole('partner'),
				deadline: { reading: reading as DeadlineReading, wording, on },
				ledger: ledgers.get(id) ?? [],
				into: into.get(id) ?? [],
				madeFrom: madeFrom.get(id) ?? [],
				funds: funds.get(id) ?? [],
				provenance: now.provenance
			};
			return [id, activity];
		})
	);
}

function rolesOf(read: Reader, planId: number) {
	const { activities, activityBodies } = schema;
	const rows = read
		.select({
			activityId: activityBodies.activityId,
			bodyId: activityBodies.bodyId,
			role: activityBodies.role,
			from: activityBodies.from,
			until: activityBodies.until,
			takenFromId: activityBodies.takenFromId
		})
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(eq(activities.planId, planId))
		.orderBy(asc(activityBodies.position))
		.values() as [number, number, 'lead' | 'partner', Day, Day | null, number | null][];
	return grouped(rows, ([activityId, bodyId, role, from, until, takenFromId]) => [
		activityId,
		{ bodyId, role, from, until, takenFromId }
	]);
}

function ledgersOf(
	read: Reader,
	planId: number,
	{ texts, provenance }: Lookups
): Map<number, LedgerView[]> {
	const { activities, deadlineLedger } = schema;
	const rows = read
		.select({
			id: deadlineLedger.id,
			activityId: deadlineLedger.activityId,
			kind: deadlineLedger.kind,
			decidedOn: deadlineLedger.decidedOn,
			from: deadlineLedger.fromReading,
			to: deadlineLedger.toReading,
			toOn: deadlineLedger.toOn,
			triggeredOn: deadlineLedger.triggeredOn
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
			triggeredOn: row.triggeredOn,
			act: texts('ledger', row.id, 'act'),
			reason: texts('ledger', row.id, 'reason'),
			provenance: provenance('ledger', row.id)
		}
	]);
}

function amendmentsOf(read: Reader, planId: number, { texts }: Lookups): RegisteredAmendment[] {
	const { amendments } = schema;
	return read
		.select({ id: amendments.id, key: amendments.key, adoptedOn: amendments.adoptedOn })
		.from(amendments)
		.where(eq(amendments.planId, planId))
		.orderBy(asc(amendments.adoptedOn), asc(amendments.position))
		.all()
		.map((one) => ({ ...one, act: texts('amendment', one.id, 'act') }));
}

/** What amendments did, by activity, and the wordings they gave. Two statements. */
function changesOf(read: Reader, planId: number) {
	const { amendments, amendmentChanges, texts } = schema;
	const ofPlan = and(
		eq(amendments.id, amendmentChanges.amendmentId),
		eq(amendments.planId, planId)
	);
	const rows = read
		.select({
			id: amendmentChanges.id,
			kind: amendmentChanges.kind,
			amendmentId: amendmentChanges.amendmentId,
			on: amendments.adoptedOn,
			activityId: amendmentChanges.activityId,
			intoId: amendmentChanges.intoId
		})
		.from(amendmentChanges)
		.innerJoin(amendments, ofPlan)
		.orderBy(asc(amendments.adoptedOn), asc(amendments.position), asc(amendmentChanges.position))
		.all();
	const reworded = grouped(
		read
			.select({ id: texts.subjectId, field: texts.field, lang: texts.lang, text: texts.text })
			.from(texts)
			.innerJoin(amendmentChanges, eq(amendmentChanges.id, texts.subjectId))
			.innerJoin(amendments, ofPlan)
			.where(and(eq(texts.subject, 'change'), inArray(texts.field, ['title', 'description'])))
			.all(),
		({ id, ...text }) => [id, text]
	);
	const pairs = rows.filter(({ intoId }) => intoId !== null);
	return {
		into: grouped(pairs, ({ activityId, intoId }) => [activityId, intoId!]),
		madeFrom: grouped(pairs, ({ activityId, intoId }) => [intoId!, activityId]),
		acts: grouped(
			rows.flatMap(({ kind, amendmentId, activityId, intoId }) =>
				[...new Set([activityId, intoId ?? activityId])].map((id) => ({ id, kind, amendmentId }))
			),
			({ id, ...act }) => [id, act]
		),
		reworded: grouped(
			rows.filter(({ id }) => reworded.has(id)),
			({ activityId, id, on }) => [activityId, { id, on, texts: reworded.get(id)! }]
		)
	};
}

/** The adopted wording and what amendments made of it; what one left alone stays as it was, with where it comes from. */
function wordingsOf(
	adopted: Wording,
	provenance: Lookups['provenance'],
	changes: readonly Reworded[] = []
): Wording[] {
	const wordings = [adopted];
	for (const { id, on, texts } of changes) {
		const last = wordings.at(-1)!;
		const said = (field: string) =>
			Object.fromEntries(
				texts.flatMap((one) => (one.field === field ? [[one.lang, one.text]] : []))
			);
		const isSaid = (field: string) => texts.some((one) => one.field === field);
		const kept = last.provenance.filter(({ field }) => !isSaid(field.split('.')[0]!));
		wordings.push({
			from: on,
			title: isSaid('title') ? said('title') : last.title,
			description: isSaid('description') ? said('description') : last.description,
			provenance: [...kept, ...provenance('change', id)]
		});
	}
	return wordings;
}

/** What a change of an amendment says anew. */
interface Reworded {
	id: number;
	on: Day;
	texts: readonly { field: string; lang: string; text: string }[];
}

function goalsOf(read: Reader, strategyId: number, { texts, provenance }: Lookups): GoalView[] {
	const { goals } = schema;
	return read
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

function measuresOf(read: Reader, planId: number, { texts, provenance }: Lookups): MeasureView[] {
	const { measures } = schema;
	return read
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

function bodiesOf(read: Reader, planId: number): RegisteredBody[] {
	const { activities, activityBodies, bodies, bodyNames } = schema;
	const rows = read
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
		read
			.select({
				bodyId: bodyNames.bodyId,
				lang: bodyNames.lang,
				name: bodyNames.name,
				short: bodyNames.short,
				from: bodyNames.from,
				until: bodyNames.until
			})
			.from(bodyNames)
			.where(eq(bodyNames.isAlias, false))
			.orderBy(asc(bodyNames.position))
			.all(),
		({ bodyId, ...name }) => [bodyId, name]
	);
	return rows.map((body) => ({ ...body, names: names.get(body.id) ?? [] }));
}
