// Lines of planned money as they are kept: those a plan was adopted with, those that acts added, and what acts say of either.
import { and, asc, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Act } from '#lib/domain/act.ts';
import type { KeptLine, PlannedAct } from '#lib/domain/money.ts';
import type { FundView } from '#lib/domain/quarter-view.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { plannedIn, saidIn } from './amount-columns.ts';
import { grouped } from './grouped.ts';
import { textsOf } from './texts.ts';

type TextsOf = ReturnType<typeof textsOf>;

/** A line as it was first said, by the plan or by the act that added it. */
export type FundLine = Omit<FundView, 'planned' | 'acts' | 'spent'> & { id: number };

/** Those a plan was adopted with, by activity. One statement. */
export function adoptedLines(read: Reader, planId: number, texts: TextsOf) {
	const { activities, funds } = schema;
	const rows = rowsOf(read, and(eq(activities.planId, planId), isNull(funds.addedOn))!);
	return grouped(rows, ({ activityId, ...row }) => [activityId, lineOf(row, texts)]);
}

/** Those that acts added, before their texts are known. One statement. */
export function addedRows(read: Reader, strategyId: number) {
	return rowsOf(read, and(isOfStrategy(read, strategyId), isNotNull(schema.funds.addedOn))!);
}

export function addedLines(rows: ReturnType<typeof addedRows>, texts: TextsOf) {
	return grouped(rows, ({ activityId, ...row }) => [activityId, lineOf(row, texts)]);
}

/** What acts say was planned, by the line's id; oldest first. One statement. */
export function plannedActs(read: Reader, strategyId: number): Map<number, PlannedAct[]> {
	return actsOf(read, isOfStrategy(read, strategyId));
}

/** All lines of an activity with all acts about them. Three statements. */
export function linesOfActivity(
	read: Reader,
	strategyId: number,
	activityId: number
): (FundLine & KeptLine)[] {
	const isIts = eq(schema.funds.activityId, activityId);
	const rows = rowsOf(read, isIts);
	const ids = rows.map(({ id }) => id);
	const texts = textsOf(read, strategyId, [], { subject: 'fund', ids });
	const acts = actsOf(read, isIts);
	return rows.map(({ activityId: _, ...row }) => ({
		...lineOf(row, texts),
		acts: acts.get(row.id) ?? []
	}));
}

function rowsOf(read: Reader, condition: SQL) {
	const { activities, funds } = schema;
	return read
		.select({
			id: funds.id,
			activityId: funds.activityId,
			year: funds.year,
			source: funds.source,
			planned: funds.planned,
			line: funds.position,
			programme: funds.programme,
			isNotApplicable: funds.isNotApplicable,
			addedOn: funds.addedOn
		})
		.from(funds)
		.innerJoin(activities, eq(activities.id, funds.activityId))
		.where(condition)
		.orderBy(asc(funds.year), asc(funds.position))
		.all();
}

type Row = Omit<ReturnType<typeof rowsOf>[number], 'activityId'>;

function lineOf({ planned, isNotApplicable, addedOn, ...row }: Row, texts: TextsOf): FundLine {
	const text = (field: string) => texts('fund', row.id, field);
	const added: Act | null =
		addedOn === null ? null : { decidedOn: addedOn, act: text('act'), reason: text('reason') };
	return { ...row, name: text('name'), adopted: plannedIn({ planned, isNotApplicable }), added };
}

function actsOf(read: Reader, condition: SQL): Map<number, PlannedAct[]> {
	const { activities, funds, fundChanges } = schema;
	const rows = read
		.select({
			fundId: fundChanges.fundId,
			decidedOn: fundChanges.decidedOn,
			state: fundChanges.state,
			amount: fundChanges.amount,
			act: fundChanges.act,
			reason: fundChanges.reason
		})
		.from(fundChanges)
		.innerJoin(funds, eq(funds.id, fundChanges.fundId))
		.innerJoin(activities, eq(activities.id, funds.activityId))
		.where(condition)
		.orderBy(asc(fundChanges.fundId), asc(fundChanges.position))
		.all();
	return grouped(rows, ({ fundId, state, amount, ...act }) => [
		fundId,
		{ ...act, planned: saidIn({ state, amount }) }
	]);
}

function isOfStrategy(read: Reader, strategyId: number): SQL {
	const { activities, plans } = schema;
	const ids = read.select({ id: plans.id }).from(plans).where(eq(plans.strategyId, strategyId));
	return inArray(activities.planId, ids);
}
