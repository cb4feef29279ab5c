// Work that is done one after the other, in the order of asking.
export class Line {
	readonly #mostWaiting: number;
	#last: Promise<unknown> = Promise.resolve();
	#length = 0;

	/** @param mostWaiting beside the one that is being done */
	constructor(mostWaiting: number) {
		this.#mostWaiting = mostWaiting;
	}

	/** How many are being done or wait. */
	get length(): number {
		return this.#length;
	}

	/**
	 * Does work when all before it is done, come what may of that.
	 *
	 * @param busy makes what is thrown when too many wait
	 */
	async join<T>(work: () => Promise<T>, busy: () => Error): Promise<T> {
		if (this.#length > this.#mostWaiting) throw busy();
		this.#length += 1;
		const mine = this.#last.then(work);
		this.#last = mine.catch(() => {});
		try {
			return await mine;
		} finally {
			this.#length -= 1;
		}
	}
}
