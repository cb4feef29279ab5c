import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../test/unit/small-plan.ts';
import { unzipped } from './unzip.ts';
import { zipped } from './zip.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const LIMIT = 10_000;

/** In both places a zip says something of a file: before its contents, and in the directory at the end. */
function patched(zip: Uint8Array, before: Uint8Array, after: Uint8Array): Buffer {
	const bytes = Buffer.from(zip);
	let places = 0;
	for (let at = bytes.indexOf(before); at !== -1; at = bytes.indexOf(before, at + 1)) {
		bytes.set(after, at);
		places += 1;
	}
	expect(places).toBe(2);
	return bytes;
}

test('what is packed is unpacked, in the same order', () => {
	const files = new Map([
		['b.txt', bytesOf('бе')],
		['a.txt', bytesOf('')]
	]);
	expect([...unzipped(zipped(files), LIMIT)]).toEqual([...files]);
	expect(Buffer.from(zipped(files)).equals(zipped(files))).toBe(true);
});

test('what is unpacked on Unix can be read', () => {
	const bytes = Buffer.from(zipped(new Map([['a.txt', bytesOf('a')]])));
	const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
	// PKWARE's appnote 4.4.2 and 4.4.15: made on Unix, whose mode stands in the upper half.
	expect(bytes.readUInt8(directory + 5)).toBe(3);
	expect(bytes.readUInt32LE(directory + 38) >>> 16).toBe(0o100644);
});

test('a file whose name is no own name of an object is not overlooked', () => {
	const two = zipSync({ 'one.csv': bytesOf('1'), two_two_2: bytesOf('2') }, { level: 0 });
	const hidden = patched(two, bytesOf('two_two_2'), bytesOf('__proto__'));
	expect([...unzipped(hidden, LIMIT).keys()]).toEqual(['one.csv', '__proto__']);
});

test('two files of one name are refused: each program would show another of them', () => {
	const two = zipSync({ 'one.csv': bytesOf('1'), 'two.csv': bytesOf('2') }, { level: 0 });
	expect(unzipped(two, LIMIT).size).toBe(2);
	const same = patched(two, bytesOf('two.csv'), bytesOf('one.csv'));
	expect(refusalOf(() => unzipped(same, LIMIT)).codes).toEqual(['zip-unreadable']);
});

test('a stored file is as large as it is, whatever the zip says of it', () => {
	const size = 20_011;
	const stored = zipSync({ large: new Uint8Array(size) }, { level: 0 });
	expect(unzipped(stored, size).get('large')).toHaveLength(size);
	// Packed and unpacked size stand one after the other; the second is made small.
	const sizes = Buffer.alloc(8);
	sizes.writeUInt32LE(size, 0);
	sizes.writeUInt32LE(size, 4);
	const small = Buffer.from(sizes);
	small.writeUInt32LE(1, 4);
	const lying = patched(stored, sizes, small);
	expect(refusalOf(() => unzipped(lying, LIMIT)).codes).toEqual(['zip-too-large']);
});

describe('what another program could read otherwise is refused', () => {
	const honest = bytesOf('Honest. '.repeat(40));
	const forged = bytesOf('Forged!');
	const zip = Buffer.from(zipSync({ 'a.txt': honest, 'b.txt': bytesOf('b') }, { level: 6 }));
	const before = 0;
	const directory = zip.indexOf('PK\x01\x02', 0, 'latin1');
	const packedSize = zip.readUInt32LE(18);
	const contents = 30 + 'a.txt'.length;

	/** With bytes put in, and the places in the directory and at the end that lie behind moved. */
	function withBytes(at: number, put: Uint8Array): Buffer {
		const longer = Buffer.concat([zip.subarray(0, at), put, zip.subarray(at)]);
		const listed = directory + put.length;
		const second = longer.indexOf('PK\x01\x02', listed + 4, 'latin1');
		longer.writeUInt32LE(longer.readUInt32LE(second + 42) + put.length, second + 42);
		longer.writeUInt32LE(listed, longer.length - 6);
		return longer;
	}
	function edited(edit: (bytes: Buffer) => void): Buffer {
		const bytes = Buffer.from(zip);
		edit(bytes);
		return bytes;
	}

	test('the zip they are made of is read', () => {
		expect(Buffer.from(unzipped(zip, LIMIT).get('a.txt')!)).toEqual(Buffer.from(honest));
	});

	test.each([
		[
			'a checksum of something else',
			() => edited((z) => [before + 14, directory + 16].forEach((at) => z.writeUInt32LE(1, at)))
		],
		[
			'a size that is said too small',
			() => edited((z) => [before + 22, directory + 24].forEach((at) => z.writeUInt32LE(8, at)))
		],
		[
			'a size that is said too large',
			() => edited((z) => [before + 22, directory + 24].forEach((at) => z.writeUInt32LE(900, at)))
		],
		[
			'another name before the file than in the directory',
			() => edited((z) => z.write('c.txt', before + 30))
		],
		[
			'another size before the file than in the directory',
			() => edited((z) => z.writeUInt32LE(9, before + 22))
		],
		[
			'bytes behind the end of what is packed',
			() => {
				const bytes = withBytes(contents + packedSize, forged);
				for (const at of [18, directory + forged.length + 20]) {
					bytes.writeUInt32LE(packedSize + forged.length, at);
				}
				return bytes;
			}
		],
		['bytes between two files', () => withBytes(contents + packedSize, forged)],
		[
			'bytes before the directory',
			() => {
				const bytes = Buffer.concat([zip.subarray(0, directory), forged, zip.subarray(directory)]);
				bytes.writeUInt32LE(directory + forged.length, bytes.length - 6);
				return bytes;
			}
		],
		['bytes behind the end', () => Buffer.concat([zip, forged])],
		[
			'a comment',
			() => {
				const bytes = Buffer.concat([zip, forged]);
				bytes.writeUInt16LE(forged.length, zip.length - 2);
				return bytes;
			}
		],
		[
			'a file that the directory does not list',
			() =>
				edited((z) => {
					z.writeUInt16LE(1, z.length - 14);
					z.writeUInt16LE(1, z.length - 12);
				})
		],
		[
			'letters that are said to be of no alphabet',
			() => edited((z) => [before + 30, directory + 46].forEach((at) => z.writeUInt8(0xe4, at)))
		]
	])('%s', (_, made) => {
		expect(refusalOf(() => unzipped(made(), LIMIT)).codes).toEqual(['zip-unreadable']);
	});

	test('a stream that goes on behind the size that is said, with the checksum of the whole', () => {
		const whole = bytesOf('Honest. '.repeat(40) + 'Forged!');
		const long = Buffer.from(zipSync({ 'a.txt': whole }, { level: 6 }));
		const listed = long.indexOf('PK\x01\x02', 0, 'latin1');
		for (const at of [22, listed + 24]) long.writeUInt32LE(honest.length, at);
		expect(refusalOf(() => unzipped(long, LIMIT)).codes).toEqual(['zip-unreadable']);
	});
});

test.each([
	['nothing', new Uint8Array()],
	['no zip', bytesOf('PK, as it were')],
	['half of one', zipped(new Map([['a', new Uint8Array(900)]])).slice(0, 40)]
])('%s is unreadable', (_, bytes) => {
	expect(refusalOf(() => unzipped(bytes, LIMIT)).codes).toEqual(['zip-unreadable']);
});
