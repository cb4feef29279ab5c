// The list of activities in words: its columns, and what its filters ask for. Shared by the page and the workbook.
import type {
	ActivityQuery,
	BodyRole,
	Column,
	FilterName,
	Moved,
	SortKey
} from '#lib/domain/activity-query.ts';
import { FILTERS } from '#lib/domain/activity-query.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import { NOTHING } from './format.ts';
import { deadlineKindLabel, provenanceLabel, timelinessLabel } from './labels.ts';

type Message = (inputs: Record<string, never>, options: Options) => string;

const COLUMN_NAMES: Readonly<Record<Exclude<Column, 'result'>, Message>> = {
	activity: m.activities_column_activity,
	goal: m.activities_column_goal,
	measure: m.activities_column_measure,
	leads: m.activities_column_leads,
	partners: m.activities_column_partners,
	deadline: m.activities_column_deadline,
	kind: m.activities_column_kind,
	slip: m.activities_column_slip,
	assessment: m.activities_column_assessment,
	timeliness: m.activities_column_timeliness,
	completed: m.activities_column_completed,
	indicator: m.activities_column_indicator,
	expected: m.activities_column_expected
};

/** @param quarter the quarter in words: results are of that quarter alone */
export function columnLabel(column: Column | SortKey, quarter: string, locale: Locale): string {
	return column === 'result'
		? m.activities_column_result({ quarter }, { locale })
		: column === 'code'
			? m.activities_column_code({}, { locale })
			: COLUMN_NAMES[column]({}, { locale });
}

const FILTER_NAMES: Readonly<Record<FilterName, Message>> = {
	q: m.activities_filter_text,
	goal: m.activities_filter_goal,
	measure: m.activities_filter_measure,
	body: m.activities_filter_body,
	role: m.activities_filter_role,
	assessment: m.filing_field_step,
	timeliness: m.activities_column_timeliness,
	deadline: m.activities_filter_deadline,
	moved: m.activities_filter_moved,
	title_from: m.activities_filter_title_from,
	deadline_from: m.activities_filter_deadline_from
};

export function filterLabel(name: FilterName, locale: Locale): string {
	return FILTER_NAMES[name]({}, { locale });
}

export function bodyRoleLabel(role: BodyRole, locale: Locale): string {
	return role === 'lead'
		? m.activities_role_lead({}, { locale })
		: m.activities_role_partner({}, { locale });
}

export function movedLabel(moved: Moved, locale: Locale): string {
	return moved === 'yes'
		? m.activities_moved_yes({}, { locale })
		: m.activities_moved_no({}, { locale });
}

/** What a plan's own words are needed for. */
export interface PlanWords {
	bodies: readonly { key: string; short: Texts }[];
	steps: readonly { role: string; label: Texts }[];
	languages: readonly string[];
}

/** Each filter that asks for something: its name, and what it asks for. */
export function filtersInWords(
	query: ActivityQuery,
	words: PlanWords,
	locale: Locale
): { name: FilterName; label: string; value: string }[] {
	return FILTERS.filter((name) => query[name].length > 0).map((name) => ({
		name,
		label: filterLabel(name, locale),
		value: valuesOf(name, query, words, locale).join(', ')
	}));
}

function valuesOf(
	name: FilterName,
	query: ActivityQuery,
	{ bodies, steps, languages }: PlanWords,
	locale: Locale
): string[] {
	const text = (texts: Texts | undefined) =>
		(texts && contentIn(texts, locale, languages)?.text) ?? NOTHING;
	switch (name) {
		case 'q':
		case 'goal':
		case 'measure':
			return [query[name]];
		case 'body':
			return [text(bodies.find(({ key }) => key === query.body)?.short)];
		case 'role':
			return query.role === '' ? [] : [bodyRoleLabel(query.role, locale)];
		case 'assessment':
			return query.assessment.map((value) =>
				value === 'no-data'
					? m.assessment_no_data({}, { locale })
					: text(steps.find(({ role }) => role === value)?.label)
			);
		case 'timeliness':
			return query.timeliness.map((value) => timelinessLabel(value, locale));
		case 'deadline':
			return query.deadline.map((value) => deadlineKindLabel(value, locale));
		case 'moved':
			return query.moved === '' ? [] : [movedLabel(query.moved, locale)];
		case 'title_from':
		case 'deadline_from':
			return query[name].map((value) => provenanceLabel(value, locale));
	}
}
