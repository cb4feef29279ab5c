// What a section of the HTML report is made of.
import { markup, type Markup, type Value } from './markup.ts';

export interface Section {
	/** Its address within the document. */
	id: string;
	title: string;
	/** Printed across the page: its tables are wide. */
	isWide?: boolean;
	/** What stands under its heading, made while it is written. */
	parts: () => Iterable<Markup>;
}

/** A table's column: its name, and how what is in it is set. */
export interface Column {
	name: string;
	look?: 'code' | 'short' | 'number' | 'text';
}

export interface Row {
	cells: readonly Value[];
	isTotal?: boolean;
}

export interface Table {
	id: string;
	caption: string;
	columns: readonly Column[];
	rows: Iterable<Row>;
	/** Which columns say what a row is of; the first unless told. */
	rowHeaders?: number;
}

/** A table, with the head that print repeats; it scrolls within itself where it is too wide. */
export function* table({ id, caption, columns, rows, rowHeaders = 1 }: Table): Iterable<Markup> {
	const names = columns.map(
		({ name, look }) => markup`<th scope="col"${lookOf(look)}>${name}</th>`
	);
	yield markup`<div class="table-wrap" role="group" tabindex="0" aria-labelledby="${id}-caption">
<table id="${id}"><caption id="${id}-caption">${caption}</caption>
<thead><tr>${names}</tr></thead>
<tbody>
`;
	for (const { cells, isTotal } of rows) {
		const written = cells.map((cell, index) =>
			index < rowHeaders && cell !== null
				? markup`<th scope="row"${lookOf(columns[index]?.look)}>${cell}</th>`
				: markup`<td${lookOf(columns[index]?.look)}>${cell}</td>`
		);
		yield markup`<tr${isTotal ? TOTAL : null}>${written}</tr>
`;
	}
	yield markup`</tbody></table></div>
`;
}

const TOTAL = markup` class="total"`;

const LOOKS = {
	code: markup` class="code"`,
	short: markup` class="short"`,
	number: markup` class="n"`,
	text: markup` class="text"`
};

function lookOf(look: Column['look']): Value {
	return look ? LOOKS[look] : null;
}

export function paragraph(text: Value): Markup {
	return markup`<p>${text}</p>
`;
}

export function heading(text: string): Markup {
	return markup`<h3>${text}</h3>
`;
}

/** Names and what is said of each. */
export function facts(pairs: readonly (readonly [name: Value, value: Value])[]): Markup {
	const said = pairs.map(
		([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`
	);
	return markup`<dl class="facts">
${said}</dl>
`;
}
