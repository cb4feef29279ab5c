// How cells look. Arial everywhere: it has Serbian Cyrillic, and Liberation Sans, which LibreOffice takes for it, is exactly as wide.
import type { Alignment, Border, Fill, Font, Style } from 'exceljs';
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

/** ExcelJS's alignment, with the mark that write.ts makes `quotePrefix` of. */
export type MarkedAlignment = Partial<Alignment> & { quotePrefix?: true };

/** Styles by what they are made of: the writer knows a style again by its identity. */
export class StyleBook {
	readonly #known = new Map<string, Partial<Style>>();

	/** The style of a cell. */
	of(cell: Cell, isQuoted: boolean): Partial<Style> {
		const numFmt =
			cell.kind === 'integer'
				? '#,##0'
				: cell.kind === 'amount'
					? decimalFormat(cell.value)
					: cell.kind === 'share' && cell.denominator > 0
						? '0.0%'
						: cell.kind === 'day'
							? cell.format
							: undefined;
		const align =
			cell.kind === 'text' ? (cell.align ?? 'left') : cell.kind === 'day' ? 'left' : 'right';
		const isLink = cell.kind === 'text' && cell.link !== undefined;
		const key = [cell.look, cell.tone, numFmt, align, isQuoted, isLink].join('|');
		let style = this.#known.get(key);
		if (style === undefined) {
			style = this.#make(cell, { numFmt, align, isQuoted, isLink });
			this.#known.set(key, style);
		}
		return style;
	}

	#make(
		{ look, tone }: Cell,
		{
			numFmt,
			align,
			isQuoted,
			isLink
		}: {
			numFmt: string | undefined;
			align: keyof typeof HORIZONTAL;
			isQuoted: boolean;
			isLink: boolean;
		}
	): Partial<Style> {
		const alignment: MarkedAlignment = {
			horizontal: HORIZONTAL[align],
			vertical: look === 'header' || look === 'group' || look === 'figure' ? 'middle' : 'top',
			wrapText: wraps(look)
		};
		if (isQuoted) alignment.quotePrefix = true;
		const colour = tone === undefined ? FILLS[look] : TONES[tone];
		const font = { ...BODY_FONT, ...FONTS[look] };
		const style: Partial<Style> = {
			font: isLink ? { ...font, underline: true, color: { argb: 'FF0B4F9E' } } : font,
			alignment
		};
		if (numFmt !== undefined) style.numFmt = numFmt;
		if (colour !== undefined) style.fill = solid(colour);
		if (BORDERED.includes(look))
			style.border = { top: line, left: line, bottom: line, right: line };
		return style;
	}
}

function solid(argb: string): Fill {
	return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** With as many places as the number was written with. */
function decimalFormat(value: string): string {
	const places = value.split('.')[1]?.length ?? 0;
	return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
}
