import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { refusalOf } from '../../../../test/unit/small-plan.ts';
import { unzipped, zipped } from './zip.ts';

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

test('a file whose name is no own name of an object is refused, not overlooked', () => {
	const two = zipSync({ 'one.csv': bytesOf('1'), two_two_2: bytesOf('2') }, { level: 0 });
	const hidden = patched(two, bytesOf('two_two_2'), bytesOf('__proto__'));
	expect(refusalOf(() => unzipped(hidden, LIMIT)).codes).toEqual(['zip-unreadable']);
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

test.each([
	['nothing', new Uint8Array()],
	['no zip', bytesOf('PK, as it were')],
	['half of one', zipped(new Map([['a', new Uint8Array(900)]])).slice(0, 40)]
])('%s is unreadable', (_, bytes) => {
	expect(refusalOf(() => unzipped(bytes, LIMIT)).codes).toEqual(['zip-unreadable']);
});
