// What changed between two quarters. A large plan's are compared in the thread for it; what came of it is kept, packed, until something is
// written, so that the next page, or another filter, compares nothing.
import { snapshot, type Database } from '../db/database.ts';
import { newestEntry } from '../history/newest.ts';
import { log } from '../log.ts';
import { ChangeList, packed } from './change-list.ts';
import { between, type Compared } from './changes.ts';
import { factsOf, MANY } from './facts.ts';
import * as quarterThread from './quarter-thread.ts';

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
 * What changed between two quarters. Of a small plan at once; of a large one when the thread has done it, which takes most of a second, and
 * longer when it does not know the plan.
 *
 * @throws {Refusal} as `changes.between`; not-now `quarters-busy`, `changes-timeout`.
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
		comparing = isLarge ? inThread(database, slug, asked) : here(database, slug, asked);
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
	return new ChangeList(packed(between(database, slug, asked)));
}

async function inThread(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	const began = performance.now();
	const list = new ChangeList(await quarterThread.compare(database, slug, asked));
	log('changes', {
		strategy: slug,
		...{ from: asked.from.quarter, to: asked.to.quarter, changes: list.counts.total },
		ms: Math.round(performance.now() - began)
	});
	return list;
}
