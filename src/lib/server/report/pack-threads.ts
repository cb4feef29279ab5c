// Has packs made off the server's thread: one at a time, the others in line, none for ever.
import { writePeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { log } from '../log.ts';
import { Threads } from '../thread.ts';
import type { PackAsked } from './packs.ts';

export interface PackOrder extends PackAsked {
	/** The database file. */
	path: string;
	userId: number;
	today: Day;
	/** The machine clock's instant. */
	now: string;
}

const threads = new Threads({
	name: 'pack',
	source: 'report/pack.worker.ts',
	atOnce: 1,
	mostWaiting: 10,
	mostMemoryMb: 1024,
	busy: () => refusal('not-now', 'report-busy'),
	timeout: () => refusal('not-now', 'report-timeout')
});

/**
 * @param signal ends it when whoever asked has gone
 * @throws {Refusal} as `makePack`; not-now `report-busy`, `report-timeout`
 */
export async function make(
	order: PackOrder,
	{ signal }: { signal?: AbortSignal } = {}
): Promise<Uint8Array<ArrayBuffer>> {
	const began = performance.now();
	const bytes = await threads.run(order, { signal, timeoutMs: 120_000 });
	log('pack', {
		strategy: order.slug,
		period: writePeriod(order.period),
		locale: order.locale,
		format: order.format,
		bytes: bytes.byteLength,
		ms: Math.round(performance.now() - began)
	});
	return bytes;
}
