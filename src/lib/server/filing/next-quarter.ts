// Quarters after a plan's end: opened one at a time for what is unfinished. The plan's own last quarter stays as adopted.
import { firstDayOf, isQuarter, nextQuarter, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { windowBy } from '#lib/domain/window-rule.ts';
import { windows } from '../db/schema.ts';
import { change, type Context } from '../history/change.ts';
import { planOf, quartersOf } from '../plan/strategies.ts';
import { strategyIdOf } from './place.ts';
import * as quarterWindows from './windows.ts';

/**
 * The quarter that may be opened now: the one after the last. Null while the last one, itself after the plan's end, has not begun.
 *
 * @param quarters all there are, first to last
 */
export function nextToOpen(
	{ quarters, lastPlanned }: { quarters: readonly Quarter[]; lastPlanned: Quarter },
	today: Day
): Quarter | null {
	const last = quarters.at(-1) ?? lastPlanned;
	const isBegun = last <= lastPlanned || firstDayOf(last) <= today;
	return isBegun ? nextQuarter(last) : null;
}

/**
 * Opens the quarter after the last one of the plan that tracking is about; its window follows the plan's rule. Opening it twice is opening
 * it once.
 *
 * @throws {Refusal} `no-plan`, `not-the-next-quarter`, `quarter-not-begun`; `invalid` with what is wrong with the reason.
 */
export function openNext(
	context: Context,
	key: quarterWindows.WindowKey,
	input: { reason: string; lang: string }
): quarterWindows.KeptWindow {
	return change(context, 'quarter.open', ({ tx, authorise, record, unchanged }) => {
		const strategyId = strategyIdOf(tx, key.strategy);
		authorise({ strategyId });
		const plan = planOf(tx, strategyId);
		if (!plan) throw refusal('not-found', 'no-plan');
		const { quarter } = key;
		if (!isQuarter(quarter)) throw refusal('not-found', 'no-such-quarter', { quarter });
		const { lastQuarter: lastPlanned } = plan;
		const quarters = quartersOf(tx, plan);
		if (quarter > lastPlanned && quarters.includes(quarter)) {
			unchanged();
			return quarterWindows.find(tx, key);
		}
		const next = nextToOpen({ quarters, lastPlanned }, context.today);
		if (next === null) throw refusal('not-now', 'quarter-not-begun');
		if (quarter !== next) throw refusal('not-now', 'not-the-next-quarter');
		const problems = quarterWindows.reasonProblems(input.reason);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const rule = { opens: plan.windowOpens, due: plan.windowDue, closes: plan.windowCloses };
		const days = windowBy(rule, quarter);
		const { id } = tx
			.insert(windows)
			.values({ planId: plan.id, quarter, ...days })
			.returning({ id: windows.id })
			.get();
		const reason = { [input.lang]: input.reason.trim() };
		quarterWindows.keepReason(tx, { strategyId, id }, reason);
		record({
			strategyId,
			quarter,
			// No window's entry: the quarters of the plan have changed, and whoever keeps them in memory must read them anew.
			subject: 'quarter',
			subjectId: id,
			before: null,
			after: { quarter, ...days, reason }
		});
		return quarterWindows.find(tx, key);
	});
}
