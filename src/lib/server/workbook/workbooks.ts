// Has workbooks written off the server's thread, which never loads what writes them.
import { refusal } from '#lib/domain/refusal.ts';
import { Threads } from '../thread.ts';
import type { Workbook } from './workbook.ts';

const threads = new Threads({
	name: 'workbook',
	source: 'workbook/workbook.worker.ts',
	atOnce: 2,
	mostWaiting: 20,
	mostMemoryMb: 256,
	busy: () => refusal('not-now', 'report-busy'),
	timeout: () => refusal('not-now', 'report-timeout')
});

/**
 * Writes a workbook and gives back the finished file.
 *
 * @throws {Refusal} not-now `report-busy`, `report-timeout`.
 */
export function write(
	workbook: Workbook,
	{ signal }: { signal?: AbortSignal } = {}
): Promise<Uint8Array<ArrayBuffer>> {
	return threads.run(workbook, { signal, timeoutMs: 30_000 });
}
