// Indicators of a quarter: all of them goal by goal, with how many are met; and one with everything about it.
import { INDICATOR_VERDICTS, latestReading, type IndicatorVerdict } from '#lib/domain/indicator.ts';
import type { Act } from '#lib/domain/act.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type {
	ActivityView,
	GoalView,
	IndicatorView,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import { yearOf } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { read as readQuarter } from './quarters.ts';

interface Asked {
	today: Day;
	revision?: number | null;
}

/** An indicator in a list. */
export interface ListedIndicator {
	key: string;
	title: IndicatorView['title'];
	titleProvenance: IndicatorView['provenance'];
	unit: IndicatorView['unit'];
	verdict: IndicatorVerdict;
	/** Null: it is the goal's own. */
	activity: Pick<ActivityView, 'code' | 'title'> | null;
	goalId: number;
	reading: { on: Day; value: string } | null;
	/** For the quarter's year. */
	target: string | null;
	baseline: string | null;
	targets: IndicatorView['targets'];
}

/** One that an act withdrew by the quarter's last day. */
export interface ListedWithdrawn extends Pick<ListedIndicator, 'key' | 'title' | 'activity'> {
	withdrawn: Act;
}

export interface IndicatorList {
	goals: readonly GoalView[];
	counts: Readonly<Record<IndicatorVerdict, number>>;
	/** Goal by goal, each goal's own first, then those of its activities in the plan's order. */
	rows: readonly ListedIndicator[];
	withdrawn: readonly ListedWithdrawn[];
}

/** @throws {Refusal} as `quarters.read` */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	asked: Asked
): IndicatorList {
	const view = readQuarter(database, slug, quarter, {
		...asked,
		filed: 'nothing',
		choose: (_, { owners }) => [...owners.values()].filter((id) => id !== null)
	});
	const activities = [...view.activities, ...view.outside];
	const ofActivity = Map.groupBy(view.indicators, ({ activityId }) => activityId);
	const rows = view.goals.flatMap((goal) => [
		...(ofActivity.get(null) ?? [])
			.filter(({ goalId }) => goalId === goal.id)
			.map((one) => listed(one, null, goal.id, quarter)),
		...activities
			.filter(({ goalId }) => goalId === goal.id)
			.flatMap((activity) =>
				(ofActivity.get(activity.id) ?? []).map((one) => listed(one, activity, goal.id, quarter))
			)
	]);
	const counts = Object.fromEntries(
		INDICATOR_VERDICTS.map((verdict) => [
			verdict,
			rows.filter((row) => row.verdict === verdict).length
		])
	) as Record<IndicatorVerdict, number>;
	const activityOf = new Map(activities.map((activity) => [activity.id, activity]));
	const withdrawn = view.withdrawnIndicators.map(({ key, title, activityId, withdrawn }) => {
		const activity = activityId === null ? null : activityOf.get(activityId)!;
		return { ...{ key, title, withdrawn }, activity: activity && nameOf(activity) };
	});
	return { goals: view.goals, counts, rows, withdrawn };
}

function listed(
	indicator: IndicatorView,
	activity: ActivityView | null,
	goalId: number,
	quarter: Quarter
): ListedIndicator {
	const { key, title, unit, verdict, targets, baseline, provenance } = indicator;
	const reading = latestReading(indicator.readings, quarter);
	return {
		...{ key, title, unit, verdict, targets, goalId },
		titleProvenance: provenance.filter(({ field }) => field.startsWith('title') || field === '*'),
		activity: activity && nameOf(activity),
		reading: reading && { on: reading.on, value: reading.value },
		target: targets.find(({ year }) => year === yearOf(quarter))?.value ?? null,
		baseline: baseline?.value ?? null
	};
}

function nameOf({ code, title }: ActivityView) {
	return { code, title };
}

/** An indicator as it stands at the quarter; one that was withdrawn has no verdict any more. */
export type IndicatorKnown = Omit<IndicatorView, 'verdict'> & {
	verdict: IndicatorVerdict | null;
	withdrawn: Act | null;
};

export interface IndicatorRead {
	/** With the indicator's activity alone. */
	view: QuarterView;
	indicator: IndicatorKnown;
	/** Null: it is a goal's. */
	activity: ActivityView | null;
	goal: GoalView;
}

/** @throws {Refusal} as `quarters.read`; not-found `no_such_indicator` */
export function one(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ key, ...asked }: Asked & { key: string }
): IndicatorRead {
	const view = readQuarter(database, slug, quarter, {
		...asked,
		filed: 'nothing',
		choose: (_, { owners }) => {
			const owner = owners.get(key);
			return owner == null ? [] : [owner];
		}
	});
	const indicator = knownIn(view, key);
	const activity = [...view.activities, ...view.outside][0] ?? null;
	const goalId = activity?.goalId ?? indicator?.goalId;
	const goal = view.goals.find(({ id }) => id === goalId);
	if (!indicator || !goal) throw refusal('not-found', 'no_such_indicator');
	return { view, indicator, activity, goal };
}

function knownIn(view: QuarterView, key: string): IndicatorKnown | null {
	const there = view.indicators.find((one) => one.key === key);
	if (there) return { ...there, withdrawn: null };
	const gone = view.withdrawnIndicators.find((one) => one.key === key);
	return gone ? { ...gone, verdict: null } : null;
}
