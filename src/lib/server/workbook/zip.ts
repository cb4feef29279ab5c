// Zip files of our own: whole in memory, the same bytes for the same contents, and never larger unpacked than asked for.
import { unzipSync, zipSync } from 'fflate';
import { refusal } from '#lib/domain/refusal.ts';

/** The first instant a zip can name, in the machine's own time as the format has it: entries carry no time of their making. */
const NO_TIME = new Date(1980, 0, 1);

/** @param files by name, in the order they shall have */
export function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
	return new Uint8Array(zipSync(Object.fromEntries(files), { level: 6, mtime: NO_TIME, os: 3 }));
}

/**
 * The files of a zip, by name; no two may have the same.
 *
 * @param mostBytes that all of them may have together
 * @throws {Refusal} invalid `zip-unreadable`, `zip-too-large`
 */
export function unzipped(bytes: Uint8Array, mostBytes: number): ReadonlyMap<string, Uint8Array> {
	let total = 0;
	const names = new Set<string>();
	try {
		const files = unzipSync(bytes, {
			filter: ({ name, size, originalSize }) => {
				// What is stored and not compressed is copied by its packed size, whatever the other says.
				total += Math.max(size, originalSize);
				if (total > mostBytes) throw refusal('invalid', 'zip-too-large', { limit: mostBytes });
				// Of two files with one name, two programs would show two different ones.
				if (names.has(name)) throw refusal('invalid', 'zip-unreadable');
				names.add(name);
				return true;
			}
		});
		return new Map(Object.entries(files));
	} catch (failed) {
		if (failed instanceof Error && failed.name === 'Refusal') throw failed;
		throw refusal('invalid', 'zip-unreadable');
	}
}
