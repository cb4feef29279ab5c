// How cells look. Arial everywhere: it has Serbian Cyrillic, and Liberation Sans, which LibreOffice takes for it, is exactly as wide.
import type { Border, Fill, Font, Style } from 'exceljs';
import type { Cell, Look, Tone } from './workbook.ts';

/** The workbook's own font; a column's width counts its digits. */
export const BODY_FONT = { name: 'Arial', size: 10, family: 2 };

const INK = 'FF1B2733';
const QUIET = 'FF55606B';
const LINE = 'FFC3CAD1';
const NAVY = 'FF1F3A5F';

const FONTS: Record<Look, Partial<Font>> = {
	title: { size: 16, bold: true, color: { argb: NAVY } },
	subtitle: { size: 11, color: { argb: INK } },
	notice: { size: 10, bold: true, color: { argb: 'FF7A3E00' } },
	heading: { size: 12, bold: true, color: { argb: NAVY } },
	group: { size: 9, bold: true, color: { argb: NAVY } },
	header: { size: 9, bold: true, color: { argb: 'FFFFFFFF' } },
	body: { size: 9, color: { argb: INK } },
	strong: { size: 9, bold: true, color: { argb: INK } },
	figure: { size: 14, bold: true, color: { argb: NAVY } },
	plain: { size: 10, color: { argb: INK } },
	note: { size: 9, color: { argb: QUIET } }
};

const FILLS: Partial<Record<Look, string>> = {
	header: NAVY,
	group: 'FFE3E9F0',
	notice: 'FFFFF3DC'
};

// Okabe and Ito's hues, pale enough for black text, apart in grey as well.
const TONES: Record<Tone, string> = {
	full: 'FFB7DFCB',
	ongoing: 'FFD5EAF7',
	partial: 'FFFBE9AE',
	none: 'FFF3C1A7',
	noData: 'FFECEEF0'
};

const BORDERED: readonly Look[] = ['group', 'header', 'body', 'strong', 'figure'];
const UNWRAPPED: readonly Look[] = ['title', 'subtitle', 'heading'];

const line: Partial<Border> = { style: 'thin', color: { argb: LINE } };
const HORIZONTAL = { left: 'left', centre: 'center', right: 'right' } as const;
type Align = keyof typeof HORIZONTAL;

const LOOKS = Object.keys(FONTS) as Look[];
const TONE_NAMES = Object.keys(TONES) as Tone[];
const ALIGNS = Object.keys(HORIZONTAL) as Align[];

/** Whether text of this look breaks into lines. */
export function wraps(look: Look): boolean {
	return !UNWRAPPED.includes(look);
}

/** Whether a look's font is bold. */
export function isBold(look: Look): boolean {
	return FONTS[look].bold === true;
}

/** Font size of a look, in points. */
export function sizeOf(look: Look): number {
	return FONTS[look].size ?? BODY_FONT.size;
}

/** A style of cells, and whether its text could be taken for a formula: ExcelJS knows no mark for that (frame.ts puts it in). */
export interface CellStyle {
	style: Partial<Style>;
	isQuoted: boolean;
}

/** The styles a workbook uses, numbered from 1 in the order in which they are asked for; 0 is the style of a cell without one. */
export class StyleBook {
	readonly styles: CellStyle[] = [];
	readonly #formats: string[] = ['', '#,##0', '0.0%'];
	readonly #known = new Map<number, number>();

	/** The number of a cell's style. */
	of(cell: Cell, isQuoted: boolean): number {
		const format = this.#formatOf(cell);
		const align = alignOf(cell);
		const isLink = cell.kind === 'text' && cell.link !== undefined;
		// Asked for every cell: a number is found faster than a text.
		let key = format;
		key = key * LOOKS.length + LOOKS.indexOf(cell.look);
		key =
			key * (TONE_NAMES.length + 1) +
			(cell.tone === undefined ? 0 : 1 + TONE_NAMES.indexOf(cell.tone));
		key = key * ALIGNS.length + ALIGNS.indexOf(align);
		key = key * 4 + (isQuoted ? 2 : 0) + (isLink ? 1 : 0);
		let number = this.#known.get(key);
		if (number === undefined) {
			const numFmt = this.#formats[format];
			number = this.styles.push({ style: styleOf(cell, { numFmt, align, isLink }), isQuoted });
			this.#known.set(key, number);
		}
		return number;
	}

	#formatOf(cell: Cell): number {
		switch (cell.kind) {
			case 'text':
				return 0;
			case 'integer':
				return 1;
			case 'share':
				return cell.denominator > 0 ? 2 : 0;
			case 'amount':
				return this.#numberOf(decimalFormat(cell.value));
			case 'day':
				return this.#numberOf(cell.format);
		}
	}

	#numberOf(format: string): number {
		const known = this.#formats.indexOf(format);
		return known === -1 ? this.#formats.push(format) - 1 : known;
	}
}

/** Points between what stands at the right of a cell and its line: else a number and the text in the next cell read as one. */
export function indentOf(cell: Cell): number {
	return alignOf(cell) === 'right' && BORDERED.includes(cell.look) ? 6.75 : 0;
}

function alignOf(cell: Cell): Align {
	if (cell.kind === 'text') return cell.align ?? 'left';
	return cell.kind === 'day' ? 'left' : 'right';
}

function styleOf(
	cell: Cell,
	{ numFmt, align, isLink }: { numFmt: string | undefined; align: Align; isLink: boolean }
): Partial<Style> {
	const { look, tone } = cell;
	const colour = tone === undefined ? FILLS[look] : TONES[tone];
	const font = { ...BODY_FONT, ...FONTS[look] };
	const style: Partial<Style> = {
		font: isLink ? { ...font, underline: true, color: { argb: 'FF0B4F9E' } } : font,
		alignment: {
			horizontal: HORIZONTAL[align],
			...(indentOf(cell) > 0 ? { indent: 1 } : {}),
			vertical: look === 'header' || look === 'group' || look === 'figure' ? 'middle' : 'top',
			wrapText: wraps(look)
		}
	};
	if (numFmt) style.numFmt = numFmt;
	if (colour !== undefined) style.fill = solid(colour);
	if (BORDERED.includes(look)) style.border = { top: line, left: line, bottom: line, right: line };
	return style;
}

/** What a rule lays over the style of a cell. */
export function toneStyle(tone: Tone): Partial<Style> {
	// Of a rule's solid fill, Excel takes the colour of the background.
	return { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: TONES[tone] } } };
}

function solid(argb: string): Fill {
	return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** With as many places as the number was written with. */
function decimalFormat(value: string): string {
	const places = value.split('.')[1]?.length ?? 0;
	return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
}
