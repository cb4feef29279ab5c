// Has portable quarters made off the server's thread.
import { refusal } from '#lib/domain/refusal.ts';
import { Threads } from '../thread.ts';
import type { PortableOrder } from './portable-zip.ts';

const threads = new Threads({
	name: 'portable',
	source: 'report/portable.worker.ts',
	atOnce: 1,
	mostWaiting: 5,
	// The record of a national plan, its rows, and every file made of them.
	mostMemoryMb: 1024,
	busy: () => refusal('not-now', 'report-busy'),
	timeout: () => refusal('not-now', 'report-timeout')
});

/**
 * @param order with the path of the database file
 * @throws {Refusal} as `portableOf`; not-now `report-busy`, `report-timeout`
 */
export function make(
	order: PortableOrder & { path: string },
	{ signal }: { signal?: AbortSignal } = {}
): Promise<Uint8Array<ArrayBuffer>> {
	return threads.run(order, { signal, timeoutMs: 120_000 });
}
