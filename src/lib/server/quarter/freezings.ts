// Has quarters frozen off the server's thread, one at a time.
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { log } from '../log.ts';
import { Threads } from '../thread.ts';
import type { Frozen, QuarterKey } from './freezing.ts';

export interface FreezingOrder extends QuarterKey {
	/** The database file. */
	path: string;
	userId: number;
	today: Day;
	/** The number of the revision the owner means to freeze. */
	expected: number;
}

const threads = new Threads({
	name: 'freezing',
	source: 'quarter/freezing.worker.ts',
	atOnce: 1,
	mostWaiting: 5,
	mostMemoryMb: 1024,
	busy: () => refusal('not-now', 'report-busy'),
	timeout: () => refusal('not-now', 'report-timeout')
});

/**
 * Freezes a quarter; goes on when whoever asked has gone.
 *
 * @throws {Refusal} as `freeze`; not-now `report-busy`, `report-timeout`
 */
export async function freeze(order: FreezingOrder): Promise<Frozen> {
	const began = performance.now();
	const bytes = await threads.run(order, { timeoutMs: 120_000 });
	const frozen = JSON.parse(new TextDecoder().decode(bytes)) as Frozen;
	const { strategy, quarter } = order;
	log('freeze', { strategy, ...frozen, quarter, ms: Math.round(performance.now() - began) });
	return frozen;
}
