// The early-warning tables (design section 2): W1, what was due by the quarter and is not done; W2, what is due next quarter and at risk. The
// two tables, each with a recommendation a row, are those of the reports on the action plan for Chapter 23; which signs make an activity "at
// risk" is ours and stands in docs/formulas.md.
import { STEP_ROLES, type Outlook, type Standing, type StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import type { Decimal } from './decimal.ts';
import { behindPath, type PathFacts } from './indicator.ts';
import {
	daysBetween,
	lastDayOf,
	lastDayOfPeriod,
	nextQuarter,
	type Day,
	type Quarter
} from './quarter.ts';
import type { QuarterView } from './quarter-view.ts';
import type { Texts } from './text.ts';
import type { Timeliness } from './timeliness.ts';

/** One sign that an activity is at risk, or that it is due, and what shows it. */
export type Reason =
	/** No step counts at Q: these leads have none. */
	| { sign: 'no-data'; leads: readonly number[] }
	/** A lead filed a less advanced step for Q than it had shown before. */
	| { sign: 'going-back'; bodyId: number; from: StepRole; since: Quarter; to: StepRole }
	| { sign: 'none' }
	| { sign: 'partial' }
	/** A lead expects to be done after the deadline. */
	| { sign: 'expected-late'; bodyId: number; on: Day | Quarter }
	| { sign: 'behind-path'; indicatorId: number; value: Decimal; on: Day; path: Decimal }
	/** The deadline has passed, so many days before Q's last day. In W1 alone. */
	| { sign: 'overdue'; days: number }
	/** The deadline lies in Q. In W1 alone. */
	| { sign: 'due' };

export type Sign = Reason['sign'];

/** What each sign calls for. The gravest comes first: a row's recommendation is that of its first reason. */
export const RECOMMENDATIONS = {
	'no-data': 'ask-for-report',
	'going-back': 'explain-setback',
	none: 'begin-with-plan',
	partial: 'agree-remaining-steps',
	'expected-late': 'settle-deadline',
	'behind-path': 'review-indicator',
	overdue: 'settle-deadline',
	due: 'confirm-completion'
} as const satisfies Record<Sign, string>;

export const SIGNS = Object.keys(RECOMMENDATIONS) as readonly Sign[];

/** `follow-note`: put on the list by a coordinator although no sign says so; what to do is in the note. */
export type Recommendation = (typeof RECOMMENDATIONS)[Sign] | 'follow-note';

export const OVERRIDE_VERDICTS = ['at-risk', 'not-at-risk'] as const;
export type OverrideVerdict = (typeof OVERRIDE_VERDICTS)[number];

/** What a coordinator says of one activity at one quarter, whatever the rule of W2 says. */
export interface Override {
	activityId: number;
	verdict: OverrideVerdict;
	note: Texts;
	decidedOn: Day;
	/** In what role, and never who. */
	by: 'coordinator' | 'console';
	/** What a form must name to be allowed to change it. */
	version: number;
}

/** What the rules read of an activity. */
export interface Watched {
	id: number;
	/** The deadline current on Q's last day. */
	deadline: DeadlineReading;
	timeliness: Timeliness;
	standing: Standing;
	outlook: Outlook;
	indicators: readonly (PathFacts & { id: number })[];
}

export interface WarningRow {
	activityId: number;
	/** All that hold, the gravest first. */
	reasons: readonly Reason[];
	/** Null where there is nothing to warn of. */
	recommendation: Recommendation | null;
	override: Override | null;
}

/** What an override does: puts the activity on W2, takes it off, says what the rule says by now, or is of one that is not due next quarter. */
export type OverrideEffect = 'added' | 'removed' | 'agrees' | 'moot';

export interface OverrideRow {
	activityId: number;
	override: Override;
	effect: OverrideEffect;
	/** Which signs of risk hold; none where it is not due next quarter. */
	reasons: readonly Reason[];
}

export interface EarlyWarning {
	/** W1, its deadline in Q. */
	due: readonly WarningRow[];
	/** W1, its deadline before Q. */
	overdue: readonly WarningRow[];
	/** W2. */
	atRisk: readonly WarningRow[];
	/** Due next quarter, not done, and not on W2. */
	others: readonly WarningRow[];
	/** Every override of the quarter, none left out. */
	overrides: readonly OverrideRow[];
}

/**
 * W1 and W2 at Q, in the order given.
 *
 * @param watched activities in force on Q's last day
 */
export function earlyWarning(
	watched: Iterable<Watched>,
	overrides: readonly Override[],
	at: Quarter
): EarlyWarning {
	const overrideOf = new Map(overrides.map((override) => [override.activityId, override]));
	const [due, overdue, atRisk, others]: WarningRow[][] = [[], [], [], []];
	const effects = new Map<number, Pick<OverrideRow, 'effect' | 'reasons'>>();
	for (const activity of watched) {
		const { id, timeliness } = activity;
		if (timeliness === 'due-this-quarter') due!.push(rowOf(id, dueReasons(activity, at)));
		else if (timeliness === 'overdue') overdue!.push(rowOf(id, dueReasons(activity, at)));
		else if (isDueNext(activity, at)) {
			const reasons = riskReasons(activity, at);
			const override = overrideOf.get(id) ?? null;
			const byRule = reasons.length > 0;
			const isAtRisk = override ? override.verdict === 'at-risk' : byRule;
			if (isAtRisk) atRisk!.push({ ...rowOf(id, reasons), override });
			else others!.push({ ...rowOf(id, reasons), recommendation: null, override });
			const effect = isAtRisk === byRule ? 'agrees' : isAtRisk ? 'added' : 'removed';
			effects.set(id, { effect, reasons });
		}
	}
	return {
		due: due!,
		overdue: overdue!,
		atRisk: atRisk!,
		others: others!,
		overrides: overrides.map((override) => ({
			activityId: override.activityId,
			override,
			...(effects.get(override.activityId) ?? { effect: 'moot', reasons: [] })
		}))
	};
}

/** The same of a whole view: a frozen quarter gives it from its record alone. */
export function earlyWarningOf(
	view: Pick<QuarterView, 'activities' | 'indicators' | 'overrides' | 'quarter'>
): EarlyWarning {
	const indicators = Map.groupBy(view.indicators, ({ activityId }) => activityId);
	const watched = view.activities.map(
		({ id, current, timeliness, standing, outlook }): Watched => ({
			...{ id, timeliness, standing, outlook },
			deadline: current.reading,
			indicators: indicators.get(id) ?? []
		})
	);
	return earlyWarning(watched, view.overrides, view.quarter);
}

/** Whether an activity that is not done has its deadline in the quarter after Q. */
export function isDueNext(
	{ deadline, timeliness }: Pick<Watched, 'deadline' | 'timeliness'>,
	at: Quarter
): boolean {
	return (
		timeliness === 'not-yet-due' &&
		deadline.kind === 'dated' &&
		deadline.latest <= lastDayOf(nextQuarter(at))
	);
}

/** Every sign of risk that holds at Q, the gravest first; none: not at risk by the rule. */
export function riskReasons(
	{ deadline, standing, outlook, indicators }: Omit<Watched, 'id' | 'timeliness'>,
	at: Quarter
): Reason[] {
	const reasons: Reason[] = [];
	if (standing.role === null) {
		const leads = standing.leads.filter(({ counts }) => !counts).map(({ bodyId }) => bodyId);
		reasons.push({ sign: 'no-data', leads });
	}
	for (const { bodyId, shown } of standing.leads) {
		const before = outlook.before.find((one) => one.bodyId === bodyId);
		if (!before || shown?.quarter !== at) continue;
		const [from, to] = [before.step.role, shown.step.role];
		if (STEP_ROLES.indexOf(to) > STEP_ROLES.indexOf(from)) {
			reasons.push({ sign: 'going-back', bodyId, from, since: before.quarter, to });
		}
	}
	const { role } = standing;
	if (role === 'none' || role === 'partial') reasons.push({ sign: role });
	for (const { bodyId, on } of outlook.expected) {
		const isLate = deadline.kind === 'dated' && lastDayOfPeriod(on) > deadline.latest;
		if (isLate) reasons.push({ sign: 'expected-late', bodyId, on });
	}
	for (const indicator of indicators) {
		const behind = behindPath(indicator, at);
		if (behind) reasons.push({ sign: 'behind-path', indicatorId: indicator.id, ...behind });
	}
	return reasons;
}

function dueReasons(activity: Watched, at: Quarter): Reason[] {
	const { deadline, timeliness } = activity;
	const reasons = riskReasons(activity, at);
	if (timeliness === 'overdue' && deadline.kind === 'dated') {
		const days = daysBetween(deadline.latest, lastDayOf(at));
		return [...reasons, { sign: 'overdue', days }];
	}
	return [...reasons, { sign: 'due' }];
}

function rowOf(activityId: number, reasons: readonly Reason[]): WarningRow {
	const [first] = reasons;
	// Nothing but a coordinator's word puts a row without a reason on a list.
	const recommendation = first ? RECOMMENDATIONS[first.sign] : 'follow-note';
	return { activityId, reasons, recommendation, override: null };
}
