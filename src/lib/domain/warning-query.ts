// What is asked of the early-warning tables, as it stands in an address: a goal, a lead body, and which page of each table.
import { Refusal, type Problem } from './refusal.ts';

/** The tables of the page, as an address names their pages. */
export const WARNING_TABLES = ['due', 'overdue', 'risk', 'others', 'overrides'] as const;
export type WarningTable = (typeof WARNING_TABLES)[number];

export interface WarningQuery {
	/** Code of a goal; '' asks for all. */
	goal: string;
	/** Key of a body that leads; '' asks for all. */
	body: string;
	/** From 1. */
	pages: Readonly<Record<WarningTable, number>>;
}

/**
 * @throws {Refusal} invalid `unknown-filter`, each unknown value at its parameter.
 *
 * @example warningQueryOf(new URLSearchParams('goal=1&overdue=2'), known).pages.overdue //=> 2
 */
export function warningQueryOf(
	params: URLSearchParams,
	known: { goals: readonly { code: string }[]; bodies: readonly { key: string }[] }
): WarningQuery {
	const problems: Problem[] = [];
	const refuse = (filter: string, value: string) =>
		problems.push({
			...{ code: 'unknown-filter', field: filter },
			params: { filter, value: value.slice(0, 100) }
		});
	const one = (filter: string, values: readonly string[]): string => {
		const asked = params.get(filter) ?? '';
		if (asked === '' || values.includes(asked)) return asked;
		refuse(filter, asked);
		return '';
	};
	const page = (table: WarningTable): number => {
		const asked = params.get(table) || '1';
		if (/^[1-9]\d{0,5}$/.test(asked)) return Number(asked);
		refuse(table, asked);
		return 1;
	};
	const query: WarningQuery = {
		goal: one(
			'goal',
			known.goals.map(({ code }) => code)
		),
		body: one(
			'body',
			known.bodies.map(({ key }) => key)
		),
		pages: {
			due: page('due'),
			overdue: page('overdue'),
			risk: page('risk'),
			others: page('others'),
			overrides: page('overrides')
		}
	};
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return query;
}

/**
 * The one address of a question, without its quarter: what asks for nothing is left out.
 *
 * @example warningAddress({ goal: '1', body: '', pages: { due: 1, overdue: 2, risk: 1, others: 1, overrides: 1 } }) //=> 'goal=1&overdue=2'
 */
export function warningAddress({ goal, body, pages }: WarningQuery): string {
	const parts: [string, string][] = [
		['goal', goal],
		['body', body],
		...WARNING_TABLES.map((table): [string, string] => [
			table,
			pages[table] > 1 ? String(pages[table]) : ''
		])
	];
	return parts
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
		.join('&');
}
