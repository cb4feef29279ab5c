// A record as it is kept, hashed and handed on: one line a row, in canonical JSON (RFC 8785: names sorted, one way to write each value).
import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecordRow } from '#lib/domain/record.ts';

/** @throws Error for what JSON cannot carry: half of a surrogate pair, infinities. */
export function lineOf(row: RecordRow): string {
	const [line] = linesOfRows([row]);
	return line!;
}

/**
 * The lines of rows. RFC 8785 is what JSON.stringify writes of objects whose names are in order, and that is twice as fast as writing it piece by
 * piece; what it would write in another order or another way is left to `canonicalize`.
 *
 * @throws Error as `lineOf`
 */
export function* linesOfRows(rows: Iterable<RecordRow>): Generator<string> {
	const ordering = new Ordering();
	for (const row of rows) {
		ordering.isUnusual = false;
		const line = JSON.stringify(ordering.of(row));
		// Half of a surrogate pair is written so; in a text it may be something harmless.
		yield ordering.isUnusual || line.includes('\\ud') ? canonicalize(row)! : line;
	}
}

class Ordering {
	/** Met a name that an object does not keep in its place, or a number that JSON has not. */
	isUnusual = false;
	/** What several rows share, as most activities do the list of where their fields come from, is put in order once. */
	readonly #lists = new Map<readonly unknown[], readonly unknown[]>();
	readonly #names = new Names();

	of(value: unknown): unknown {
		if (typeof value === 'number' && !Number.isFinite(value)) this.isUnusual = true;
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) {
			const known = this.#lists.get(value);
			if (known) return known;
			const list = value.map((one) => this.of(one));
			if (!this.isUnusual) this.#lists.set(value, list);
			return list;
		}
		const { sorted, isUnusual } = this.#names.of(value);
		if (isUnusual) this.isUnusual = true;
		const ordered: Record<string, unknown> = {};
		for (const name of sorted) {
			const one = (value as Record<string, unknown>)[name];
			ordered[name] = typeof one === 'string' ? one : this.of(one);
		}
		return ordered;
	}
}

interface NamesInOrder {
	sorted: readonly string[];
	/** Whether there is one among them that an object does not keep in its place. */
	isUnusual: boolean;
}

/** A name after others, as they stand in an object. */
interface Place {
	next: Map<string, Place>;
	/** Of an object that ends here. */
	names: NamesInOrder | null;
}

/** The names of objects in order: sorted once for all objects that have the same names in the same places, and there are few kinds of those. */
class Names {
	readonly #first: Place = { next: new Map(), names: null };

	of(value: object): NamesInOrder {
		let place = this.#first;
		for (const name of Object.keys(value)) {
			let next = place.next.get(name);
			if (!next) place.next.set(name, (next = { next: new Map(), names: null }));
			place = next;
		}
		return (place.names ??= inOrder(Object.keys(value)));
	}
}

function inOrder(names: readonly string[]): NamesInOrder {
	return {
		sorted: names.toSorted(),
		isUnusual: names.some((name) => name === '__proto__' || (name >= '0' && name < ':'))
	};
}

const FEED = 10;

/** Lines in UTF-8, each with a line feed at its end, one after the other: a record is tens of megabytes, and is written once. */
export class ByteLines {
	#room: Buffer = Buffer.allocUnsafe(1 << 20);
	#length = 0;

	/** @returns where the line begins, from 0, and how long it is in bytes, without its line feed */
	add(line: string): { begin: number; length: number } {
		const begin = this.#length;
		// No character of UTF-16 takes more than three bytes.
		const needed = begin + line.length * 3 + 1;
		if (needed > this.#room.length) {
			const room = Buffer.allocUnsafe(Math.max(needed, this.#room.length * 4));
			this.#room.copy(room, 0, 0, begin);
			this.#room = room;
		}
		const length = this.#room.write(line, begin);
		this.#room[begin + length] = FEED;
		this.#length += length + 1;
		return { begin, length };
	}

	get bytes(): Buffer {
		return this.#room.subarray(0, this.#length);
	}
}

/** SHA-256, in hex, of the lines in UTF-8, each with a line feed at its end: of the file `quarter.jsonl`, byte for byte. */
export function hashOf(lines: Iterable<string>): string {
	const hash = createHash('sha256');
	for (const line of lines) hash.update(`${line}\n`);
	return hash.digest('hex');
}

const DIGEST_BYTES = 8;

/** The beginning of each line's SHA-256, one after the other: too little to prove a line, enough to say which one was edited. */
export function digestsOf(lines: readonly (string | Uint8Array)[]): Buffer {
	const digests = Buffer.allocUnsafe(lines.length * DIGEST_BYTES);
	for (const [index, line] of lines.entries()) {
		hash('sha256', line, 'buffer').copy(digests, index * DIGEST_BYTES, 0, DIGEST_BYTES);
	}
	return digests;
}

/** {@link digestsOf} one by one, in hex. */
export function digestsInHex(digests: Uint8Array): string[] {
	const all = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength).toString('hex');
	return all.match(/.{16}/g) ?? [];
}

/** The first line, from 1, that has not the digest it had; null where all have theirs. */
export function firstAltered(lines: readonly string[], digests: readonly string[]): number | null {
	const now = digestsInHex(digestsOf(lines));
	const longest = Math.max(now.length, digests.length);
	for (let index = 0; index < longest; index++) {
		if (now[index] !== digests[index]) return index + 1;
	}
	return null;
}
