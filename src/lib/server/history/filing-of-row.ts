// Which filing a row belongs to: a person looks for an activity, a body and a quarter, and not for a row's key.
import { eq, type SQL } from 'drizzle-orm';
import type { Quarter } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import { activities, bodies, filingNotes, filings, filingVersions } from '../db/schema.ts';

export interface FilingNamed {
	/** The activity's code. */
	activity: string;
	/** The body's key. */
	body: string;
	quarter: Quarter;
}

/** The filing a table's row is of, by its key; null where it is of none, or that is not there any more. */
export function filingOfRow(
	read: Reader,
	table: string,
	key: readonly unknown[]
): FilingNamed | null {
	const id = Number(key[0]);
	switch (table) {
		case 'filings':
			return filingWhere(read, eq(filings.id, id));
		case 'filing_versions':
		case 'filing_texts':
		case 'evidence':
			return filingWhere(
				read,
				eq(
					filings.id,
					read
						.select({ id: filingVersions.filingId })
						.from(filingVersions)
						.where(eq(filingVersions.id, id))
				)
			);
		case 'filing_notes':
			return filingWhere(
				read,
				eq(
					filings.id,
					read.select({ id: filingNotes.filingId }).from(filingNotes).where(eq(filingNotes.id, id))
				)
			);
		default:
			return null;
	}
}

function filingWhere(read: Reader, condition: SQL): FilingNamed | null {
	const found = read
		.select({ activity: activities.code, body: bodies.key, quarter: filings.quarter })
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.innerJoin(bodies, eq(bodies.id, filings.bodyId))
		.where(condition)
		.get();
	return found ?? null;
}
