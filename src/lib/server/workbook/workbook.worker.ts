// Writes one workbook in a thread of its own: the zip would stop the whole server meanwhile.
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '../thread.ts';
import type { Workbook } from './workbook.ts';
import { writeWorkbook } from './write.ts';

const chunks: Buffer[] = [];
const collected = new Writable({
	write(chunk: Buffer, _, done) {
		chunks.push(chunk);
		done();
	}
});
await writeWorkbook(workerData as Workbook, collected);
// Copied into memory of its own: a Buffer may share its with others, and what is handed over is gone here.
const bytes = new Uint8Array(Buffer.concat(chunks));
parentPort!.postMessage({ kind: 'made', bytes } satisfies Answer, [bytes.buffer]);
