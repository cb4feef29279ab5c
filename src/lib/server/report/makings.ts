// The files that people on the web asked for and that are being made, and what came of it: whoever comes back to the page is told. All who
// ask for the same share one making. What is kept is served as kept; anything else is held for those who waited, for a while.
import { randomUUID } from 'node:crypto';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { factsOf as factsOfError, log } from '../log.ts';
import { HeldFiles } from './held-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How far a making is. */
export type MakingStep = 'reading' | 'laying-out' | 'keeping';

/** So long it is told how a making ended, and a file is held: as the page says. */
const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 50;
/** Some of a plan of national size. */
const MOST_HELD_BYTES = 64e6;

/** A file that has to be made. */
export interface Wanted {
	/** Which file was asked for. */
	name: string;
	/** What it follows from: whoever asks for the same file of the same shares its making. */
	from: string;
	/** Whether it will be kept, so that it need not be held. */
	isKept: boolean;
	/** Has it made. */
	make: (since: string, onStep: (step: MakingStep) => void) => Promise<Bytes>;
}

type State =
	| { kind: 'under-way'; at: MakingStep | null; bytes: Promise<Bytes> }
	| { kind: 'made'; isKept: boolean }
	| { kind: 'failed'; problems: readonly Problem[] };

interface Making {
	readonly id: string;
	readonly name: string;
	readonly from: string;
	/** The machine clock's instant. */
	readonly since: string;
	state: State;
}

/** How far a making is, or how it ended. */
export type Told =
	/** `at` is null while `before` others are made, and while the thread begins. */
	| { kind: 'under-way'; since: string; at: MakingStep | null; before: number }
	| { kind: 'made'; isKept: boolean }
	| { kind: 'failed'; since: string; problems: readonly Problem[] };

/** A file, and the making by which it can be asked how far that is; null of what is kept. */
export interface Ordered {
	making: string | null;
	bytes: Promise<Bytes>;
}

/** Of one database, the one that ended last at the end. */
class Makings {
	readonly all = new Map<string, Making>();
	readonly held = new HeldFiles({ mostBytes: MOST_HELD_BYTES, forMs: REMEMBERED_MS });

	/** A making is told of to whoever asks for its file: what an address says beside it must be the same. */
	named(name: string, id: string | null): Making | null {
		const making = id === null ? undefined : this.all.get(id);
		return making?.name === name ? making : null;
	}

	/** The file of a making; null when it is not had this way, or not any more. */
	fileOf({ id, state }: Making): Ordered | null {
		if (state.kind === 'under-way') return { making: id, bytes: state.bytes };
		const held = this.held.get(id);
		return held && { making: id, bytes: Promise.resolve(held) };
	}

	get underWay(): Making[] {
		return [...this.all.values()].filter(({ state }) => state.kind === 'under-way');
	}

	end(making: Making, state: State): void {
		const { id } = making;
		making.state = state;
		this.all.delete(id);
		this.all.set(id, making);
		setTimeout(() => this.all.delete(id), REMEMBERED_MS).unref();
		const ended = [...this.all.values()].filter((one) => one.state.kind !== 'under-way');
		for (const { id: old } of ended.slice(0, -MOST_REMEMBERED)) this.all.delete(old);
	}
}

const makings = new WeakMap<Database, Makings>();

function makingsOf(database: Database): Makings {
	let known = makings.get(database);
	if (!known) makings.set(database, (known = new Makings()));
	return known;
}

/** The file of the making an address names, made or not: what the one who waits for it began with; null when nothing is known of it. */
export function named(database: Database, name: string, making: string | null): Ordered | null {
	const known = makingsOf(database);
	const found = known.named(name, making);
	return found && known.fileOf(found);
}

/** The same file of the same that is being made or is held, else a new making, which goes on when whoever asked has gone. */
export function shared(database: Database, wanted: Wanted): Ordered {
	const known = makingsOf(database);
	for (const one of known.all.values()) {
		const file = one.name === wanted.name && one.from === wanted.from ? known.fileOf(one) : null;
		if (file) return file;
	}
	return begin(known, wanted);
}

function begin(known: Makings, { name, from, isKept, make }: Wanted): Ordered {
	const id = randomUUID().slice(0, 8);
	const since = new Date().toISOString();
	const bytes = make(since, (step) => (underWay.at = step)).then(
		(made) => {
			if (!isKept) known.held.hold(id, made);
			known.end(making, { kind: 'made', isKept });
			return made;
		},
		(error: unknown) => {
			const told = ofEverybody(error);
			const isRefusal = told instanceof Refusal;
			const problems = isRefusal ? told.problems : [{ code: 'making-failed' }];
			known.end(making, { kind: 'failed', problems });
			if (!isRefusal) log('making', factsOfError(told));
			throw told;
		}
	);
	// Whoever asked may have gone.
	bytes.catch(() => {});
	const underWay: State & { kind: 'under-way' } = { kind: 'under-way', at: null, bytes };
	const making: Making = { id, name, from, since, state: underWay };
	known.all.set(id, making);
	return { making: id, bytes };
}

/** How far the making of an address is, or how it ended; null when nothing is known of it, or not any more. */
export function told(database: Database, name: string, making: string | null): Told | null {
	const known = makingsOf(database);
	const found = known.named(name, making);
	if (!found) return null;
	const { id, since, state } = found;
	switch (state.kind) {
		case 'under-way':
			return { kind: 'under-way', since, at: state.at, before: known.underWay.indexOf(found) };
		case 'made':
			return state.isKept || known.held.get(id) ? state : null;
		case 'failed':
			return { ...state, since };
	}
}

/** That the first who asked lost the right is nothing to do with the others who wait. */
function ofEverybody(error: unknown): unknown {
	if (!(error instanceof Refusal)) return error;
	const isOfOne = error.problems.some(
		({ code }) => code === 'forbidden' || code === 'no-such-user'
	);
	return isOfOne ? new Refusal('not-now', [{ code: 'making-asker-gone' }]) : error;
}
