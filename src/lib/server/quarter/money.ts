// The money of a quarter: everything the page of planned and spent says, from the one view.
import { moneyOf, type Money } from '#lib/domain/money.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { PlanFacts, type QuarterFacts } from './facts.ts';
import { read as readQuarter } from './quarters.ts';

export interface MoneyRead {
	/** Names and figures; without activities where the totals were known. */
	view: QuarterView;
	money: Money;
	/** Years any line is of. */
	years: readonly number[];
	/** The year asked for; null: all of them. */
	year: number | null;
}

interface Asked {
	today: Day;
	revision?: number | null;
	/** Only lines of that year, as an address has it. */
	year: string | null;
}

// Added up once: a live quarter's figures are made anew whenever anything in them changes, a record never is.
const kept = new WeakMap<object, Map<number | null, Money>>();

/**
 * @throws {Refusal} as `quarters.read`; invalid `unknown-filter` for a year no line is of
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision, year: asked }: Asked
): MoneyRead {
	let known = new Map<number | null, Money>();
	const view = readQuarter(database, slug, quarter, {
		today,
		revision,
		isWithoutFilings: true,
		choose(candidates, facts) {
			const key = keyOf(facts, quarter);
			known = kept.get(key) ?? new Map();
			kept.set(key, known);
			return known.size > 0 ? [] : candidates.map(({ at }) => at.id);
		}
	});
	if (known.size === 0) {
		const whole = moneyOf(view);
		known.set(null, whole);
		for (const { year } of whole.years) known.set(year, moneyOf(view, year));
	}
	const years = known.get(null)!.years.map(({ year }) => year);
	const year = yearIn(asked, years);
	return { view, money: known.get(year)!, years, year };
}

/**
 * The same with every line of money, for tables that print them.
 *
 * @throws {Refusal} as `read`
 */
export function readLines(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision, year: asked }: Asked
): { view: QuarterView; year: number | null } {
	const view = readQuarter(database, slug, quarter, { today, revision, isWithoutFilings: true });
	const years = moneyOf(view).years.map(({ year }) => year);
	return { view, year: yearIn(asked, years) };
}

function keyOf(facts: QuarterFacts, quarter: Quarter): object {
	return facts instanceof PlanFacts ? facts.figures(quarter) : facts;
}

function yearIn(asked: string | null, years: readonly number[]): number | null {
	if (asked === null || asked === '') return null;
	const year = years.find((one) => String(one) === asked);
	if (year !== undefined) return year;
	const value = asked.slice(0, 100);
	throw refusal('invalid', 'unknown-filter', { filter: 'year', value }, 'year');
}
