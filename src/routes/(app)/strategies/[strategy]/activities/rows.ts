// A row of a list of activities: what is shown of one at a quarter, to one reader. A page is sent only the texts that are read.
import type { Column } from '#lib/domain/activity-query.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import { textsFor, type Locale, type Texts } from '#lib/domain/text.ts';

/** More measures than this are offered goal by goal. */
const MOST_MEASURES = 60;

export type Row = ReturnType<typeof rowOf>;
export type RowNames = ReturnType<typeof namesOf>;

/** Who reads: the language, and those of the strategy. */
export interface Reader {
	locale: Locale;
	languages: readonly string[];
}

/** What of a list decides which names it needs. */
interface Asked {
	goal?: string;
	measure?: string;
	columns?: readonly Column[];
}

/** What rows and filters name things by: of very many measures only those of the goal asked for, and those the rows name. */
export function namesOf(
	{ goals, measures, bodies, steps, activities, outside }: QuarterView,
	reader: Reader,
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
		goals: goals.map(({ id, code, title }) => ({ id, code, title: read(title, reader) })),
		measures: needed.map(({ id, code, title }) => ({ id, code, title: read(title, reader) })),
		/** Measures are offered once a goal is chosen. */
		isMeasureOfGoal: !isFew && ofGoal === undefined,
		bodies: bodies.map(({ id, key, name, short }) => ({
			...{ id, key },
			...{ name: read(name, reader), short: read(short, reader) }
		})),
		steps: steps.map((step) => ({ ...step, label: read(step.label, reader) }))
	};
}

export function rowOf(activity: ActivityView, reader: Reader) {
	const kindOf = (field: string) => provenanceOf(activity.provenance, field)?.kind ?? null;
	const { adopted, current } = activity;
	return {
		id: activity.id,
		code: activity.code,
		goalId: activity.goalId,
		measureId: activity.measureId,
		title: read(activity.title, reader),
		titleKind: kindOf(`title.${reader.locale}`),
		leads: activity.leads,
		partners: activity.partners,
		adopted: { ...adopted, wording: read(adopted.wording, reader) },
		current: { ...current, wording: read(current.wording, reader) },
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
			text: read(Object.keys(texts.result).length > 0 ? texts.result : texts.narrative, reader)
		})),
		ended: activity.ended,
		into: activity.into
	};
}

function read(texts: Texts, { locale, languages }: Reader): Texts {
	return textsFor(texts, locale, languages);
}
