// The same document as the same bytes: what the library writes of the moment of its making is taken out, what was written beside it is put
// in, and the zip is packed by our own rules.
import type { Day } from '#lib/domain/quarter.ts';
import { unzipped } from '../../workbook/unzip.ts';
import { zipped } from '../../workbook/zip.ts';

/** A paragraph of this text alone is where a part goes that is written beside the library; no text of a report has the character. */
export const PLACE = '\uFDD0';

/** More than the library makes of the pages that are the same for every plan. */
const MOST_BYTES = 100_000_000;

export interface Packing {
	/** The day the document says it was made on: the day its contents are of. */
	madeOn: Day;
	/** XML for each place, in their order. */
	parts: readonly string[];
}

export function packed(bytes: Uint8Array, { madeOn, parts }: Packing): Uint8Array<ArrayBuffer> {
	const changes: Readonly<Record<string, (xml: string) => string>> = {
		'docProps/core.xml': (xml) => dated(xml, madeOn),
		'word/document.xml': (xml) => filled(xml, parts)
	};
	const files = [...unzipped(bytes, MOST_BYTES)].sort(([a], [b]) => (a < b ? -1 : 1));
	return zipped(
		new Map(
			files.map(([name, content]) => {
				const change = changes[name];
				return [name, change ? encoded(change(decoded(content))) : content];
			})
		)
	);
}

function dated(xml: string, day: Day): string {
	return xml.replace(
		/(<dcterms:(created|modified)\b[^>]*>)[^<]*/g,
		(_, opening: string) => `${opening}${day}T00:00:00Z`
	);
}

function filled(xml: string, parts: readonly string[]): string {
	const pieces = xml.split(PLACE);
	if (pieces.length !== parts.length + 1) throw new RangeError(`${pieces.length - 1} places`);
	return pieces
		.map((piece, index) => {
			const from = index === 0 ? 0 : piece.indexOf('</w:p>') + '</w:p>'.length;
			const until = index === parts.length ? piece.length : piece.lastIndexOf('<w:p>');
			return piece.slice(from, until) + (parts[index] ?? '');
		})
		.join('');
}

function decoded(content: Uint8Array): string {
	return new TextDecoder().decode(content);
}

function encoded(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
