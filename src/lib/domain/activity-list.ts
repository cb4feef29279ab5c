// Which activities a question finds, in which order, and which of them are on its page.
import { FILTERS, ROWS_A_PAGE, type ActivityQuery, type SortKey } from './activity-query.ts';
import { STEP_ROLES } from './assessment.ts';
import { isMove, slipInDays } from './deadline-ledger.ts';
import { isInForceOn, type ActivityAt } from './progress.ts';
import { provenanceOf } from './provenance.ts';
import { lastDayOf, type Day, type Quarter } from './quarter.ts';
import type { LedgerView, Provenance } from './quarter-view.ts';
import { fold, matcherOf, searchable, type Locale, type Texts } from './text.ts';
import { TIMELINESS } from './timeliness.ts';

/** What the list needs to know of an activity. */
export interface Listed {
	at: Pick<
		ActivityAt,
		| 'id'
		| 'goalId'
		| 'leads'
		| 'isInForce'
		| 'hasLeft'
		| 'standing'
		| 'adopted'
		| 'current'
		| 'timeliness'
	>;
	promised: {
		code: string;
		measureId: number;
		title: Texts;
		description: Texts;
		partners: readonly { bodyId: number; from: Day; until: Day | null }[];
		ledger: readonly Pick<LedgerView, 'kind' | 'decidedOn'>[];
		provenance: readonly Provenance[];
	};
}

/** What a question is asked of. */
export interface Asking {
	quarter: Quarter;
	/** Whose language the titles are in. */
	locale: Locale;
	goals: readonly { id: number; code: string }[];
	measures: readonly { id: number; code: string }[];
	bodies: readonly { id: number; key: string }[];
	/** Places in the reader's alphabet; see {@link placesOf}. */
	placeOf: (by: 'code' | 'activity', id: number) => number;
}

export interface Found<T> {
	/** In force on the quarter's last day. */
	inForce: T[];
	/** Left the plan by then; they come last, whatever the order. */
	outside: T[];
}

/** The activities a question finds, in its order; `all` are in the plan's. */
export function found<T extends Listed>(
	all: readonly T[],
	query: ActivityQuery,
	asking: Asking
): Found<T> {
	const passes = passing(query, asking);
	const inForce = all.filter((one) => one.at.isInForce && passes(one));
	// They are assessed no more; what they were when they left is on their own pages.
	const isOfStanding = query.assessment.length > 0 || query.timeliness.length > 0;
	const outside = isOfStanding ? [] : all.filter((one) => one.at.hasLeft && passes(one));
	return { inForce: ordered(inForce, query, asking), outside: ordered(outside, query, asking) };
}

function passing(query: ActivityQuery, asking: Asking): (one: Listed) => boolean {
	const lastDay = lastDayOf(asking.quarter);
	const tests: ((one: Listed) => boolean)[] = [];
	// Words last: looking through them takes longest.
	for (const name of FILTERS.toReversed()) {
		if (query[name].length > 0) tests.push(testOf(name, query, asking, lastDay));
	}
	return (one) => tests.every((test) => test(one));
}

function testOf(
	name: (typeof FILTERS)[number],
	query: ActivityQuery,
	asking: Asking,
	lastDay: Day
): (one: Listed) => boolean {
	switch (name) {
		case 'q': {
			const matches = matcherOf(query.q);
			return ({ promised }) => {
				const known = searchableOf(promised);
				if (known.last !== query.q) {
					known.isFound = matches(known.text);
					known.last = query.q;
				}
				return known.isFound;
			};
		}
		case 'goal': {
			const goal = asking.goals.find(({ code }) => code === query.goal);
			return ({ at }) => at.goalId === goal?.id;
		}
		case 'measure': {
			const ids = asking.measures.filter(({ code }) => code === query.measure).map(({ id }) => id);
			return ({ promised }) => ids.includes(promised.measureId);
		}
		case 'body':
			return testOfBody(query, asking, lastDay);
		case 'role':
			// Told with the body.
			return () => true;
		case 'assessment':
			return ({ at }) => query.assessment.includes(at.standing.role ?? 'no-data');
		case 'timeliness':
			return ({ at }) => query.timeliness.includes(at.timeliness);
		case 'deadline':
			return ({ at }) => query.deadline.includes(at.current.kind);
		case 'moved':
			return ({ promised }) => hasMoved(promised.ledger, lastDay) === (query.moved === 'yes');
		case 'title_from':
			return ({ promised }) => isFrom(promised, `title.${asking.locale}`, query.title_from);
		case 'deadline_from':
			return ({ promised }) => isFrom(promised, 'deadline', query.deadline_from);
	}
}

function testOfBody({ body, role }: ActivityQuery, asking: Asking, lastDay: Day) {
	const id = asking.bodies.find(({ key }) => key === body)?.id ?? -1;
	const leads = ({ at }: Listed) => at.leads.includes(id);
	const partners = ({ promised }: Listed) =>
		promised.partners.some((one) => one.bodyId === id && isInForceOn(one, lastDay));
	if (role === 'lead') return leads;
	if (role === 'partner') return partners;
	return (one: Listed) => leads(one) || partners(one);
}

/** Moved by amendment or extension by a day; a date that was fixed or a reading corrected is no move. */
export function hasMoved(
	ledger: readonly Pick<LedgerView, 'kind' | 'decidedOn'>[],
	by: Day
): boolean {
	return ledger.some((entry) => isMove(entry) && entry.decidedOn <= by);
}

function isFrom(
	{ provenance }: Listed['promised'],
	field: string,
	kinds: ActivityQuery['title_from']
): boolean {
	const kind = provenanceOf(provenance, field)?.kind;
	return kind !== undefined && kinds.includes(kind);
}

/** An activity's searchable text, and what was last looked for in it: the pages of one search ask the same again and again. */
interface Searchable {
	text: string;
	last: string | null;
	isFound: boolean;
}

const searchables = new WeakMap<object, Searchable>();

/** Folds an activity's texts before anybody looks for something in them: the plan's first search then takes no longer than any other. */
export function searchAhead(promised: Listed['promised']): void {
	searchableOf(promised);
}

function searchableOf(promised: Listed['promised']): Searchable {
	let known = searchables.get(promised);
	if (known === undefined) {
		const { code, title, description } = promised;
		const whole = [code, ...Object.values(title), ...Object.values(description)].join('\n');
		known = { text: searchable(fold(whole)), last: null, isFound: false };
		searchables.set(promised, known);
	}
	return known;
}

/** By the key asked for, then in the plan's order; what has no key stays at the end in either direction. */
function ordered<T extends Listed>(rows: T[], { sort }: ActivityQuery, asking: Asking): T[] {
	if (sort === null) return rows;
	const sign = sort.isDescending ? -1 : 1;
	return rows
		.map((row) => ({ row, key: keyOf(sort.by, row, asking) }))
		.sort((a, b) => {
			if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
			return (a.key - b.key) * sign;
		})
		.map(({ row }) => row);
}

function keyOf(by: SortKey, { at }: Listed, { placeOf }: Asking): number | null {
	switch (by) {
		case 'code':
		case 'activity':
			return placeOf(by, at.id);
		case 'deadline':
			return at.current.kind === 'dated' ? Number(at.current.latest.replaceAll('-', '')) : null;
		case 'assessment':
			return at.standing.role === null ? null : STEP_ROLES.indexOf(at.standing.role);
		case 'timeliness':
			return TIMELINESS.indexOf(at.timeliness);
		case 'slip':
			return slipInDays(at.adopted, at.current);
	}
}

/** The place of each in an order of texts, by id; equal texts share one. To be worked out once: comparing texts is slow. */
export function placesOf<T extends { id: number }>(
	things: readonly T[],
	textOf: (thing: T) => string,
	compare: (a: string, b: string) => number
): ReadonlyMap<number, number> {
	const texts = things.map((thing) => ({ id: thing.id, text: textOf(thing) }));
	texts.sort((a, b) => compare(a.text, b.text));
	const places = new Map<number, number>();
	let place = 0;
	for (const [index, { id, text }] of texts.entries()) {
		if (index > 0 && compare(texts[index - 1]!.text, text) !== 0) place = index;
		places.set(id, place);
	}
	return places;
}

/** A page of a list: how many pages there are, and which rows this one has. */
export interface Page<T> {
	page: number;
	pages: number;
	/** From 0; the first row of the page. */
	begin: number;
	/** Empty on a page the list does not have. */
	rows: T[];
	/** All rows, on every page. */
	total: number;
}

/** @example pageAt(['a', 'b', 'c'], 2, 2) //=> { page: 2, pages: 2, begin: 2, rows: ['c'], total: 3 } */
export function pageAt<T>(all: readonly T[], page: number, size: number = ROWS_A_PAGE): Page<T> {
	const pages = Math.max(1, Math.ceil(all.length / size));
	const begin = (page - 1) * size;
	return { page, pages, begin, rows: all.slice(begin, begin + size), total: all.length };
}
