// What is known of a large plan, as bytes: a thread that has to know it begins with them, which takes a third of the time reading does, and
// catches up with what has happened since. They never leave the process: nothing that is kept follows from bytes somebody could have changed.
import { deserialize, serialize } from 'node:v8';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { inParts } from '#lib/domain/steps.ts';
import type { Database } from '../db/database.ts';
import type { KeptThread } from '../kept-thread.ts';
import { factsOf as factsOfError, log } from '../log.ts';
import { pause } from '../patience.ts';
import type { Register, RegisteredActivity } from '../plan/register.ts';
import {
	knownFacts,
	MANY,
	offerFacts,
	PlanFacts,
	type FilingFact,
	type PlanReading
} from './facts.ts';

/** A plan in parts, each by itself; of 7,500 activities 2 MB in all. */
export type PlanImage = readonly Uint8Array<ArrayBuffer>[];

interface Kept {
	/** The history's newest entry it is good for. */
	newest: number;
	image: PlanImage;
}

/** Good as long as the register is: what was filed since is caught up with. */
const images = new WeakMap<Register, Kept>();
const beingMade = new WeakSet<Register>();

/** So many entries behind, a new one is made: a thread does not catch up with twice as many. */
const MOST_BEHIND = 1_000;
/** Whoever waited for the thread that read the plan itself comes first. */
const SOON_MS = 1_000;

/** So many activities, or filings, are written in one go: a few milliseconds. */
const IN_ONE_GO = { activities: 50, filings: 500 };

/**
 * Makes the image of a plan, a quarter of a second of work for 7,500 activities, with room for requests between its parts; of a small plan there is none. What
 * happens to the plan meanwhile is after the entry it is good for, and is caught up with.
 */
export async function makeImage(facts: PlanFacts): Promise<void> {
	const { register, newest } = facts;
	if (register.activities.size < MANY || beingMade.has(register)) return;
	beingMade.add(register);
	try {
		images.set(register, { newest, image: await imageOf(facts.reading) });
	} finally {
		beingMade.delete(register);
	}
}

async function imageOf({ filings, register, ...rest }: PlanReading): Promise<PlanImage> {
	const activities = inParts([...register.activities], IN_ONE_GO.activities);
	const head: Head = {
		rest: { ...rest, register: { ...register, activities: new Map() } },
		parts: activities.length
	};
	const image: PlanImage[number][] = [];
	for (const part of [head, ...activities, ...inParts(filings, IN_ONE_GO.filings)]) {
		await pause();
		image.push(new Uint8Array(zstdCompressSync(serialize(part))));
	}
	return image;
}

/** What an image begins with. */
interface Head {
	/** Without activities and filings, which follow. */
	rest: Omit<PlanReading, 'filings'>;
	/** How many are of activities; those after them are of filings. */
	parts: number;
}

/** What an image says. */
export function factsIn([first, ...image]: PlanImage): PlanFacts {
	const { rest, parts } = valueIn(first!) as Head;
	const activities = image.slice(0, parts).flatMap(valueIn) as [number, RegisteredActivity][];
	const filings = image.slice(parts).flatMap(valueIn) as FilingFact[];
	return new PlanFacts({
		...rest,
		register: { ...rest.register, activities: new Map(activities) },
		filings
	});
}

function valueIn(part: Uint8Array): unknown {
	return deserialize(zstdDecompressSync(part));
}

/**
 * What a thread that is not there yet begins with, of a plan that is known here; null where there is nothing to begin with. Then, or when it is
 * out of date, one is made for the next time.
 */
export function imageFor(thread: KeptThread, database: Database, slug: string): PlanImage | null {
	const facts = thread.isKept ? null : knownFacts(database, slug);
	if (!facts) return null;
	const known = images.get(facts.register);
	if (!known || facts.newest - known.newest > MOST_BEHIND) {
		pause(SOON_MS)
			.then(() => makeImage(facts))
			.catch((error: unknown) => log('plan-image', factsOfError(error)));
	}
	return known?.image ?? null;
}

/** In the thread: what it is to know of a plan, unless it knows it. */
export function begin(database: Database, slug: string, image: PlanImage | null): void {
	if (image && !knownFacts(database, slug)) offerFacts(database, slug, () => factsIn(image));
}
