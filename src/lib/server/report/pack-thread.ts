// Has packs made off the server's thread, one after the other. What the thread has read of a plan is there for the next pack: people take
// a quarter in several formats and languages.
import { writePeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { KeptThread } from '../kept-thread.ts';
import { log } from '../log.ts';
import type { PackStep } from './pack-making.ts';
import type { PackAsked } from './packs.ts';

export interface PackOrder extends PackAsked {
	/** The database file. */
	path: string;
	userId: number;
	today: Day;
	/** The machine clock's instant. */
	now: string;
}

const thread = new KeptThread({
	name: 'pack',
	source: 'report/pack.worker.ts',
	mostMemoryMb: 1024,
	keptMs: 60_000,
	mostWaiting: 10
});

/**
 * @param onStep told how far it is
 * @throws {Refusal} as `makePack`; not-now `report-busy`, `report-timeout`
 */
export async function make(
	order: PackOrder,
	onStep?: (step: PackStep) => void
): Promise<Uint8Array<ArrayBuffer>> {
	const began = performance.now();
	const bytes = await thread.run(order, {
		timeoutMs: 120_000,
		busy: () => refusal('not-now', 'report-busy'),
		timeout: () => refusal('not-now', 'report-timeout'),
		onProgress: (step) => onStep?.(step as PackStep)
	});
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
