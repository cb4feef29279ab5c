// What of a record's activities is compared with another quarter's, kept beside the record's lines: reading these would be most of the work
// of a comparison. It says nothing the lines do not say; `verify` works it out from them again.
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
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

/** What is to be kept of a record: as many activities to a row as are compared in one step. Packed it is a seventh as large. */
export function comparedParts(rows: readonly RecordRow[]): Buffer[] {
	return inParts(comparedInRows(rows), IN_A_PART).map((part) =>
		zstdCompressSync(JSON.stringify(part))
	);
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
	const parts = allParts(read).all({ frozenId });
	if (parts.length === 0) return true;
	if (parts.some(({ number }, index) => number !== index + 1)) return false;
	let kept: readonly ComparedActivity[];
	try {
		kept = parts.flatMap(readPart);
	} catch {
		// It is not even what freezing keeps.
		return false;
	}
	return isSame(kept, comparedInRows(rows));
}

/** What a frame of zstd begins with. */
const PACKED = Buffer.from('28b52ffd', 'hex');

/** Far more than a part has. */
const MOST_BYTES = 64e6;

/** The first records whose activities were kept have them as they are, not packed. */
function readPart({ activities }: { activities: Buffer }): ComparedActivity[] {
	const isPacked = PACKED.equals(activities.subarray(0, PACKED.length));
	const text = isPacked
		? zstdDecompressSync(activities, { maxOutputLength: MOST_BYTES })
		: activities;
	return JSON.parse(text.toString()) as ComparedActivity[];
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
		.select({ number: comparedActivities.number, activities })
		.from(comparedActivities)
		.where(isOfRecord)
		.orderBy(asc(comparedActivities.number))
		.prepare()
);
