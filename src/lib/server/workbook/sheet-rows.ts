// The rows of a sheet as XML, written as they come: a sheet of a national plan has a quarter of a million cells.
import { daysBetween } from '#lib/domain/quarter.ts';
import { columnNames, tableOf } from './table-part.ts';
import { wraps, type StyleBook } from './looks.ts';
import { EMPTY_ROW, heightOf, HIGHEST_ROW, linesIn, roomIn } from './measure.ts';
import type { SharedStrings } from './shared-strings.ts';
import { columnLetter, type Cell, type Row, type Sheet, type TextCell } from './workbook.ts';
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
	readonly #headers: { row: number; firstColumn: number; names: readonly string[] } | null;

	constructor(sheet: Sheet, texts: SharedStrings, styles: StyleBook) {
		this.#sheet = sheet;
		this.#texts = texts;
		this.#styles = styles;
		this.#rooms = sheet.widths.map((width) => roomIn([width]));
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
			try {
				const words = wordsOf(cell);
				const kept = words === null ? null : this.#texts.of(words);
				const style = this.#styles.of(cell, kept?.isQuoted ?? false);
				xml += cellXml(cell, ref, style, kept?.number);
				const across = cell.across ?? 1;
				if (cell.kind === 'text' && kept !== null && wraps(cell.look)) {
					const lines = linesIn(kept.text, this.#room(column, across), cell.look);
					height = Math.max(height, heightOf(lines, cell.look));
				} else {
					height = Math.max(height, heightOf(1, cell.look));
				}
				if (cell.kind === 'text' && cell.link !== undefined && kept !== null) {
					this.links.push({ ref, link: cell.link, text: kept.text });
				}
				if (across > 1) {
					const last = column + across - 1;
					this.merges.push(`${ref}:${this.#letter(last)}${number}`);
					while (column < last)
						xml += `<c r="${this.#letter((column += 1))}${number}" s="${style}"/>`;
				}
			} catch (failed) {
				if (!(failed instanceof RangeError)) throw failed;
				throw new RangeError(`${this.#sheet.name}!${ref}: ${failed.message}`, { cause: failed });
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

	/** Text that runs across columns, or that a program only opens to print, makes no room for itself. */
	#room(column: number, across: number): number {
		if (across === 1) return this.#rooms[column - 1] ?? roomIn([]);
		return roomIn(this.#sheet.widths.slice(column - 1, column - 1 + across));
	}

	#letter(column: number): string {
		return (this.#letters[column] ??= columnLetter(column));
	}
}

/** What a cell says in words; null for a number, or nothing. */
function wordsOf(cell: Cell): string | null {
	switch (cell.kind) {
		case 'text':
			return cell.text === '' ? null : cell.text;
		case 'integer':
			return null;
		case 'share':
			return cell.denominator === 0 ? '–' : null;
		case 'day':
			return dayNumber(cell.day) === null ? cell.day : null;
	}
}

/** @param text the number of its words */
function cellXml(cell: Cell, ref: string, style: number, text: number | undefined): string {
	if (text !== undefined) return `<c r="${ref}" s="${style}" t="s"><v>${text}</v></c>`;
	const value = valueOf(cell);
	return value === null
		? `<c r="${ref}" s="${style}"/>`
		: `<c r="${ref}" s="${style}"><v>${value}</v></c>`;
}

function valueOf(cell: Cell): number | null {
	switch (cell.kind) {
		case 'text':
			return null;
		case 'integer':
			return cell.value;
		case 'share':
			return cell.numerator / cell.denominator;
		case 'day':
			return dayNumber(cell.day);
	}
}

/** Excel's number of a day. It counts from a 29 February 1900 that never was; before March 1900 days have no number we trust. */
function dayNumber(day: string): number | null {
	const number = daysBetween('1899-12-30', day);
	return number > 60 ? number : null;
}
