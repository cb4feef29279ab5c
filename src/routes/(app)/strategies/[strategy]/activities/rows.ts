// A row of a list of activities: what is shown of one at a quarter.
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';

export type Row = ReturnType<typeof rowOf>;
export type RowNames = ReturnType<typeof namesOf>;

/** What rows name things by. */
export function namesOf({ goals, measures, bodies, steps }: QuarterView) {
	return {
		goals: goals.map(({ id, code, title }) => ({ id, code, title })),
		measures: measures.map(({ id, goalId, code, title }) => ({ id, goalId, code, title })),
		bodies: bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
		steps
	};
}

export function rowOf(activity: ActivityView) {
	const kindOf = (field: string) => provenanceOf(activity.provenance, field)?.kind ?? null;
	return {
		id: activity.id,
		code: activity.code,
		goalId: activity.goalId,
		measureId: activity.measureId,
		title: activity.title,
		leads: activity.leads,
		partners: activity.partners,
		adopted: activity.adopted,
		current: activity.current,
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
		into: activity.into,
		/** Where the title comes from, by language, and the deadline. */
		provenance: activity.provenance
			.filter(({ field }) => field.startsWith('title') || field === '*')
			.map(({ field, kind }) => ({ field, kind, source: null, quote: null })),
		deadlineKind: kindOf('deadline')
	};
}
