// Which portable quarter is asked for. Apart from its making, so that the server's own thread never loads what makes workbooks.
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { findRevision } from '../quarter/frozen-heads.ts';

export interface PortableOrder {
	slug: string;
	quarter: Quarter;
	/** The newest when null. */
	revision: number | null;
	locale: Locale;
}

/**
 * The record it is of.
 *
 * @throws {Refusal} not-now `portable-not-frozen`; not-found `no-such-revision`
 */
export function revisionOf(read: Reader, { slug, quarter, revision }: PortableOrder) {
	const found = findRevision(read, { slug, quarter, revision });
	if (found) return found;
	throw revision === null
		? refusal('not-now', 'portable-not-frozen')
		: refusal('not-found', 'no-such-revision', { revision });
}
