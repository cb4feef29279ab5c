// Texts too long for a printed cell. A row of a sheet is at most 409 points high, whatever it holds: beyond some thirty lines Excel shows
// and prints nothing more. Such texts stand whole in their own cell all the same, and once more on a sheet of their own, in pieces that fit.
import { m } from '#lib/paraglide/messages.js';
import { BLANK, headers, text } from '../workbook/cells.ts';
import { LONGEST_CELL, piecesOf } from '../workbook/cell-text.ts';
import { fitsIn } from '../workbook/measure.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

const WIDTHS = [9, 40, 20, 112];
const HEADER_ROW = 5;

export class LongTexts {
	readonly #telling: Telling;
	readonly #sheet: string;
	readonly #rows: Row[] = [];

	constructor(telling: Telling, sheet: string) {
		this.#telling = telling;
		this.#sheet = sheet;
	}

	/** Whether a text fits a cell of a column so many characters wide, seen and printed. */
	fits(content: string, width: number): boolean {
		return content.length <= LONGEST_CELL && fitsIn(content, width, 'body');
	}

	/** Keeps a text whole, and says in which row of the sheet it begins. */
	keep(content: string, place: { code: string; activity: string; field: string }): number {
		const { at } = this.#telling;
		const row = HEADER_ROW + 1 + this.#rows.length;
		for (const [index, piece] of fittingPieces(content).entries()) {
			const field = index === 0 ? place.field : m.report_continued({ field: place.field }, at);
			this.#rows.push({
				cells: [
					text(place.code, 'strong'),
					index === 0 ? text(place.activity) : BLANK,
					text(field),
					text(piece)
				]
			});
		}
		return row;
	}

	/** A text as a cell can hold it: whole, or where even Excel's limit is passed its beginning and where it goes on. */
	inCell(content: string, row: number | null): string {
		if (content.length <= LONGEST_CELL) return content;
		const { at } = this.#telling;
		const mark = m.report_continues({ text: '', sheet: this.#sheet, row: row ?? 0 }, at);
		const [beginning] = piecesOf(content, LONGEST_CELL - mark.length);
		return m.report_continues(
			{ text: beginning!.trimEnd(), sheet: this.#sheet, row: row ?? 0 },
			at
		);
	}

	/** A text for a table that has no column of where its texts stand whole: all of it, or as much as is printed and where it goes on. */
	beginning(
		content: string,
		width: number,
		place: { code: string; activity: string; field: string }
	): string {
		if (this.fits(content, width)) return content;
		const { at } = this.#telling;
		const row = this.keep(content, place);
		const continued = (text: string) => m.report_continues({ text, sheet: this.#sheet, row }, at);
		let most = Math.min(content.length, LONGEST_CELL) - continued('').length;
		while (most > 1) {
			const said = continued(piecesOf(content, most)[0]!.trimEnd());
			if (this.fits(said, width)) return said;
			most = Math.floor(most * 0.9);
		}
		return continued('');
	}

	/** The sheet; null when every text fits. */
	sheet(): Sheet | null {
		if (this.#rows.length === 0) return null;
		const { at } = this.#telling;
		const header = headers([
			m.report_activity_code({}, at),
			m.report_activity_activity({}, at),
			m.report_column_field({}, at),
			m.report_column_text({}, at)
		]);
		const rows: Row[] = [
			...titleRows(this.#telling, m.report_texts_title({}, at)).slice(0, 2),
			{ cells: [text(m.report_texts_intro({}, at), 'note', { across: WIDTHS.length })] },
			{ cells: [] },
			{ cells: header },
			...this.#rows
		];
		return {
			name: this.#sheet,
			widths: WIDTHS,
			rows,
			frozen: { rows: HEADER_ROW, columns: 1 },
			table: {
				name: 'Texts',
				row: HEADER_ROW,
				lastRow: rows.length,
				firstColumn: 1,
				lastColumn: WIDTHS.length
			},
			print: printOf(this.#telling, this.#sheet, { titleRows: [HEADER_ROW, HEADER_ROW] })
		};
	}
}

function fittingPieces(content: string): string[] {
	if (fitsIn(content, WIDTHS[3]!, 'body')) return [content];
	const pieces = piecesOf(content, Math.max(1, Math.ceil(content.length / 2)));
	return pieces.length === 1 ? pieces : pieces.flatMap(fittingPieces);
}
