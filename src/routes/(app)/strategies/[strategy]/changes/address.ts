// The address of a comparison, as it can be cited: the two quarters, the filters, the page.
import type { ChangeQuery } from '#lib/domain/change-query.ts';
import type { Quarter } from '#lib/domain/quarter.ts';

interface At {
	quarter: Quarter;
	revision: number | null;
}

/** A revision as one choice of a form. @example momentName({ quarter: '2020-Q1', revision: 2 }) //=> '2020-Q1-R2' */
export function momentName({ quarter, revision }: { quarter: Quarter; revision: number }): string {
	return `${quarter}-R${revision}`;
}

/** The address in which what a form chose stands apart: `to=2020-Q1-R2` is quarter and revision. Null where a form chose nothing. */
export function chosenAddress(params: URLSearchParams): string | null {
	if (!params.has('to')) return null;
	const query = new URLSearchParams();
	for (const [name, as, revision] of [
		['from', 'from', 'fromRevision'],
		['to', 'quarter', 'revision']
	] as const) {
		const [, quarter, number] = /^(.*?)(?:-R([^-]*))?$/s.exec(params.get(name) ?? '')!;
		if (quarter) query.set(as, quarter);
		if (number) query.set(revision, number);
	}
	for (const name of ['kind', 'goal']) {
		const value = params.get(name);
		if (value) query.set(name, value);
	}
	return `?${query}`;
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
