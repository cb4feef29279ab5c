// The rule a plan's filing windows follow unless somebody decided otherwise: so many days after a quarter's last day.
import type { FilingWindow } from './filing.ts';
import {
	addDays,
	addMonths,
	firstDayOf,
	isDay,
	lastDayOf,
	type Day,
	type Quarter
} from './quarter.ts';
import type { Provenance } from './quarter-view.ts';
import type { Problem } from './refusal.ts';
import type { Texts } from './text.ts';

/** Days after a quarter's last day, each inclusive: its last day is 0. */
export interface WindowDays {
	opens: number;
	due: number;
	closes: number;
}

/** In the order of a window's life; as provenance names them, after 'window.'. */
export const WINDOW_DAYS = ['opens', 'due', 'closes'] as const;

/** A plan's rule, with the practice or act it comes from. */
export interface WindowRule {
	days: WindowDays;
	citation: Texts;
	/** Of 'window.opens', 'window.due' and 'window.closes'. */
	provenance: readonly Provenance[];
}

/**
 * The window a rule gives a quarter.
 *
 * @example windowBy({ opens: 1, due: 15, closes: 31 }, '2020-Q3').dueOn //=> '2020-10-15'
 */
export function windowBy({ opens, due, closes }: WindowDays, quarter: Quarter): FilingWindow {
	const end = lastDayOf(quarter);
	return {
		opensOn: addDays(end, opens),
		dueOn: addDays(end, due),
		closesOn: addDays(end, closes)
	};
}

/** How long a window may be kept open: two years are far beyond any extension there was, and within any slip of a year's digit. */
const LONGEST_MONTHS = 24;

/**
 * The days a quarter's window lies between. Nobody reports on a quarter that has not begun. The other end counts from the quarter's last day
 * or from today, whichever is later: quarters of a plan that ended years ago may be opened again, to be caught up with.
 *
 * @example windowLimits('2020-Q3', '2020-10-05') //=> { earliest: '2020-07-01', latest: '2022-10-05' }
 */
export function windowLimits(quarter: Quarter, today: Day): { earliest: Day; latest: Day } {
	const end = lastDayOf(quarter);
	return {
		earliest: firstDayOf(quarter),
		latest: addMonths(end < today ? today : end, LONGEST_MONTHS)
	};
}

/** The days of a window that cannot be meant, each at its field; what is no day at all is said elsewhere. */
export function windowProblems(
	{ opensOn, closesOn }: Pick<FilingWindow, 'opensOn' | 'closesOn'>,
	quarter: Quarter,
	today: Day
): Problem[] {
	const { earliest } = windowLimits(quarter, today);
	const isEarly = isDay(opensOn) && opensOn < earliest;
	return [
		...(isEarly
			? [{ code: 'window_opens_before_quarter', field: 'opensOn', params: { on: earliest } }]
			: []),
		...closingProblems(closesOn, quarter, today)
	];
}

/** The same of a closing day alone, everybody's or one body's. */
export function closingProblems(closesOn: Day, quarter: Quarter, today: Day): Problem[] {
	const { latest } = windowLimits(quarter, today);
	if (!isDay(closesOn) || closesOn <= latest) return [];
	return [{ code: 'window_closes_too_late', field: 'closesOn', params: { on: latest } }];
}

/** The days a rule may name, so that the window it gives any quarter can be meant; January to March are the fewest. */
const RULE_LIMITS = { opens: -89, closes: 730 };

/**
 * What of a rule cannot be meant, each at its day.
 *
 * @example ruleProblems({ opens: -90, due: 15, closes: 31 }) //=> [{ code: 'window_rule_opens_early', field: 'opens', params: { days: -89 } }]
 */
export function ruleProblems({ opens, closes }: WindowDays): Problem[] {
	const { opens: earliest, closes: latest } = RULE_LIMITS;
	const problems: Problem[] = [];
	if (opens < earliest) {
		problems.push({ code: 'window_rule_opens_early', field: 'opens', params: { days: earliest } });
	}
	if (closes > latest) {
		problems.push({ code: 'window_rule_closes_late', field: 'closes', params: { days: latest } });
	}
	return problems;
}
