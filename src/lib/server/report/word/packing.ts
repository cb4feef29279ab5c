// The same document as the same bytes: what the library writes of the moment of its making is taken out, and the zip is packed by our own rules.
import type { Day } from '#lib/domain/quarter.ts';
import { unzipped, zipped } from '../../workbook/zip.ts';

/** More than any pack unpacks to. */
const MOST_BYTES = 1_000_000_000;

/** @param day that the document says it was made on: the day its contents are of */
export function packed(bytes: Uint8Array, day: Day): Uint8Array<ArrayBuffer> {
	const files = [...unzipped(bytes, MOST_BYTES)].sort(([a], [b]) => (a < b ? -1 : 1));
	return zipped(
		new Map(
			files.map(([name, content]) => {
				const change = CHANGES[name];
				return [name, change ? encoded(change(decoded(content), day)) : content];
			})
		)
	);
}

const CHANGES: Readonly<Record<string, (xml: string, day: Day) => string>> = {
	'docProps/core.xml': dated,
	'word/document.xml': numbered
};

function dated(xml: string, day: Day): string {
	return xml.replace(
		/(<dcterms:(created|modified)\b[^>]*>)[^<]*/g,
		(_, opening: string) => `${opening}${day}T00:00:00Z`
	);
}

/** Bookmarks are numbered on from the last document the program made; each begins and ends under its number, one after the other. */
function numbered(xml: string): string {
	let last = 0;
	return xml.replace(
		/(<w:bookmark(Start|End)\b[^>]*? w:id=")\d+"/g,
		(_, opening: string, end: string) => `${opening}${end === 'Start' ? ++last : last}"`
	);
}

function decoded(content: Uint8Array): string {
	return new TextDecoder().decode(content);
}

function encoded(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
