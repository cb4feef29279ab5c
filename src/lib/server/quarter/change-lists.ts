// What changed between two quarters. A large plan's are compared while pages are served; what came of it is kept, packed, until something is
// written, so that the next page, or another filter, compares nothing.
import { refusal } from '#lib/domain/refusal.ts';
import { atOnce, type Steps } from '#lib/domain/steps.ts';
import { openStill, snapshot, type Database, type Reader } from '../db/database.ts';
import { newestEntry } from '../history/newest.ts';
import { Line } from '../line.ts';
import { log } from '../log.ts';
import { growFreelyFor } from '../memory.ts';
import { inTurns } from '../turns.ts';
import { listOf, type ChangeList } from './change-list.ts';
import { betweenInSteps, type Compared } from './changes.ts';
import { factsOf, MANY, offerFacts } from './facts.ts';

/** Of so many pairs of quarters. */
const MOST_KEPT = 4;

interface Kept {
	newest: number;
	lists: Map<string, ChangeList>;
	/** Being compared: never given up for others, or whoever waits would have it begun again. */
	underWay: Map<string, Promise<ChangeList>>;
}

const kept = new WeakMap<Database, Kept>();

/**
 * What changed between two quarters. Of a small plan at once; of a large one after half a second or so, in which pages are served.
 *
 * @throws {Refusal} as `changes.between`; not-now `quarters-busy`.
 */
export async function read(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	const { newest, isLarge } = snapshot(database, (reader) => ({
		newest: newestEntry(reader),
		isLarge: factsOf(database, reader, slug).register.activities.size >= MANY
	}));
	let known = kept.get(database);
	if (known?.newest !== newest) {
		kept.set(database, (known = { newest, lists: new Map(), underWay: new Map() }));
	}
	const { lists, underWay } = known;
	const key = JSON.stringify([slug, asked.from, asked.to, asked.today]);
	const list = lists.get(key);
	if (list) return list;
	let comparing = underWay.get(key);
	if (!comparing) {
		comparing = isLarge ? meanwhile(database, slug, asked) : here(database, slug, asked);
		underWay.set(key, comparing);
		comparing
			.then((made) => {
				lists.set(key, made);
				const [oldest] = lists.keys();
				if (lists.size > MOST_KEPT) lists.delete(oldest!);
			})
			// What failed is asked anew.
			.catch(() => {})
			.finally(() => underWay.delete(key));
	}
	return comparing;
}

async function here(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	return snapshot(database, (read) => atOnce(listBetween(database, read, slug, asked)));
}

function* listBetween(
	database: Database,
	read: Reader,
	slug: string,
	asked: Compared
): Steps<ChangeList> {
	return yield* listOf(yield* betweenInSteps(database, read, slug, asked));
}

/** One after the other: done at once, all of them would be done later. */
const line = new Line(8);

async function meanwhile(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	const began = performance.now();
	const list = await line.join(
		() => growFreelyFor(inTurnsOnStill(database, slug, asked)),
		() => refusal('not-now', 'quarters-busy')
	);
	log('changes', {
		strategy: slug,
		...{ from: asked.from.quarter, to: asked.to.quarter, changes: list.counts.total },
		ms: Math.round(performance.now() - began)
	});
	return list;
}

/** With a connection of its own, so that what is written meanwhile is in none of the two quarters. */
async function inTurnsOnStill(
	database: Database,
	slug: string,
	asked: Compared
): Promise<ChangeList> {
	const still = openStill(database.path);
	try {
		tellWhatIsKnown(database, still, slug);
		return await inTurns(listBetween(still, still.read, slug, asked));
	} finally {
		still.close();
	}
}

/** What is known of the plan, unless something was written since the other's state. */
function tellWhatIsKnown(database: Database, still: Database, slug: string): void {
	const facts = snapshot(database, (read) => factsOf(database, read, slug));
	if (facts.newest !== newestEntry(still.read)) return;
	const known = facts.still();
	offerFacts(still, slug, () => known);
}
