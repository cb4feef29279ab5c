// The quarters that are being frozen off the server's thread, and how it ended: whoever comes back to the page is told.
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { factsOf as factsOfError, log } from '../log.ts';
import { factsOf } from './facts.ts';
import { inTheWay, type Frozen, type FreezingStep, type QuarterKey } from './freezing.ts';
import { openCorrection } from './open-correction.ts';
import * as quarterThread from './quarter-thread.ts';

/** A quarter that is being frozen. */
export interface UnderWay {
	/** The machine clock's instant it was asked for. */
	since: string;
	/** Null while others are before it. */
	at: FreezingStep | null;
}

/** A freezing that ended without a record. */
export interface Ended {
	since: string;
	problems: readonly Problem[];
}

/** So long it is told why a quarter was not frozen: later what was in its way is another matter. */
const REMEMBERED_MS = 10 * 60_000;

interface Freezing extends UnderWay {
	expected: number;
	/** Null while it goes on; of one that ended with a record nothing is kept, the record tells. */
	ended: { problems: readonly Problem[]; at: number } | null;
}

const kept = new WeakMap<Database, Map<string, Freezing>>();

function freezingsOf(database: Database): Map<string, Freezing> {
	let all = kept.get(database);
	if (!all) kept.set(database, (all = new Map()));
	return all;
}

const nameOf = ({ strategy, quarter }: QuarterKey) => `${strategy} ${quarter}`;

/**
 * Whether a quarter is being frozen, and how far that is. Once its record is kept it is frozen, though the thread has not said so yet.
 *
 * @param newest the number of the quarter's newest revision, 0 where there is none
 */
export function underWay(database: Database, key: QuarterKey, newest: number): UnderWay | null {
	const freezing = freezingsOf(database).get(nameOf(key));
	if (!freezing || freezing.ended || newest >= freezing.expected) return null;
	return { since: freezing.since, at: freezing.at };
}

/**
 * Why the last freezing of a quarter gave no record; null when there was none lately, or there is the record after all.
 *
 * @param newest the number of the quarter's newest revision, 0 where there is none
 */
export function endedWithout(database: Database, key: QuarterKey, newest: number): Ended | null {
	const freezing = freezingsOf(database).get(nameOf(key));
	if (!freezing?.ended || newest >= freezing.expected) return null;
	if (Date.now() - freezing.ended.at > REMEMBERED_MS) return null;
	return { since: freezing.since, problems: freezing.ended.problems };
}

/**
 * Freezes a quarter; goes on when whoever asked has gone.
 *
 * @throws {Refusal} as `freeze`; not-now `freeze-under-way` while it is being frozen already, `quarters-busy`, `freeze-timeout`
 */
export async function freeze(
	database: Database,
	order: quarterThread.FreezingOrder
): Promise<Frozen> {
	const all = freezingsOf(database);
	const name = nameOf(order);
	if (all.get(name)?.ended === null) throw refusal('not-now', 'freeze-under-way');
	requireFree(database, order);
	const began = performance.now();
	const { strategy, quarter, expected } = order;
	const since = new Date().toISOString();
	const freezing: Freezing = { since, at: null, expected, ended: null };
	all.set(name, freezing);
	try {
		const frozen = await quarterThread.freeze(database, order, (step) => (freezing.at = step));
		log('freeze', { strategy, ...frozen, quarter, ms: Math.round(performance.now() - began) });
		all.delete(name);
		return frozen;
	} catch (error) {
		const problems = error instanceof Refusal ? error.problems : [{ code: 'freeze-failed' }];
		freezing.ended = { problems, at: Date.now() };
		// Whoever asked may have gone, and then nobody else tells of it.
		if (!(error instanceof Refusal)) log('freeze', { strategy, quarter, ...factsOfError(error) });
		throw error;
	}
}

/** Says at once what the thread would say when it has read the plan. */
function requireFree(
	database: Database,
	{ strategy, quarter, today }: quarterThread.FreezingOrder
): void {
	const problems = snapshot(database, (read) => {
		const facts = factsOf(database, read, strategy);
		const { plan, quarters } = facts.register;
		if (!plan || !quarters.includes(quarter)) return [];
		const correction = openCorrection(read, { planId: plan.id, quarter });
		return inTheWay(read, { facts, quarter, today, correction });
	});
	if (problems.length > 0) throw new Refusal('not-now', problems);
}
