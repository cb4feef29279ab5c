// The packs that people on the web asked for and that are being made, and what came of it: whoever comes back to the page is told. All who
// ask for the same share one making. What is frozen is kept and served as kept; a draft is held for those who waited, for a while.
import { randomUUID } from 'node:crypto';
import { writePeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { factsOf as factsOfError, log } from '../log.ts';
import { HeldFiles } from './held-files.ts';
import type { PackStep } from './pack-making.ts';
import * as packThread from './pack-thread.ts';
import { find, type PackAsked } from './packs.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** So long it is told how a making ended, and a draft is held: as the page says. */
const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 50;
/** Some of a plan of national size. */
const MOST_DRAFTS_BYTES = 64e6;

type State =
	| { kind: 'under-way'; at: PackStep | null; bytes: Promise<Bytes> }
	| { kind: 'made'; isDraft: boolean }
	| { kind: 'failed'; problems: readonly Problem[] };

interface Making {
	readonly id: string;
	/** Which pack was asked for. */
	readonly asked: string;
	/** What it follows from: whoever asks for the same pack of the same shares it. */
	readonly from: string;
	/** The machine clock's instant. */
	readonly since: string;
	state: State;
}

/** How far a making is, or how it ended. */
export type Told =
	/** `at` is null while `before` others are made, and while the thread begins. */
	| { kind: 'under-way'; since: string; at: PackStep | null; before: number }
	| { kind: 'made'; isDraft: boolean }
	| { kind: 'failed'; since: string; problems: readonly Problem[] };

export interface Asker {
	userId: number;
	today: Day;
	/** The making the address names, where it names one. */
	making: string | null;
}

/** Of one database, the one that ended last at the end. */
class Makings {
	readonly all = new Map<string, Making>();
	readonly drafts = new HeldFiles({ mostBytes: MOST_DRAFTS_BYTES, forMs: REMEMBERED_MS });

	/** A making is told of to whoever asks for its pack: what an address says beside it must be the same. */
	named(asked: PackAsked, id: string | null): Making | null {
		const making = id === null ? undefined : this.all.get(id);
		return making?.asked === nameOf(asked) ? making : null;
	}

	/** The file of a making, or null when it is not had this way, or not any more. */
	bytesOf({ id, state }: Making): Promise<Bytes> | null {
		if (state.kind === 'under-way') return state.bytes;
		const draft = this.drafts.get(id);
		return draft && Promise.resolve(draft);
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

function nameOf({ slug, period, revision, locale, format, layout }: PackAsked): string {
	return JSON.stringify([slug, writePeriod(period), revision, locale, format, layout]);
}

/**
 * Gives a pack: as it is kept, as it is held, or when it is made, which goes on when whoever asked has gone.
 *
 * @returns with the making by which it can be asked how far that is; null of what is kept
 * @throws {Refusal} as `find`; `bytes` as `packThread.make`, not-now `pack-asker-gone`
 */
export function ask(
	database: Database,
	asked: PackAsked,
	asker: Asker
): { making: string | null; bytes: Promise<Bytes> } {
	const known = makingsOf(database);
	const named = known.named(asked, asker.making);
	const held = named && known.bytesOf(named);
	if (held) return { making: named.id, bytes: held };
	const { there, ground, newest } = find(database, asked, asker.today);
	if (there) return { making: null, bytes: Promise.resolve(there.bytes) };
	const { isDraft, standsOn } = ground;
	const from = JSON.stringify(isDraft ? [asker.today, newest] : standsOn);
	for (const one of known.all.values()) {
		const bytes = one.asked === nameOf(asked) && one.from === from ? known.bytesOf(one) : null;
		if (bytes) return { making: one.id, bytes };
	}
	return begin(database, asked, asker, { from, isDraft });
}

function begin(
	database: Database,
	asked: PackAsked,
	{ userId, today }: Asker,
	{ from, isDraft }: { from: string; isDraft: boolean }
): { making: string; bytes: Promise<Bytes> } {
	const known = makingsOf(database);
	const id = randomUUID().slice(0, 8);
	const since = new Date().toISOString();
	const order = { ...asked, path: database.path, userId, today, now: since };
	const bytes = packThread
		.make(order, (at) => (underWay.at = at))
		.then(
			(made) => {
				if (isDraft) known.drafts.hold(id, made);
				known.end(making, { kind: 'made', isDraft });
				return made;
			},
			(error: unknown) => {
				const told = ofEverybody(error);
				const isRefusal = told instanceof Refusal;
				const problems = isRefusal ? told.problems : [{ code: 'pack-failed' }];
				known.end(making, { kind: 'failed', problems });
				if (!isRefusal) log('pack', { strategy: asked.slug, ...factsOfError(told) });
				throw told;
			}
		);
	// Whoever asked may have gone.
	bytes.catch(() => {});
	const underWay: State & { kind: 'under-way' } = { kind: 'under-way', at: null, bytes };
	const making: Making = { id, asked: nameOf(asked), from, since, state: underWay };
	known.all.set(id, making);
	return { making: id, bytes };
}

/** How far the making of an address is, or how it ended; null when nothing is known of it, or not any more. */
export function told(database: Database, asked: PackAsked, making: string | null): Told | null {
	const known = makingsOf(database);
	const named = known.named(asked, making);
	if (!named) return null;
	const { id, since, state } = named;
	switch (state.kind) {
		case 'under-way':
			return { kind: 'under-way', since, at: state.at, before: known.underWay.indexOf(named) };
		case 'made':
			return state.isDraft && !known.drafts.get(id) ? null : state;
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
	return isOfOne ? new Refusal('not-now', [{ code: 'pack-asker-gone' }]) : error;
}
