// The money of a quarter: everything the page of planned and spent says, from the one view.
import { isByAct, moneyOf, type Costing, type Money } from '#lib/domain/money.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { FundView, Provenance, QuarterView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Database } from '../db/database.ts';
import { PlanFacts, type Candidate, type QuarterFacts } from './facts.ts';
import { read as readQuarter } from './quarters.ts';

export interface MoneyRead {
	/** Names and figures, without activities. */
	view: QuarterView;
	money: Money;
	/** Lines that acts added or said anew, in the plan's order; of the year asked for. */
	byActs: readonly LineByAct[];
	/** Years any line is of. */
	years: readonly number[];
	/** The year asked for; null: all of them. */
	year: number | null;
}

export interface LineByAct {
	code: string;
	title: Texts;
	fund: FundView;
	/** Of the activity. */
	provenance: readonly Provenance[];
}

interface Asked {
	today: Day;
	revision?: number | null;
	/** Only lines of that year, as an address has it. */
	year: string | null;
}

// Added up once: a live quarter's figures are made anew whenever a filing changes them, what is entered beside filings when any is; a record never.
const kept = new WeakMap<object, { measured: object | null; known: Known }>();

/**
 * @throws {Refusal} as `quarters.read`; invalid `unknown-filter` for a year no line is of
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision, year: asked }: Asked
): MoneyRead {
	let money: Money | undefined;
	let years: readonly number[] = [];
	let year: number | null = null;
	let byActs: readonly LineByAct[] = [];
	const view = readQuarter(database, slug, quarter, {
		today,
		revision,
		choose(_, facts) {
			const known = knownOf(facts, quarter);
			years = totalsOf(known, facts, quarter, null).money.years.map((one) => one.year);
			year = yearIn(asked, years);
			({ money, byActs } = totalsOf(known, facts, quarter, year));
			return [];
		}
	});
	return { view, money: money!, byActs, years, year };
}

interface Totals {
	money: Money;
	byActs: readonly LineByAct[];
}

type Known = Map<number | null, Totals>;

function knownOf(facts: QuarterFacts, quarter: Quarter): Known {
	const isLive = facts instanceof PlanFacts;
	const key = isLive ? facts.figures(quarter) : facts;
	const measured = isLive ? facts.measured : null;
	const last = kept.get(key);
	if (last && last.measured === measured) return last.known;
	const known: Known = new Map();
	kept.set(key, { measured, known });
	return known;
}

function totalsOf(
	known: Known,
	facts: QuarterFacts,
	quarter: Quarter,
	year: number | null
): Totals {
	let totals = known.get(year);
	if (!totals) {
		const byActs: LineByAct[] = [];
		const costing = ({ at: { id, goalId, leads }, promised }: Candidate): Costing => {
			const funds = facts.fundsAt(id, leads, quarter);
			const { code, title, provenance } = promised;
			for (const fund of funds) {
				if (isByAct(fund) && (year === null || fund.year === year)) {
					byActs.push({ code, title, fund, provenance });
				}
			}
			return { goalId, leads, funds, provenance };
		};
		const all = facts.at(quarter);
		const { goals, bodies } = facts.register;
		const money = moneyOf(
			{
				activities: all.filter(({ at }) => at.isInForce).map(costing),
				outside: all.filter(({ at }) => at.hasLeft).map(costing),
				...{ goals, bodies },
				isDemonstration: facts.isDemonstration
			},
			year
		);
		totals = { money, byActs };
		known.set(year, totals);
	}
	return totals;
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
	const view = readQuarter(database, slug, quarter, { today, revision, filed: 'nothing' });
	const years = moneyOf(view).years.map(({ year }) => year);
	return { view, year: yearIn(asked, years) };
}

function yearIn(asked: string | null, years: readonly number[]): number | null {
	if (asked === null || asked === '') return null;
	const year = years.find((one) => String(one) === asked);
	if (year !== undefined) return year;
	const value = asked.slice(0, 100);
	throw refusal('invalid', 'unknown-filter', { filter: 'year', value }, 'year');
}
