// What of a record's activities is compared with another quarter's, kept beside the record's lines: reading these would be most of the work
// of a comparison. It says nothing the lines do not say; `verify` works it out from them again.
import { and, asc, eq, sql } from 'drizzle-orm';
import { isSame } from '#lib/domain/quarter-state.ts';
import type { ComparedActivity } from '#lib/domain/quarter-view.ts';
import { comparedInRows, type RecordRow } from '#lib/domain/record.ts';
import { inParts } from '#lib/domain/steps.ts';
import type { Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { comparedActivities } from '../db/schema.ts';
import type { Tx } from '../history/change.ts';

/** So many activities are kept in a row, and read in one step. */
const IN_A_PART = 40;

/** What is to be kept of a record, as JSON. */
export function comparedParts(rows: readonly RecordRow[]): string[] {
	return [...inParts(comparedInRows(rows), IN_A_PART)].map((part) => JSON.stringify(part));
}

/** Keeps {@link comparedParts} of a record that is being frozen. */
export function keepCompared(tx: Tx, frozenId: number, parts: readonly string[]): void {
	for (const [index, activities] of parts.entries()) {
		tx.insert(comparedActivities)
			.values({ frozenId, number: index + 1, activities })
			.run();
	}
}

/** Whether anything was kept of a record: of one without activities, and of those from before this was kept, nothing was. */
export function isComparedKept(read: Reader, frozenId: number): boolean {
	return partOf(read).get({ frozenId, number: 1 }) !== undefined;
}

/**
 * What was kept of a record, a part at a time.
 *
 * @param activities how many the record has
 * @throws RangeError when some of them were not kept
 */
export function* keptCompared(
	read: Reader,
	frozenId: number,
	activities: number
): Generator<readonly ComparedActivity[]> {
	let done = 0;
	for (let number = 1; done < activities; number++) {
		const row = partOf(read).get({ frozenId, number });
		if (!row) throw new RangeError(`Part ${number} of a record is not there: see \`verify\``);
		const part = readPart(row);
		done += part.length;
		yield part;
	}
}

/** Whether what was kept of a record is what follows from its lines. */
export function isComparedOf(read: Reader, frozenId: number, rows: readonly RecordRow[]): boolean {
	const kept = allParts(read).all({ frozenId });
	try {
		return kept.length === 0 || isSame(kept.flatMap(readPart), comparedInRows(rows));
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}

function readPart({ activities }: { activities: Buffer }): ComparedActivity[] {
	return JSON.parse(activities.toString()) as ComparedActivity[];
}

/** Turned into a text here, it is there in half the time SQLite's driver takes. */
const inBytes = sql<Buffer>`cast(${comparedActivities.activities} as blob)`;
const isOfRecord = eq(comparedActivities.frozenId, given('frozenId'));

const partOf = prepared((read) =>
	read
		.select({ activities: inBytes })
		.from(comparedActivities)
		.where(and(isOfRecord, eq(comparedActivities.number, given('number'))))
		.prepare()
);

const allParts = prepared((read) =>
	read
		.select({ activities: inBytes })
		.from(comparedActivities)
		.where(isOfRecord)
		.orderBy(asc(comparedActivities.number))
		.prepare()
);
