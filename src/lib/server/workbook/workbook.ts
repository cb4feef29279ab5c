// What a workbook is made of, in words of our own. The report says these; write.ts turns them into a file.
import type { ChartTone } from '#lib/charts/summary.ts';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { Day } from '#lib/domain/quarter.ts';

export interface Workbook {
	properties: Properties;
	sheets: readonly Sheet[];
}

/** What Excel shows under File, Info. */
export interface Properties {
	title: string;
	subject: string;
	creator: string;
	description: string;
	keywords: string;
	/** A language tag. */
	language: string;
	/** The instant it is made, UTC, as the caller says: the same input gives the same bytes. */
	madeAt: string;
}

export interface Sheet {
	/** At most 31 characters, none of `[ ] : * ? / \`; see {@link sheetName}. */
	name: string;
	/** Widths in characters of the body font. */
	widths: readonly number[];
	rows: readonly Row[];
	/** Rows and columns that stay in view. */
	frozen: { rows: number; columns: number } | null;
	/** The sheet's rows as an Excel table, which can be filtered; one without a row of its own is none. */
	table?: Table | null;
	/** Fills that follow what a cell says, whoever edits it. */
	conditional?: readonly Rule[];
	charts?: readonly Chart[];
	print: Print;
}

/** A header row and what stands under it, 1-based, both ends included. */
export interface Area {
	row: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** Its columns are called what its header cells say; of two that say the same, the second is told apart by a number. Nothing in it runs across columns. */
export interface Table extends Area {
	/** What formulas call it: letters, digits and underscores, no other in the workbook the same. */
	name: string;
}

/** Cells that say exactly this text have this tone; Excel takes no rule of more than 255 characters. */
export interface Rule {
	/** Without a header: `row` is the first that is told. */
	area: Area;
	text: string;
	tone: Tone;
}

/** Cells in one row or in one column of the chart's own sheet, 1-based, both ends included. */
export type Span = Area;

/** A native chart, drawn by Excel from cells of its sheet. */
export interface Chart {
	/** Bars lie, columns stand. */
	kind: 'stacked-bars' | 'stacked-columns' | 'bars' | 'lines';
	title: string;
	/** What it shows, for who does not see it. */
	description: string;
	/** The cells it covers. Whoever lays out the sheet leaves them empty. */
	place: Area;
	/** What each bar, column or point is called. */
	categories: Span;
	series: readonly Series[];
	/** What the numbers count. */
	unit: string;
	/** Of the numbers along the axis; counts unless given. */
	format?: 'count' | 'percent';
}

export interface Series {
	/** The cell with its name. */
	name: { row: number; column: number };
	values: Span;
	/** Its colour; told apart without it by a pattern, a line by its marker and dashes. */
	tone: ChartTone;
}

/** Always A4 landscape, fitted to whole pages in width and as many as needed in length. */
export interface Print {
	/** Rows repeated on every page, 1-based, both included. */
	titleRows: readonly [first: number, last: number] | null;
	/** How many of the first columns repeat on every page. */
	titleColumns: number;
	pagesWide: number;
	header: Margin;
	footer: Margin;
}

/** `{page}` and `{pages}` stand for the page's number and their count. */
export interface Margin {
	left: string;
	centre: string;
	right: string;
}

export interface Row {
	/** By column; a shorter row ends early, null leaves a cell out. */
	cells: readonly (Cell | null)[];
	/** A page begins here, where the program that prints lets it: a heading stays with its table. */
	startsPage?: boolean;
}

export type Look =
	| 'title'
	| 'subtitle'
	| 'notice'
	| 'heading'
	| 'group'
	| 'header'
	| 'body'
	| 'strong'
	| 'figure'
	| 'plain'
	| 'note';

/** A fill that says the same as the word and the shape in the cell, never more. */
export type Tone = 'full' | 'ongoing' | 'partial' | 'none' | 'noData';

interface Shown {
	look: Look;
	tone?: Tone;
	/** How many columns it takes; 1 unless given. */
	across?: number;
}

/** Text stays text whatever it begins with. */
export interface TextCell extends Shown {
	kind: 'text';
	text: string;
	align?: 'left' | 'centre' | 'right';
	/** A web address, or a cell of this workbook. */
	link?: string | { sheet: string; row: number; column: number };
}

export interface NumberCell extends Shown {
	kind: 'integer';
	value: number;
}

/** A real number, kept as it was written until it is one: of more than fifteen digits Excel keeps no more. */
export interface AmountCell extends Shown {
	kind: 'amount';
	value: Decimal;
}

/** A real number shown as a percentage; nothing of nothing is "–". */
export interface ShareCell extends Shown {
	kind: 'share';
	numerator: number;
	denominator: number;
}

/** A real date. */
export interface DayCell extends Shown {
	kind: 'day';
	day: Day;
	/** As Excel writes formats, in the reader's manner. */
	format: string;
}

export type Cell = TextCell | NumberCell | AmountCell | ShareCell | DayCell;

/** The letter of a column, 1-based. */
export function columnLetter(column: number): string {
	const before = Math.floor((column - 1) / 26);
	const letter = String.fromCharCode(65 + ((column - 1) % 26));
	return before > 0 ? columnLetter(before) + letter : letter;
}

/** @example areaRef({ row: 4, lastRow: 9, firstColumn: 1, lastColumn: 3 }) //=> 'A4:C9' */
export function areaRef({ row, lastRow, firstColumn, lastColumn }: Area): string {
	return `${columnLetter(firstColumn)}${row}:${columnLetter(lastColumn)}${lastRow}`;
}

const LONGEST_NAME = 31;

/**
 * A name Excel takes for a sheet: forbidden characters become spaces, quotation marks typographic ones, and what is too long ends in an
 * ellipsis; different from the names already taken.
 *
 * @example sheetName('By body: A/B', []) //=> 'By body A B'
 */
export function sheetName(wanted: string, taken: readonly string[]): string {
	const clean = wanted
		.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
		.replace(/'/g, '’')
		.replace(/\s+/g, ' ')
		.trim();
	const base = clean === '' || clean.toLowerCase() === 'history' ? `${clean} 1`.trim() : clean;
	const isTaken = (name: string) =>
		taken.some((other) => other.toLowerCase() === name.toLowerCase());
	for (let number = 1; ; number += 1) {
		const end = number === 1 ? '' : ` (${number})`;
		const name = shortened(base, LONGEST_NAME - end.length) + end;
		if (!isTaken(name)) return name;
	}
}

/** A text of at most so many characters, the last an ellipsis where something is left out. For names and margins, never for contents. */
export function shortened(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
