// Work that would stop the whole server is done in threads of its own: a few at once, the others in line, none for ever.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refusal, type Problem, type RefusalKind } from '#lib/domain/refusal.ts';

/** What a thread says at its end; anything that is not a refusal is an error of the thread. */
export type Answer =
	| { kind: 'made'; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'refused'; refusal: RefusalKind; problems: readonly Problem[] };

export interface Manner {
	/** The program's name: bundled as build/workers/NAME.js. */
	name: string;
	/** Its source, while there is no build: a path beside or below the folder of this file. */
	source: string;
	atOnce: number;
	mostWaiting: number;
	mostMemoryMb: number;
	/** Thrown when too many wait. */
	busy: () => Refusal;
	/** Thrown when it takes too long. */
	timeout: () => Refusal;
}

export interface Asking {
	/** Ends it when whoever asked has gone. */
	signal?: AbortSignal;
	timeoutMs: number;
}

/** A kind of work, done in threads that run one program each and give back bytes. */
export class Threads {
	readonly #manner: Manner;
	#running = 0;
	readonly #waiting: (() => void)[] = [];
	#program: string | undefined;

	constructor(manner: Manner) {
		this.#manner = manner;
	}

	/**
	 * @param order what the thread is given: plain values
	 * @throws {Refusal} what the thread refuses, `busy`, `timeout`
	 */
	async run(order: object, asking: Asking): Promise<Uint8Array<ArrayBuffer>> {
		await this.#turn(asking.signal);
		try {
			return await this.#inThread(order, asking);
		} finally {
			this.#running -= 1;
			this.#waiting.shift()?.();
		}
	}

	/** Waits for a free place and takes it. */
	async #turn(signal: AbortSignal | undefined): Promise<void> {
		const { atOnce, mostWaiting, busy } = this.#manner;
		if (this.#running >= atOnce) {
			if (this.#waiting.length >= mostWaiting) throw busy();
			await new Promise<void>((resolve, reject) => {
				const go = () => {
					signal?.removeEventListener('abort', leave);
					resolve();
				};
				const leave = () => {
					this.#waiting.splice(this.#waiting.indexOf(go), 1);
					reject(signal!.reason);
				};
				this.#waiting.push(go);
				signal?.addEventListener('abort', leave, { once: true });
			});
		}
		this.#running += 1;
	}

	#inThread(order: object, { signal, timeoutMs }: Asking): Promise<Uint8Array<ArrayBuffer>> {
		const { name, source, mostMemoryMb, timeout } = this.#manner;
		return new Promise((resolve, reject) => {
			signal?.throwIfAborted();
			const worker = new Worker((this.#program ??= programOf(name, source)), {
				workerData: order,
				name,
				execArgv: [],
				resourceLimits: {
					maxOldGenerationSizeMb: mostMemoryMb,
					// Twice as much is V8's own measure: a tenth faster, and a report of a national plan takes 130 MB more.
					maxYoungGenerationSizeMb: 24
				}
			});
			const end = (settle: () => void) => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', leave);
				settle();
				void worker.terminate();
			};
			const leave = () => end(() => reject(signal!.reason));
			const timer = setTimeout(() => end(() => reject(timeout())), timeoutMs);
			signal?.addEventListener('abort', leave, { once: true });
			worker.once('message', (said: Answer) =>
				end(() => {
					if (said.kind === 'made') resolve(said.bytes);
					else reject(new Refusal(said.refusal, said.problems));
				})
			);
			worker.once('error', (error) => end(() => reject(error)));
			worker.once('exit', (code) =>
				end(() => reject(new Error(`The thread "${name}" ended with ${code} and said nothing`)))
			);
		});
	}
}

/** A thread's program: its source, or bundled as build/workers/NAME.js above the server's chunks. */
export function programOf(name: string, source: string): string {
	const here = dirname(fileURLToPath(import.meta.url));
	const path = join(here, source);
	if (existsSync(path)) return path;
	for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) {
		const bundled = join(folder, `workers/${name}.js`);
		if (existsSync(bundled)) return bundled;
	}
	throw new Error(`The worker "${name}" is missing: run \`npm run build\`.`);
}
