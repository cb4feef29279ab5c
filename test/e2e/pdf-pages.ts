// The pages of a PDF as Chromium writes it: their sizes and their words. Enough for what is tested here, and no more.
import { inflateSync } from 'node:zlib';

export interface PdfPage {
	/** In points, as it lies before the reader. */
	width: number;
	height: number;
	text: string;
}

/** Reads sizes and texts, page by page. */
export function pagesOfPdf(pdf: Buffer): PdfPage[] {
	const objects = objectsIn(pdf);
	const page = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
	return page.map(({ head }) => {
		const [, , width = '0', height = '0'] =
			/\/MediaBox\s*\[\s*(\S+)\s+(\S+)\s+(\S+)\s+([^\s\]]+)/.exec(head)?.slice(1) ?? [];
		const fonts = new Map(
			[...resourcesOf(head, objects).matchAll(/\/(F\d+)\s+(\d+) 0 R/g)].map(
				([, name = '', number = '']) => [name, lettersOf(objects.get(number)?.head ?? '', objects)]
			)
		);
		const contents = /\/Contents\s*\[?\s*(\d+) 0 R/.exec(head)?.[1] ?? '';
		const drawn = objects.get(contents)?.body.toString('latin1') ?? '';
		return { width: Number(width), height: Number(height), text: textIn(drawn, fonts) };
	});
}

interface PdfObject {
	head: string;
	/** The stream after the dictionary, unpacked. */
	body: Buffer;
}

function objectsIn(pdf: Buffer): Map<string, PdfObject> {
	const all = pdf.toString('latin1');
	const found = new Map<string, PdfObject>();
	for (const match of all.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
		const start = match.index + match[0].length;
		const end = all.indexOf('endobj', start);
		const stream = all.indexOf('stream', start);
		const hasStream = stream !== -1 && stream < end;
		const head = all.slice(start, hasStream ? stream : end);
		const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
		const from = stream + (all[stream + 6] === '\r' ? 8 : 7);
		const packed = hasStream ? pdf.subarray(from, from + length) : Buffer.alloc(0);
		const body = head.includes('/FlateDecode') ? inflateSync(packed) : packed;
		found.set(match[1] ?? '', { head, body });
	}
	return found;
}

function resourcesOf(head: string, objects: Map<string, PdfObject>): string {
	const at = /\/Resources\s+(\d+) 0 R/.exec(head)?.[1];
	return at ? (objects.get(at)?.head ?? '') : head;
}

/** Which letters the glyphs of a font stand for. */
function lettersOf(font: string, objects: Map<string, PdfObject>): Map<number, string> {
	const at = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '';
	const map = objects.get(at)?.body.toString('latin1') ?? '';
	const letters = new Map<number, string>();
	const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
	for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
		for (const [, glyph = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
			letters.set(parseInt(glyph, 16), text(to));
		}
	}
	for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
		for (const [, a = '', b = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
			const first = parseInt(a, 16);
			for (let glyph = first; glyph <= parseInt(b, 16); glyph++) {
				letters.set(glyph, String.fromCodePoint(parseInt(to, 16) + glyph - first));
			}
		}
	}
	return letters;
}

function textIn(drawn: string, fonts: Map<string, Map<number, string>>): string {
	let letters = new Map<number, string>();
	let text = '';
	for (const [part] of drawn.matchAll(/\/F\d+ [\d.]+ Tf|<[0-9A-Fa-f]+>|\bBT\b/g)) {
		if (part === 'BT') text += '\n';
		else if (part.startsWith('/'))
			letters = fonts.get(part.slice(1).split(' ')[0] ?? '') ?? letters;
		else {
			for (const [glyph] of part.slice(1, -1).matchAll(/..../g)) {
				text += letters.get(parseInt(glyph, 16)) ?? '';
			}
		}
	}
	return text;
}
