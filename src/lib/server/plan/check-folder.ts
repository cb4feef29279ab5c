// What can only be seen with the whole folder in view: references, uniqueness, the order of things, provenance. Everything at once.
import { activityProblems, amend, type PlanState } from '#lib/domain/amendment.ts';
import { STEP_ROLES } from '#lib/domain/assessment.ts';
import { isForABody } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { ruleProblems, windowProblems } from '#lib/domain/window-rule.ts';
import type { ActivityData, Placed, PlanFolder, ProvenanceData, StrategyFolder } from './folder.ts';

/** @throws {Refusal} `invalid` with every problem at once. `knownBodies` are keys the database holds already; `today` is the business day. */
export function checkFolder(
	folder: StrategyFolder,
	folderName: string,
	{ knownBodies, today }: { knownBodies: ReadonlySet<string>; today: Day }
): void {
	const problems: Problem[] = [];
	const { strategy, bodies } = folder;
	const say = (place: Placed<unknown>, field: string, code: string, params?: Problem['params']) =>
		problems.push(folder.problemAt(place, field, code, params));
	const bodyKeys = new Set([...knownBodies, ...bodies.map(({ row }) => row.key)]);
	const goalKeys = new Set(strategy.row.goals.map(({ key }) => key));
	const sourceKeys = new Set(Object.keys(strategy.row.sources));

	if (strategy.row.slug !== folderName) say(strategy, 'slug', 'slug_is_not_folder', { folderName });
	if (strategy.row.period.from > strategy.row.period.until)
		say(strategy, 'period', 'ends_before_start');
	if (strategy.row.lead !== null && !bodyKeys.has(strategy.row.lead)) {
		say(strategy, 'lead', 'unknown_body', { key: strategy.row.lead });
	}
	checkScale(folder, say);
	for (const [list, keys] of [
		['goals', strategy.row.goals.map(({ key }) => key)],
		['facts', strategy.row.facts.map(({ key }) => key)],
		['scale', strategy.row.scale.map(({ key }) => key)]
	] as const) {
		for (const [index, key] of keys.entries()) {
			if (keys.indexOf(key) < index) say(strategy, `${list}.${index}.key`, 'key_twice', { key });
		}
	}
	for (const [list, rows] of Object.entries({
		facts: strategy.row.facts,
		scale: strategy.row.scale,
		goals: strategy.row.goals
	})) {
		for (const [index, row] of rows.entries()) {
			const path = [list, index];
			checkProvenance({ row, file: strategy.file, path, provenance: strategy.provenance });
		}
	}
	unique(bodies, 'key', say);
	for (const body of bodies) {
		const { parent, names } = body.row;
		if (parent && !bodyKeys.has(parent)) say(body, 'parent', 'unknown_body', { key: parent });
		if (names.length === 0 && !knownBodies.has(body.row.key)) say(body, 'names', 'name_missing');
		for (const [index, name] of names.entries()) {
			if (!name.provenance && !body.provenance) say(body, `names.${index}`, 'provenance_missing');
			checkSource(name.provenance, (code, params) => say(body, `names.${index}`, code, params));
		}
	}
	checkParents(bodies, say);
	for (const plan of folder.plans) checkPlan(plan);
	if (folder.demonstration) checkDemonstration();
	if (problems.length > 0) throw new Refusal('invalid', problems);

	function checkSource(
		provenance: ProvenanceData | undefined,
		report: (code: string, params?: Problem['params']) => void
	) {
		if (provenance?.source && !sourceKeys.has(provenance.source)) {
			report('unknown_source', { key: provenance.source });
		}
	}

	function checkProvenance(
		place: Placed<{ provenance?: Record<string, ProvenanceData> | undefined }>
	) {
		const own = place.row.provenance;
		if (!own && !place.provenance) say(place, 'key', 'provenance_missing');
		for (const [field, entry] of Object.entries(own ?? {})) {
			checkSource(entry, (code, params) => say(place, `provenance.${field}`, code, params));
		}
	}

	function checkPlan(plan: PlanFolder) {
		const { row } = plan.plan;
		if (row.period.from > row.period.until) say(plan.plan, 'period', 'ends_before_start');
		const { opens, due, closes } = row.filing_window;
		if (!(opens <= due && due <= closes)) say(plan.plan, 'filing_window', 'window_order');
		for (const { code, field, params } of ruleProblems(row.filing_window)) {
			say(plan.plan, `filing_window.${field}`, code, params);
		}
		const rule = { ...plan.plan, row: row.filing_window };
		checkProvenance({ ...rule, path: [...rule.path, 'filing_window'] });
		for (const [index, window] of row.windows.entries()) {
			if (window.quarter < row.period.from || window.quarter > row.period.until) {
				say(plan.plan, `windows.${index}.quarter`, 'outside_plan', { quarter: window.quarter });
			}
			if (!(window.opens <= window.due && window.due <= window.closes)) {
				say(plan.plan, `windows.${index}`, 'window_order');
			}
			const days = { opensOn: window.opens, closesOn: window.closes };
			for (const { code, field, params } of windowProblems(days, window.quarter, today)) {
				const named = field === 'opensOn' ? 'opens' : 'closes';
				say(plan.plan, `windows.${index}.${named}`, code, params);
			}
		}
		if (strategy.row.scale.length === 0) say(strategy, 'scale', 'scale_missing');
		const measureKeys = new Set(plan.measures.map(({ row: { key } }) => key));
		const added: Placed<ActivityData>[] = plan.amendments.flatMap((amendment) =>
			amendment.row.activities.map((activity, index) => ({
				row: activity,
				file: amendment.file,
				path: [...amendment.path, 'activities', index],
				provenance: amendment.provenance
			}))
		);
		const all = [...plan.activities, ...added];
		unique(plan.measures, 'key', say);
		unique(plan.measures, 'code', say);
		unique(all, 'key', say);
		unique(all, 'code', say);
		unique(plan.amendments, 'key', say);
		unique(plan.entries, 'key', say);
		unique(plan.indicators, 'key', say);
		for (const measure of plan.measures) {
			checkProvenance(measure);
			if (!goalKeys.has(measure.row.goal)) {
				say(measure, 'goal', 'unknown_goal', { key: measure.row.goal });
			}
		}
		for (const activity of all) {
			checkProvenance(activity);
			const known = { measures: measureKeys, bodies: bodyKeys };
			for (const { code, field, params } of activityProblems(activity.row, known)) {
				say(activity, field, code, params);
			}
		}
		checkAmendments(plan);
		for (const entry of plan.entries) {
			checkProvenance(entry);
			if (!all.some(({ row: { key } }) => key === entry.row.activity)) {
				say(entry, 'activity', 'unknown_activity', { key: entry.row.activity });
			}
		}
		for (const indicator of plan.indicators) {
			checkProvenance(indicator);
			const { activity, goal, readings } = indicator.row;
			if (activity && !all.some(({ row: { key } }) => key === activity)) {
				say(indicator, 'activity', 'unknown_activity', { key: activity });
			}
			if (goal && !goalKeys.has(goal)) say(indicator, 'goal', 'unknown_goal', { key: goal });
			for (const [index, reading] of readings.entries()) {
				if (readings.findIndex(({ on }) => on === reading.on) < index) {
					say(indicator, `readings.${index}.on`, 'reading_twice', { on: reading.on });
				}
				for (const entry of Object.values(reading.provenance ?? {})) {
					checkSource(entry, (code, params) => say(indicator, `readings.${index}`, code, params));
				}
			}
		}
	}

	function checkAmendments(plan: PlanFolder) {
		const from = plan.plan.row.adopted_on;
		let state: PlanState = {
			activities: new Map(
				plan.activities.map(({ row }) => [row.key, { ...row, from, until: null }])
			),
			amendedOn: '',
			bodies: bodyKeys
		};
		for (const amendment of plan.amendments) {
			checkProvenance(amendment);
			const { problems: found, after } = amend(state, amendment.row);
			for (const { code, field, params } of found) say(amendment, field, code, params);
			state = after;
		}
	}

	function checkDemonstration() {
		const { file, filings } = folder.demonstration!;
		const steps = new Set(strategy.row.scale.map(({ key }) => key));
		const activities = new Set(
			folder.plans.flatMap((plan) => [
				...plan.activities.map(({ row }) => row.key),
				...plan.amendments.flatMap(({ row }) => row.activities.map(({ key }) => key))
			])
		);
		const usernames = new Set(file.row.accounts.map(({ username }) => username));
		for (const [index, account] of file.row.accounts.entries()) {
			for (const { role, body } of account.roles) {
				if ((role !== 'administrator' && isForABody(role)) !== (body !== undefined)) {
					say(file, `accounts.${index}.roles`, 'reporter_needs_body');
				}
				if (body && !bodyKeys.has(body))
					say(file, `accounts.${index}.roles`, 'unknown_body', { key: body });
			}
		}
		for (const [index, { activity, by }] of file.row.overrides.entries()) {
			const at = `overrides.${index}`;
			if (!activities.has(activity)) say(file, at, 'unknown_activity', { key: activity });
			if (!usernames.has(by)) say(file, at, 'unknown_account', { username: by });
		}
		const triples = new Set<string>();
		for (const filing of filings) {
			const { activity, body, quarter, versions } = filing.row;
			if (!activities.has(activity)) say(filing, 'activity', 'unknown_activity', { key: activity });
			if (!bodyKeys.has(body)) say(filing, 'body', 'unknown_body', { key: body });
			const triple = `${activity} ${body} ${quarter}`;
			if (triples.has(triple)) say(filing, 'activity', 'filing_twice', { triple });
			triples.add(triple);
			for (const [index, version] of versions.entries()) {
				const at = `versions.${index}`;
				const { assessment, submitted, saved, returned, accepted } = version;
				if (assessment && !steps.has(assessment)) {
					say(filing, `${at}.assessment`, 'unknown_step', { key: assessment });
				}
				if (!submitted && !saved) say(filing, at, 'saved_or_submitted');
				const decided = returned ?? accepted;
				if (decided && (!submitted || decided.on < submitted))
					say(filing, at, 'decided_before_submitted');
				for (const username of [version.by, decided?.by]) {
					if (username && !usernames.has(username))
						say(filing, at, 'unknown_account', { username });
				}
			}
		}
	}
}

type Say = (
	place: Placed<unknown>,
	field: string,
	code: string,
	params?: Problem['params']
) => void;

function checkScale({ strategy }: StrategyFolder, say: Say): void {
	const { scale } = strategy.row;
	if (scale.length === 0) return;
	for (const role of STEP_ROLES) {
		const count = scale.filter((step) => step.role === role).length;
		if (count !== 1) say(strategy, 'scale', 'role_not_once', { role, count });
	}
}

function checkParents(
	bodies: Placed<{ key: string; parent?: string | null | undefined }>[],
	say: Say
) {
	const parents = new Map(bodies.map(({ row }) => [row.key, row.parent ?? null]));
	for (const body of bodies) {
		const seen = new Set([body.row.key]);
		for (let key = body.row.parent ?? null; key; key = parents.get(key) ?? null) {
			if (seen.has(key)) {
				say(body, 'parent', 'parents_in_circle', { key });
				break;
			}
			seen.add(key);
		}
	}
}

function unique<K extends string>(places: Placed<Record<K, string>>[], field: K, say: Say): void {
	const seen = new Set<string>();
	for (const place of places) {
		const value = place.row[field];
		if (seen.has(value)) say(place, field, 'key_twice', { key: value });
		seen.add(value);
	}
}

/** The provenance of each field that is there: the row's own, then its '*', then the file's. */
export function provenanceOf(
	place: {
		row: { provenance?: Record<string, ProvenanceData> | undefined };
		provenance: ProvenanceData | undefined;
	},
	fields: readonly string[]
): { field: string; provenance: ProvenanceData }[] {
	const own = place.row.provenance ?? {};
	return fields.flatMap((field) => {
		const provenance = own[field] ?? own['*'] ?? place.provenance;
		return provenance ? [{ field, provenance }] : [];
	});
}

/** Field names of texts: 'title.en', 'title.sr-Cyrl'. */
export function textFields(field: string, texts: Texts): string[] {
	return Object.keys(texts).map((lang) => `${field}.${lang}`);
}
