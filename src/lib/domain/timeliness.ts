// Where an activity stands against its deadline. Derived; nobody types it.
import type { DeadlineReading } from './deadline.ts';
import { firstDayOf, lastDayOf, type Day, type Quarter } from './quarter.ts';

export type Timeliness =
	| 'not-yet-due'
	| 'due-this-quarter'
	| 'overdue'
	| 'on-time'
	| 'late'
	| 'continuous'
	| 'recurring'
	| 'unread';

export const TIMELINESS: readonly Timeliness[] = [
	'on-time',
	'late',
	'due-this-quarter',
	'overdue',
	'not-yet-due',
	'continuous',
	'recurring',
	'unread'
];

export interface Schedule {
	deadline: DeadlineReading;
	/** The day it was completed; null while it is not. */
	doneOn: Day | null;
}

/**
 * Timeliness of an activity at the end of a quarter.
 *
 * A quarter's deadline is its last day. "Kontinuirano" never falls due; it is assessed anew each year. A triggered deadline is unread until its
 * trigger's date is resolved.
 *
 * @example timelinessOf({ deadline: readWording('IV kvartal 2020'), doneOn: null }, '2020-Q3') //=> 'not-yet-due'
 */
export function timelinessOf({ deadline, doneOn }: Schedule, at: Quarter): Timeliness {
	switch (deadline.kind) {
		case 'continuous':
			return 'continuous';
		case 'recurring':
			return 'recurring';
		case 'triggered':
		case 'unread':
			return 'unread';
		case 'dated':
			if (doneOn !== null) return doneOn <= deadline.latest ? 'on-time' : 'late';
			if (deadline.latest < firstDayOf(at)) return 'overdue';
			return deadline.latest <= lastDayOf(at) ? 'due-this-quarter' : 'not-yet-due';
	}
}
