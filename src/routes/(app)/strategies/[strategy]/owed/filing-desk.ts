// What the parts of a filing's form share.
import type { Typed } from '#lib/domain/filing-form.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import type { NoteView } from '#lib/server/filing/owed.ts';
import type { Theirs } from './owed-actions.server.ts';

export interface FilingDesk {
	/** The strategy's content languages, its own first. */
	languages: readonly string[];
	notes: readonly NoteView[];
	/** What the body said last. */
	last: { quarter: Quarter; typed: Typed } | null;
	/** What somebody else saved meanwhile. */
	theirs: Theirs | null;
}

/**
 * The quarters offered where a quarter is enough: with the one that is chosen, wherever it lies.
 *
 * @example offered(['2020-Q1', '2020-Q2'], '2019-Q4') //=> ['2019-Q4', '2020-Q1', '2020-Q2']
 */
export function offered(quarters: readonly Quarter[], chosen: string): Quarter[] {
	if (chosen === '' || quarters.includes(chosen)) return [...quarters];
	return [...quarters, chosen].toSorted();
}
