// What changed between two quarters of a plan, or two revisions of one: every difference once, with how serious it is. The changes say all of it:
// put to the earlier state they give the later one (applied-changes.ts).
import { STEP_ROLES } from './assessment.ts';
import { sameReading } from './deadline.ts';
import { isMove } from './deadline-ledger.ts';
import { compareDecimals, type Decimal } from './decimal.ts';
import type { Evidence } from './filing.ts';
import { lastDayOf, type Day, type Quarter } from './quarter.ts';
import {
	isSame,
	planState,
	statesBetween,
	wordingOf,
	type ActivityState,
	type DeadlineState,
	type Entry,
	type IndicatorState,
	type Passport,
	type PlanState,
	type QuarterState,
	type Reading,
	type Report,
	type StandingState,
	type Term,
	type Wording,
	type WordingOf
} from './quarter-state.ts';
import type {
	BodyView,
	ComparableActivity,
	ComparableHead,
	ComparableQuarter,
	ComparableView,
	StepView
} from './quarter-view.ts';
import { atOnce, inParts, type Steps } from './steps.ts';
import type { Texts } from './text.ts';

/**
 * How serious a change is.
 *
 * - `serious`: less is done, promised or proved than was said before (an assessment goes back, an activity leaves, a deadline moves to a
 *   later day or to none, a target is eased, evidence or a reading is taken away), or it was so already and nobody had said it (recorded late).
 * - `notable`: whatever else changes how the plan stands: other assessments, data that come or go missing, activities, deadlines, targets,
 *   readings, leads.
 * - `plain`: words, names, partners, and what is added beside: evidence, reports put right.
 */
export type Severity = 'serious' | 'notable' | 'plain';
export const SEVERITIES: readonly Severity[] = ['serious', 'notable', 'plain'];

/** In the order they are told. "No data" is not a step back: it is a kind of its own. */
export const CHANGE_KINDS = [
	'assessment-backward',
	'data-missing',
	'assessment-forward',
	'data-came',
	'step-of-lead',
	'completed-on',
	'activity-withdrawn',
	'activity-gone',
	'activity-merged',
	'activity-split',
	'activity-new',
	'activity-back',
	'activity-term',
	'deadline-later',
	'deadline-replaced',
	'deadline-undone',
	'deadline-restated',
	'deadline-earlier',
	'deadline-fixed',
	'deadline-corrected',
	'target',
	'indicator-gone',
	'indicator-new',
	'reading-gone',
	'reading-changed',
	'reading-new',
	'leads',
	'partners',
	'evidence-gone',
	'evidence-added',
	'report',
	'activity-restated',
	'indicator-restated',
	'wording'
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What bodies and steps are called, by key: those of the later quarter, and those only the earlier one knows. */
export interface ChangeNames {
	bodies: Readonly<Record<string, Pick<BodyView, 'name' | 'short'>>>;
	steps: readonly Pick<StepView, 'key' | 'role' | 'label'>[];
}

/** What changed since an earlier quarter, complete in itself. */
export interface ChangesSince {
	quarter: Quarter;
	/** The record that was compared with; null where that quarter was not frozen. */
	of: { revision: number; hash: string } | null;
	names: ChangeNames;
	/** Gravest first. */
	changes: readonly Change[];
}

/** An activity as it is called in the later state, or in the earlier where the later has none. */
export interface ActivityName {
	key: string;
	code: string;
	/** Code of its goal. */
	goal: string;
	title: Texts;
}

/** An indicator, and whose it is: an activity's, or (null) a goal's. */
export interface IndicatorName {
	key: string;
	title: Texts;
	/** Code, of an indicator of a goal. */
	goal: string | null;
}

export type ActivityField = 'code' | 'goal' | 'measure' | 'title' | 'description';
const ACTIVITY_FIELDS: readonly ActivityField[] = [
	'code',
	'goal',
	'measure',
	'title',
	'description'
];

interface OfActivity {
	activity: ActivityName;
}

interface OfIndicator {
	activity: ActivityName | null;
	indicator: IndicatorName;
}

/** A value before and after. */
interface FromTo<T> {
	from: T;
	to: T;
}

/** An entry of the ledger, its place there, and what the deadline is then; null where further entries follow, or it is as before. */
interface OfLedger extends OfActivity {
	entry: Entry;
	place: number;
	deadline: DeadlineState | null;
}

export type Difference =
	| (OfActivity & { kind: AssessmentKind } & FromTo<StandingState>)
	| (OfActivity & { kind: 'step-of-lead'; lead: string } & FromTo<string | null>)
	| (OfActivity & { kind: 'completed-on' } & FromTo<Day | null>)
	| (OfActivity & { kind: 'activity-new' | 'activity-gone'; state: ActivityState })
	| (OfActivity & { kind: TermKind; standing: StandingState | null } & FromTo<Term>)
	| (OfLedger & { kind: MoveKind | 'deadline-undone' })
	| (OfActivity & { kind: 'deadline-restated' } & FromTo<DeadlineState>)
	| (OfActivity & { kind: 'leads'; steps: Readonly<Record<string, string>> } & FromTo<
				readonly string[]
			>)
	| (OfActivity & { kind: 'partners' } & FromTo<readonly string[]>)
	| (OfActivity & {
			kind: 'evidence-added' | 'evidence-gone';
			lead: string;
			items: readonly Evidence[];
	  })
	| (OfActivity & { kind: 'report'; lead: string } & FromTo<Report | null>)
	| (OfActivity & { kind: 'activity-restated'; field: ActivityField } & FromTo<string | Texts>)
	| (OfIndicator & { kind: 'indicator-new' | 'indicator-gone'; state: IndicatorState })
	| (OfIndicator & { kind: 'indicator-restated' } & FromTo<Passport>)
	| (OfIndicator & {
			kind: 'target';
			year: string;
			direction: Passport['direction'];
	  } & FromTo<Decimal | null>)
	| (OfIndicator & { kind: 'reading-new'; on: Day; to: Reading })
	| (OfIndicator & { kind: 'reading-gone'; on: Day; from: Reading })
	| (OfIndicator & { kind: 'reading-changed'; on: Day } & FromTo<Reading>)
	| ({ kind: 'wording'; of: WordingOf; key: string; activity: null } & FromTo<Wording | null>);

type AssessmentKind = 'assessment-backward' | 'assessment-forward' | 'data-missing' | 'data-came';
type TermKind =
	'activity-withdrawn' | 'activity-merged' | 'activity-split' | 'activity-back' | 'activity-term';
type MoveKind =
	| 'deadline-later'
	| 'deadline-earlier'
	| 'deadline-replaced'
	| 'deadline-fixed'
	| 'deadline-corrected';

export type Change = Difference & {
	severity: Severity;
	/** Decided, or read, by the last day of the earlier quarter, which did not know of it. */
	isRecordedLate: boolean;
};

/**
 * What is different in the later of two views, gravest first; of one severity backward moves first, and then in the plan's order.
 *
 * @example changesBetween(secondQuarter, thirdQuarter)[0].kind //=> 'assessment-backward'
 */
export function changesBetween(from: ComparableView, to: ComparableView): Change[] {
	return atOnce(changesInSteps(comparable(from), comparable(to)));
}

/** {@link changesBetween}, in steps, of which each reads a part of both quarters. */
export function* changesInSteps(from: ComparableQuarter, to: ComparableQuarter): Steps<Change[]> {
	const statesOf = statesBetween(from, to);
	const judged = judgingBetween(from, to);
	const places = new Places(from, to);
	const changes = planDifferences(planState(from), planState(to)).map(judged);
	for (const pairs of matched(places.noted('from'), places.noted('to'))) {
		for (const [before, after] of pairs) {
			const { key } = (after ?? before)!;
			for (const one of activityDifferences(key, ...statesOf(before, after))) {
				changes.push(judged(one));
			}
		}
		yield;
	}
	return yield* inOrder(changes, places.inPlan());
}

/**
 * So many activities of a quarter are compared in one step. Each part of one quarter is matched with one of the other: were they of different
 * sizes, most of one quarter would wait for the other.
 */
export const IN_A_PART = 20;

/** A view to be compared with another. */
export function comparable({ activities, outside, ...head }: ComparableView): ComparableQuarter {
	const all = [
		...activities.map((activity) => ({ isInForce: true, activity })),
		...outside.map((activity) => ({ isInForce: false, activity }))
	];
	return { ...head, parts: inParts(all, IN_A_PART) };
}

type Pair = [ComparableActivity | undefined, ComparableActivity | undefined];
type Parts = Iterable<readonly ComparableActivity[]>;

/** Every activity of two quarters with itself in the other, in whatever order they have them; those that only one knows come last. */
function* matched(from: Parts, to: Parts): Iterable<Pair[]> {
	const [earlier, later] = [from[Symbol.iterator](), to[Symbol.iterator]()];
	/** Those that were met in one quarter and not yet in the other. */
	let lonelyBefore: ComparableActivity[] = [];
	let lonelyAfter: ComparableActivity[] = [];
	for (;;) {
		const [some, others] = [earlier.next(), later.next()];
		if (some.done && others.done) break;
		// Made anew each time: of a map that lives on V8 keeps what was in it long after it was taken out.
		const before = byKey(lonelyBefore, some.done ? [] : some.value);
		const after = byKey(lonelyAfter, others.done ? [] : others.value);
		const both = [...before.keys()].filter((key) => after.has(key));
		lonelyBefore = [...before.values()].filter(({ key }) => !after.has(key));
		lonelyAfter = [...after.values()].filter(({ key }) => !before.has(key));
		yield both.map((key): Pair => [before.get(key), after.get(key)]);
	}
	yield* inParts(
		[
			...lonelyAfter.map((after): Pair => [undefined, after]),
			...lonelyBefore.map((before): Pair => [before, undefined])
		],
		IN_A_PART
	);
}

function byKey(...some: (readonly ComparableActivity[])[]): Map<string, ComparableActivity> {
	return new Map(some.flat().map((one) => [one.key, one]));
}

/** How serious a difference between two views is, and whether it was recorded late. */
function judgingBetween(
	from: ComparableHead,
	to: ComparableHead
): (difference: Difference) => Change {
	const known = from.quarter <= to.quarter ? lastDayOf(from.quarter) : null;
	const actOf = indicatorActs(from, to);
	return (difference) => {
		const day = dayOf(difference) ?? actOf(difference);
		const isRecordedLate = known !== null && day !== null && day <= known;
		const severity = isRecordedLate ? 'serious' : severityOf(difference);
		return { ...difference, severity, isRecordedLate };
	};
}

function* inOrder(changes: readonly Change[], placeOf: (key: string) => number): Steps<Change[]> {
	yield;
	const alike = Map.groupBy(
		changes.map((change) => ({
			change,
			place: change.activity ? placeOf(change.activity.key) : -1
		})),
		({ change }) =>
			SEVERITIES.indexOf(change.severity) * CHANGE_KINDS.length + CHANGE_KINDS.indexOf(change.kind)
	);
	const ordered: Change[] = [];
	for (const rank of [...alike.keys()].sort((a, b) => a - b)) {
		yield;
		const some = alike.get(rank)!.sort((a, b) => a.place - b.place);
		for (const { change } of some) ordered.push(change);
	}
	return ordered;
}

/** Where activities stand in the plan; noted while they are gone through. */
class Places {
	readonly #quarters: Readonly<Record<'from' | 'to', ComparableQuarter>>;
	readonly #noted: Record<
		'from' | 'to',
		Record<'inForce' | 'outside', { key: string; measureId: number }[]>
	> = {
		from: { inForce: [], outside: [] },
		to: { inForce: [], outside: [] }
	};

	constructor(from: ComparableQuarter, to: ComparableQuarter) {
		this.#quarters = { from, to };
	}

	/** The activities of one of the quarters. */
	*noted(side: 'from' | 'to'): Iterable<readonly ComparableActivity[]> {
		const { inForce, outside } = this.#noted[side];
		for (const part of this.#quarters[side].parts) {
			for (const { isInForce, activity } of part) {
				const { key, measureId } = activity;
				(isInForce ? inForce : outside).push({ key, measureId });
			}
			yield part.map(({ activity }) => activity);
		}
	}

	/** Once all are noted: in the later quarter's order, those that left the plan last in each measure. */
	inPlan(): (key: string) => number {
		const placed = new Map<string, { key: string; measure: number }>();
		for (const side of ['to', 'from'] as const) {
			const { inForce, outside } = this.#noted[side];
			const measures = new Map(this.#quarters[side].measures.map(({ id }, index) => [id, index]));
			for (const { key, measureId } of [...inForce, ...outside]) {
				if (!placed.has(key)) placed.set(key, { key, measure: measures.get(measureId) ?? 0 });
			}
		}
		// Within a measure they stay as they are.
		const sorted = [...placed.values()].sort((a, b) => a.measure - b.measure);
		const places = new Map(sorted.map(({ key }, index) => [key, index]));
		return (key) => places.get(key) ?? 0;
	}
}

/** The day of the act, or of the reading, that a difference comes from; null where it comes from none. */
function dayOf(difference: Difference): Day | null {
	switch (difference.kind) {
		case 'activity-new':
			return difference.state.term.from;
		case 'activity-withdrawn':
		case 'activity-merged':
		case 'activity-split':
			return difference.to.until;
		case 'deadline-later':
		case 'deadline-earlier':
		case 'deadline-replaced':
		case 'deadline-fixed':
		case 'deadline-corrected':
			return difference.entry.decidedOn;
		case 'reading-new':
			return difference.on;
		default:
			return null;
	}
}

/** The day of the act about an indicator that a difference comes from: the earliest that only the later view knows. */
function indicatorActs(
	from: ComparableHead,
	to: ComparableHead
): (difference: Difference) => Day | null {
	const before = new Map(from.indicators.map((one) => [one.key, one]));
	const after = new Map(to.indicators.map((one) => [one.key, one]));
	const gone = new Map(to.withdrawnIndicators.map((one) => [one.key, one]));
	return (difference) => {
		if (!('indicator' in difference)) return null;
		const { key } = difference.indicator;
		switch (difference.kind) {
			case 'indicator-new':
				return after.get(key)?.added?.decidedOn ?? null;
			case 'indicator-gone':
				return gone.get(key)?.withdrawn.decidedOn ?? null;
			case 'target':
			case 'indicator-restated': {
				const known = before.get(key)?.acts ?? [];
				const acts = after.get(key)?.acts ?? [];
				return acts.find((act) => !known.some((one) => isSame(one, act)))?.decidedOn ?? null;
			}
			default:
				return null;
		}
	};
}

function severityOf(difference: Difference): Severity {
	switch (difference.kind) {
		case 'assessment-backward':
		case 'activity-withdrawn':
		case 'activity-gone':
		case 'deadline-later':
		case 'deadline-undone':
		case 'evidence-gone':
		case 'reading-gone':
		case 'indicator-gone':
			return 'serious';
		case 'deadline-replaced':
			return difference.entry.from.kind === 'dated' ? 'serious' : 'notable';
		case 'deadline-restated':
			// A deadline that reads otherwise, and no act that says so.
			return sameReading(difference.from.current.reading, difference.to.current.reading)
				? 'plain'
				: 'serious';
		case 'target':
			return isEased(difference) ? 'serious' : 'notable';
		case 'evidence-added':
		case 'report':
		case 'partners':
		case 'activity-restated':
		case 'indicator-restated':
		case 'wording':
			return 'plain';
		default:
			return 'notable';
	}
}

/** Whether a target asks for less than before; none asks for nothing. */
function isEased({ from, to, direction }: Extract<Difference, { kind: 'target' }>): boolean {
	if (from === null) return false;
	if (to === null) return true;
	const more = compareDecimals(to, from);
	return direction === 'up' ? more < 0 : more > 0;
}

/** Every difference of the later state, in an order that `applied` can take. */
export function differencesBetween(from: QuarterState, to: QuarterState): Difference[] {
	return [
		...planDifferences(from, to),
		...bothKeys(from.activities, to.activities).flatMap((key) =>
			activityDifferences(key, from.activities[key], to.activities[key])
		)
	];
}

function planDifferences(from: PlanState, to: PlanState): Difference[] {
	return [
		...wordingDifferences(from, to),
		...indicatorDifferences(null, from.indicators, to.indicators)
	];
}

function wordingDifferences(from: PlanState, to: PlanState): Difference[] {
	return bothKeys(from.wordings, to.wordings).flatMap((name): Difference[] => {
		const [before, after] = [from.wordings[name] ?? null, to.wordings[name] ?? null];
		if (isSame(before, after)) return [];
		return [{ kind: 'wording', ...wordingOf(name), activity: null, from: before, to: after }];
	});
}

function activityDifferences(
	key: string,
	from: ActivityState | undefined,
	to: ActivityState | undefined
): Difference[] {
	if (isSame(from, to)) return [];
	const { code, goal, title } = (to ?? from)!;
	const activity = { key, code, goal, title };
	if (!from) return [{ kind: 'activity-new', activity, state: to! }];
	if (!to) return [{ kind: 'activity-gone', activity, state: from }];
	return [
		...restated(activity, from, to),
		...ledgerDifferences(activity, from, to),
		...roleDifferences(activity, from, to),
		...standingDifferences(activity, from, to),
		...evidenceDifferences(activity, from, to),
		...reportDifferences(activity, from, to),
		...indicatorDifferences(activity, from.indicators, to.indicators)
	];
}

function restated(activity: ActivityName, from: ActivityState, to: ActivityState): Difference[] {
	return ACTIVITY_FIELDS.filter((field) => !isSame(from[field], to[field])).map((field) => ({
		...{ kind: 'activity-restated', activity, field, from: from[field], to: to[field] }
	}));
}

function ledgerDifferences(
	activity: ActivityName,
	from: ActivityState,
	to: ActivityState
): Difference[] {
	const { gone, added } = unlike(from.ledger, to.ledger);
	const differences: Extract<Difference, { entry: Entry }>[] = [
		...gone.map((place) => ({
			...{ kind: 'deadline-undone' as const, activity, place, deadline: null },
			entry: from.ledger[place]!
		})),
		...added.map((place) => {
			const entry = to.ledger[place]!;
			return { kind: moveKind(entry), activity, place, entry, deadline: null };
		})
	];
	const now = to.deadline;
	if (isSame(from.deadline, now)) return differences;
	const last = differences.at(-1);
	if (!last) return [{ kind: 'deadline-restated', activity, from: from.deadline, to: now }];
	return [...differences.slice(0, -1), { ...last, deadline: now }];
}

function moveKind({ kind, from, to }: Entry): MoveKind {
	if (!isMove({ kind })) return kind === 'resolution' ? 'deadline-fixed' : 'deadline-corrected';
	if (from.kind !== 'dated' || to.reading.kind !== 'dated') return 'deadline-replaced';
	if (from.latest === to.reading.latest) return 'deadline-replaced';
	return from.latest < to.reading.latest ? 'deadline-later' : 'deadline-earlier';
}

/**
 * Places of the earlier list that are not in the later one, and the other way round. What stays keeps its order.
 */
function unlike(
	from: readonly unknown[],
	to: readonly unknown[]
): { gone: number[]; added: number[] } {
	const gone: number[] = [];
	const kept = new Set<number>();
	let next = 0;
	for (const [place, item] of from.entries()) {
		const found = to.findIndex((other, index) => index >= next && isSame(item, other));
		if (found === -1) gone.push(place);
		else {
			kept.add(found);
			next = found + 1;
		}
	}
	return { gone, added: [...to.keys()].filter((place) => !kept.has(place)) };
}

/** A new lead comes with the step it has: that it stands somewhere is no difference of its own. */
function roleDifferences(
	activity: ActivityName,
	from: ActivityState,
	to: ActivityState
): Difference[] {
	const differences: Difference[] = [];
	if (!isSame(from.leads, to.leads)) {
		const steps = Object.fromEntries(
			Object.entries(to.standing?.steps ?? {}).filter(
				([lead]) => to.leads.includes(lead) && !from.leads.includes(lead)
			)
		);
		differences.push({ kind: 'leads', activity, from: from.leads, to: to.leads, steps });
	}
	if (!isSame(from.partners, to.partners)) {
		differences.push({ kind: 'partners', activity, from: from.partners, to: to.partners });
	}
	return differences;
}

/** With other leads: without the steps of those that no longer lead, with those of the new. */
export function ledBy(
	standing: StandingState | null,
	{ from, to, steps }: Extract<Difference, { kind: 'leads' }>
): StandingState | null {
	if (!standing) return null;
	const staying = Object.entries(standing.steps).filter(
		([lead]) => !from.includes(lead) || to.includes(lead)
	);
	return { ...standing, steps: { ...Object.fromEntries(staying), ...steps } };
}

/** Of an activity that leaves, its standing goes with it, and is told with that. */
function standingDifferences(
	activity: ActivityName,
	from: ActivityState,
	to: ActivityState
): Difference[] {
	const leads = roleDifferences(activity, from, to).find((one) => one.kind === 'leads');
	const before = leads ? ledBy(from.standing, leads) : from.standing;
	const after = to.standing;
	if (before === null || after === null) {
		const isAsBefore = isSame(from.term, to.term) && before === after;
		return isAsBefore ? [] : [termDifference(activity, from, to, after)];
	}
	return [
		...(isSame(from.term, to.term) ? [] : [termDifference(activity, from, to, before)]),
		...assessmentDifferences(activity, before, after)
	];
}

function termDifference(
	activity: ActivityName,
	{ term: from }: ActivityState,
	{ term: to }: ActivityState,
	standing: StandingState | null
): Difference {
	return { kind: termKind(from, to), activity, from, to, standing };
}

function assessmentDifferences(
	activity: ActivityName,
	before: StandingState,
	after: StandingState
): Difference[] {
	if (before.role !== after.role) {
		return [{ kind: assessmentKind(before, after), activity, from: before, to: after }];
	}
	const ofLeads = bothKeys(before.steps, after.steps)
		.filter((lead) => before.steps[lead] !== after.steps[lead])
		.map((lead): Difference => ({
			...{ kind: 'step-of-lead', activity, lead },
			...{ from: before.steps[lead] ?? null, to: after.steps[lead] ?? null }
		}));
	if (before.completedOn === after.completedOn) return ofLeads;
	const [from, to] = [before.completedOn, after.completedOn];
	return [...ofLeads, { kind: 'completed-on', activity, from, to }];
}

function termKind(from: Term, to: Term): TermKind {
	if (from.ended === null && to.ended !== null) return `activity-${to.ended}`;
	return from.ended !== null && to.ended === null ? 'activity-back' : 'activity-term';
}

function assessmentKind(from: StandingState, to: StandingState): AssessmentKind {
	if (to.role === null) return 'data-missing';
	if (from.role === null) return 'data-came';
	return STEP_ROLES.indexOf(to.role) > STEP_ROLES.indexOf(from.role)
		? 'assessment-backward'
		: 'assessment-forward';
}

function evidenceDifferences(
	activity: ActivityName,
	from: ActivityState,
	to: ActivityState
): Difference[] {
	return bothKeys(from.evidence, to.evidence).flatMap((lead): Difference[] => {
		const [before, after] = [from.evidence[lead] ?? [], to.evidence[lead] ?? []];
		const missing = (items: readonly Evidence[], others: readonly Evidence[]) =>
			items.filter((item) => !others.some((other) => isSame(item, other)));
		const [gone, added] = [missing(before, after), missing(after, before)];
		return [
			...(gone.length > 0 ? [{ kind: 'evidence-gone' as const, activity, lead, items: gone }] : []),
			...(added.length > 0
				? [{ kind: 'evidence-added' as const, activity, lead, items: added }]
				: [])
		];
	});
}

function reportDifferences(
	activity: ActivityName,
	from: ActivityState,
	to: ActivityState
): Difference[] {
	return bothKeys(from.reports, to.reports)
		.filter((lead) => !isSame(from.reports[lead], to.reports[lead]))
		.map((lead) => ({
			...{ kind: 'report', activity, lead },
			...{ from: from.reports[lead] ?? null, to: to.reports[lead] ?? null }
		}));
}

type Indicators = Readonly<Record<string, IndicatorState>>;

function indicatorDifferences(
	activity: ActivityName | null,
	from: Indicators,
	to: Indicators
): Difference[] {
	return bothKeys(from, to).flatMap((key): Difference[] => {
		const [before, after] = [from[key], to[key]];
		if (isSame(before, after)) return [];
		const { title, goal } = (after ?? before)!.passport;
		const named = { activity, indicator: { key, title, goal } };
		if (!before) return [{ kind: 'indicator-new', ...named, state: after! }];
		if (!after) return [{ kind: 'indicator-gone', ...named, state: before }];
		return [
			...(isSame(before.passport, after.passport)
				? []
				: [
						{
							kind: 'indicator-restated' as const,
							...named,
							from: before.passport,
							to: after.passport
						}
					]),
			...targetDifferences(named, before, after),
			...readingDifferences(named, before, after)
		];
	});
}

function targetDifferences(
	named: OfIndicator,
	from: IndicatorState,
	to: IndicatorState
): Difference[] {
	return bothKeys(from.targets, to.targets)
		.filter((year) => from.targets[year] !== to.targets[year])
		.map((year) => ({
			...{ kind: 'target', ...named, year, direction: to.passport.direction },
			...{ from: from.targets[year] ?? null, to: to.targets[year] ?? null }
		}));
}

function readingDifferences(
	named: OfIndicator,
	{ readings: from }: IndicatorState,
	{ readings: to }: IndicatorState
): Difference[] {
	return bothKeys(from, to).flatMap((on): Difference[] => {
		const [before, after] = [from[on], to[on]];
		if (isSame(before, after)) return [];
		if (!before) return [{ kind: 'reading-new', ...named, on, to: after! }];
		if (!after) return [{ kind: 'reading-gone', ...named, on, from: before }];
		return [{ kind: 'reading-changed', ...named, on, from: before, to: after }];
	});
}

function bothKeys(a: Readonly<Record<string, unknown>>, b: typeof a): string[] {
	return [...new Set([...Object.keys(b), ...Object.keys(a)])];
}
