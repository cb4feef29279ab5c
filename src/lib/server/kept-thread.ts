// A thread that is kept for the next order of the same kind: for work whose first time is spent on reading what the next needs as well. It
// ends when nobody has asked for a while, and gives its memory back.
import { Worker } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { Line } from './line.ts';
import { growFreelyFor } from './memory.ts';
import { programOf, type Answer } from './thread.ts';

export interface KeptManner {
	/** As of `Threads`. */
	name: string;
	source: string;
	mostMemoryMb: number;
	/** Room for what is short-lived; V8's own measure when left out. */
	mostYoungMb?: number;
	/** How long it is kept without an order. */
	keptMs: number;
	mostWaiting: number;
}

export interface AskingKept {
	timeoutMs: number;
	/** Thrown when the order takes too long. */
	timeout: () => Refusal;
	/** Thrown when too many wait. */
	busy: () => Refusal;
	/** Told how far it is. */
	onProgress?: (progress: unknown) => void;
}

/** What a kept thread says: that it is under way, as often as it likes, and then the answer. */
export type KeptAnswer = Answer | { kind: 'progress'; progress: unknown };

interface Awaited {
	resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
	reject: (reason: unknown) => void;
	onProgress: AskingKept['onProgress'];
}

/** One thread at most, one order after the other. */
export class KeptThread {
	readonly #manner: KeptManner;
	#worker: Worker | null = null;
	/** Who waits for the answer to the order that is being done. */
	#awaited: Awaited | null = null;
	/** Ends the thread when an order takes too long, and when there has been none for a while. */
	#timer: NodeJS.Timeout | undefined;
	readonly #line: Line;

	constructor(manner: KeptManner) {
		this.#manner = manner;
		this.#line = new Line(manner.mostWaiting);
	}

	/** Whether it has nothing to do. */
	get isIdle(): boolean {
		return this.#line.length === 0;
	}

	/** Whether there is a thread, with what it has read. */
	get isKept(): boolean {
		return this.#worker !== null;
	}

	/**
	 * @param order what the thread is given: plain values
	 * @throws {Refusal} what the thread refuses, `busy`, `timeout`
	 */
	run(order: object, asking: AskingKept): Promise<Uint8Array<ArrayBuffer>> {
		return this.#line.join(() => growFreelyFor(this.#ask(order, asking)), asking.busy);
	}

	#ask(
		order: object,
		{ timeoutMs, timeout, onProgress }: AskingKept
	): Promise<Uint8Array<ArrayBuffer>> {
		clearTimeout(this.#timer);
		const worker = (this.#worker ??= this.#begin());
		return new Promise((resolve, reject) => {
			this.#awaited = { resolve, reject, onProgress };
			this.#timer = setTimeout(() => this.#end(worker, timeout()), timeoutMs);
			worker.ref();
			worker.postMessage(order);
		});
	}

	#begin(): Worker {
		const { name, source, mostMemoryMb, mostYoungMb } = this.#manner;
		const worker = new Worker(programOf(name, source), {
			name,
			execArgv: [],
			resourceLimits: {
				maxOldGenerationSizeMb: mostMemoryMb,
				...(mostYoungMb === undefined ? {} : { maxYoungGenerationSizeMb: mostYoungMb })
			}
		});
		worker.on('message', (said: KeptAnswer) => this.#answered(worker, said));
		worker.on('error', (error) => this.#end(worker, error));
		worker.on('exit', (code) =>
			this.#end(worker, new Error(`The thread "${name}" ended with ${code} and said nothing`))
		);
		return worker;
	}

	#answered(worker: Worker, said: KeptAnswer): void {
		// One that was ended may still have said something: that is nobody's answer any more.
		if (this.#worker !== worker) return;
		const awaited = this.#awaited;
		if (said.kind === 'progress') return awaited?.onProgress?.(said.progress);
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
