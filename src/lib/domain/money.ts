// Money: planned and spent, in thousand RSD, by the lines of a plan. What is not known is a value of its own and stands beside every total.
import * as v from 'valibot';
import type { Act } from './act.ts';
import { DecimalSum, divided, isDecimal, sumOfDecimals, type Decimal } from './decimal.ts';
import { yearOf, type Day, type Quarter } from './quarter.ts';
import { provenanceOf } from './provenance.ts';
import type { FundView, Provenance, ProvenanceKind } from './quarter-view.ts';
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

/** An act that says a planned amount anew. */
export interface PlannedAct extends Act {
	planned: Amount;
}

/** A line of planned money as it is kept, whatever the quarter. */
export interface KeptLine {
	/** As adopted, or as the act that added the line said. */
	adopted: Amount;
	/** The act that added it; null: it came with the plan. */
	added: Act | null;
	/** Oldest first. */
	acts: readonly PlannedAct[];
}

/** What was planned of a line as acts had made it by a day; null before the act that added it. */
export function plannedOn<T extends KeptLine>(line: T, day: Day): (T & { planned: Amount }) | null {
	if (line.added !== null && line.added.decidedOn > day) return null;
	const isKnown = ({ decidedOn }: PlannedAct) => decidedOn <= day;
	const acts = line.acts.every(isKnown) ? line.acts : line.acts.filter(isKnown);
	return { ...line, acts, planned: plannedFrom({ ...line, acts }) };
}

/** Whether an act added a line, or said its amount anew. */
export function isByAct({ added, acts }: Pick<KeptLine, 'added' | 'acts'>): boolean {
	return added !== null || acts.length > 0;
}

/** What acts come to. */
export function plannedFrom({ adopted, acts }: Pick<KeptLine, 'adopted' | 'acts'>): Amount {
	return acts.at(-1)?.planned ?? adopted;
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
	/** Of them, those whose amount is illustrative. */
	illustrative: number;
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

/** What totals need of an activity. */
export interface Costing {
	goalId: number;
	leads: readonly number[];
	funds: readonly FundView[];
	provenance: readonly Provenance[];
}

/**
 * Planned and spent of a quarter's plan, over all years or one.
 *
 * @param view of a quarter with all its activities, or as much of it as this needs
 */
export function moneyOf(
	view: {
		activities: readonly Costing[];
		outside: readonly Costing[];
		goals: readonly { id: number }[];
		bodies: readonly { id: number }[];
		/** What is filed is illustrative. */
		isDemonstration: boolean;
	},
	year: number | null = null
): Money {
	const chosen = ({ funds, provenance }: Costing): Line[] => {
		const isIllustrative = plannedKind(provenance) === 'illustrative';
		return funds
			.filter((fund) => year === null || fund.year === year)
			.map((fund) => ({
				...fund,
				isIllustrative: isIllustrative && !isByAct(fund),
				isSpentIllustrative: view.isDemonstration
			}));
	};
	const whole = new Adding();
	const outside = new Adding();
	const years = new Map<number, Adding>();
	const goals = new Map(view.goals.map(({ id }) => [id, new Adding()]));
	const bodies = new Map<number, Adding>();
	const sources = new Sources();
	for (const activity of view.activities) {
		const funds = chosen(activity);
		whole.add(funds);
		goals.get(activity.goalId)?.add(funds);
		for (const bodyId of activity.leads) addingIn(bodies, bodyId).add(funds);
		for (const [one, lines] of Map.groupBy(funds, (fund) => fund.year)) {
			addingIn(years, one).add(lines);
		}
		sources.add(funds);
	}
	for (const activity of view.outside) outside.add(chosen(activity));
	const all = view.activities.length;
	return {
		whole: whole.totals,
		years: [...years]
			.sort(([a], [b]) => a - b)
			.map(([one, adding]) => ({ year: one, ...adding.totalsOf(all) })),
		goals: view.goals.map(({ id }) => ({ goalId: id, ...goals.get(id)!.totals })),
		bodies: view.bodies
			.filter(({ id }) => bodies.has(id))
			.map(({ id }) => ({ bodyId: id, ...bodies.get(id)!.totals })),
		sources: sources.totalsOf(all),
		outside: outside.totals
	};
}

function addingIn(addings: Map<number, Adding>, key: number): Adding {
	const known = addings.get(key);
	if (known) return known;
	const made = new Adding();
	addings.set(key, made);
	return made;
}

/** Where planned amounts are from that no act said. */
export function plannedKind(provenance: readonly Provenance[]): ProvenanceKind | null {
	return provenanceOf(provenance, 'funds')?.kind ?? null;
}

/** A line as totals count it. */
interface Line extends FundView {
	isIllustrative: boolean;
	isSpentIllustrative: boolean;
}

/** Totals that grow, an activity's lines at once. */
class Adding {
	#activities = 0;
	#withoutLines = 0;
	#notBegun = 0;
	readonly #planned = new Tallying();
	readonly #spent = new Tallying();

	add(funds: readonly Line[]): void {
		if (funds.length > 0) this.#activities += 1;
		else this.#withoutLines += 1;
		for (const { planned, spent, isIllustrative, isSpentIllustrative } of funds) {
			this.#planned.add(planned, { isPart: false, isIllustrative });
			if (spent) {
				const { amount, isPart } = spent;
				this.#spent.add(amount, { isPart, isIllustrative: isSpentIllustrative });
			} else this.#notBegun += 1;
		}
	}

	get totals(): MoneyTotals {
		return {
			activities: this.#activities,
			withoutLines: this.#withoutLines,
			planned: this.#planned.tally,
			spent: this.#spent.tally,
			notBegun: this.#notBegun
		};
	}

	/** Where only lines were added: of so many activities. */
	totalsOf(activities: number): MoneyTotals {
		return { ...this.totals, withoutLines: activities - this.#activities };
	}
}

class Tallying {
	readonly #known = new DecimalSum();
	#lines = 0;
	#inPart = 0;
	#notAvailable = 0;
	#notApplicable = 0;
	#illustrative = 0;

	add(
		amount: Amount,
		{ isPart, isIllustrative }: { isPart: boolean; isIllustrative: boolean }
	): void {
		if (amount === 'not-available') this.#notAvailable += 1;
		else if (amount === 'not-applicable') this.#notApplicable += 1;
		else {
			this.#known.add(amount);
			this.#lines += 1;
			if (isPart) this.#inPart += 1;
			if (isIllustrative) this.#illustrative += 1;
		}
	}

	get tally(): Tally {
		return {
			known: this.#known.total,
			lines: this.#lines,
			inPart: this.#inPart,
			illustrative: this.#illustrative,
			notAvailable: this.#notAvailable,
			notApplicable: this.#notApplicable
		};
	}
}

/** Budget and donors, each with those of its programmes or donors that are named, in the order they come. */
class Sources {
	readonly #whole = { budget: new Adding(), donor: new Adding() };
	readonly #named = {
		budget: new Map<string, { fund: FundView; adding: Adding }>(),
		donor: new Map<string, { fund: FundView; adding: Adding }>()
	};
	/** Of a name the key; names are few, and one object each. */
	readonly #keys = new Map<Texts, string>();

	add(funds: readonly Line[]): void {
		for (const [source, lines] of Map.groupBy(funds, (fund) => fund.source)) {
			this.#whole[source].add(lines);
			const named = lines.filter(
				({ programme, name }) => programme !== null || Object.keys(name).length > 0
			);
			for (const [key, own] of Map.groupBy(named, (fund) => this.#keyOf(fund))) {
				const known = this.#named[source].get(key) ?? { fund: own[0]!, adding: new Adding() };
				this.#named[source].set(key, known);
				known.adding.add(own);
			}
		}
	}

	totalsOf(activities: number): SourceTotals[] {
		return (['budget', 'donor'] as const).flatMap((source) => [
			{ source, named: null, ...this.#whole[source].totalsOf(activities) },
			...[...this.#named[source].values()].map(({ fund: { programme, name }, adding }) => ({
				...{ source, named: { programme, name } },
				...adding.totalsOf(activities)
			}))
		]);
	}

	/** Of one programme the code says which it is; of a donor the name. */
	#keyOf({ programme, name }: FundView): string {
		if (programme !== null) return programme;
		let key = this.#keys.get(name);
		if (key === undefined) {
			key = JSON.stringify(Object.entries(name).sort(([a], [b]) => (a < b ? -1 : 1)));
			this.#keys.set(name, key);
		}
		return key;
	}
}
