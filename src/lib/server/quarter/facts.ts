// The compact facts of a plan: one record an activity, a handful of statements whatever the plan's size. SQL selects; the domain judges.
import { and, asc, eq, isNotNull, max } from 'drizzle-orm';
import type { AcceptedFiling } from '#lib/domain/assessment.ts';
import type { DeadlineReading, LedgerEntry } from '#lib/domain/deadline.ts';
import { answeredOn, type FilingWindow } from '#lib/domain/filing.ts';
import type { IndicatorFacts } from '#lib/domain/indicator.ts';
import { responseOf, type OwedFiling, type Response } from '#lib/domain/owed.ts';
import { activityAt, type ActivityAt, type ActivityRecord } from '#lib/domain/progress.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Database, Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';

/** The first submissions of a plan's filings, by `submissionKey`. */
export type Submissions = ReadonlyMap<string, Day>;

export interface PlanFacts {
	/** In the plan's order. */
	activities: readonly ActivityRecord[];
	submissions: Submissions;
	windows: ReadonlyMap<Quarter, FilingWindow & { id: number; version: number }>;
	/** Every activity's facts at a quarter, in the plan's order; judged once a quarter. */
	at(quarter: Quarter): readonly ActivityAt[];
}

/** What was read last of each plan, good as long as the history has no newer entry: every write leaves one. */
const kept = new WeakMap<Database, Map<number, { newest: number; facts: PlanFacts }>>();

/** The facts of one plan: read anew when anything was written since, by whichever process. */
export function factsOf(database: Database, read: Reader, planId: number): PlanFacts {
	const newest = newestEntry(read);
	let plans = kept.get(database);
	if (!plans) kept.set(database, (plans = new Map()));
	const known = plans.get(planId);
	if (known?.newest === newest) return known.facts;
	const facts = readFacts(read, planId);
	plans.set(planId, { newest, facts });
	return facts;
}

function newestEntry(read: Reader): number {
	return (
		read
			.select({ seq: max(schema.history.seq) })
			.from(schema.history)
			.get()?.seq ?? 0
	);
}

export function submissionKey(activityId: number, bodyId: number, quarter: Quarter): string {
	return `${activityId} ${bodyId} ${quarter}`;
}

/** Nine statements, whatever the plan's size. */
function readFacts(read: Reader, planId: number): PlanFacts {
	const { activities, measures, goals, activityBodies, deadlineLedger, filings } = schema;
	const ofPlan = eq(activities.planId, planId);
	const rows = read
		.select({
			id: activities.id,
			goalId: measures.goalId,
			inForceFrom: activities.inForceFrom,
			inForceUntil: activities.inForceUntil,
			deadline: activities.deadlineReading
		})
		.from(activities)
		.innerJoin(measures, eq(measures.id, activities.measureId))
		.innerJoin(goals, eq(goals.id, measures.goalId))
		.where(ofPlan)
		.orderBy(asc(goals.position), asc(measures.position), asc(activities.position))
		.all();
	const records = new Map(
		rows.map((row) => [
			row.id,
			{
				...row,
				deadline: row.deadline as DeadlineReading,
				leads: [] as { bodyId: number; from: Day; until: Day | null }[],
				ledger: [] as LedgerEntry[],
				accepted: [] as AcceptedFiling[],
				indicators: [] as IndicatorFacts[]
			}
		])
	);

	const leads = read
		.select({
			activityId: activityBodies.activityId,
			bodyId: activityBodies.bodyId,
			from: activityBodies.from,
			until: activityBodies.until
		})
		.from(activityBodies)
		.innerJoin(activities, eq(activities.id, activityBodies.activityId))
		.where(and(ofPlan, eq(activityBodies.role, 'lead')))
		.orderBy(asc(activityBodies.activityId), asc(activityBodies.position))
		.all();
	for (const { activityId, ...lead } of leads) records.get(activityId)!.leads.push(lead);

	const ledger = read
		.select({
			activityId: deadlineLedger.activityId,
			kind: deadlineLedger.kind,
			decidedOn: deadlineLedger.decidedOn,
			from: deadlineLedger.fromReading,
			to: deadlineLedger.toReading
		})
		.from(deadlineLedger)
		.innerJoin(activities, eq(activities.id, deadlineLedger.activityId))
		.where(ofPlan)
		.orderBy(asc(deadlineLedger.activityId), asc(deadlineLedger.position))
		.all();
	for (const { activityId, kind, decidedOn, from, to } of ledger) {
		records.get(activityId)!.ledger.push({
			kind,
			decidedOn,
			from: from as DeadlineReading,
			to: to as DeadlineReading
		});
	}

	const submissions = new Map<string, Day>();
	const { filingVersions, steps } = schema;
	const filed = read
		.select({
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			quarter: filings.quarter,
			state: filings.state,
			firstSubmittedOn: filings.firstSubmittedOn,
			acceptedVersion: filings.acceptedVersion,
			stepId: steps.id,
			role: steps.role,
			completedOn: filingVersions.completedOn
		})
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.leftJoin(
			filingVersions,
			and(
				eq(filingVersions.filingId, filings.id),
				eq(filingVersions.number, filings.acceptedVersion)
			)
		)
		.leftJoin(steps, eq(steps.id, filingVersions.stepId))
		.where(and(ofPlan, isNotNull(filings.firstSubmittedOn)))
		.all();
	for (const filing of filed) {
		const { activityId, bodyId, quarter } = filing;
		const answered = answeredOn(filing);
		if (answered !== null) submissions.set(submissionKey(activityId, bodyId, quarter), answered);
		if (filing.acceptedVersion === null) continue;
		records.get(activityId)!.accepted.push({
			bodyId,
			quarter,
			step: filing.stepId === null ? null : { id: filing.stepId, role: filing.role! },
			completedOn: filing.completedOn
		});
	}

	for (const { activityId, ...facts } of indicatorFacts(read, planId)) {
		records.get(activityId)!.indicators.push(facts);
	}
	const inOrder: readonly ActivityRecord[] = [...records.values()];
	const judged = new Map<Quarter, readonly ActivityAt[]>();
	return {
		activities: inOrder,
		submissions,
		windows: windowsOf(read, planId),
		at(quarter) {
			let all = judged.get(quarter);
			if (!all) {
				all = inOrder.map((record) => activityAt(record, quarter));
				judged.set(quarter, all);
			}
			return all;
		}
	};
}

function indicatorFacts(read: Reader, planId: number): (IndicatorFacts & { activityId: number })[] {
	const { activities, indicators, indicatorTargets, readings } = schema;
	const rows = read
		.select({
			id: indicators.id,
			activityId: indicators.activityId,
			direction: indicators.direction
		})
		.from(indicators)
		.innerJoin(activities, eq(activities.id, indicators.activityId))
		.where(eq(activities.planId, planId))
		.all();
	const found = new Map(
		rows.map((row) => [
			row.id,
			{
				activityId: row.activityId!,
				direction: row.direction,
				targets: [] as { year: number; value: string }[],
				readings: [] as { on: Day; value: string }[]
			}
		])
	);
	for (const target of read.select().from(indicatorTargets).all()) {
		found.get(target.indicatorId)?.targets.push({ year: target.year, value: target.value });
	}
	for (const reading of read.select().from(readings).all()) {
		found.get(reading.indicatorId)?.readings.push({ on: reading.readOn, value: reading.value });
	}
	return [...found.values()];
}

function windowsOf(read: Reader, planId: number): PlanFacts['windows'] {
	const { windows } = schema;
	const rows = read.select().from(windows).where(eq(windows.planId, planId)).all();
	return new Map(
		rows.map(({ quarter, id, version, opensOn, dueOn, closesOn }) => [
			quarter,
			{ id, version, opensOn, dueOn, closesOn }
		])
	);
}

/** The response at Q of some of the plan's activities. */
export function responseAt(
	facts: PlanFacts,
	activities: readonly ActivityAt[],
	at: Quarter
): Response {
	const owed: OwedFiling[] = activities
		.filter(({ isOwed }) => isOwed)
		.flatMap(({ id, leads }) =>
			leads.map((bodyId) => ({
				bodyId,
				firstSubmittedOn: facts.submissions.get(submissionKey(id, bodyId, at)) ?? null
			}))
		);
	return responseOf(owed, facts.windows.get(at)!);
}
