// The list of activities and its filters. Filters live in the address, so that a list can be cited; what they do not know is refused.
import { STEP_ROLES, type StepRole } from '#lib/domain/assessment.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import { fold, matches, type Texts } from '#lib/domain/text.ts';
import { TIMELINESS, type Timeliness } from '#lib/domain/timeliness.ts';

export const ASSESSMENTS = [...STEP_ROLES, 'no-data'] as const;

/** An empty one asks for nothing. */
export interface Filters {
	/** Code of a goal. */
	goal: string;
	/** Key of a lead or partner. */
	body: string;
	assessment: StepRole | 'no-data' | '';
	timeliness: Timeliness | '';
	q: string;
}

/** @throws {Refusal} invalid `unknown-filter`, each unknown value at its parameter. */
export function filtersOf(view: QuarterView, params: URLSearchParams): Filters {
	const problems: Problem[] = [];
	const among = <T extends string>(name: string, known: readonly T[]): T | '' => {
		const value = params.get(name) ?? '';
		if (value === '') return '';
		const found = known.find((one) => one === value);
		if (found !== undefined) return found;
		problems.push({
			code: 'unknown-filter',
			field: name,
			params: { filter: name, value: value.slice(0, 100) }
		});
		return '';
	};
	const filters: Filters = {
		goal: among(
			'goal',
			view.goals.map(({ code }) => code)
		),
		body: among(
			'body',
			view.bodies.map(({ key }) => key)
		),
		assessment: among('assessment', ASSESSMENTS),
		timeliness: among('timeliness', TIMELINESS),
		q: (params.get('q') ?? '').trim().slice(0, 200)
	};
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return filters;
}

export type Row = ReturnType<typeof rowOf>;

/** The activities that pass, in the plan's order, those that left it after them; with what the page needs to name things. */
export function listOf(view: QuarterView, filters: Filters) {
	const passes = passing(view, filters);
	const row = (activity: ActivityView) => rowOf(activity);
	return {
		filters,
		total: view.activities.length,
		rows: view.activities.filter(passes).map(row),
		// They are assessed no more; what they were when they left is on their own pages.
		outside: filters.assessment || filters.timeliness ? [] : view.outside.filter(passes).map(row),
		goals: view.goals.map(({ id, code, title }) => ({ id, code, title })),
		bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
		steps: view.steps
	};
}

function passing(view: QuarterView, filters: Filters): (activity: ActivityView) => boolean {
	const goal = view.goals.find(({ code }) => code === filters.goal);
	const body = view.bodies.find(({ key }) => key === filters.body);
	return (activity) =>
		(!goal || activity.goalId === goal.id) &&
		(!body || activity.leads.includes(body.id) || activity.partners.includes(body.id)) &&
		(!filters.assessment || (activity.standing.role ?? 'no-data') === filters.assessment) &&
		(!filters.timeliness || activity.timeliness === filters.timeliness) &&
		(!filters.q || matches(searchedIn(activity), filters.q));
}

function searchedIn(activity: ActivityView): string {
	const texts: Texts[] = [
		activity.title,
		activity.description,
		...activity.filings.flatMap((filing) => Object.values(filing.texts))
	];
	return fold([activity.code, ...texts.flatMap((text) => Object.values(text))].join('\n'));
}

function rowOf(activity: ActivityView) {
	const { id, code, goalId, title, leads, adopted, current, slipDays, timeliness } = activity;
	const kindOf = (field: string) => provenanceOf(activity.provenance, field)?.kind ?? null;
	return {
		id,
		code,
		goalId,
		title,
		leads,
		adopted,
		current,
		slipDays,
		timeliness,
		role: activity.standing.role,
		/** The newest step of each lead that filed one. */
		shown: activity.standing.leads.flatMap(({ bodyId, shown, counts }) =>
			shown ? [{ bodyId, role: shown.step.role, quarter: shown.quarter, counts }] : []
		),
		/** What came of it this quarter, one a lead; empty where nothing was filed. */
		results: activity.filings.map(({ bodyId, isNothingToReport, texts }) => ({
			bodyId,
			isNothingToReport,
			text: Object.keys(texts.result).length > 0 ? texts.result : texts.narrative
		})),
		ended: activity.ended,
		into: activity.into,
		/** Where title and deadline come from; the title's by language. */
		provenance: activity.provenance
			.filter(({ field }) => field.startsWith('title'))
			.map(({ field, kind }) => ({ field, kind, source: null, quote: null })),
		deadlineKind: kindOf('deadline')
	};
}
