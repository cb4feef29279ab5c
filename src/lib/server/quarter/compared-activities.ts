// What of a record's activities is compared with another quarter's, kept beside the record's lines: reading these would be most of the work
// of a comparison. It says nothing the lines do not say; `verify` works it out from them again.
import { and, asc, eq } from 'drizzle-orm';
import { IN_A_PART } from '#lib/domain/changes.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import type { ComparedActivity } from '#lib/domain/quarter-view.ts';
import { comparedInRows, type RecordRow } from '#lib/domain/record.ts';
import { inParts } from '#lib/domain/steps.ts';
import type { Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { comparedActivities } from '../db/schema.ts';
import type { Tx } from '../history/change.ts';

/** What is to be kept of a record: as many activities to a row as are compared in one step. */
export function comparedParts(rows: readonly RecordRow[]): Buffer[] {
	return inParts(comparedInRows(rows), IN_A_PART).map((part) => Buffer.from(JSON.stringify(part)));
}

/** Keeps {@link comparedParts} of a record that is being frozen. */
export function keepCompared(tx: Tx, frozenId: number, parts: readonly Buffer[]): void {
	const insert = tx
		.insert(comparedActivities)
		.values({ frozenId, number: given('number'), activities: given('activities') })
		.prepare();
	for (const [index, activities] of parts.entries()) insert.run({ number: index + 1, activities });
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

const { activities } = comparedActivities;
const isOfRecord = eq(comparedActivities.frozenId, given('frozenId'));

const partOf = prepared((read) =>
	read
		.select({ activities })
		.from(comparedActivities)
		.where(and(isOfRecord, eq(comparedActivities.number, given('number'))))
		.prepare()
);

const allParts = prepared((read) =>
	read
		.select({ activities })
		.from(comparedActivities)
		.where(isOfRecord)
		.orderBy(asc(comparedActivities.number))
		.prepare()
);
