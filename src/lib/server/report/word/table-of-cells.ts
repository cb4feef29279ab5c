// Tables of the workbook in the Word document, cell for cell.
import { m } from '#lib/paraglide/messages.js';
import type { TableSection } from '../pack-tables.ts';
import type { PackTelling } from '../pack-telling.ts';
import { unmarked } from '../marked-telling.ts';
import type { Table } from '../single-tables.ts';
import { TABLE_WIDTH } from './table.ts';
import {
	caption,
	headerRow,
	paragraph,
	subheading,
	table,
	type Headings,
	type TableRow,
	type Widths,
	type Xml
} from './xml.ts';

export function sectionOfTables(
	pack: PackTelling,
	{ title, notes, tables }: TableSection,
	headings: Headings
): Xml[] {
	return [
		headings.add(2, title),
		...notes.map((note) => paragraph(note)),
		...tables.flatMap(({ told }) => [
			...(told.title === title ? [] : [subheading(told.title)]),
			...tableOfCells(pack, told)
		])
	];
}

/** Without rows what it would hold, and that there is none. */
function tableOfCells(pack: PackTelling, { title, note, columns, rows }: Table): Xml[] {
	if (rows.length === 0) {
		return [...(note === null ? [] : [paragraph(note)]), paragraph(m.document_none({}, pack.at))];
	}
	const names = columns.map(({ header }) => pack.words(header));
	const written = rows.map((cells) => cells.map((cell) => (cell === null ? '' : pack.words(cell))));
	const widths = widthsFor(
		columns.map(({ width }) => width),
		[names, ...written]
	);
	return [
		...(note === null ? [] : [caption(note)]),
		table(title, widths, [
			headerRow(names.map((name, index) => ({ name, ...alignOf(columns[index]!.header) }))),
			...rows.map((cells, row): TableRow => {
				const texts = written[row]!;
				return {
					cells: cells.map((cell, index) => [
						paragraph(texts[index]!, {
							style: 'Cell',
							...alignOf(cell),
							look: { bold: cell?.look === 'strong' }
						})
					]),
					length: texts.reduce((sum, text) => sum + text.length, 0)
				};
			})
		])
	];
}

function alignOf(cell: Table['rows'][number][number]): { align?: 'right' } {
	const isRight =
		cell?.kind === 'integer' ||
		cell?.kind === 'amount' ||
		cell?.kind === 'share' ||
		(cell?.kind === 'text' && cell.align === 'right');
	return isRight ? { align: 'right' } : {};
}

/** Twentieths of a point that a letter takes in a cell, and its margins. */
const LETTER = 95;
const MARGINS = 150;
/** Of a word longer than that a part goes to the next line. */
const LONGEST_WORD = 18;

/** Each column is as wide as its longest word; what is left goes to those that the workbook has wider. */
function widthsFor(wanted: readonly number[], texts: readonly (readonly string[])[]): Widths {
	const longest = wanted.map((_, index) =>
		texts.reduce((most, row) => Math.max(most, longestWord(unmarked(row[index]!))), 0)
	);
	const least = longest.map((letters) => Math.min(letters, LONGEST_WORD) * LETTER + MARGINS);
	const rest = TABLE_WIDTH - sum(least);
	if (rest < 0) return least.map((width) => Math.floor((width * TABLE_WIDTH) / sum(least)));
	const unit = TABLE_WIDTH / sum(wanted);
	const lacking = wanted.map((width, index) => Math.max(0, width * unit - least[index]!));
	return least.map((width, index) =>
		Math.floor(width + (rest * lacking[index]!) / Math.max(1, sum(lacking)))
	);
}

function longestWord(text: string): number {
	return text.split(/\s+/).reduce((most, word) => Math.max(most, word.length), 0);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
