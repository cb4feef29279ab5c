// Zip files of our own: the same bytes for the same contents on every machine. How zips are read is in unzip.ts.
import { Deflate, zipSync } from 'fflate';
import { crc32 } from 'node:zlib';

/** The first instant a zip can name, in the machine's own time as the format has it: entries carry no time of their making. */
const NO_TIME = new Date(1980, 0, 1);

/** Made on Unix, as which a zip says who may read its files: their owner writes them, everybody reads them. */
const MADE = { os: 3, attrs: 0o100644 << 16 };

/** @param files by name, in the order they shall have */
export function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
	return new Uint8Array(zipSync(Object.fromEntries(files), { level: 6, mtime: NO_TIME, ...MADE }));
}

/** Characters of text that are packed together. */
const BATCH = 1 << 16;

/** A file on its way into a zip: packed while it is written, so that it never stands whole in memory. */
export class Entry {
	readonly #deflate: Deflate;
	#text = '';
	readonly packed: Uint8Array[] = [];
	checksum = 0;
	/** Bytes, unpacked. */
	size = 0;

	constructor() {
		// fflate and not Node's zlib, whose bytes differ from processor to processor (docs/decisions/0026). Of its levels, 4 takes half the time of
		// 6 for a tenth more bytes.
		this.#deflate = new Deflate({ level: 4, mem: 4 }, (chunk) => this.packed.push(chunk));
	}

	write(text: string): void {
		this.#text += text;
		if (this.#text.length >= BATCH) this.#push(false);
	}

	end(text = ''): void {
		this.#text += text;
		this.#push(true);
	}

	#push(isLast: boolean): void {
		const bytes = Buffer.from(this.#text, 'utf8');
		this.#text = '';
		this.checksum = crc32(bytes, this.checksum);
		this.size += bytes.byteLength;
		this.#deflate.push(bytes, isLast);
	}
}

/**
 * The zip of finished entries, in the order of their names, piece by piece.
 *
 * @param at the instant every entry bears: in UTC, since the format's own is of no zone
 */
export function* zipOf(entries: ReadonlyMap<string, Entry>, at: Date): Generator<Uint8Array> {
	const date =
		((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
	const named = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, { packed, checksum, size }] of named) {
		const bytes = packed.reduce((total, { byteLength }) => total + byteLength, 0);
		const about = Buffer.alloc(26);
		about.writeUInt16LE(20, 0);
		about.writeUInt16LE(8, 4);
		about.writeUInt16LE(time, 6);
		about.writeUInt16LE(date, 8);
		about.writeUInt32LE(checksum, 10);
		about.writeUInt32LE(bytes, 14);
		about.writeUInt32LE(size, 18);
		about.writeUInt16LE(name.length, 22);
		const before = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name, 'latin1')]);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		directory.push(
			Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, place, Buffer.from(name, 'latin1')])
		);
		yield before;
		yield* packed;
		offset += before.byteLength + bytes;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(named.length, 4);
	end.writeUInt16LE(named.length, 6);
	end.writeUInt32LE(listed.byteLength, 8);
	end.writeUInt32LE(offset, 12);
	yield listed;
	yield Buffer.concat([Buffer.from('PK\x05\x06'), end]);
}
