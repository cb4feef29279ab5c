// A row of a list of activities: what is shown of one at a quarter, to one reader.
import type { Column } from '#lib/domain/activity-query.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';

/** More measures than this are offered goal by goal. */
const MOST_MEASURES = 60;

export type Row = ReturnType<typeof rowOf>;
export type RowNames = ReturnType<typeof namesOf>;

/** What of a list decides which names it needs. */
interface Asked {
	goal?: string;
	measure?: string;
	columns?: readonly Column[];
}

/** What rows and filters name things by: of very many measures only those of the goal asked for, and those the rows name. */
export function namesOf(
	{ goals, measures, bodies, steps, activities, outside }: QuarterView,
	{ goal = '', measure = '', columns = [] }: Asked = {}
) {
	const ofGoal = goals.find(({ code }) => code === goal)?.id;
	const rows = columns.includes('measure') ? [...activities, ...outside] : [];
	const named = new Set(rows.map(({ measureId }) => measureId));
	const isFew = measures.length <= MOST_MEASURES;
	const needed = measures.filter(
		(one) => isFew || one.goalId === ofGoal || one.code === measure || named.has(one.id)
	);
	return {
		goals,
		measures: needed,
		/** Measures are offered once a goal is chosen. */
		isMeasureOfGoal: !isFew && ofGoal === undefined,
		bodies,
		steps
	};
}

/** @param locale of whose wording the sign of where it comes from is */
export function rowOf(activity: ActivityView, locale: Locale) {
	const kindOf = (field: string) => provenanceOf(activity.provenance, field)?.kind ?? null;
	return {
		id: activity.id,
		code: activity.code,
		goalId: activity.goalId,
		measureId: activity.measureId,
		title: activity.title,
		titleKind: kindOf(`title.${locale}`),
		leads: activity.leads,
		partners: activity.partners,
		adopted: activity.adopted,
		current: activity.current,
		deadlineKind: kindOf('deadline'),
		slipDays: activity.slipDays,
		timeliness: activity.timeliness,
		role: activity.standing.role,
		completedOn: activity.standing.completedOn,
		indicator: activity.indicator,
		/** The newest step of each lead that filed one. */
		shown: activity.standing.leads.flatMap(({ bodyId, shown, counts }) =>
			shown ? [{ bodyId, role: shown.step.role, quarter: shown.quarter, counts }] : []
		),
		/** What came of it this quarter, one a lead; empty where nothing was filed. */
		results: activity.filings.map(({ bodyId, isNothingToReport, expectedCompletion, texts }) => ({
			bodyId,
			isNothingToReport,
			expected: expectedCompletion,
			text: Object.keys(texts.result).length > 0 ? texts.result : texts.narrative
		})),
		ended: activity.ended,
		into: activity.into
	};
}
