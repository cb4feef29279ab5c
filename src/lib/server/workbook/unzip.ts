// Reads a zip in the one way there is to read it. Programs differ in what they believe of a zip that contradicts itself: the directory at its
// end or what stands before each file, the size that is said or the end of the stream. What one of them could read otherwise is refused
// (PKWARE's appnote 4.3 and 4.4; Zip64 and encryption, which nothing of ours has, with it).
import { crc32, inflateRawSync } from 'node:zlib';
import { refusal } from '#lib/domain/refusal.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const LISTED = 0x02014b50;
const LISTED_BYTES = 46;
const BEFORE = 0x04034b50;
const BEFORE_BYTES = 30;
const AFTER = 0x08074b50;

const STORED = 0;
const DEFLATED = 8;

const FLAG = {
	encrypted: 0x0001,
	/** Checksum and sizes stand after the contents, and are nought before them. */
	sizesAfter: 0x0008,
	utf8: 0x0800
};
/** How hard a file was packed says nothing of how it is read. */
const KNOWN_FLAGS = FLAG.sizesAfter | FLAG.utf8 | 0x0006;

/** Extra fields that give another size or another name: Zip64, Info-ZIP's Unicode path. */
const CONTRADICTING = [0x0001, 0x7075];

interface Listed {
	name: string;
	nameBytes: Buffer;
	flags: number;
	method: number;
	checksum: number;
	packedSize: number;
	size: number;
	offset: number;
}

/** What is wrong with a zip; never leaves this module. */
class Unreadable extends Error {}

function demand(holds: boolean): asserts holds {
	if (!holds) throw new Unreadable();
}

/**
 * The files of a zip, by name, in the order of its directory; no two may have the same.
 *
 * @param mostBytes that all of them may have together
 * @throws {Refusal} invalid `zip-unreadable`, `zip-too-large`
 */
export function unzipped(bytes: Uint8Array, mostBytes: number): ReadonlyMap<string, Uint8Array> {
	const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const { listed, from } = directoryOf(zip);
		const total = listed.reduce((sum, { packedSize, size }) => sum + Math.max(packedSize, size), 0);
		if (total > mostBytes) throw refusal('invalid', 'zip-too-large', { limit: mostBytes });
		const files = new Map<string, Uint8Array>();
		for (const one of listed) {
			demand(!files.has(one.name));
			files.set(one.name, new Uint8Array());
		}
		// They lie one after the other, from the first byte to the directory: nothing is hidden between them.
		let at = 0;
		for (const one of listed.toSorted((a, b) => a.offset - b.offset)) {
			demand(one.offset === at);
			const begin = beginOf(zip, one);
			files.set(one.name, contentsOf(zip.subarray(begin, begin + one.packedSize), one));
			at = endOf(zip, begin, one);
		}
		demand(at === from);
		return files;
	} catch (failed) {
		if (failed instanceof Unreadable || failed instanceof RangeError) {
			throw refusal('invalid', 'zip-unreadable');
		}
		throw failed;
	}
}

/** What the directory lists, and where it begins. It ends where the zip does. */
function directoryOf(zip: Buffer): { listed: Listed[]; from: number } {
	const end = zip.length - END_BYTES;
	demand(end >= 0 && zip.readUInt32LE(end) === END);
	const count = zip.readUInt16LE(end + 10);
	const from = zip.readUInt32LE(end + 16);
	const isOnOneDisk = zip.readUInt32LE(end + 4) === 0 && zip.readUInt16LE(end + 8) === count;
	demand(isOnOneDisk && zip.readUInt16LE(end + 20) === 0);
	demand(from + zip.readUInt32LE(end + 12) === end);
	const listed: Listed[] = [];
	let at = from;
	while (at < end) {
		demand(zip.readUInt32LE(at) === LISTED);
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
			zip.readUInt16LE(at + place)
		) as [number, number, number];
		const nameBytes = zip.subarray(at + LISTED_BYTES, at + LISTED_BYTES + nameLength);
		const flags = zip.readUInt16LE(at + 8);
		const extraAt = at + LISTED_BYTES + nameLength;
		demandPlainExtra(zip.subarray(extraAt, extraAt + extraLength));
		demand((flags & ~KNOWN_FLAGS) === 0 && zip.readUInt16LE(at + 34) === 0);
		listed.push({
			name: nameIn(nameBytes, flags),
			nameBytes,
			flags,
			method: zip.readUInt16LE(at + 10),
			checksum: zip.readUInt32LE(at + 16),
			packedSize: zip.readUInt32LE(at + 20),
			size: zip.readUInt32LE(at + 24),
			offset: zip.readUInt32LE(at + 42)
		});
		at = extraAt + extraLength + commentLength;
	}
	demand(at === end && listed.length === count);
	return { listed, from };
}

/** In bytes that are not ASCII each program reads its own letters, unless they are said to be UTF-8. */
function nameIn(bytes: Buffer, flags: number): string {
	const isAscii = bytes.every((byte) => byte > 0 && byte < 0x80);
	demand(isAscii || (flags & FLAG.utf8) !== 0);
	const name = bytes.toString('utf8');
	demand(name !== '' && Buffer.from(name, 'utf8').equals(bytes));
	return name;
}

function demandPlainExtra(extra: Buffer): void {
	for (let at = 0; at < extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		demand(!CONTRADICTING.includes(extra.readUInt16LE(at)));
	}
}

/** Where the contents of a file begin: after a head that says the same as the directory. */
function beginOf(
	zip: Buffer,
	{ nameBytes, flags, method, checksum, packedSize, size, offset }: Listed
) {
	demand(zip.readUInt32LE(offset) === BEFORE);
	const nameAt = offset + BEFORE_BYTES;
	const extraAt = nameAt + zip.readUInt16LE(offset + 26);
	const begin = extraAt + zip.readUInt16LE(offset + 28);
	demandPlainExtra(zip.subarray(extraAt, begin));
	demand(zip.subarray(nameAt, extraAt).equals(nameBytes));
	demand(zip.readUInt16LE(offset + 6) === flags && zip.readUInt16LE(offset + 8) === method);
	const said = [14, 18, 22].map((place) => zip.readUInt32LE(offset + place));
	const isSaidAfter = (flags & FLAG.sizesAfter) !== 0 && said.every((one) => one === 0);
	demand(isSaidAfter || isSame(said, [checksum, packedSize, size]));
	return begin;
}

/** Where the next file begins: sizes that follow the contents, with or without a signature, say the same as the directory. */
function endOf(zip: Buffer, begin: number, { flags, checksum, packedSize, size }: Listed): number {
	const end = begin + packedSize;
	if ((flags & FLAG.sizesAfter) === 0) return end;
	const at = zip.readUInt32LE(end) === AFTER ? end + 4 : end;
	demand(
		isSame(
			[0, 4, 8].map((place) => zip.readUInt32LE(at + place)),
			[checksum, packedSize, size]
		)
	);
	return at + 12;
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
	return some.every((one, index) => one === others[index]);
}

/** The contents: of the size and the checksum that are said of them, to the last byte that is packed. */
function contentsOf(packed: Buffer, { method, checksum, packedSize, size }: Listed): Uint8Array {
	demand(packed.length === packedSize && (method === STORED || method === DEFLATED));
	const contents = method === STORED ? packed : inflated(packed, size);
	demand(contents.length === size && crc32(contents) === checksum);
	return new Uint8Array(contents.buffer, contents.byteOffset, contents.length);
}

function inflated(packed: Buffer, size: number): Buffer {
	let made: { buffer: Buffer; engine: { bytesWritten: number } };
	try {
		// One more than there should be: none is taken for unlimited.
		const options = { info: true, maxOutputLength: size + 1 };
		made = inflateRawSync(packed, options) as unknown as typeof made;
	} catch {
		throw new Unreadable();
	}
	demand(made.engine.bytesWritten === packed.length);
	return made.buffer;
}
