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
		const contents = /\/Contents\s*\[?\s*(\d+) 0 R/.exec(head)?.[1] ?? '';
		const drawn = objects.get(contents)?.body ?? Buffer.alloc(0);
		const text = textIn(drawn, resourcesOf(head, objects), objects);
		return { width: Number(width), height: Number(height), text };
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

/** The words of what is drawn, and of the pictures drawn within it. */
function textIn(drawn: Buffer, resources: string, objects: Map<string, PdfObject>): string {
	const named = (letter: string) =>
		new Map(
			[...resources.matchAll(new RegExp(`/(${letter}\\d+)\\s+(\\d+) 0 R`, 'g'))].map(
				([, name = '', number = '']) => [name, objects.get(number)]
			)
		);
	const fonts = named('F');
	const forms = named('X');
	let letters = new Map<number, string>();
	let text = '';
	const parts = /\/(F\d+) [\d.]+ Tf|\/(X\d+) Do|<([0-9A-Fa-f]+)>|\bET\b/g;
	for (const [, font, form, glyphs] of drawn.toString('latin1').matchAll(parts)) {
		if (font) letters = lettersOf(fonts.get(font)?.head ?? '', objects);
		else if (form) {
			const { head = '', body = Buffer.alloc(0) } = forms.get(form) ?? {};
			if (head.includes('/Form')) text += textIn(body, resourcesOf(head, objects), objects);
		} else if (glyphs) {
			for (const [glyph] of glyphs.matchAll(/..../g))
				text += letters.get(parseInt(glyph, 16)) ?? '';
		} else text += ' ';
	}
	return text.replaceAll(/\s+/g, ' ');
}
