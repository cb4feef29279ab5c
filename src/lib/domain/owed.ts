// Which filings a lead owes for a quarter, and who has answered (design rules 3 and 4).
import type { DeadlineReading } from './deadline.ts';
import type { Fraction } from './fraction.ts';
import { lastDayOf, nextQuarter, type Day, type Quarter } from './quarter.ts';

export interface Obligation {
	/** In force on Q's last day. */
	isInForce: boolean;
	/** Full already at the end of the quarter before Q. */
	wasFull: boolean;
	/** The deadline current on Q's last day. */
	deadline: DeadlineReading;
}

/**
 * Whether each lead owes a filing for Q: the activity is in force on Q's last day, not yet full, and due by the end of the next quarter,
 * continuous, recurring, or without a readable deadline. Anything else may be reported; it enters no rate.
 */
export function isOwed({ isInForce, wasFull, deadline }: Obligation, at: Quarter): boolean {
	if (!isInForce || wasFull) return false;
	if (deadline.kind !== 'dated') return true;
	return deadline.latest <= lastDayOf(nextQuarter(at));
}

/** One owed filing and the business day of its first submission, if any. */
export interface OwedFiling {
	bodyId: number;
	firstSubmittedOn: Day | null;
}

/** Days of the filing window that response is judged by, all inclusive. */
export interface ResponseWindow {
	dueOn: Day;
	closesOn: Day;
	/** The later closing days of bodies whose window was extended. */
	extensions?: readonly { bodyId: number; closesOn: Day }[];
}

export interface Response {
	/** Bodies with everything owed submitted before the window closed / bodies owing anything; `noData`: bodies that submitted nothing. */
	rate: Fraction;
	/** The same bodies judged by the due day. */
	byDueDay: number;
	/** Bodies that owe and submitted nothing, in the order given. */
	silent: readonly number[];
	/** Per body: filings submitted before the window closed for it / owed. */
	bodies: readonly { bodyId: number; submitted: number; owed: number; byDueDay: number }[];
}

/**
 * The response rate of a quarter. Late is judged by the first submission. A body whose window was extended answers until its own closing
 * day; the due day is the same for all.
 */
export function responseOf(owed: readonly OwedFiling[], window: ResponseWindow): Response {
	const extended = new Map(
		window.extensions?.map(({ bodyId, closesOn }) => [bodyId, closesOn] as const)
	);
	const byBody = new Map<number, { submitted: number; owed: number; byDueDay: number }>();
	for (const { bodyId, firstSubmittedOn } of owed) {
		const count = byBody.get(bodyId) ?? { submitted: 0, owed: 0, byDueDay: 0 };
		count.owed += 1;
		const own = extended.get(bodyId) ?? '';
		const closesOn = own > window.closesOn ? own : window.closesOn;
		if (firstSubmittedOn !== null && firstSubmittedOn <= closesOn) count.submitted += 1;
		if (firstSubmittedOn !== null && firstSubmittedOn <= window.dueOn) count.byDueDay += 1;
		byBody.set(bodyId, count);
	}
	const bodies = [...byBody].map(([bodyId, count]) => ({ bodyId, ...count }));
	const silent = bodies.filter((body) => body.submitted === 0).map((body) => body.bodyId);
	return {
		rate: {
			numerator: bodies.filter((body) => body.submitted === body.owed).length,
			denominator: bodies.length,
			noData: silent.length
		},
		byDueDay: bodies.filter((body) => body.byDueDay === body.owed).length,
		silent,
		bodies
	};
}
