// What is known of a large plan, as bytes: a thread that has to know it begins with them, which takes a third of the time reading does, and
// catches up with what has happened since. They never leave the process: nothing that is kept follows from bytes somebody could have changed.
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { zstdCompress, zstdDecompressSync } from 'node:zlib';
import type { Database } from '../db/database.ts';
import type { KeptThread } from '../kept-thread.ts';
import type { Register } from '../plan/register.ts';
import { knownFacts, MANY, PlanFacts, takeForKnown, type PlanReading } from './facts.ts';

const compressed = promisify(zstdCompress);

/** A plan in 23 MB, and in 2 once it is compressed. */
interface Image {
	/** The history's newest entry it is good for. */
	newest: number;
	bytes: Uint8Array<ArrayBuffer>;
}

/** Good as long as the register is: what was filed since is caught up with. */
const images = new WeakMap<Register, Image>();

/** So many entries behind, a new one is made: a thread does not catch up with twice as many. */
const MOST_BEHIND = 1_000;
/** Whoever waited for the thread that read the plan itself comes first. */
const SOON_MS = 1_000;

/** Makes the image of a plan, a sixth of a second for 7,500 activities; of a small one there is none. */
export async function makeImage(facts: PlanFacts): Promise<void> {
	const { register, newest } = facts;
	if (register.activities.size < MANY) return;
	const bytes = new Uint8Array(await compressed(serialize(facts.reading)));
	images.set(register, { newest, bytes });
}

/** What an image says. */
export function factsIn(bytes: Uint8Array): PlanFacts {
	return new PlanFacts(deserialize(zstdDecompressSync(bytes)) as PlanReading);
}

/**
 * What a thread that is not there yet begins with, of a plan that is known here; null where there is nothing to begin with. Then, or when it is
 * out of date, one is made for the next time.
 */
export function imageFor(
	thread: KeptThread,
	database: Database,
	slug: string
): Uint8Array<ArrayBuffer> | null {
	const facts = thread.isKept ? null : knownFacts(database, slug);
	if (!facts) return null;
	const image = images.get(facts.register);
	if (!image || facts.newest - image.newest > MOST_BEHIND) {
		void after(SOON_MS, undefined, { ref: false }).then(() => makeImage(facts));
	}
	return image?.bytes ?? null;
}

/** In the thread: takes what the image says for known, unless the plan is. */
export function begin(database: Database, slug: string, image: Uint8Array | null): void {
	if (image && !knownFacts(database, slug)) takeForKnown(database, factsIn(image));
}
