// Money entered beside filings: what a coordinator knows was spent, from a source that is named, and exchange rates. Only added to: who enters
// anew for the same quarter or day corrects, and what was said before stays.
import { and, asc, eq, inArray } from 'drizzle-orm';
import { isThereAt } from '#lib/domain/act.ts';
import { RateInput, SpendingInput } from '#lib/domain/measured-input.ts';
import { mayBeSpentAt, rateOn, type Amount } from '#lib/domain/money.ts';
import { firstDayOf, type Quarter } from '#lib/domain/quarter.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import { read as valueOf } from '../access/form.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import { activityOf } from './activity-row.ts';
import { saidColumns, saidIn } from './amount-columns.ts';
import { readMeasured } from './measured.ts';
import { planOf, quartersOf, rowOf } from './strategies.ts';

export interface SpendingTarget {
	strategy: string;
	/** Code of the activity. */
	activity: string;
	quarter: Quarter;
	/** How many figures had been entered for it when it was looked at. */
	seen: number;
}

/**
 * Enters what was spent of some lines of an activity, from the start of each line's year to the end of a quarter.
 *
 * @throws {Refusal} `invalid` with every problem at its field; `stale` when somebody was faster
 */
export function enterSpent(context: Context, target: SpendingTarget, input: unknown): void {
	change(context, 'money.enter', ({ tx, now, authorise, record, unchanged }) => {
		const strategyId = rowOf(tx, target.strategy).id;
		authorise({ strategyId });
		const { lines, source } = valueOf(SpendingInput, input);
		const { activityId, funds } = placeOf(tx, strategyId, target);
		const { quarter } = target;
		if (firstDayOf(quarter) > context.today) throw refusal('not-now', 'quarter-not-begun');
		const problems = lines.flatMap(({ line }, index): Problem[] => {
			const fund = funds.find((one) => one.line === line);
			const isTwice = lines.findIndex((one) => one.line === line) < index;
			const field = `spent.${line}.amount`;
			if (!fund || isTwice) return [{ code: 'money_line_not_of_activity', field }];
			return mayBeSpentAt(fund, quarter) ? [] : [{ code: 'money_line_of_other_year', field }];
		});
		if (lines.length === 0) problems.push({ code: 'money_nothing_said' });
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const said = saidOf(tx, funds, quarter);
		const before = new Map(said.map((one) => [one.fundId, one]));
		const added = lines
			.map(({ line, amount }) => ({
				line,
				amount,
				fundId: funds.find((one) => one.line === line)!.id
			}))
			.filter(({ fundId, amount }) => {
				const known = before.get(fundId);
				return known?.amount !== amount || !isSame(known.source, source);
			});
		if (added.length === 0) return unchanged();
		if (said.length !== target.seen) throw refusal('stale', 'money_entered_meanwhile');
		for (const { fundId, amount } of added) {
			tx.insert(schema.spendings)
				.values({
					...{ fundId, quarter, source, ...saidColumns(amount), saidOn: context.today },
					...{ recordedAt: now, recordedBy: context.actor.userId }
				})
				.run();
		}
		record({
			strategyId,
			quarter,
			subject: 'spending',
			subjectId: activityId,
			before: added.map(({ line, fundId }) => ({
				line,
				amount: before.get(fundId)?.amount ?? null
			})),
			after: { lines: added.map(({ line, amount }) => ({ line, amount })), source }
		});
	});
}

/** What was entered of an activity's money for a quarter, by line, the newest; and how many entries there are. Two statements. */
export function enteredAt(
	read: Reader,
	activityId: number,
	quarter: Quarter
): {
	entries: number;
	lines: Record<number, { amount: Amount; source: Readonly<Record<string, string>> }>;
} {
	const funds = fundsOf(read, activityId, quarter);
	const said = saidOf(read, funds, quarter);
	const lineOf = new Map(funds.map(({ id, line }) => [id, line]));
	return {
		entries: said.length,
		lines: Object.fromEntries(
			said.map(({ fundId, amount, source }) => [lineOf.get(fundId)!, { amount, source }])
		)
	};
}

/**
 * Enters the exchange rate of a day.
 *
 * @throws {Refusal} `invalid` with every problem at its field
 */
export function enterRate(context: Context, strategy: string, input: unknown): void {
	change(context, 'money.enter', ({ tx, now, authorise, record, unchanged }) => {
		const strategyId = rowOf(tx, strategy).id;
		authorise({ strategyId });
		const rate = valueOf(RateInput, input);
		if (rate.on > context.today) throw refusal('invalid', 'money_rate_in_future', {}, 'on');
		const known = rateOn(readMeasured(tx, strategyId).rates, rate.on);
		const before = known?.on === rate.on ? known : null;
		if (isSame(before, rate)) return unchanged();
		const { id } = tx
			.insert(schema.exchangeRates)
			.values({ strategyId, ...rate, recordedAt: now, recordedBy: context.actor.userId })
			.returning({ id: schema.exchangeRates.id })
			.get();
		record({ strategyId, subject: 'exchange-rate', subjectId: id, before, after: rate });
	});
}

interface Fund {
	id: number;
	line: number;
	year: number;
}

function placeOf(tx: Tx, strategyId: number, { activity: code, quarter }: SpendingTarget) {
	const plan = planOf(tx, strategyId);
	if (!plan || !quartersOf(tx, plan).includes(quarter)) {
		throw refusal('not-found', 'no-such-quarter');
	}
	const { id } = activityOf(tx, strategyId, code);
	return { activityId: id, funds: fundsOf(tx, id, quarter) };
}

function fundsOf(read: Reader, activityId: number, quarter: Quarter): Fund[] {
	const { funds } = schema;
	return read
		.select({ id: funds.id, line: funds.position, year: funds.year, addedOn: funds.addedOn })
		.from(funds)
		.where(eq(funds.activityId, activityId))
		.all()
		.filter((fund) => isThereAt(fund, quarter));
}

function saidOf(read: Reader, funds: readonly Fund[], quarter: Quarter) {
	const { spendings } = schema;
	const ids = funds.map(({ id }) => id);
	return read
		.select({
			fundId: spendings.fundId,
			state: spendings.state,
			amount: spendings.amount,
			source: spendings.source
		})
		.from(spendings)
		.where(and(inArray(spendings.fundId, ids), eq(spendings.quarter, quarter)))
		.orderBy(asc(spendings.id))
		.all()
		.map(({ fundId, state, amount, source }) => ({
			...{ fundId, source },
			amount: saidIn({ state, amount })
		}));
}
