// Files that are kept nowhere, held in memory for whoever waited for them: for a while, and never more than so much of them.

type Bytes = Uint8Array<ArrayBuffer>;

export class HeldFiles {
	readonly #mostBytes: number;
	readonly #forMs: number;
	/** Oldest first. */
	readonly #files = new Map<string, Bytes>();

	constructor({ mostBytes, forMs }: { mostBytes: number; forMs: number }) {
		this.#mostBytes = mostBytes;
		this.#forMs = forMs;
	}

	/** Holds a file. The oldest are given up for it; it itself never, since somebody waits for it. */
	hold(name: string, file: Bytes): void {
		this.#files.set(name, file);
		let bytes = [...this.#files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
		for (const [old, { byteLength }] of this.#files) {
			if (bytes <= this.#mostBytes || old === name) break;
			this.#files.delete(old);
			bytes -= byteLength;
		}
		setTimeout(() => this.#files.delete(name), this.#forMs).unref();
	}

	/** Null when it was given up. */
	get(name: string): Bytes | null {
		return this.#files.get(name) ?? null;
	}
}
