// Closing a quarter before its day. A closing day is the last one on which bodies may file; so a quarter closed today either takes filings
// until midnight (its last day is today) or takes none from now on (its last day was yesterday).
import { windowState, type FilingWindow } from './filing.ts';
import { addDays, type Day } from './quarter.ts';

/**
 * The days an open quarter may be made to end on, the later first: today unless it does so anyway, and yesterday if it was open then.
 * None where it is not open.
 *
 * @example lastDaysOf({ opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-10-31' }, '2020-10-05') //=> ['2020-10-05', '2020-10-04']
 */
export function lastDaysOf(window: FilingWindow, today: Day): Day[] {
	if (windowState(window, today) !== 'open') return [];
	return [today, addDays(today, -1)].filter(
		(day) => window.opensOn <= day && day < window.closesOn
	);
}

/** The window with an earlier last day; nothing is due after it, so a later due day moves with it. */
export function closedEarly(window: FilingWindow, lastDay: Day): FilingWindow {
	const dueOn = window.dueOn < lastDay ? window.dueOn : lastDay;
	return { opensOn: window.opensOn, dueOn, closesOn: lastDay };
}
