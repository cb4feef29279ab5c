// What is measured of a plan beside filings: indicators with their passports and readings, what acts and coordinators say of money, exchange
// rates.
// Small beside the register, and read apart from it, since it is written all the year round.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#lib/domain/act.ts';
import type { IndicatorPassport, PassportChange } from '#lib/domain/indicator.ts';
import type { PlannedAct, RateView, SpentSaid } from '#lib/domain/money.ts';
import type { Provenance, ReadingView } from '#lib/domain/quarter-view.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { saidIn } from './amount-columns.ts';
import { addedLines, addedRows, plannedActs, type FundLine } from './fund-lines.ts';
import { grouped } from './grouped.ts';
import { provenancesOf, textsOf } from './texts.ts';

/** An indicator as adopted, with every act about it and all its readings, whatever the quarter. */
export interface RegisteredIndicator extends IndicatorPassport {
	id: number;
	key: string;
	activityId: number | null;
	goalId: number | null;
	readings: readonly ReadingView[];
	addedOn: Day | null;
	added: Act | null;
	withdrawnOn: Day | null;
	withdrawn: Act | null;
	/** Oldest first. */
	changes: readonly PassportChange[];
	provenance: readonly Provenance[];
}

export interface Measured {
	/** In the order of their entry. */
	indicators: readonly RegisteredIndicator[];
	ofActivity: ReadonlyMap<number, readonly RegisteredIndicator[]>;
	/** Lines of money that acts added, by activity. */
	addedLines: ReadonlyMap<number, readonly FundLine[]>;
	/** What acts say was planned, by the line's id; oldest first. */
	planned: ReadonlyMap<number, readonly PlannedAct[]>;
	/** What coordinators said was spent, by the line's id; oldest first. */
	spent: ReadonlyMap<number, readonly SpentSaid[]>;
	/** By day; of one day the one that counts comes last. */
	rates: readonly RateView[];
}

/** Eleven statements, however many there are. */
export function readMeasured(read: Reader, strategyId: number): Measured {
	const added = addedRows(read, strategyId);
	const ids = added.map(({ id }) => id);
	const texts = textsOf(read, strategyId, ['indicator', 'reading'], { subject: 'fund', ids });
	const indicators = indicatorsOf(read, strategyId, texts);
	return {
		indicators,
		ofActivity: grouped(
			indicators.filter(({ activityId }) => activityId !== null),
			(indicator) => [indicator.activityId!, indicator]
		),
		addedLines: addedLines(added, texts),
		planned: plannedActs(read, strategyId),
		spent: spentOf(read, strategyId),
		rates: ratesOf(read, strategyId)
	};
}

function indicatorsOf(
	read: Reader,
	strategyId: number,
	texts: ReturnType<typeof textsOf>
): RegisteredIndicator[] {
	const { indicators, indicatorTargets, indicatorChanges, indicatorWithdrawals, readings } = schema;
	const provenance = provenancesOf(read, strategyId, ['indicator', 'reading']);
	const ids = read
		.select({ id: indicators.id })
		.from(indicators)
		.where(eq(indicators.strategyId, strategyId));
	const targets = grouped(
		read
			.select()
			.from(indicatorTargets)
			.where(inArray(indicatorTargets.indicatorId, ids))
			.orderBy(asc(indicatorTargets.year))
			.all(),
		({ indicatorId, ...target }) => [indicatorId, target]
	);
	const changes = grouped(
		read
			.select({
				indicatorId: indicatorChanges.indicatorId,
				decidedOn: indicatorChanges.decidedOn,
				passport: indicatorChanges.passport,
				act: indicatorChanges.act,
				reason: indicatorChanges.reason
			})
			.from(indicatorChanges)
			.where(inArray(indicatorChanges.indicatorId, ids))
			.orderBy(asc(indicatorChanges.position))
			.all(),
		({ indicatorId, ...change }) => [indicatorId, change]
	);
	const withdrawn = new Map(
		read
			.select({
				indicatorId: indicatorWithdrawals.indicatorId,
				decidedOn: indicatorWithdrawals.decidedOn,
				act: indicatorWithdrawals.act,
				reason: indicatorWithdrawals.reason
			})
			.from(indicatorWithdrawals)
			.where(inArray(indicatorWithdrawals.indicatorId, ids))
			.all()
			.map(({ indicatorId, ...act }) => [indicatorId, act])
	);
	const made = grouped(
		read
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
				provenance: provenance('reading', id),
				by: null
			}
		]
	);
	return read
		.select()
		.from(indicators)
		.where(eq(indicators.strategyId, strategyId))
		.orderBy(asc(indicators.position), asc(indicators.id))
		.all()
		.map((row) => {
			const { id, key, activityId, goalId, direction, isCumulative, addedOn } = row;
			const text = (field: string) => texts('indicator', id, field);
			return {
				...{ id, key, activityId, goalId, direction, isCumulative, addedOn },
				title: text('title'),
				unit: text('unit'),
				definition: text('definition'),
				source: text('source'),
				baseline:
					row.baselineValue === null ? null : { value: row.baselineValue, on: row.baselineOn! },
				targets: targets.get(id) ?? [],
				readings: made.get(id) ?? [],
				added:
					addedOn === null
						? null
						: { decidedOn: addedOn, act: text('act'), reason: text('reason') },
				changes: changes.get(id) ?? [],
				withdrawnOn: withdrawn.get(id)?.decidedOn ?? null,
				withdrawn: withdrawn.get(id) ?? null,
				provenance: provenance('indicator', id)
			};
		});
}

function spentOf(read: Reader, strategyId: number): Map<number, SpentSaid[]> {
	const { activities, funds, plans, spendings } = schema;
	const rows = read
		.select({
			fundId: spendings.fundId,
			quarter: spendings.quarter,
			state: spendings.state,
			amount: spendings.amount,
			source: spendings.source
		})
		.from(spendings)
		.innerJoin(funds, eq(funds.id, spendings.fundId))
		.innerJoin(activities, eq(activities.id, funds.activityId))
		.innerJoin(plans, and(eq(plans.id, activities.planId), eq(plans.strategyId, strategyId)))
		.orderBy(asc(spendings.id))
		.all();
	return grouped(rows, ({ fundId, quarter, state, amount, source }) => [
		fundId,
		{ bodyId: null, quarter, amount: saidIn({ state, amount }), source }
	]);
}

function ratesOf(read: Reader, strategyId: number): RateView[] {
	const { exchangeRates } = schema;
	return read
		.select({
			on: exchangeRates.on,
			rsdPerEur: exchangeRates.rsdPerEur,
			source: exchangeRates.source,
			isIllustrative: exchangeRates.isIllustrative
		})
		.from(exchangeRates)
		.where(eq(exchangeRates.strategyId, strategyId))
		.orderBy(asc(exchangeRates.on), asc(exchangeRates.id))
		.all();
}
