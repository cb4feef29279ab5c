// What accepted filings say of an activity at the end of a quarter (design rule 2).
import { lastDayOfPeriod, type Day, type Quarter } from './quarter.ts';

/** The one thing rules read of a step of the strategy's scale. */
export type StepRole = 'full' | 'ongoing' | 'partial' | 'none';

export const STEP_ROLES: readonly StepRole[] = ['full', 'ongoing', 'partial', 'none'];

export interface Step {
	id: number;
	role: StepRole;
}

/** The compact fact of one accepted filing. `step` is null where there was nothing to report. */
export interface AcceptedFiling {
	bodyId: number;
	/** The quarter it reports on; when it was accepted does not matter. */
	quarter: Quarter;
	step: Step | null;
	/** A day, or a quarter, which means its last day. Stated by every full filing. */
	completedOn: Day | Quarter | null;
	/** When a body that is not done expects to be. */
	expectedCompletion?: Day | Quarter | null;
}

/** One lead's step at Q. */
export interface LeadStanding {
	bodyId: number;
	/** The newest step by Q, with the quarter it is from; null when the lead never filed one. */
	shown: { step: Step; quarter: Quarter } | null;
	/** Whether it counts at Q: a full step carries forward, any other counts only for its own quarter. */
	counts: boolean;
	completedOn: Day | null;
}

/** An activity's step at Q. */
export interface Standing {
	/** Null is "no data" at Q. */
	role: StepRole | null;
	/** The last lead's completion, when the activity is full. */
	completedOn: Day | null;
	leads: readonly LeadStanding[];
}

/** What leads' filings say beside the standing: where they were, and when they expect to be done. Early warning reads it. */
export interface Outlook {
	/** Each lead's newest step for a quarter before Q; leads that had none are left out. */
	before: readonly { bodyId: number; step: Step; quarter: Quarter }[];
	/** When leads that are not done expect to be, as they say for Q itself. */
	expected: readonly { bodyId: number; on: Day | Quarter }[];
}

/** Most activities have neither at a quarter: all of them share one object. */
export const NO_OUTLOOK: Outlook = { before: [], expected: [] };

/**
 * An activity's standing at Q from its leads' accepted filings: with several leads the least advanced one's step, and "no data" while any
 * lead has none. A full step carries forward until a later accepted filing says otherwise.
 *
 * @example standingAt([1], [{ bodyId: 1, quarter: '2020-Q1', step: partial, completedOn: null }], '2020-Q2').role //=> null
 */
export function standingAt(
	leads: readonly number[],
	accepted: readonly AcceptedFiling[],
	at: Quarter
): Standing {
	const standings = leads.map((bodyId) => leadStanding(bodyId, accepted, at));
	const isKnown = standings.length > 0 && standings.every((lead) => lead.counts);
	if (!isKnown) return { role: null, completedOn: null, leads: standings };
	const role = leastAdvanced(standings.map((lead) => lead.shown!.step.role));
	return {
		role,
		completedOn: role === 'full' ? latest(standings.map((lead) => lead.completedOn)) : null,
		leads: standings
	};
}

/**
 * An activity's outlook at Q.
 *
 * @param was the same leads' standing at the end of the quarter before Q
 */
export function outlookAt(
	was: Standing,
	accepted: readonly AcceptedFiling[],
	at: Quarter
): Outlook {
	const before = was.leads.flatMap(({ bodyId, shown }) => (shown ? [{ bodyId, ...shown }] : []));
	const expected = was.leads.flatMap(({ bodyId }) => {
		const own = accepted.find((filing) => filing.bodyId === bodyId && filing.quarter === at);
		const isDone = own?.step?.role === 'full';
		return own?.expectedCompletion && !isDone ? [{ bodyId, on: own.expectedCompletion }] : [];
	});
	return before.length + expected.length === 0 ? NO_OUTLOOK : { before, expected };
}

function leadStanding(
	bodyId: number,
	accepted: readonly AcceptedFiling[],
	at: Quarter
): LeadStanding {
	let newest: AcceptedFiling | null = null;
	for (const filing of accepted) {
		if (filing.bodyId !== bodyId || filing.step === null || filing.quarter > at) continue;
		if (newest === null || filing.quarter > newest.quarter) newest = filing;
	}
	if (newest === null || newest.step === null) {
		return { bodyId, shown: null, counts: false, completedOn: null };
	}
	const isFull = newest.step.role === 'full';
	return {
		bodyId,
		shown: { step: newest.step, quarter: newest.quarter },
		counts: isFull || newest.quarter === at,
		completedOn: isFull ? lastDayOfPeriod(newest.completedOn ?? newest.quarter) : null
	};
}

function leastAdvanced(roles: readonly StepRole[]): StepRole {
	return roles.reduce((least, role) =>
		STEP_ROLES.indexOf(role) > STEP_ROLES.indexOf(least) ? role : least
	);
}

function latest(days: readonly (Day | null)[]): Day | null {
	return days.reduce(
		(last, day) => (day !== null && (last === null || day > last) ? day : last),
		null
	);
}
