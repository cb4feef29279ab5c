// Acts about what is measured: a target and a planned amount are promises, and promises change by acts alone.
import * as v from 'valibot';
import { isDay, lastDayOf, type Day, type Quarter } from './quarter.ts';
import type { Problem } from './refusal.ts';
import type { Texts } from './text.ts';

/** An act, by its day, what it is, and why. */
export interface Act {
	decidedOn: Day;
	act: Texts;
	reason: Texts;
}

/** A text in some languages, said in at least one of them. */
export const said = (code: string, longest = 10_000) =>
	v.pipe(
		v.record(v.string(), v.pipe(v.string(), v.maxLength(longest, 'too_long'))),
		v.check((texts) => Object.values(texts).some((text) => text.trim() !== ''), code)
	);

export const ActInput = v.object({
	decidedOn: v.pipe(v.string(), v.check(isDay, 'not_a_day')),
	act: said('act-missing'),
	reason: said('act_reason_missing')
});

/** Whether the plan has at the end of a quarter what one act may have added on a day, and another withdrawn. */
export function isThereAt(
	{ addedOn = null, withdrawnOn = null }: { addedOn?: Day | null; withdrawnOn?: Day | null },
	at: Quarter
): boolean {
	const lastDay = lastDayOf(at);
	return (
		(addedOn === null || addedOn <= lastDay) && (withdrawnOn === null || lastDay < withdrawnOn)
	);
}

/** What an act made stands from its day on, until the next act's. */
export function standingAt<T extends { decidedOn: Day }>(acts: readonly T[], day: Day): T | null {
	return acts.findLast(({ decidedOn }) => decidedOn <= day) ?? null;
}

/**
 * What speaks against the day of an act.
 *
 * @param before the day of the act before it; null where there is none
 */
export function actProblems(
	{ decidedOn }: Pick<Act, 'decidedOn'>,
	before: Day | null,
	today: Day
): Problem[] {
	const problems: Problem[] = [];
	const field = 'decidedOn';
	if (decidedOn > today) problems.push({ code: 'decided-in-future', field });
	if (before !== null && decidedOn < before) problems.push({ code: 'act-before-previous', field });
	return problems;
}
