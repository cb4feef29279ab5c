// Has reports made off the server's thread: a few at once, the others in line, none for ever.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem, type RefusalKind } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { log } from '../log.ts';

/** What to make, in values a thread can be given. */
export interface Order {
	/** The database file. */
	path: string;
	slug: string;
	quarter: Quarter;
	today: Day;
	locale: Locale;
	/** The machine clock's instant. */
	madeAt: string;
}

/** What the thread says at its end; anything that is not a refusal is an error of the thread. */
export type Answer =
	| { kind: 'made'; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'refused'; refusal: RefusalKind; problems: readonly Problem[] };

const AT_ONCE = 2;
const MOST_WAITING = 10;
const TIMEOUT_MS = 60_000;
/** A report of a thousand activities takes less than half of this. */
const MOST_MEMORY_MB = 512;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Makes a report and gives back the finished file.
 *
 * @param signal ends it when whoever asked has gone
 * @throws {Refusal} what reading the quarter refuses; not-now `report-busy` when too many wait, `report-timeout` when it takes too long.
 */
export async function make(
	order: Order,
	{ signal, timeoutMs = TIMEOUT_MS }: { signal?: AbortSignal; timeoutMs?: number } = {}
): Promise<Uint8Array<ArrayBuffer>> {
	const began = performance.now();
	await turn(signal);
	try {
		const bytes = await inThread(order, signal, timeoutMs);
		log('report', {
			strategy: order.slug,
			quarter: order.quarter,
			locale: order.locale,
			bytes: bytes.byteLength,
			ms: Math.round(performance.now() - began)
		});
		return bytes;
	} finally {
		running -= 1;
		waiting.shift()?.();
	}
}

/** Waits for a free place and takes it. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
	if (running >= AT_ONCE) {
		if (waiting.length >= MOST_WAITING) throw refusal('not-now', 'report-busy');
		await new Promise<void>((resolve, reject) => {
			const go = () => {
				signal?.removeEventListener('abort', leave);
				resolve();
			};
			const leave = () => {
				waiting.splice(waiting.indexOf(go), 1);
				reject(signal!.reason);
			};
			waiting.push(go);
			signal?.addEventListener('abort', leave, { once: true });
		});
	}
	running += 1;
}

function inThread(
	order: Order,
	signal: AbortSignal | undefined,
	timeoutMs: number
): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const worker = new Worker(workerFile(), {
			workerData: order,
			name: 'report',
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB }
		});
		const end = (settle: () => void) => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', leave);
			settle();
			void worker.terminate();
		};
		const leave = () => end(() => reject(signal!.reason));
		const timer = setTimeout(
			() => end(() => reject(refusal('not-now', 'report-timeout'))),
			timeoutMs
		);
		signal?.addEventListener('abort', leave, { once: true });
		worker.once('message', (said: Answer) =>
			end(() => {
				if (said.kind === 'made') resolve(said.bytes);
				else reject(new Refusal(said.refusal, said.problems));
			})
		);
		worker.once('error', (error) => end(() => reject(error)));
		worker.once('exit', (code) =>
			end(() => reject(new Error(`The report's thread ended with ${code} and said nothing`)))
		);
	});
}

let found: string | undefined;

/** The thread's program: from source beside this file, or bundled as build/workers/report.js above the server's chunks. */
function workerFile(): string {
	found ??= findWorker(dirname(fileURLToPath(import.meta.url)));
	return found;
}

function findWorker(here: string): string {
	const source = join(here, 'report.worker.ts');
	if (existsSync(source)) return source;
	for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) {
		const bundled = join(folder, 'workers/report.js');
		if (existsSync(bundled)) return bundled;
	}
	throw new Error('The report worker is missing: run `npm run build`.');
}
