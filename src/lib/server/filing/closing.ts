// Closing an open quarter early: one act, with a reason. Bodies that had longer are named, and have no longer than the others from then on.
import { lastDaysOf, closedEarly } from '#lib/domain/early-closing.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { change, type Context } from '../history/change.ts';
import * as extensions from './extensions.ts';
import { bodyIdOf } from './place.ts';
import * as windows from './windows.ts';

export interface ClosingInput {
	/** The last day bodies may file on. */
	lastDay: string;
	reason: string;
	/** Tag of the language and script the reason is written in. */
	lang: string;
	/** Keys of the bodies whose longer time the coordinator saw ending. */
	ending: readonly string[];
}

/**
 * Closes an open quarter early. Its window moves, and every extension beyond the new last day ends with it.
 *
 * @param expectedVersion the version the coordinator had before them
 * @throws {Refusal} `invalid` with every problem at its field; `quarter-not-open`; `stale` when the window was moved or a body was given
 *   longer meanwhile.
 */
export function closeEarly(
	context: Context,
	key: windows.WindowKey,
	expectedVersion: number,
	input: ClosingInput
): windows.KeptWindow {
	return change(context, 'window.close', ({ tx, now, authorise, record, unchanged }) => {
		const found = windows.find(tx, key);
		authorise({ strategyId: found.strategyId });
		const reason = { [input.lang]: input.reason.trim() };
		if (isDone(found, expectedVersion, input.lastDay, reason)) {
			unchanged();
			return found;
		}
		const days = lastDaysOf(found, context.today);
		if (days.length === 0) throw refusal('not-now', 'quarter-not-open', { on: found.closesOn });
		const problems = problemsWith(input, days);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const longer = extensions.beyond(tx, found.id, input.lastDay);
		const seen = new Set(input.ending.map((body) => bodyIdOf(tx, body)));
		const isSeen = longer.every(({ bodyId }) => seen.has(bodyId));
		if (found.version !== expectedVersion || !isSeen) throw refusal('stale', 'stale');
		const closed = windows.moved(tx, found, closedEarly(found, input.lastDay), reason);
		for (const { bodyId } of longer) {
			const ended = { bodyId, closesOn: input.lastDay, reason, decidedOn: context.today };
			extensions.add(tx, found.id, ended, { now, by: context.actor.userId });
		}
		record({
			strategyId: found.strategyId,
			quarter: key.quarter,
			subject: 'window',
			subjectId: found.id,
			before: { ...windows.daysOf(found), extensions: longer },
			after: { ...windows.daysOf(closed), ended: longer.map(({ bodyId }) => bodyId) }
		});
		return closed;
	});
}

/** The same act, sent twice. */
function isDone(
	{ version, closesOn, reason: kept }: windows.KeptWindow,
	expectedVersion: number,
	lastDay: string,
	reason: Readonly<Record<string, string>>
): boolean {
	const isSame = closesOn === lastDay && JSON.stringify(kept) === JSON.stringify(reason);
	return isSame && version === expectedVersion + 1;
}

function problemsWith({ lastDay, reason }: ClosingInput, days: readonly Day[]): Problem[] {
	const problems: Problem[] = windows.reasonProblems(reason);
	if (!days.includes(lastDay)) problems.unshift({ code: 'last-day-missing', field: 'lastDay' });
	return problems;
}
