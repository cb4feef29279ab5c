// The figures of a plan at the end of a quarter: formulas A to D and the three honest numbers (design rules 4 and 5; worked by hand in
// docs/formulas.md). Every figure is a fraction that names what it does not know.
import {
	outlookAt,
	standingAt,
	STEP_ROLES,
	type AcceptedFiling,
	type Outlook,
	type Standing,
	type StepRole
} from './assessment.ts';
import { type DeadlineReading } from './deadline.ts';
import { adoptedDeadline, currentDeadline, type LedgerEntry } from './deadline-ledger.ts';
import type { Fraction } from './fraction.ts';
import {
	factsAt,
	verdictOfAll,
	type IndicatorVerdict,
	type KeptIndicator,
	type WithReadings
} from './indicator.ts';
import { inherited } from './merger.ts';
import { isOwed } from './owed.ts';
import { lastDayOf, previousQuarter, yearOf, type Day, type Quarter } from './quarter.ts';
import { timelinessOf, TIMELINESS, type Timeliness } from './timeliness.ts';

/** What is kept of an activity, whatever the quarter. */
export interface ActivityRecord {
	id: number;
	goalId: number;
	inForceFrom: Day;
	/** The first day it is no longer in force; null while it is. */
	inForceUntil: Day | null;
	/** `takenFromId` is the merged body whose role it was until `from`. */
	leads: readonly { bodyId: number; from: Day; until: Day | null; takenFromId?: number | null }[];
	/** As read from the adopted wording. */
	deadline: DeadlineReading;
	ledger: readonly LedgerEntry[];
	accepted: readonly (AcceptedFiling & WithReadings)[];
	indicators: readonly KeptIndicator[];
}

/** What the figures need of an activity at Q. */
export interface ActivityAt {
	id: number;
	goalId: number;
	/** Leads on Q's last day, or on the last day it was in force. */
	leads: readonly number[];
	isInForce: boolean;
	/** Withdrawn, merged or split by Q's last day. */
	hasLeft: boolean;
	standing: Standing;
	outlook: Outlook;
	adopted: DeadlineReading;
	current: DeadlineReading;
	timeliness: Timeliness;
	indicator: IndicatorVerdict;
	isOwed: boolean;
	/** Its deadline lies in Q's year in the plan as in force on 1 January. */
	isInYearBase: boolean;
}

/** Whether something in force from a day, until a day (the first it is not), is in force on a day. */
export function isInForceOn(span: { from: Day; until: Day | null }, day: Day): boolean {
	return span.from <= day && (span.until === null || day < span.until);
}

/** What of an activity at Q does not follow from the rest: what one quarter is compared with another by. */
export type ComparedAt = Pick<
	ActivityAt,
	'id' | 'leads' | 'isInForce' | 'hasLeft' | 'standing' | 'current'
>;

/** Where an activity stands at Q, without what figures and lists make of it. */
export function comparedAt(
	record: ActivityRecord,
	at: Quarter,
	accepted = inherited(record.accepted, record.leads, lastDayOf(at))
): ComparedAt {
	const lastDay = lastDayOf(at);
	const leads = leadsOn(record, lastDay);
	return {
		id: record.id,
		leads,
		isInForce: isInForceOn({ from: record.inForceFrom, until: record.inForceUntil }, lastDay),
		hasLeft: record.inForceUntil !== null && record.inForceUntil <= lastDay,
		standing: standingAt(leads, accepted, at),
		current: currentDeadline(record.deadline, record.ledger, lastDay)
	};
}

/** An activity's compact facts at Q: all judgement is here, SQL only selects. */
export function activityAt(record: ActivityRecord, at: Quarter): ActivityAt {
	const lastDay = lastDayOf(at);
	const span = { from: record.inForceFrom, until: record.inForceUntil };
	const accepted = inherited(record.accepted, record.leads, lastDay);
	const { id, leads, isInForce, hasLeft, standing, current } = comparedAt(record, at, accepted);
	const was = standingAt(leads, accepted, previousQuarter(at));
	const wasFull = was.role === 'full';
	return {
		id,
		goalId: record.goalId,
		leads,
		isInForce,
		hasLeft,
		standing,
		outlook: outlookAt(was, accepted, at),
		adopted: adoptedDeadline(record.deadline, record.ledger, lastDay),
		current,
		timeliness: timelinessOf({ deadline: current, doneOn: standing.completedOn }, at),
		indicator: verdictOfAll(
			record.indicators.flatMap((indicator) => factsAt(indicator, record.accepted, at) ?? []),
			at
		),
		isOwed: isOwed({ isInForce, wasFull, deadline: current }, at),
		isInYearBase: isInYearBase(record, span, at)
	};
}

/** Leads on a day; of an activity that has ended, or not begun, those of its last, or first, day in force. */
export function leadsOn(record: Pick<ActivityRecord, 'leads'>, day: Day): number[] {
	const now = record.leads.filter((lead) => isInForceOn(lead, day));
	if (now.length > 0) return now.map((lead) => lead.bodyId);
	const past = record.leads.filter((lead) => lead.from <= day);
	const lastUntil = past.reduce((last, { until }) => (until && until > last ? until : last), '');
	const nearest = past.length > 0 ? past.filter((lead) => lead.until === lastUntil) : record.leads;
	return nearest.map((lead) => lead.bodyId);
}

function isInYearBase(
	record: ActivityRecord,
	span: { from: Day; until: Day | null },
	at: Quarter
): boolean {
	const newYear = `${String(yearOf(at)).padStart(4, '0')}-01-01`;
	if (!isInForceOn(span, newYear)) return false;
	const deadline = currentDeadline(record.deadline, record.ledger, newYear);
	return deadline.kind === 'dated' && deadline.latest.slice(0, 4) === newYear.slice(0, 4);
}

export type FormulaName = 'A' | 'B' | 'C' | 'D';

export interface OnTime extends Fraction {
	/** The same against the adopted deadline, so that an extension never improves a figure unseen. */
	byAdopted: number;
	/** Implemented ones whose adopted deadline is not a date. */
	adoptedUnknown: number;
}

export interface Figures {
	formulas: Record<FormulaName, Fraction>;
	threeNumbers: { implemented: Fraction; indicatorMet: Fraction; onTime: OnTime };
	/** Activities in force on Q's last day. */
	population: number;
	/** Counts of the population by the step that counts at Q; the parts and `noData` add up to it. */
	assessment: Record<StepRole | 'noData', number>;
	timeliness: Record<Timeliness, number>;
	/** Of the population: deadlines no one could read; they are in A only. */
	unread: number;
	/** Left the plan by Q's last day: outside the population, counted beside it. */
	outside: number;
	/** D is "year to date" before Q4. */
	isYearToDate: boolean;
}

/** The figures of any set of activities: the plan, a goal, a body. */
export function figuresOf(activities: readonly ActivityAt[], at: Quarter): Figures {
	const population = activities.filter((activity) => activity.isInForce);
	const due = population.filter((activity) => isDue(activity, at));
	const running = population.filter(
		({ current }) => current.kind === 'continuous' || current.kind === 'recurring'
	);
	const yearBase = activities.filter((activity) => activity.isInYearBase);
	const isFull = (activity: ActivityAt) => activity.standing.role === 'full';
	const isFullOrOngoing = (activity: ActivityAt) =>
		isFull(activity) || activity.standing.role === 'ongoing';
	return {
		formulas: {
			A: fraction(population, isFull),
			B: fraction(due, isFull),
			C: fraction([...due, ...running], isFullOrOngoing),
			D: fraction(yearBase, isFull)
		},
		threeNumbers: {
			implemented: fraction(due, isFull),
			indicatorMet: {
				numerator: due.filter(({ indicator }) => indicator === 'met').length,
				denominator: due.length,
				noData: due.filter(({ indicator }) => indicator === 'not-measured').length
			},
			onTime: {
				...fraction(due, ({ timeliness }) => timeliness === 'on-time'),
				byAdopted: due.filter((activity) => isFull(activity) && isByAdopted(activity)).length,
				adoptedUnknown: due.filter(
					(activity) => isFull(activity) && activity.adopted.kind !== 'dated'
				).length
			}
		},
		population: population.length,
		assessment: countBy([...STEP_ROLES, 'noData' as const], population, ({ standing }) =>
			standing.role === null ? 'noData' : standing.role
		),
		timeliness: countBy(TIMELINESS, population, ({ timeliness }) => timeliness),
		unread: population.filter(({ timeliness }) => timeliness === 'unread').length,
		outside: activities.filter((activity) => activity.hasLeft).length,
		isYearToDate: !at.endsWith('Q4')
	};
}

/** Dated, with the current deadline's latest day by Q's last day. */
export function isDue({ current }: ActivityAt, at: Quarter): boolean {
	return current.kind === 'dated' && current.latest <= lastDayOf(at);
}

function isByAdopted({ adopted, standing }: ActivityAt): boolean {
	return (
		adopted.kind === 'dated' &&
		standing.completedOn !== null &&
		standing.completedOn <= adopted.latest
	);
}

function fraction(
	among: readonly ActivityAt[],
	counts: (activity: ActivityAt) => boolean
): Fraction {
	return {
		numerator: among.filter(counts).length,
		denominator: among.length,
		noData: among.filter(({ standing }) => standing.role === null).length
	};
}

function countBy<K extends string>(
	keys: readonly K[],
	among: readonly ActivityAt[],
	keyOf: (activity: ActivityAt) => K
): Record<K, number> {
	const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
	for (const activity of among) counts[keyOf(activity)] += 1;
	return counts;
}
