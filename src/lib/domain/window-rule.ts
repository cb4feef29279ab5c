// The rule a plan's filing windows follow unless somebody decided otherwise: so many days after a quarter's last day.
import type { FilingWindow } from './filing.ts';
import { addDays, lastDayOf, type Quarter } from './quarter.ts';
import type { Provenance } from './quarter-view.ts';
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
