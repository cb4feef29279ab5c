// What changed between two quarters, a page at a time. A large plan is compared in a thread of its own; what came of it is kept, packed, until
// something is written, so that the next page, or another filter, compares nothing.
import {
	countsOf,
	isFound,
	markOf,
	type ChangeCounts,
	type ChangeMark,
	type ChangeQuery
} from '#lib/domain/change-query.ts';
import type { Change } from '#lib/domain/changes.ts';
import type { WindowState } from '#lib/domain/filing.ts';
import type { BodyView, QuarterView, StepView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { newestEntry } from '../history/newest.ts';
import { KeptThread } from '../kept-thread.ts';
import { log } from '../log.ts';
import { between, type Compared, type Comparison } from './changes.ts';
import { factsOf, MANY } from './facts.ts';

/** What the keys and codes in changes stand for: as the later quarter calls them, else the earlier. */
export interface NamesInChanges {
	bodies: Readonly<Record<string, Pick<BodyView, 'name' | 'short'>>>;
	steps: readonly Pick<StepView, 'key' | 'role' | 'label'>[];
	goals: readonly Pick<QuarterView['goals'][number], 'code' | 'title'>[];
}

/** What of a list of changes is known without reading them. */
interface Head {
	names: NamesInChanges;
	marks: readonly ChangeMark[];
	/** Of the records they were read from; null where a quarter is live. */
	revisions: { from: number | null; to: number | null };
	/** The later quarter's: while it is open, bodies are still filing. */
	windowState: WindowState;
}

export interface ChangePage {
	changes: readonly Change[];
	/** Of all changes. */
	counts: ChangeCounts;
	/** How many the query finds. */
	matching: number;
	page: number;
	pages: number;
}

/** What a thread is given. */
export interface Order extends Compared {
	/** The database file. */
	path: string;
	slug: string;
}

export function namesOf({ from, to }: Pick<Comparison, 'from' | 'to'>): NamesInChanges {
	const bodies = [...from.bodies, ...to.bodies];
	const steps = new Map([...from.steps, ...to.steps].map((step) => [step.key, step]));
	const goals = new Map([...to.goals, ...from.goals].map((goal) => [goal.code, goal]));
	return {
		bodies: Object.fromEntries(bodies.map(({ key, name, short }) => [key, { name, short }])),
		steps: [...steps.values()].map(({ key, role, label }) => ({ key, role, label })),
		goals: [...goals.values()].map(({ code, title }) => ({ code, title }))
	};
}

/** A comparison as bytes: a line for what is known of all changes, and one for each. */
export function packed(comparison: Comparison): Uint8Array<ArrayBuffer> {
	const { from, to, changes } = comparison;
	const head: Head = {
		names: namesOf(comparison),
		marks: changes.map(markOf),
		revisions: { from: from.frozen?.revision ?? null, to: to.frozen?.revision ?? null },
		windowState: to.windowState
	};
	return new TextEncoder().encode([head, ...changes].map((one) => JSON.stringify(one)).join('\n'));
}

/** Changes as they were packed; only those of a page are read. */
export class ChangeList {
	readonly #bytes: Buffer;
	/** Where each change's line begins, and where the last one ends. */
	readonly #begins: number[] = [];
	readonly #head: Head;
	readonly #counts: ChangeCounts;

	constructor(bytes: Uint8Array<ArrayBuffer>) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (let at = this.#bytes.indexOf(10); at !== -1; at = this.#bytes.indexOf(10, at + 1)) {
			this.#begins.push(at + 1);
		}
		const end = this.#begins[0] === undefined ? this.#bytes.length : this.#begins[0] - 1;
		this.#head = JSON.parse(this.#bytes.toString('utf8', 0, end)) as Head;
		this.#begins.push(this.#bytes.length + 1);
		this.#counts = countsOf(this.#head.marks);
	}

	get names(): NamesInChanges {
		return this.#head.names;
	}

	get revisions(): Head['revisions'] {
		return this.#head.revisions;
	}

	get windowState(): WindowState {
		return this.#head.windowState;
	}

	get counts(): ChangeCounts {
		return this.#counts;
	}

	/** @throws {Refusal} invalid `unknown-filter` where there is no such page */
	page(query: ChangeQuery, rowsAPage: number): ChangePage {
		const found = [...this.#head.marks.keys()].filter((index) =>
			isFound(this.#head.marks[index]!, query)
		);
		const pages = Math.max(1, Math.ceil(found.length / rowsAPage));
		const { page } = query;
		if (page > pages) {
			throw refusal('invalid', 'unknown-filter', { filter: 'page', value: page }, 'page');
		}
		return {
			changes: found.slice((page - 1) * rowsAPage, page * rowsAPage).map((at) => this.#read(at)),
			counts: this.#counts,
			matching: found.length,
			page,
			pages
		};
	}

	#read(index: number): Change {
		const [begin, next] = [this.#begins[index]!, this.#begins[index + 1]!];
		return JSON.parse(this.#bytes.toString('utf8', begin, next - 1)) as Change;
	}
}

const MINUTE_MS = 60_000;
/** Of so many pairs of quarters. */
const MOST_KEPT = 4;

const thread = new KeptThread({
	name: 'changes',
	source: 'quarter/changes.worker.ts',
	mostMemoryMb: 512,
	keptMs: 2 * MINUTE_MS,
	timeoutMs: MINUTE_MS,
	timeout: () => refusal('not-now', 'changes-timeout')
});

const kept = new WeakMap<Database, { newest: number; lists: Map<string, Promise<ChangeList>> }>();

/**
 * What changed between two quarters. Of a small plan at once; of a large one when the thread has done it, which takes most of a second, and
 * some seconds the first time.
 *
 * @throws {Refusal} as `changes.between`; not-now `changes-timeout`.
 */
export function read(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	const { newest, isLarge } = snapshot(database, (reader) => ({
		newest: newestEntry(reader),
		isLarge: factsOf(database, reader, slug).register.activities.size >= MANY
	}));
	let known = kept.get(database);
	if (known?.newest !== newest) kept.set(database, (known = { newest, lists: new Map() }));
	const { lists } = known;
	const key = JSON.stringify([slug, asked.from, asked.to, asked.today]);
	let list = lists.get(key);
	if (!list) {
		list = isLarge ? inThread(database, slug, asked) : here(database, slug, asked);
		// What failed is asked anew.
		list.catch(() => lists.delete(key));
		lists.set(key, list);
		const [oldest] = lists.keys();
		if (lists.size > MOST_KEPT) lists.delete(oldest!);
	}
	return list;
}

async function here(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	return new ChangeList(packed(between(database, slug, asked)));
}

async function inThread(database: Database, slug: string, asked: Compared): Promise<ChangeList> {
	const began = performance.now();
	const order: Order = { path: database.path, slug, ...asked };
	const list = new ChangeList(await thread.run(order));
	log('changes', {
		strategy: slug,
		...{ from: asked.from.quarter, to: asked.to.quarter, changes: list.counts.total },
		ms: Math.round(performance.now() - began)
	});
	return list;
}
