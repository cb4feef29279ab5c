// Money: planned and spent, in thousand RSD, by the lines of a plan. What is not known is a value of its own and stands beside every total.
import * as v from 'valibot';
import { divided, isDecimal, sumOfDecimals, type Decimal } from './decimal.ts';
import { yearOf, type Day, type Quarter } from './quarter.ts';
import type { FundView, QuarterView } from './quarter-view.ts';
import type { Texts } from './text.ts';

/** An amount in thousand RSD, or why there is none. Neither is zero. */
export type Amount = Decimal | 'not-available' | 'not-applicable';

export const NO_AMOUNTS = ['not-available', 'not-applicable'] as const;

/** Whether an amount is a number. */
export function isKnown(amount: Amount): amount is Decimal {
	return amount !== 'not-available' && amount !== 'not-applicable';
}

export const AmountInput = v.union(
	[
		v.picklist(NO_AMOUNTS),
		v.pipe(
			v.string(),
			v.check((text) => isDecimal(text) && !text.startsWith('-'), 'not_an_amount')
		)
	],
	'not_an_amount'
);

/** What a filing says was spent of a line, from the start of its year to the end of the filing's quarter. */
export const FiledSpendingInput = v.object({
	/** The line's number among the activity's. */
	line: v.pipe(v.number(), v.integer(), v.minValue(1)),
	amount: AmountInput
});
export type FiledSpending = v.InferOutput<typeof FiledSpendingInput>;

/** Lines a filing may speak of: those of the quarter's year, and of the year before, whose bills may come late. */
export function mayBeSpentAt({ year }: { year: number }, at: Quarter): boolean {
	return year === yearOf(at) || year === yearOf(at) - 1;
}

/** What somebody said was spent of a line by the end of a quarter. */
export interface SpentSaid {
	/** The lead whose filing it was; null: a coordinator, who names a source. */
	bodyId: number | null;
	quarter: Quarter;
	amount: Amount;
	source: Texts;
}

/** What is known to be spent of a line. */
export interface Spent {
	/** The sum of what is known. */
	amount: Amount;
	/** Some lead's part is missing: there may be more. */
	isPart: boolean;
	/** What it follows from, coordinator first, then the leads. */
	said: readonly SpentSaid[];
}

/**
 * What was spent of a line by the end of Q: of each lead what it said last, added up. A coordinator's figure stands for all leads until one of
 * them files for a later quarter. A lead that never said anything is "not available". Null before the line's year begins.
 *
 * @param leads of the activity at Q
 * @param said of the line, by the quarters they are about; of one body and quarter the last counts
 */
export function spentAt(
	{ year, leads }: { year: number; leads: readonly number[] },
	said: readonly SpentSaid[],
	at: Quarter
): Spent | null {
	if (year > yearOf(at)) return null;
	const newest = (bodyId: number | null) => {
		let found: SpentSaid | null = null;
		for (const one of said) {
			if (one.bodyId !== bodyId || one.quarter > at) continue;
			if (found === null || one.quarter >= found.quarter) found = one;
		}
		return found;
	};
	const coordinator = newest(null);
	const filed = leads.flatMap((bodyId) => newest(bodyId) ?? []);
	const isReplaced =
		coordinator !== null && filed.some(({ quarter }) => quarter > coordinator.quarter);
	return spentFrom(coordinator && !isReplaced ? [coordinator] : filed, leads.length);
}

/** What statements come to. */
export function spentFrom(said: readonly SpentSaid[], leads: number): Spent {
	const amounts = said.map(({ amount }) => amount);
	const silent = said.some(({ bodyId }) => bodyId === null) ? 0 : Math.max(0, leads - said.length);
	const known = amounts.filter(isKnown);
	const isMissing = silent > 0 || amounts.includes('not-available');
	if (known.length > 0) return { amount: sumOfDecimals(known), isPart: isMissing, said };
	const isNothing = said.length > 0 && !isMissing;
	return { amount: isNothing ? 'not-applicable' : 'not-available', isPart: false, said };
}

/** Dinars for one euro, on a day. */
export interface RateView {
	on: Day;
	rsdPerEur: Decimal;
	source: Texts;
	isIllustrative: boolean;
}

/** The newest rate of a day by another; of one day the one entered last. */
export function rateOn<T extends { on: Day }>(rates: readonly T[], day: Day): T | null {
	let newest: T | null = null;
	for (const rate of rates) {
		if (rate.on <= day && (newest === null || rate.on >= newest.on)) newest = rate;
	}
	return newest;
}

/**
 * Thousand dinars in euros, rounded to whole ones.
 *
 * @example eurosOf('1200', { rsdPerEur: '117.5' }) //=> '10213'
 */
export function eurosOf(thousandRsd: Decimal, { rsdPerEur }: Pick<RateView, 'rsdPerEur'>): Decimal {
	const [whole = '0', fraction = ''] = thousandRsd.split('.');
	const dinars = `${whole}${fraction.padEnd(3, '0').slice(0, 3)}`;
	const rest = fraction.slice(3);
	return divided(rest ? `${dinars}.${rest}` : dinars, rsdPerEur, 0);
}

/** A total, and beside it what it does not hold. */
export interface Tally {
	known: Decimal;
	/** Lines with an amount. */
	lines: number;
	/** Of them, those that are known in part. */
	inPart: number;
	notAvailable: number;
	notApplicable: number;
}

export interface MoneyTotals {
	/** Activities with any line. */
	activities: number;
	/** Activities without one: nobody said what they cost. */
	withoutLines: number;
	planned: Tally;
	/** Of lines whose year has begun. */
	spent: Tally;
	/** Lines whose year has not begun: nothing can be spent of them. */
	notBegun: number;
}

/** Money of one source: the budget or donors, and among them of one programme or donor. */
export interface SourceTotals extends MoneyTotals {
	source: FundView['source'];
	/** Null: of the source as a whole. */
	named: { programme: string | null; name: Texts } | null;
}

export interface Money {
	whole: MoneyTotals;
	years: readonly (MoneyTotals & { year: number })[];
	goals: readonly (MoneyTotals & { goalId: number })[];
	/** A shared activity counts for each lead, so the rows do not add up. */
	bodies: readonly (MoneyTotals & { bodyId: number })[];
	sources: readonly SourceTotals[];
	/** Of activities that have left the plan; in no other total. */
	outside: MoneyTotals;
}

interface Costing {
	goalId: number;
	leads: readonly number[];
	funds: readonly FundView[];
}

/**
 * Planned and spent of a quarter's plan, over all years or one.
 *
 * @param view with all its activities
 */
export function moneyOf(
	view: Pick<QuarterView, 'activities' | 'outside' | 'goals' | 'bodies'>,
	year: number | null = null
): Money {
	const chosen = (activities: readonly Costing[]): Costing[] =>
		activities.map(({ goalId, leads, funds }) => ({
			...{ goalId, leads },
			funds: year === null ? funds : funds.filter((fund) => fund.year === year)
		}));
	const all = chosen(view.activities);
	const years = [...new Set(all.flatMap(({ funds }) => funds.map((fund) => fund.year)))].sort(
		(a, b) => a - b
	);
	const byGoal = Map.groupBy(all, ({ goalId }) => goalId);
	const byBody = new Map<number, Costing[]>();
	for (const activity of all) {
		for (const bodyId of activity.leads) {
			const own = byBody.get(bodyId);
			if (own) own.push(activity);
			else byBody.set(bodyId, [activity]);
		}
	}
	return {
		whole: totalsOf(all),
		years: years.map((one) => ({ year: one, ...totalsOf(all, (fund) => fund.year === one) })),
		goals: view.goals.map(({ id }) => ({ goalId: id, ...totalsOf(byGoal.get(id) ?? []) })),
		bodies: view.bodies
			.filter(({ id }) => byBody.has(id))
			.map(({ id }) => ({ bodyId: id, ...totalsOf(byBody.get(id)!) })),
		sources: sourcesOf(all),
		outside: totalsOf(chosen(view.outside))
	};
}

/** Budget and donors, each with those of its programmes or donors that are named, in the order they come. */
function sourcesOf(all: readonly Costing[]): SourceTotals[] {
	return (['budget', 'donor'] as const).flatMap((source) => {
		const ofSource = (fund: FundView) => fund.source === source;
		const named = new Map<string, FundView>();
		for (const { funds } of all) {
			for (const fund of funds.filter(ofSource)) {
				if (isNamed(fund) && !named.has(nameKey(fund))) named.set(nameKey(fund), fund);
			}
		}
		return [
			{ source, named: null, ...totalsOf(all, ofSource) },
			...[...named].map(([key, { programme, name }]) => ({
				...{ source, named: { programme, name } },
				...totalsOf(all, (fund) => ofSource(fund) && nameKey(fund) === key)
			}))
		];
	});
}

function isNamed({ programme, name }: FundView): boolean {
	return programme !== null || Object.keys(name).length > 0;
}

/** Of one programme the code says which it is; of a donor the name. */
function nameKey({ programme, name }: FundView): string {
	return programme ?? JSON.stringify(Object.entries(name).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function totalsOf(
	activities: readonly Costing[],
	isCounted: (fund: FundView) => boolean = () => true
): MoneyTotals {
	const ofEach = activities.map(({ funds }) => funds.filter(isCounted));
	const lines = ofEach.flat();
	const begun = lines.flatMap(({ spent }) => spent ?? []);
	return {
		activities: ofEach.filter((funds) => funds.length > 0).length,
		withoutLines: ofEach.filter((funds) => funds.length === 0).length,
		planned: tallyOf(lines.map(({ planned }) => ({ amount: planned, isPart: false }))),
		spent: tallyOf(begun),
		notBegun: lines.length - begun.length
	};
}

function tallyOf(amounts: readonly Pick<Spent, 'amount' | 'isPart'>[]): Tally {
	const known = amounts.filter(({ amount }) => isKnown(amount));
	const are = (what: Amount) => amounts.filter(({ amount }) => amount === what).length;
	return {
		known: sumOfDecimals(known.map(({ amount }) => amount)),
		lines: known.length,
		inPart: known.filter(({ isPart }) => isPart).length,
		notAvailable: are('not-available'),
		notApplicable: are('not-applicable')
	};
}
