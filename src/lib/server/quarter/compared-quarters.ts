// Which two quarters an address asks to compare.
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Moment } from './changes.ts';

/**
 * The earlier of the two: that of the address, else the one read last, else the quarter before. Null where there is none.
 *
 * @param quarters of the plan, in order
 * @throws {Refusal} not-found `no_such_quarter`; invalid `unknown-filter`
 */
export function earlierOf(
	params: URLSearchParams,
	quarters: readonly Quarter[],
	quarter: Quarter,
	readLast: Moment | null = null
): Moment | null {
	const asked = params.get('from') ?? '';
	const revision = revisionOf(params, 'fromRevision');
	if (asked === '') {
		// A mark knows more than its quarter: the same comparison must be known by the same name.
		if (readLast && revision === null) {
			return { quarter: readLast.quarter, revision: readLast.revision };
		}
		const before = quarters[quarters.indexOf(quarter) - 1];
		return before === undefined ? null : { quarter: before, revision };
	}
	if (quarters.includes(asked)) return { quarter: asked, revision };
	throw refusal('not-found', 'no_such_quarter', {
		quarter: asked.slice(0, 100),
		first: quarters[0] ?? '',
		last: quarters.at(-1) ?? ''
	});
}

/** The later one, which the page is about. */
export function laterOf(params: URLSearchParams, quarter: Quarter): Moment {
	return { quarter, revision: revisionOf(params, 'revision') };
}

function revisionOf(params: URLSearchParams, name: string): number | null {
	const asked = params.get(name) ?? '';
	if (asked === '') return null;
	if (/^[1-9]\d{0,3}$/.test(asked)) return Number(asked);
	const value = asked.slice(0, 100);
	throw refusal('invalid', 'unknown-filter', { filter: name, value }, name);
}
