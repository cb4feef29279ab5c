// What is asked of the list of activities, as it stands in an address: filters, order, columns, page. The same question has one address, so
// that a list can be cited; what a list does not know is refused, never left out.
import { STEP_ROLES, type StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import type { ProvenanceKind } from './quarter-view.ts';
import { Refusal, type Problem } from './refusal.ts';
import { TIMELINESS, type Timeliness } from './timeliness.ts';

export type Assessment = StepRole | 'no-data';
export const ASSESSMENTS: readonly Assessment[] = [...STEP_ROLES, 'no-data'];

export type DeadlineKind = DeadlineReading['kind'];
export const DEADLINE_KINDS: readonly DeadlineKind[] = [
	'dated',
	'continuous',
	'recurring',
	'triggered',
	'unread'
];

export const PROVENANCE_KINDS: readonly ProvenanceKind[] = [
	'quoted',
	'paraphrased',
	'translated',
	'inferred',
	'illustrative'
];

export type BodyRole = 'lead' | 'partner';
export const BODY_ROLES: readonly BodyRole[] = ['lead', 'partner'];

export type Moved = 'yes' | 'no';
export const MOVED: readonly Moved[] = ['yes', 'no'];

/** What a list may be ordered by instead of the plan's own order. */
export type SortKey = 'code' | 'activity' | 'deadline' | 'assessment' | 'timeliness' | 'slip';
export const SORT_KEYS: readonly SortKey[] = [
	'code',
	'activity',
	'deadline',
	'assessment',
	'timeliness',
	'slip'
];

export interface Sort {
	by: SortKey;
	isDescending: boolean;
}

/** Columns beside the code, in the order they are shown. */
export const COLUMNS = [
	'activity',
	'goal',
	'measure',
	'leads',
	'partners',
	'deadline',
	'kind',
	'slip',
	'assessment',
	'timeliness',
	'completed',
	'indicator',
	'result',
	'expected'
] as const;
export type Column = (typeof COLUMNS)[number];
export const DEFAULT_COLUMNS: readonly Column[] = [
	'activity',
	'leads',
	'deadline',
	'assessment',
	'timeliness',
	'result'
];

export const ROWS_A_PAGE = 100;
export const LONGEST_SEARCH = 200;

/** An empty text or list asks for nothing; a list asks for any of its values. */
export interface ActivityQuery {
	/** Words in code, title or description. */
	q: string;
	/** Code of a goal. */
	goal: string;
	/** Code of a measure. */
	measure: string;
	/** Key of a body. */
	body: string;
	/** The role that body must have; '' is either. */
	role: BodyRole | '';
	assessment: readonly Assessment[];
	timeliness: readonly Timeliness[];
	deadline: readonly DeadlineKind[];
	/** Whether an amendment or extension has moved the deadline. */
	moved: Moved | '';
	/** Where the title, in the reader's language, comes from. */
	title_from: readonly ProvenanceKind[];
	deadline_from: readonly ProvenanceKind[];
	/** Null is the plan's order. */
	sort: Sort | null;
	columns: readonly Column[];
	/** From 1. */
	page: number;
}

export type FilterName = Exclude<keyof ActivityQuery, 'sort' | 'columns' | 'page'>;
export const FILTERS: readonly FilterName[] = [
	'q',
	'goal',
	'measure',
	'body',
	'role',
	'assessment',
	'timeliness',
	'deadline',
	'moved',
	'title_from',
	'deadline_from'
];

export const NO_QUERY: ActivityQuery = {
	q: '',
	goal: '',
	measure: '',
	body: '',
	role: '',
	assessment: [],
	timeliness: [],
	deadline: [],
	moved: '',
	title_from: [],
	deadline_from: [],
	sort: null,
	columns: DEFAULT_COLUMNS,
	page: 1
};

/** What of a plan can be asked for by name. */
export interface Known {
	goals: readonly { code: string }[];
	measures: readonly { code: string }[];
	bodies: readonly { key: string }[];
}

/**
 * Reads a question from an address. Several values of one filter stand in one parameter with commas, or in several parameters.
 *
 * @throws {Refusal} invalid `unknown-filter`, each unknown value at its parameter.
 *
 * @example queryOf(new URLSearchParams('timeliness=overdue,late&sort=-slip'), known).sort //=> { by: 'slip', isDescending: true }
 */
export function queryOf(params: URLSearchParams, known: Known): ActivityQuery {
	const problems: Problem[] = [];
	const refuse = (field: string, value: string) => {
		const shown = value.slice(0, 100);
		problems.push({ code: 'unknown-filter', field, params: { filter: field, value: shown } });
	};
	const one = <T extends string>(name: string, values: readonly T[]): T | '' => {
		const value = params.get(name) ?? '';
		if (value === '') return '';
		const found = values.find((candidate) => candidate === value);
		if (found === undefined) refuse(name, value);
		return found ?? '';
	};
	const several = <T extends string>(name: string, values: readonly T[]): readonly T[] => {
		const asked = new Set(params.getAll(name).flatMap((value) => value.split(',')));
		asked.delete('');
		for (const value of asked) if (!values.some((known) => known === value)) refuse(name, value);
		return values.filter((value) => asked.has(value));
	};
	const body = one(
		'body',
		known.bodies.map(({ key }) => key)
	);
	const role = one('role', BODY_ROLES);
	const columns = several('columns', COLUMNS);
	const query: ActivityQuery = {
		q: (params.get('q') ?? '').trim().slice(0, LONGEST_SEARCH),
		goal: one(
			'goal',
			known.goals.map(({ code }) => code)
		),
		measure: one(
			'measure',
			known.measures.map(({ code }) => code)
		),
		body,
		// A role is a body's.
		role: body === '' ? '' : role,
		assessment: several('assessment', ASSESSMENTS),
		timeliness: several('timeliness', TIMELINESS),
		deadline: several('deadline', DEADLINE_KINDS),
		moved: one('moved', MOVED),
		title_from: several('title_from', PROVENANCE_KINDS),
		deadline_from: several('deadline_from', PROVENANCE_KINDS),
		sort: sortOf(params.get('sort') ?? '', refuse),
		columns: columns.length === 0 ? DEFAULT_COLUMNS : columns,
		page: pageOf(params.get('page') ?? '', refuse)
	};
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return query;
}

function sortOf(value: string, refuse: (field: string, value: string) => void): Sort | null {
	if (value === '') return null;
	const isDescending = value.startsWith('-');
	const by = SORT_KEYS.find((key) => key === value.slice(isDescending ? 1 : 0));
	if (by === undefined) {
		refuse('sort', value);
		return null;
	}
	return { by, isDescending };
}

function pageOf(value: string, refuse: (field: string, value: string) => void): number {
	if (value === '') return 1;
	if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
	refuse('page', value);
	return 1;
}

/**
 * The one address of a question, without its quarter: what asks for nothing is left out.
 *
 * @example addressOf({ ...NO_QUERY, goal: '1', timeliness: ['late', 'overdue'] }) //=> 'goal=1&timeliness=late,overdue'
 */
export function addressOf(query: ActivityQuery): string {
	const parts: [string, string][] = FILTERS.map((name) => [name, String(query[name])]);
	if (query.sort) parts.push(['sort', (query.sort.isDescending ? '-' : '') + query.sort.by]);
	if (String(query.columns) !== String(DEFAULT_COLUMNS)) {
		parts.push(['columns', String(query.columns)]);
	}
	if (query.page > 1) parts.push(['page', String(query.page)]);
	return parts
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
		.join('&');
}

export function isFiltered(query: ActivityQuery): boolean {
	return FILTERS.some((name) => query[name].length > 0);
}

/** The same question on its first page with one filter taken back; without a body there is no role. */
export function without(query: ActivityQuery, name: FilterName): ActivityQuery {
	const rest = { ...query, [name]: NO_QUERY[name], page: 1 };
	return name === 'body' ? { ...rest, role: '' } : rest;
}

/** The same order and columns with every filter taken back. */
export function unfiltered({ sort, columns }: ActivityQuery): ActivityQuery {
	return { ...NO_QUERY, sort, columns };
}

/**
 * The question a column's header asks: ordered by it, the other way round when it is already, the plan's order the third time. Of slips the
 * longest comes first.
 */
export function sortedBy(query: ActivityQuery, by: SortKey): ActivityQuery {
	const first = by === 'slip';
	const now = query.sort?.by === by ? query.sort.isDescending : null;
	const isDescending = now === null ? first : !first;
	const sort = now === !first ? null : { by, isDescending };
	return { ...query, sort, page: 1 };
}
