// A thread that is kept for the next order of the same kind: for work whose first time is spent on reading what the next needs as well. It
// ends when nobody has asked for a while, and gives its memory back.
import { Worker } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { programOf, type Answer } from './thread.ts';

export interface KeptManner {
	/** As of `Threads`. */
	name: string;
	source: string;
	mostMemoryMb: number;
	/** How long it is kept without an order. */
	keptMs: number;
	timeoutMs: number;
	/** Thrown when an order takes too long. */
	timeout: () => Refusal;
}

/** One thread at most, one order after the other. */
export class KeptThread {
	readonly #manner: KeptManner;
	#worker: Worker | null = null;
	#idle: NodeJS.Timeout | undefined;
	#line: Promise<unknown> = Promise.resolve();

	constructor(manner: KeptManner) {
		this.#manner = manner;
	}

	/**
	 * @param order what the thread is given: plain values
	 * @throws {Refusal} what the thread refuses, `timeout`
	 */
	run(order: object): Promise<Uint8Array<ArrayBuffer>> {
		const answer = this.#line.then(() => this.#ask(order));
		this.#line = answer.catch(() => {});
		return answer;
	}

	#ask(order: object): Promise<Uint8Array<ArrayBuffer>> {
		const worker = this.#begin();
		const { timeoutMs, timeout, name } = this.#manner;
		return new Promise((resolve, reject) => {
			const settle = (how: () => void) => {
				clearTimeout(timer);
				worker.removeAllListeners();
				how();
			};
			const fail = (error: unknown) =>
				settle(() => {
					this.#end();
					reject(error);
				});
			const timer = setTimeout(() => fail(timeout()), timeoutMs);
			worker.once('message', (said: Answer) =>
				settle(() => {
					this.#rest(worker);
					if (said.kind === 'made') resolve(said.bytes);
					else reject(new Refusal(said.refusal, said.problems));
				})
			);
			worker.once('error', fail);
			worker.once('exit', (code) =>
				fail(new Error(`The thread "${name}" ended with ${code} and said nothing`))
			);
			worker.postMessage(order);
		});
	}

	#begin(): Worker {
		clearTimeout(this.#idle);
		const { name, source, mostMemoryMb } = this.#manner;
		this.#worker ??= new Worker(programOf(name, source), {
			name,
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb }
		});
		this.#worker.ref();
		return this.#worker;
	}

	/** Waits for the next order; holds no process that has nothing else to do. */
	#rest(worker: Worker): void {
		worker.unref();
		worker.once('error', () => this.#end());
		worker.once('exit', () => this.#end());
		this.#idle = setTimeout(() => this.#end(), this.#manner.keptMs).unref();
	}

	#end(): void {
		clearTimeout(this.#idle);
		const worker = this.#worker;
		this.#worker = null;
		worker?.removeAllListeners();
		void worker?.terminate();
	}
}
