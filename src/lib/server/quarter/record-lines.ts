// A record as it is kept, hashed and handed on: one line a row, in canonical JSON (RFC 8785: names sorted, one way to write each value).
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecordRow } from '#lib/domain/record.ts';

/** @throws Error for what JSON cannot carry: half of a surrogate pair, infinities. */
export function lineOf(row: RecordRow): string {
	return canonicalize(row)!;
}

/** SHA-256, in hex, of the lines in UTF-8, each with a line feed at its end: of the file `quarter.jsonl`, byte for byte. */
export function hashOf(lines: Iterable<string>): string {
	const hash = createHash('sha256');
	for (const line of lines) hash.update(`${line}\n`);
	return hash.digest('hex');
}
