// The address of a comparison, as it can be cited: the two quarters, the filters, the page.
import type { ChangeQuery } from '#lib/domain/change-query.ts';
import type { Quarter } from '#lib/domain/quarter.ts';

interface At {
	quarter: Quarter;
	revision: number | null;
}

/** @example addressOf({ from, to, query }) //=> '?from=2020-Q2&quarter=2020-Q3&kind=deadline-later' */
export function addressOf({
	from,
	to,
	query: { kind, goal, page }
}: {
	from: At | null;
	to: At;
	query: ChangeQuery;
}): string {
	const parts: [string, string | number | null | undefined][] = [
		['from', from?.quarter],
		['fromRevision', from?.revision],
		['quarter', to.quarter],
		['revision', to.revision],
		['kind', kind],
		['goal', goal],
		['page', page === 1 ? null : page]
	];
	const asked = parts.filter(([, value]) => value !== null && value !== undefined && value !== '');
	return `?${asked.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`;
}
