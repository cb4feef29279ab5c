// What is asked of the history, as it stands in an address: who, what, on which days, and from where on. What it does not know is refused.
import { isDay, isQuarter, type Day, type Quarter } from './quarter.ts';
import { Refusal, type Problem } from './refusal.ts';

/** An empty text asks for nothing. */
export interface HistoryQuery {
	/** Somebody's id, or the console. */
	who: number | 'console' | '';
	/** A verb: what was done. */
	act: string;
	/** The kind of thing it was done to. */
	subject: string;
	/** The code of an activity: what was done to it and to filings on it. */
	activity: string;
	/** The reporting quarter of the act. */
	of: Quarter | '';
	/** First and last business day. */
	from: Day | '';
	until: Day | '';
	/** Entries with a smaller number than this one, or with a larger. */
	before: number | null;
	after: number | null;
}

export type HistoryFilter = keyof HistoryQuery;

export const NO_HISTORY_QUERY: HistoryQuery = {
	who: '',
	act: '',
	subject: '',
	activity: '',
	of: '',
	from: '',
	until: '',
	before: null,
	after: null
};

/** Kinds of things that are one thing to whoever asks: leads and partners of an activity, whether told one by one or all. */
const ALIKE: readonly (readonly string[])[] = [
	['roles', 'role'],
	['large-plan', 'large-plan-batch']
];

/**
 * The kinds of things to look for when one is asked for; the first stands for all of them.
 *
 * @example subjectsAlike('role') //=> ['roles', 'role']
 */
export function subjectsAlike(subject: string): readonly string[] {
	return ALIKE.find((alike) => alike.includes(subject)) ?? [subject];
}

const isNumber = (text: string) => /^[1-9]\d{0,14}$/.test(text);
const isWord = (text: string) => /^[a-z][a-z.-]{0,40}$/.test(text);

const KNOWN: Readonly<Record<HistoryFilter, (text: string) => boolean>> = {
	who: (text) => text === 'console' || isNumber(text),
	act: isWord,
	subject: isWord,
	activity: (text) => text.length <= 40 && !/\p{Cc}/u.test(text),
	of: isQuarter,
	from: isDay,
	until: isDay,
	before: isNumber,
	after: isNumber
};

const NUMBERS: readonly string[] = ['who', 'before', 'after'];

/**
 * The question an address asks.
 *
 * @throws {Refusal} invalid `unknown-filter`, one for each value that cannot be
 * @example historyQueryIn(new URLSearchParams('who=3&of=2020-Q3')) //=> { …NO_HISTORY_QUERY, who: 3, of: '2020-Q3' }
 */
export function historyQueryIn(params: { get(name: string): string | null }): HistoryQuery {
	const query: Record<string, unknown> = { ...NO_HISTORY_QUERY };
	const problems: Problem[] = [];
	for (const [filter, isKnown] of Object.entries(KNOWN)) {
		const value = params.get(filter)?.trim() ?? '';
		if (value === '') continue;
		if (isKnown(value)) {
			query[filter] = NUMBERS.includes(filter) && isNumber(value) ? Number(value) : value;
		} else {
			const told = { filter, value: value.slice(0, 100) };
			problems.push({ code: 'unknown-filter', field: filter, params: told });
		}
	}
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return query as unknown as HistoryQuery;
}

/**
 * The same question as the part of an address after the `?`, with something changed; the first page again unless one is asked for.
 *
 * @example historyAddress(query, { before: 120 }) //=> 'who=3&of=2020-Q3&before=120'
 */
export function historyAddress(query: HistoryQuery, changed: Partial<HistoryQuery> = {}): string {
	const asked = { ...query, before: null, after: null, ...changed };
	const params = Object.keys(KNOWN).flatMap((filter) => {
		const value = asked[filter as HistoryFilter];
		return value === null || value === '' ? [] : [`${filter}=${encodeURIComponent(value)}`];
	});
	return params.join('&');
}
