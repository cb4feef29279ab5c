// Addresses of the page of early warning, as they can be cited.
import { warningAddress, type WarningQuery, type WarningTable } from '#lib/domain/warning-query.ts';
import type { Quarter } from '#lib/domain/quarter.ts';

interface At {
	quarter: Quarter;
	/** Keeps a reader at an older revision: '&revision=1', or nothing. */
	revision: string;
	query: WarningQuery;
}

/** @example addressOf({ quarter: '2020-Q3', revision: '', query }) //=> '?quarter=2020-Q3&goal=1' */
export function addressOf({ quarter, revision, query }: At): string {
	const asked = warningAddress(query);
	return `?quarter=${quarter}${revision}${asked === '' ? '' : `&${asked}`}`;
}

/** Another page of one of its tables. */
export function pageOf(at: At, table: WarningTable, page: number): string {
	const { query } = at;
	return addressOf({ ...at, query: { ...query, pages: { ...query.pages, [table]: page } } });
}
