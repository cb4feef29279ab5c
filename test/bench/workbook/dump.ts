// A finished workbook as lines of text that a program in any language reads in a moment: its styles, sheets, widths, heights and cells as
// they stand in the file. So that all write the very same.
import { unzipped } from '#lib/server/workbook/unzip.ts';

/** The lines: Y a style, H a sheet, W a width, R a row, s n b a text, a number, a blank, m a text across columns. Fields are parted by tabs. */
export function dumpOf(xlsx: Uint8Array): string {
	const files = unzipped(xlsx, 1e9);
	const part = (name: string) => Buffer.from(files.get(name)!).toString('utf8');
	const texts = [...part('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
		([, text]) => escaped(text!)
	);
	const lines = stylesIn(part('xl/styles.xml'));
	const names = [...part('xl/workbook.xml').matchAll(/<sheet sheetId="\d+" name="([^"]*)"/g)];
	for (const [index, [, name]] of names.entries()) {
		lines.push(`H\t${escaped(name!)}`);
		pushSheet(lines, part(`xl/worksheets/sheet${index + 1}.xml`), texts);
	}
	return `${lines.join('\n')}\n`;
}

function pushSheet(lines: string[], xml: string, texts: readonly string[]): void {
	for (const [, first, last, width] of xml.matchAll(
		/<col min="(\d+)" max="(\d+)" width="([\d.]+)"/g
	)) {
		for (let column = Number(first); column <= Number(last); column += 1) {
			lines.push(`W\t${column - 1}\t${Number(width) - 5 / 7}`);
		}
	}
	const merges = new Map(
		[...xml.matchAll(/<mergeCell ref="([A-Z]+\d+):([A-Z]+)\d+"/g)].map(([, from, to]) => [
			from!,
			columnOf(to!)
		])
	);
	for (const [, row, height, cells] of xml.matchAll(
		/<row r="(\d+)" ht="([\d.]+)"[^>]*>(.*?)<\/row>/gs
	)) {
		lines.push(`R\t${Number(row) - 1}\t${height}`);
		let covered = -1;
		for (const [, letters, style, isText, value] of cells!.matchAll(
			/<c r="([A-Z]+)\d+" s="(\d+)"( t="s")?(?:\/>|><v>([^<]*)<\/v><\/c>)/g
		)) {
			const column = columnOf(letters!);
			if (column <= covered) continue;
			const last = merges.get(`${letters}${row}`);
			const place = `${column}\t${style}`;
			if (last !== undefined) {
				covered = last;
				lines.push(`m\t${place}\t${last}\t${isText ? texts[Number(value)] : (value ?? '')}`);
			} else if (value === undefined) lines.push(`b\t${place}`);
			else if (isText) lines.push(`s\t${place}\t${texts[Number(value)]}`);
			else lines.push(`n\t${place}\t${value}`);
		}
	}
}

/** Of each style: size, bold, underlined, colour of the font, fill, border, across, down, wrapped, format of numbers. */
function stylesIn(xml: string): string[] {
	const each = (list: string, element: string) =>
		new RegExp(`<${list} [^>]*>(.*?)</${list}>`, 's')
			.exec(xml)![1]!
			.match(new RegExp(`<${element}\\b[^>]*?(?:/>|>.*?</${element}>)`, 'gs'))!;
	const [fonts, fills, borders, formats] = [
		each('fonts', 'font'),
		each('fills', 'fill'),
		each('borders', 'border'),
		each('cellXfs', 'xf')
	];
	const numbers = new Map(
		[...xml.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
			id,
			code!
		])
	);
	const colourIn = (of: string) => /rgb="FF([0-9A-F]{6})"/.exec(of)?.[1] ?? '';
	const attribute = (of: string, name: string) =>
		new RegExp(` ${name}="([^"]*)"`).exec(of)?.[1] ?? '';
	return formats.map((format, index) => {
		const font = fonts[Number(attribute(format, 'fontId'))]!;
		const number = attribute(format, 'numFmtId');
		return [
			'Y',
			index,
			attribute(font, 'val') && /<sz val="([\d.]+)"/.exec(font)![1],
			/<b\b/.test(font) ? 1 : 0,
			/<u\b/.test(font) ? 1 : 0,
			colourIn(font) || '000000',
			colourIn(fills[Number(attribute(format, 'fillId') || 0)]!),
			colourIn(borders[Number(attribute(format, 'borderId') || 0)]!),
			attribute(format, 'horizontal') || 'left',
			attribute(format, 'vertical') || 'top',
			/ wrapText="(?:1|true)"/.test(format) ? 1 : 0,
			number === '0' ? '' : number === '3' ? '#,##0' : escaped(numbers.get(number) ?? '')
		].join('\t');
	});
}

function columnOf(letters: string): number {
	return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** What XML escaped is itself again, and what parts fields and lines is escaped. */
function escaped(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replaceAll('\\', '\\b')
		.replaceAll('\n', '\\n')
		.replaceAll('\t', '\\t');
}
