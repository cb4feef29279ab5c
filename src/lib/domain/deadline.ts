// Deadlines: what a wording says, and how a deadline moves.
import type { Day } from './quarter.ts';

/** What a deadline's wording says. Nothing is guessed: what is not certain is unread. */
export type DeadlineReading =
	| { kind: 'dated'; earliest: Day; latest: Day }
	| { kind: 'continuous' }
	| {
			kind: 'recurring';
			occurrences: readonly Day[] | null;
			every: 'month' | 'quarter' | 'half-year' | 'year' | null;
	  }
	| { kind: 'triggered'; amount: number; unit: 'day' | 'month' | 'year'; trigger: string }
	| { kind: 'unread'; why: 'empty' | 'not-understood' | 'disagrees' };

/** One entry of a deadline's ledger: what it was read as, what it became, and from when on. */
export interface LedgerEntry {
	kind: 'amendment' | 'extension' | 'resolution' | 'rectification';
	decidedOn: Day;
	from: DeadlineReading;
	to: DeadlineReading;
}
