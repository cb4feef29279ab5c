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

interface Awaited {
	resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
	reject: (reason: unknown) => void;
}

/** One thread at most, one order after the other. */
export class KeptThread {
	readonly #manner: KeptManner;
	#worker: Worker | null = null;
	/** Who waits for the answer to the order that is being done. */
	#awaited: Awaited | null = null;
	/** Ends the thread when an order takes too long, and when there has been none for a while. */
	#timer: NodeJS.Timeout | undefined;
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
		const { timeoutMs, timeout } = this.#manner;
		clearTimeout(this.#timer);
		const worker = (this.#worker ??= this.#begin());
		return new Promise((resolve, reject) => {
			this.#awaited = { resolve, reject };
			this.#timer = setTimeout(() => this.#end(worker, timeout()), timeoutMs);
			worker.ref();
			worker.postMessage(order);
		});
	}

	#begin(): Worker {
		const { name, source, mostMemoryMb } = this.#manner;
		const worker = new Worker(programOf(name, source), {
			name,
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb }
		});
		worker.on('message', (said: Answer) => this.#answered(worker, said));
		worker.on('error', (error) => this.#end(worker, error));
		worker.on('exit', (code) =>
			this.#end(worker, new Error(`The thread "${name}" ended with ${code} and said nothing`))
		);
		return worker;
	}

	#answered(worker: Worker, said: Answer): void {
		// One that was ended may still have said something: that is nobody's answer any more.
		if (this.#worker !== worker) return;
		const awaited = this.#awaited;
		this.#awaited = null;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#end(worker, null), this.#manner.keptMs).unref();
		// Holds no process that has nothing else to do.
		worker.unref();
		if (said.kind === 'made') awaited?.resolve(said.bytes);
		else awaited?.reject(new Refusal(said.refusal, said.problems));
	}

	#end(worker: Worker, why: unknown): void {
		if (this.#worker !== worker) return;
		clearTimeout(this.#timer);
		this.#worker = null;
		this.#awaited?.reject(why);
		this.#awaited = null;
		void worker.terminate();
	}
}
