// The rows of a sheet as XML, written as they come: a sheet of a national plan has a quarter of a million cells.
import { daysBetween } from '#lib/domain/quarter.ts';
import { columnNames, tableOf } from './table-part.ts';
import { indentOf, wraps, type StyleBook } from './looks.ts';
import { EMPTY_ROW, heightOf, HIGHEST_ROW, linesIn, roomIn } from './measure.ts';
import type { Kept, SharedStrings } from './shared-strings.ts';
import {
	columnLetter,
	type Cell,
	type Look,
	type Row,
	type Sheet,
	type TextCell
} from './workbook.ts';
import type { Entry } from './zip.ts';

/** What a sheet's rows leave to be said after them. */
export interface Afterwards {
	merges: string[];
	links: { ref: string; link: NonNullable<TextCell['link']>; text: string }[];
	/** Rows that begin a page. */
	breaks: number[];
}

/** @throws RangeError when a text is longer than a cell holds. */
export function writeRows(
	sheet: Sheet,
	{ entry, texts, styles }: { entry: Entry; texts: SharedStrings; styles: StyleBook }
): Afterwards {
	const writer = new RowWriter(sheet, texts, styles);
	entry.write('<sheetData>');
	for (const [index, row] of sheet.rows.entries()) entry.write(writer.row(row, index + 1));
	entry.write('</sheetData>');
	return writer;
}

class RowWriter implements Afterwards {
	readonly merges: string[] = [];
	readonly links: Afterwards['links'] = [];
	readonly breaks: number[] = [];
	readonly #sheet: Sheet;
	readonly #texts: SharedStrings;
	readonly #styles: StyleBook;
	readonly #letters: string[] = [];
	readonly #rooms: readonly number[];
	/** Of each column and style, how high a text is, by its number: most rows say what one above them said. */
	readonly #heights: Map<number, number>[][];
	readonly #days = new Map<string, number | string>();
	readonly #headers: { row: number; firstColumn: number; names: readonly string[] } | null;

	constructor(sheet: Sheet, texts: SharedStrings, styles: StyleBook) {
		this.#sheet = sheet;
		this.#texts = texts;
		this.#styles = styles;
		this.#rooms = sheet.widths.map((width) => roomIn([width]));
		this.#heights = sheet.widths.map(() => []);
		const table = tableOf(sheet);
		this.#headers = table && { ...table, names: columnNames(sheet, table) };
	}

	row({ cells, startsPage }: Row, number: number): string {
		let xml = '';
		let height = EMPTY_ROW;
		for (let column = 1; column <= cells.length; column += 1) {
			const cell = this.#named(cells[column - 1] ?? null, number, column);
			if (cell === null) continue;
			const ref = this.#letter(column) + number;
			const content = this.#contentOf(cell);
			const text = typeof content === 'string' ? this.#kept(content, ref) : null;
			const style = this.#styles.of(cell, cell.kind === 'text' && text !== null && text.isQuoted);
			if (text !== null) xml += `<c r="${ref}" s="${style}" t="s"><v>${text.number}</v></c>`;
			else if (content === null) xml += `<c r="${ref}" s="${style}"/>`;
			else xml += `<c r="${ref}" s="${style}"><v>${content}</v></c>`;
			const across = cell.across ?? 1;
			height = Math.max(height, this.#heightOf(cell, text, { column, across, style }));
			if (cell.kind === 'text' && cell.link !== undefined && text !== null) {
				this.links.push({ ref, link: cell.link, text: text.text });
			}
			if (across > 1) {
				const last = column + across - 1;
				this.merges.push(`${ref}:${this.#letter(last)}${number}`);
				while (column < last)
					xml += `<c r="${this.#letter((column += 1))}${number}" s="${style}"/>`;
			}
		}
		if (startsPage && number > 1) this.breaks.push(number);
		return `<row r="${number}" ht="${Math.min(HIGHEST_ROW, height)}" customHeight="1">${xml}</row>`;
	}

	/** A header cell of the table says what its column is called. */
	#named(cell: Cell | null, row: number, column: number): Cell | null {
		if (this.#headers?.row !== row || cell?.kind !== 'text') return cell;
		const name = this.#headers.names[column - this.#headers.firstColumn];
		return name === undefined ? cell : { ...cell, text: name };
	}

	#contentOf(cell: Cell): string | number | null {
		switch (cell.kind) {
			case 'text':
				return cell.text === '' ? null : cell.text;
			case 'integer':
				return cell.value;
			case 'amount':
				return Number(cell.value);
			case 'share':
				return cell.denominator === 0 ? '–' : cell.numerator / cell.denominator;
			case 'day': {
				const known = this.#days.get(cell.day) ?? dayNumber(cell.day);
				this.#days.set(cell.day, known);
				return known;
			}
		}
	}

	#kept(content: string, ref: string): Kept {
		try {
			return this.#texts.of(content);
		} catch (failed) {
			if (!(failed instanceof RangeError)) throw failed;
			throw new RangeError(`${this.#sheet.name}!${ref}: ${failed.message}`, { cause: failed });
		}
	}

	/** Text that runs across columns, or that a program only opens to print, makes no room for itself. */
	#heightOf(
		cell: Cell,
		text: Kept | null,
		{ column, across, style }: { column: number; across: number; style: number }
	): number {
		const { kind, look } = cell;
		const indent = indentOf(cell);
		if (across > 1) {
			const widths = this.#sheet.widths.slice(column - 1, column - 1 + across);
			return heightIn(kind === 'text' ? text : null, roomIn(widths) - indent, look);
		}
		const known = (this.#heights[column - 1]![style] ??= new Map());
		const key = kind === 'text' && text !== null ? text.number : NO_TEXT;
		let height = known.get(key);
		if (height === undefined) {
			height = heightIn(kind === 'text' ? text : null, this.#rooms[column - 1]! - indent, look);
			known.set(key, height);
		}
		return height;
	}

	#letter(column: number): string {
		return (this.#letters[column] ??= columnLetter(column));
	}
}

const NO_TEXT = -1;

function heightIn(text: Kept | null, room: number, look: Look): number {
	return heightOf(text !== null && wraps(look) ? linesIn(text.text, room, look) : 1, look);
}

/** Excel's number of a day. It counts from a 29 February 1900 that never was; before March 1900 days have no number we trust, and stay words. */
function dayNumber(day: string): number | string {
	const number = daysBetween('1899-12-30', day);
	return number > 60 ? number : day;
}
