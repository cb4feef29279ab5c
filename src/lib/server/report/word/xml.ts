// The parts that grow with the plan, written as XML at once: of a national plan the library's tree of objects takes half a minute and
// more than a gigabyte.
import { cellText } from '../../workbook/cell-text.ts';
import { runsOf, unmarked } from '../marked-telling.ts';
import { wordLanguage } from './blocks.ts';

/** XML as it goes into the document; only the functions here make any. */
export class Xml {
	readonly source: string;

	constructor(source: string) {
		this.source = source;
	}
}

interface Look {
	bold?: boolean;
	italics?: boolean;
}

interface ParagraphLook {
	/** Id of a style of the document's. */
	style?: string;
	/** On the page of what follows. */
	keepNext?: boolean;
	pageBreakBefore?: boolean;
	align?: 'right';
}

/** A text as runs, a line break for each of its own, each piece in the language it is in. */
export function runs(text: string, { bold, italics }: Look = {}): Xml {
	const look = `${bold ? '<w:b/><w:bCs/>' : ''}${italics ? '<w:i/><w:iCs/>' : ''}`;
	const source = runsOf(text).map(({ text: piece, lang }) => {
		const language = lang === null ? '' : `<w:lang w:val="${escaped(wordLanguage(lang))}"/>`;
		const properties = look + language === '' ? '' : `<w:rPr>${look}${language}</w:rPr>`;
		const lines = cellText(piece)
			.split('\n')
			.map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
		return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`;
	});
	return new Xml(source.join(''));
}

export function paragraph(
	content: string | readonly Xml[],
	{ look, ...options }: ParagraphLook & { look?: Look } = {}
): Xml {
	const written = typeof content === 'string' ? runs(content, look).source : joined(content);
	return new Xml(`<w:p>${propertiesOf(options)}${written}</w:p>`);
}

/** Name in bold, then what is said of it. */
export function labelled(label: string, text: string, options: ParagraphLook = {}): Xml {
	return paragraph([runs(`${label}: `, { bold: true }), runs(text)], options);
}

function propertiesOf({ style, keepNext, pageBreakBefore, align }: ParagraphLook): string {
	const properties = [
		style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
		keepNext ? '<w:keepNext/>' : '',
		pageBreakBefore ? '<w:pageBreakBefore/>' : '',
		align === undefined ? '' : `<w:jc w:val="${align}"/>`
	].join('');
	return properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`;
}

/** A heading that the table of contents leads to. */
export interface Heading {
	level: 1 | 2;
	text: string;
	/** Of the bookmark. */
	anchor: string;
}

/** Headings of a document, numbered as they come: their bookmarks are the same whenever it is made. */
export class Headings {
	readonly all: Heading[] = [];

	add(level: 1 | 2, text: string, options: Omit<ParagraphLook, 'style'> = {}): Xml {
		const number = this.all.length + 1;
		const anchor = `part-${number}`;
		this.all.push({ level, text, anchor });
		const opening = new Xml(`<w:bookmarkStart w:id="${number}" w:name="${anchor}"/>`);
		const closing = new Xml(`<w:bookmarkEnd w:id="${number}"/>`);
		return paragraph([opening, runs(text), closing], { ...options, style: `Heading${level}` });
	}
}

/** A heading beneath those of the table of contents. */
export function subheading(text: string): Xml {
	return paragraph(text, { style: 'Heading3' });
}

/** What a table shows and what must be known to read it, on the page where it begins. */
export function caption(text: string): Xml {
	return paragraph(text, { style: 'Caption', keepNext: true });
}

/** Columns of a table, in twentieths of a point. */
export type Widths = readonly number[];

/** A row's cells, each of paragraphs. One cell alone goes across the table. */
export interface TableRow {
	cells: readonly (readonly Xml[])[];
	/** Repeated on every page. */
	isHeader?: boolean;
	/** How many characters it holds: one with many is let break between pages, since what fills more than a page would be cut. */
	length?: number;
	/** Colour of the ground, in hex. */
	fill?: string;
}

/** Names of columns, repeated on every page; a number's stands above the number. */
export function headerRow(
	names: readonly { name: string; align?: ParagraphLook['align'] }[]
): TableRow {
	return {
		cells: names.map(({ name, align }) => [
			paragraph(name, {
				style: 'Cell',
				keepNext: true,
				look: { bold: true },
				...(align ? { align } : {})
			})
		]),
		isHeader: true,
		fill: 'E7E6E6'
	};
}

const MOST_UNBROKEN = 1_200;

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
	.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
	.join('');
const MARGINS = '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>';
const MARGINS_AFTER = '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>';

/**
 * A table of fixed columns with lines between.
 *
 * @param name for who does not see it
 */
export function table(name: string, widths: Widths, rows: readonly TableRow[]): Xml {
	const whole = widths.reduce((sum, width) => sum + width, 0);
	const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
	return new Xml(
		`<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
			`<w:tblCellMar>${MARGINS}${MARGINS_AFTER}</w:tblCellMar><w:tblCaption w:val="${escaped(unmarked(name))}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>` +
			`${rows.map((row) => rowOf(row, widths)).join('')}</w:tbl>`
	);
}

function rowOf({ cells, isHeader, length = 0, fill }: TableRow, widths: Widths): string {
	const properties = `${length > MOST_UNBROKEN ? '' : '<w:cantSplit/>'}${isHeader ? '<w:tblHeader/>' : ''}`;
	const shade = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`;
	const across = cells.length === 1 ? `<w:gridSpan w:val="${widths.length}"/>` : '';
	const written = cells.map((paragraphs, index) => {
		const width = `<w:tcW w:w="${widths[index]}" w:type="dxa"/>`;
		// A cell has at least one paragraph.
		const content = paragraphs.length > 0 ? joined(paragraphs) : '<w:p/>';
		return `<w:tc><w:tcPr>${across === '' ? width : across}${shade}</w:tcPr>${content}</w:tc>`;
	});
	const head = properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`;
	return `<w:tr>${head}${written.join('')}</w:tr>`;
}

export function joined(pieces: readonly Xml[]): string {
	return pieces.map(({ source }) => source).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
