import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordRow } from '#lib/domain/record.ts';
import { ByteLines, hashOf, lineOf, linesOfRows } from './record-lines.ts';

/** Lines are written of any plain value; what a row's fields are is no matter here. */
const line = (value: unknown) => lineOf(value as RecordRow);

test('names stand in order, at every depth', () => {
	expect(line({ b: [{ d: 1, c: 'ж' }], a: null, C: true })).toBe(
		'{"C":true,"a":null,"b":[{"c":"ж","d":1}]}'
	);
});

test('any value is written as RFC 8785 writes it', () => {
	const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('10', '9', '__proto__'));
	const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 });
	fc.assert(
		fc.property(fc.array(fc.dictionary(name, value)), (rows) => {
			expect([...linesOfRows(rows as unknown as RecordRow[])]).toEqual(
				rows.map((row) => canonicalize(row))
			);
		})
	);
});

test('a list that two rows share is the same in both, also beside a row that is written otherwise', () => {
	const shared = [{ b: 1, a: 2, 10: 3, 9: 4 }];
	const rows = [{ shared }, { shared, kind: 'x' }] as unknown as RecordRow[];
	expect([...linesOfRows(rows)]).toEqual(rows.map((row) => canonicalize(row)));
});

test.each([
	['half a pair', '\ud83d'],
	['infinity', Infinity],
	['no number', NaN]
])('%s is not written', (_, value) => {
	expect(() => line({ deep: [{ value }] })).toThrow();
});

test('what only looks like half a pair is written', () => {
	expect(line({ text: 'C:\\udine' })).toBe('{"text":"C:\\\\udine"}');
});

test('the hash is that of the lines as a file', () => {
	// printf 'a\nж\n' | sha256sum
	expect(hashOf(['a', 'ж'])).toBe(
		'0e90e454e4ece55bafd4d30b792c209a3b6ddf17aeb980f71e99896efa548291'
	);
});

test('lines in bytes are the file the hash is of, each found where it is said to be', () => {
	const characters = fc.string({ unit: 'grapheme', maxLength: 40 });
	fc.assert(
		fc.property(fc.array(characters), fc.nat(300_000), (some, many) => {
			const lines = [...some, 'ж'.repeat(many), '€😀'];
			const written = new ByteLines();
			const places = lines.map((one) => written.add(one));
			const { bytes } = written;
			expect(hash('sha256', bytes)).toBe(hashOf(lines));
			expect(
				places.map(({ begin, length }) => bytes.toString('utf8', begin, begin + length))
			).toEqual(lines);
		}),
		{ numRuns: 30 }
	);
});
