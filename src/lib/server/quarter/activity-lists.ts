// The list of activities a question finds at a quarter, a page of it at a time; and the place of one activity in such a list.
import {
	found,
	pageAt,
	placesOf,
	type Asking,
	type Found,
	type Page
} from '#lib/domain/activity-list.ts';
import { queryOf, type ActivityQuery, type SortKey } from '#lib/domain/activity-query.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { collatorFor, contentIn, type Locale } from '#lib/domain/text.ts';
import { snapshot, type Database } from '../db/database.ts';
import type { Candidate, QuarterFacts } from './facts.ts';
import * as quarters from './quarters.ts';

export interface Asked {
	today: Day;
	/** Whose language titles are sorted in, and their provenance is of. */
	locale: Locale;
	/** Of a frozen quarter: the newest when left out. */
	revision?: number | null;
	/** The question, as an address has it. */
	params: URLSearchParams;
}

export interface ActivityList {
	/** Views the listed activities only; its figures are of the whole plan. */
	view: QuarterView;
	query: ActivityQuery;
	/** In the list's order; those that left the plan come last. */
	rows: readonly ActivityView[];
	page: Omit<Page<unknown>, 'rows'>;
	/** How many of those in force the question finds. */
	matching: number;
	/** How many that left the plan it finds. */
	outside: number;
	/** How many of those in force it finds in each goal. */
	ofGoals: ReadonlyMap<number, number>;
}

/**
 * A page of the list, or with `isWhole` all of it.
 *
 * @throws {Refusal} what reading the quarter refuses; invalid `unknown-filter`.
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, locale, params, revision, isWhole = false }: Asked & { isWhole?: boolean }
): ActivityList {
	let list: Omit<ActivityList, 'view' | 'rows'> | undefined;
	let ids: number[] = [];
	const view = quarters.read(database, slug, quarter, {
		today,
		revision,
		choose: (candidates, facts) => {
			const query = queryOf(params, facts.register);
			const { inForce, outside, all, ofGoals } = answerTo(query, candidates, facts, {
				quarter,
				locale
			});
			const { rows, ...page } = isWhole
				? pageAt(all, 1, Math.max(1, all.length))
				: pageAt(all, query.page);
			ids = rows.map(({ at }) => at.id);
			list = {
				query,
				page,
				matching: inForce.length,
				outside: outside.length,
				ofGoals
			};
			return ids;
		}
	});
	const viewOf = new Map([...view.activities, ...view.outside].map((one) => [one.id, one]));
	return { ...list!, view, rows: ids.map((id) => viewOf.get(id)!) };
}

/** Where an activity stands in a list. */
export interface PlaceInList {
	query: ActivityQuery;
	/** From 1; null: the list does not have it at this quarter. */
	position: number | null;
	total: number;
	/** Codes; null at either end. */
	previous: string | null;
	next: string | null;
}

/** @throws {Refusal} not-found `no_such_strategy`; invalid `unknown-filter`. */
export function placeOf(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ code, locale, params, revision }: Omit<Asked, 'today'> & { code: string }
): PlaceInList {
	return snapshot(database, (reader) => {
		const facts = quarters.factsAt(database, reader, { slug, quarter, revision });
		const query = queryOf(params, facts.register);
		const { all } = answerTo(query, facts.at(quarter), facts, { quarter, locale });
		const index = all.findIndex(({ promised }) => promised.code === code);
		const codeAt = (place: number) => all[place]?.promised.code ?? null;
		return {
			query,
			position: index === -1 ? null : index + 1,
			total: all.length,
			previous: codeAt(index - 1),
			next: index === -1 ? null : codeAt(index + 1)
		};
	});
}

interface ListAnswer extends Found<Candidate> {
	/** Those that left the plan last. */
	all: readonly Candidate[];
	ofGoals: ReadonlyMap<number, number>;
}

/** So many lists of a quarter are kept: people page through one, and go from one of its activities to the next. */
const MOST_ANSWERS = 8;

const answers = new WeakMap<readonly Candidate[], Map<string, ListAnswer>>();

/** What a question finds, whatever page and columns are asked for; kept as long as nothing in the quarter's activities has changed. */
function answerTo(
	query: ActivityQuery,
	candidates: readonly Candidate[],
	facts: QuarterFacts,
	{ quarter, locale }: { quarter: Quarter; locale: Locale }
): ListAnswer {
	let known = answers.get(candidates);
	if (!known) answers.set(candidates, (known = new Map()));
	const key = JSON.stringify([{ ...query, page: 1, columns: [] }, locale]);
	let answer = known.get(key);
	if (!answer) {
		const { inForce, outside } = found(candidates, query, askingOf(facts, quarter, locale));
		const all = [...inForce, ...outside];
		answer = { inForce, outside, all, ofGoals: countByGoal(inForce) };
	}
	// Asked for last, forgotten last.
	known.delete(key);
	known.set(key, answer);
	const [oldest] = known.keys();
	if (known.size > MOST_ANSWERS) known.delete(oldest!);
	return answer;
}

function countByGoal(found: readonly Candidate[]): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const { at } of found) counts.set(at.goalId, (counts.get(at.goalId) ?? 0) + 1);
	return counts;
}

function askingOf({ register }: QuarterFacts, quarter: Quarter, locale: Locale): Asking {
	return {
		quarter,
		locale,
		goals: register.goals,
		measures: register.measures,
		bodies: register.bodies,
		placeOf: (by, id) => placesIn(register, by, locale).get(id)!
	};
}

const places = new WeakMap<QuarterFacts['register'], Map<string, ReadonlyMap<number, number>>>();

/** Worked out once for each language: a national plan's titles take a tenth of a second to compare. */
function placesIn(
	register: QuarterFacts['register'],
	by: Extract<SortKey, 'code' | 'activity'>,
	locale: Locale
): ReadonlyMap<number, number> {
	let known = places.get(register);
	if (!known) places.set(register, (known = new Map()));
	const key = `${by} ${locale}`;
	let found = known.get(key);
	if (!found) {
		const { languages } = register.strategy;
		found = placesOf(
			[...register.activities.values()],
			({ code, title }) =>
				by === 'code' ? code : (contentIn(title, locale, languages)?.text ?? ''),
			collatorFor(locale).compare
		);
		known.set(key, found);
	}
	return found;
}
