// What of a quarter's view is compared with another's: plain values named by keys and codes, never by a database's own numbers, so that a
// view read from a frozen record and one read from the live tables compare. Figures, windows and whatever follows from other values stay out.
import type { StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import type { Decimal } from './decimal.ts';
import type { Evidence, TextField } from './filing.ts';
import type { Day, Quarter } from './quarter.ts';
import type {
	ActivityView,
	ComparableActivity,
	ComparableHead,
	ComparableView,
	DeadlineView,
	FilingView,
	IndicatorView,
	LedgerView
} from './quarter-view.ts';
import type { Texts } from './text.ts';

export interface QuarterState {
	/** By what they are the wording of: 'goal 1', 'body mup'. */
	wordings: Readonly<Record<string, Wording>>;
	/** Of goals; an activity's are its own. */
	indicators: Readonly<Record<string, IndicatorState>>;
	activities: Readonly<Record<string, ActivityState>>;
}

/** Texts by the name of what they are: `{ name, short }`, `{ title }`. */
export type Wording = Readonly<Record<string, Texts>>;

export type WordingOf = 'plan' | 'goal' | 'measure' | 'body' | 'step';

export interface ActivityState {
	code: string;
	/** Codes. */
	goal: string;
	measure: string;
	title: Texts;
	description: Texts;
	term: Term;
	/** Null once it has left the plan: nothing of it counts any more. */
	standing: StandingState | null;
	deadline: DeadlineState;
	ledger: readonly Entry[];
	/** Keys of bodies. */
	leads: readonly string[];
	partners: readonly string[];
	/** By lead; each list without repetitions, in an order of its own. */
	evidence: Readonly<Record<string, readonly Evidence[]>>;
	/** What was filed, by lead; only where a quarter is compared with itself. */
	reports: Readonly<Record<string, Report>>;
	indicators: Readonly<Record<string, IndicatorState>>;
}

/** How long, and what of it was before and after. */
export interface Term {
	from: Day;
	/** The first day it was no longer in the plan; null while it is. */
	until: Day | null;
	ended: ActivityView['ended'];
	into: readonly string[];
	madeFrom: readonly string[];
}

export interface StandingState {
	/** Null is "no data". */
	role: StepRole | null;
	completedOn: Day | null;
	/** Keys of the steps that count, by lead. */
	steps: Readonly<Record<string, string>>;
}

export interface DeadlineState {
	adopted: DeadlineView;
	current: DeadlineView;
}

/** An entry of a deadline's ledger. */
export interface Entry {
	kind: LedgerView['kind'];
	decidedOn: Day;
	from: DeadlineReading;
	to: DeadlineView;
	act: Texts;
	reason: Texts;
}

export interface Report {
	texts: Readonly<Record<TextField, Texts>>;
	expectedCompletion: Day | Quarter | null;
	isNothingToReport: boolean;
}

export interface Passport {
	/** Code, of an indicator of a goal. */
	goal: string | null;
	title: Texts;
	unit: Texts;
	definition: Texts;
	source: Texts;
	direction: 'up' | 'down';
	isCumulative: boolean;
	baseline: { value: Decimal; on: Day } | null;
}

export interface Reading {
	value: Decimal;
	source: Texts;
}

export interface IndicatorState {
	passport: Passport;
	/** By year. */
	targets: Readonly<Record<string, Decimal>>;
	/** By day. */
	readings: Readonly<Record<Day, Reading>>;
}

/** What of a quarter is compared beside its activities. */
export type PlanState = Pick<QuarterState, 'wordings' | 'indicators'>;

export function planState(view: ComparableHead): PlanState {
	return {
		wordings: wordingsOf(view),
		indicators: indicatorsOf(
			view.indicators.filter(({ activityId }) => activityId === null),
			namesOf(view)
		)
	};
}

/** The states of an activity in two quarters; where one does not know it, it has none there. */
export type StatesOfActivity = [ActivityState | undefined, ActivityState | undefined];

/**
 * How the states of activities in two quarters are made, to be compared with each other.
 *
 * A report belongs to its quarter, and the next quarter's is another one: reports are compared only where both views are of one quarter. So
 * is evidence taken away. Between two quarters evidence is only added to: what the earlier filings named still stands behind them.
 */
export function statesBetween(
	from: ComparableHead,
	to: ComparableHead
): (before?: ComparableActivity, after?: ComparableActivity) => StatesOfActivity {
	const isOneQuarter = from.quarter === to.quarter;
	const [earlier, later] = [stateIn(from, isOneQuarter), stateIn(to, isOneQuarter)];
	return (before, after) => {
		const [was, is] = [before && earlier(before), after && later(after)];
		return [was, was && is && !isOneQuarter ? withEvidenceOf(was, is) : is];
	};
}

/** The states of two quarters as wholes. */
export function statesOf(from: ComparableView, to: ComparableView): [QuarterState, QuarterState] {
	const activitiesOf = ({ activities, outside }: ComparableView) =>
		new Map([...activities, ...outside].map((activity) => [activity.key, activity]));
	const [earlier, later] = [activitiesOf(from), activitiesOf(to)];
	const statesOfBoth = statesBetween(from, to);
	const both = [...new Set([...later.keys(), ...earlier.keys()])].map(
		(key) => [key, statesOfBoth(earlier.get(key), later.get(key))] as const
	);
	const known = (side: 0 | 1) =>
		both.flatMap(([key, states]) => (states[side] ? [[key, states[side]] as const] : []));
	return [
		{ ...planState(from), activities: Object.fromEntries(known(0)) },
		{ ...planState(to), activities: Object.fromEntries(known(1)) }
	];
}

function stateIn(
	view: ComparableHead,
	hasReports: boolean
): (activity: ComparableActivity) => ActivityState {
	const names = namesOf(view);
	const indicators = Map.groupBy(view.indicators, ({ activityId }) => activityId);
	return (activity) =>
		activityState(activity, indicators.get(activity.id) ?? [], names, hasReports);
}

/** What a view's own numbers stand for. */
interface Names {
	goal: ReadonlyMap<number, string>;
	measure: ReadonlyMap<number, string>;
	body: ReadonlyMap<number, string>;
	step: ReadonlyMap<number, string>;
}

function namesOf({ goals, measures, bodies, steps }: ComparableHead): Names {
	return {
		goal: new Map(goals.map(({ id, code }) => [id, code])),
		measure: new Map(measures.map(({ id, code }) => [id, code])),
		body: new Map(bodies.map(({ id, key }) => [id, key])),
		step: new Map(steps.map(({ id, key }) => [id, key]))
	};
}

function wordingsOf({
	plan,
	goals,
	measures,
	bodies,
	steps
}: ComparableHead): QuarterState['wordings'] {
	const all: [WordingOf, string, Wording][] = [
		['plan', plan.key, { title: plan.title, act: plan.act, note: plan.note }],
		...goals.map(({ code, title }): [WordingOf, string, Wording] => ['goal', code, { title }]),
		...measures.map(({ code, title }): [WordingOf, string, Wording] => [
			'measure',
			code,
			{ title }
		]),
		...bodies.map(({ key, name, short }): [WordingOf, string, Wording] => [
			'body',
			key,
			{ name, short }
		]),
		...steps.map(({ key, label }): [WordingOf, string, Wording] => ['step', key, { label }])
	];
	return Object.fromEntries(all.map(([of, key, wording]) => [wordingKey(of, key), wording]));
}

export function wordingKey(of: WordingOf, key: string): string {
	return `${of} ${key}`;
}

/** What a wording is of, and its key or code. */
export function wordingOf(key: string): { of: WordingOf; key: string } {
	const space = key.indexOf(' ');
	return { of: key.slice(0, space) as WordingOf, key: key.slice(space + 1) };
}

function activityState(
	activity: ComparableActivity,
	indicators: readonly IndicatorView[],
	names: Names,
	hasReports: boolean
): ActivityState {
	const { ended, inForceFrom, inForceUntil, into, madeFrom, filings } = activity;
	const bodies = (ids: readonly number[]) => ids.map((id) => names.body.get(id)!);
	return {
		code: activity.code,
		goal: names.goal.get(activity.goalId)!,
		measure: names.measure.get(activity.measureId)!,
		title: activity.title,
		description: activity.description,
		// When it is going to leave is no matter of a quarter it was still in force in.
		term: { from: inForceFrom, until: ended && inForceUntil, ended, into, madeFrom },
		standing: ended ? null : standingState(activity, names),
		deadline: { adopted: activity.adopted, current: activity.current },
		ledger: activity.ledger.map(({ kind, decidedOn, from, to, act, reason }) => ({
			...{ kind, decidedOn, from, to, act, reason }
		})),
		leads: bodies(activity.leads),
		partners: bodies(activity.partners),
		evidence: evidenceOf(filings, names),
		reports: hasReports ? reportsOf(filings, names) : {},
		indicators: indicatorsOf(indicators, names)
	};
}

function standingState({ standing }: ComparableActivity, names: Names): StandingState {
	const counting = standing.leads.filter(({ counts }) => counts);
	return {
		role: standing.role,
		completedOn: standing.completedOn,
		steps: Object.fromEntries(
			counting.map(({ bodyId, shown }) => [
				names.body.get(bodyId)!,
				names.step.get(shown!.step.id)!
			])
		)
	};
}

function evidenceOf(filings: readonly FilingView[], names: Names): ActivityState['evidence'] {
	return Object.fromEntries(
		filings
			.filter(({ evidence }) => evidence.length > 0)
			.map(({ bodyId, evidence }) => [names.body.get(bodyId)!, evidenceSet(evidence)])
	);
}

function reportsOf(filings: readonly FilingView[], names: Names): ActivityState['reports'] {
	return Object.fromEntries(
		filings.map(({ bodyId, texts, expectedCompletion, isNothingToReport }) => [
			names.body.get(bodyId)!,
			{ texts, expectedCompletion, isNothingToReport }
		])
	);
}

function indicatorsOf(
	indicators: readonly IndicatorView[],
	names: Names
): Readonly<Record<string, IndicatorState>> {
	return Object.fromEntries(
		indicators.map((indicator) => [
			indicator.key,
			{
				passport: {
					goal: indicator.goalId === null ? null : names.goal.get(indicator.goalId)!,
					title: indicator.title,
					unit: indicator.unit,
					definition: indicator.definition,
					source: indicator.source,
					direction: indicator.direction,
					isCumulative: indicator.isCumulative,
					baseline: indicator.baseline
				},
				targets: Object.fromEntries(indicator.targets.map(({ year, value }) => [year, value])),
				readings: Object.fromEntries(
					indicator.readings.map(({ on, value, source }) => [on, { value, source }])
				)
			}
		])
	);
}

/** The later state, with what the earlier filings named. */
function withEvidenceOf(before: ActivityState, after: ActivityState): ActivityState {
	const named = Object.entries(before.evidence);
	if (named.length === 0) return after;
	const evidence = { ...after.evidence };
	for (const [lead, items] of named) {
		evidence[lead] = evidenceSet([...items, ...(evidence[lead] ?? [])]);
	}
	return { ...after, evidence };
}

/** Evidence without repetitions, in an order that does not depend on who named what first. */
export function evidenceSet(items: readonly Evidence[]): Evidence[] {
	if (items.length < 2) return [...items];
	const byText = new Map(items.map((item) => [canonical(item), item]));
	return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function canonical(item: Evidence): string {
	return JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two plain values say the same; the order of an object's keys says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) || Array.isArray(b)) {
		return (
			Array.isArray(a) &&
			Array.isArray(b) &&
			a.length === b.length &&
			a.every((item, index) => isSame(item, b[index]))
		);
	}
	const [ofA, ofB] = [a as Record<string, unknown>, b as Record<string, unknown>];
	const keys = Object.keys(ofA);
	return (
		keys.length === Object.keys(ofB).length &&
		keys.every((key) => Object.hasOwn(ofB, key) && isSame(ofA[key], ofB[key]))
	);
}
