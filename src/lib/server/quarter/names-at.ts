// What the steps and goals of a plan are called, as a page of a quarter says it.
import type { Quarter } from '#lib/domain/quarter.ts';
import type { GoalView, StepView } from '#lib/domain/quarter-view.ts';
import { atOnce } from '#lib/domain/steps.ts';
import type { Database, Reader } from '../db/database.ts';
import { factsOf } from './facts.ts';
import { namedIn } from './frozen-facts.ts';
import { findRevision } from './frozen-heads.ts';

export interface NamesAt {
	steps: readonly StepView[];
	goals: readonly Pick<GoalView, 'code' | 'title'>[];
}

/** Of a frozen quarter, as its record says; of any other, or without one, as today. */
export function namesAt(
	database: Database,
	read: Reader,
	slug: string,
	{ quarter, revision }: { quarter: Quarter | null; revision: number | null }
): NamesAt {
	const record = quarter === null ? null : findRevision(read, { slug, quarter, revision });
	return record ? atOnce(namedIn(read, record)) : factsOf(database, read, slug).register;
}
