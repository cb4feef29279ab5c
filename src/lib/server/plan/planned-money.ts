// Planned money on screen: a line added to an activity, or its amount said anew, by an act. What was adopted stays as it was; what acts say is
// added beside it (docs/decisions/0025).
import {
	FundInput,
	fundProblems,
	isSameLine,
	PlannedInput,
	plannedProblems
} from '#lib/domain/measured-input.ts';
import { plannedFrom } from '#lib/domain/money.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { read as valueOf } from '../access/form.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Writing } from '../history/change.ts';
import { activityOf } from './activity-row.ts';
import { plannedColumns, saidColumns } from './amount-columns.ts';
import { linesOfActivity } from './fund-lines.ts';
import { rowOf } from './strategies.ts';
import { addTexts } from './texts.ts';

export interface ActivityTarget {
	strategy: string;
	/** Its code. */
	activity: string;
}

/**
 * Adds a line of planned money.
 *
 * @returns its number among the activity's
 * @throws {Refusal} `invalid` with every problem at its field; not-now `activity-has-left`
 */
export function addLine(context: Context, target: ActivityTarget, input: unknown): number {
	return change(context, 'money.plan', (writing) => {
		const { tx, record } = writing;
		const { strategyId, activity, lines } = begin(writing, target);
		const entry = valueOf(FundInput, input);
		const { decidedOn, act, reason, planned, ...named } = entry;
		const there = lines.find((line) => isSameLine(line, named));
		// The same form sent twice is one line.
		if (there?.adopted === planned && isSame(there.added, { decidedOn, act, reason })) {
			writing.unchanged();
			return there.line;
		}
		if (activity.ended) throw refusal('not-now', 'activity-has-left');
		const problems = fundProblems(entry, lines, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const { year, source, programme, name } = named;
		const line = 1 + Math.max(0, ...lines.map((one) => one.line));
		const { id } = tx
			.insert(schema.funds)
			.values({
				...{ activityId: activity.id, year, source, programme, position: line },
				...{ ...plannedColumns(planned), addedOn: decidedOn }
			})
			.returning({ id: schema.funds.id })
			.get();
		addTexts(tx, { strategyId, subject: 'fund', subjectId: id }, { name, act, reason });
		record({
			strategyId,
			subject: 'planned-amount',
			subjectId: activity.id,
			before: null,
			after: { activity: target.activity, line, ...entry }
		});
		return line;
	});
}

export interface LineTarget extends ActivityTarget {
	/** Its number among the activity's. */
	line: number;
	/** How many acts had changed it when it was looked at. */
	seen: number;
}

/**
 * Says anew what is planned of a line.
 *
 * @throws {Refusal} `stale` when somebody was faster; `invalid` with every problem at its field; not-found `no-such-line`
 */
export function changePlanned(context: Context, target: LineTarget, input: unknown): void {
	change(context, 'money.plan', (writing) => {
		const { strategyId, activity, lines } = begin(writing, target);
		const entry = valueOf(PlannedInput, input);
		const found = lines.find(({ line }) => line === target.line);
		if (!found) throw refusal('not-found', 'no-such-line');
		const { acts } = found;
		const isThere = acts.length === target.seen + 1 && isSame(acts.at(-1), entry);
		if (isThere) return writing.unchanged();
		if (acts.length !== target.seen) throw refusal('stale', 'money_planned_meanwhile');
		const problems = plannedProblems(entry, found, context.today);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const { planned, ...act } = entry;
		writing.tx
			.insert(schema.fundChanges)
			.values({
				...{ fundId: found.id, position: acts.length + 1, ...act, ...saidColumns(planned) },
				...{ recordedAt: writing.now, recordedBy: context.actor.userId }
			})
			.run();
		const { activity: code, line } = target;
		writing.record({
			strategyId,
			subject: 'planned-amount',
			subjectId: activity.id,
			before: { activity: code, line, planned: plannedFrom(found) },
			after: { activity: code, line, ...entry }
		});
	});
}

function begin({ tx, authorise }: Writing, { strategy, activity: code }: ActivityTarget) {
	const strategyId = rowOf(tx, strategy).id;
	authorise({ strategyId });
	const activity = activityOf(tx, strategyId, code);
	return { strategyId, activity, lines: linesOfActivity(tx, strategyId, activity.id) };
}
