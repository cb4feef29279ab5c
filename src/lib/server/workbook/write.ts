// Makes an xlsx file of a workbook. ExcelJS makes its frame (frame.ts); cells, tables and charts are written here, straight into the packed file.
import { chartPart } from './chart-part.ts';
import { drawingPart } from './drawing-part.ts';
import { CONTENT_TYPES, frameOf, sheetPart, TEXTS, type SheetFrame } from './frame.ts';
import { StyleBook } from './looks.ts';
import { SharedStrings } from './shared-strings.ts';
import { writeRows, type Afterwards } from './sheet-rows.ts';
import { columnNames, tableOf, tablePart } from './table-part.ts';
import { columnLetter, type Sheet, type TextCell, type Workbook } from './workbook.ts';
import { inAttribute, XML_HEAD } from './xml.ts';
import { Entry, zipOf } from './zip.ts';

/**
 * A workbook as xlsx.
 *
 * @throws RangeError when a text is longer than a cell holds: the caller must part it, nothing is cut here.
 */
export async function workbookFile(workbook: Workbook): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(Buffer.concat([...(await packed(workbook))]));
}

async function packed(workbook: Workbook): Promise<Iterable<Uint8Array>> {
	const { sheets } = await frameOf(workbook, []);
	const book = new Parts();
	const styles = new StyleBook();
	const texts = new SharedStrings(book.entry(TEXTS));
	for (const [index, sheet] of workbook.sheets.entries()) {
		writeSheet(book, { sheet, index, frame: sheets[index]!, texts, styles });
	}
	texts.end();
	// Which styles there are is known now; what the first frame says of sheets holds.
	const { parts } = await frameOf(workbook, styles.styles);
	for (const [name, xml] of parts)
		book.add(name, name === CONTENT_TYPES ? book.withTypes(xml) : xml);
	return zipOf(book.entries, new Date(workbook.properties.madeAt));
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Relation {
	type: 'chart' | 'drawing' | 'hyperlink' | 'table';
	/** From the part it is of, or an address. */
	target: string;
}

const TYPES = {
	table: 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml',
	drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
	chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
};

/** The parts of the file that grow out of sheets, numbered through the workbook. */
class Parts {
	readonly entries = new Map<string, Entry>();
	readonly #typed: string[] = [];
	readonly #counts = { table: 0, drawing: 0, chart: 0 };

	entry(name: string): Entry {
		const entry = new Entry();
		this.entries.set(name, entry);
		return entry;
	}

	add(name: string, xml: string): void {
		this.entry(name).end(xml);
	}

	/** The number of the next part of a kind. */
	next(kind: keyof typeof TYPES): number {
		return (this.#counts[kind] += 1);
	}

	addTyped(kind: keyof typeof TYPES, name: string, xml: string): void {
		this.add(name, xml);
		this.#typed.push(`<Override PartName="/${name}" ContentType="${TYPES[kind]}"/>`);
	}

	addRelations(of: string, relations: readonly Relation[]): void {
		if (relations.length === 0) return;
		const each = relations.map(({ type, target }, index) => {
			const mode = type === 'hyperlink' ? ' TargetMode="External"' : '';
			return `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${inAttribute(target)}"${mode}/>`;
		});
		const xml = `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
		this.add(of.replace(/([^/]+)$/, '_rels/$1.rels'), xml);
	}

	withTypes(xml: string): string {
		return xml.replace('</Types>', `${this.#typed.join('')}</Types>`);
	}
}

interface SheetWriting {
	sheet: Sheet;
	index: number;
	frame: SheetFrame;
	texts: SharedStrings;
	styles: StyleBook;
}

/** What follows the rows stands in the standard's order (ECMA-376, part 1, 18.3.1.99). */
function writeSheet(book: Parts, { sheet, index, frame, texts, styles }: SheetWriting): void {
	const part = sheetPart(index);
	const entry = book.entry(part);
	entry.write(frame.head);
	const { merges, links, breaks } = writeRows(sheet, { entry, texts, styles });
	const relations: Relation[] = [];
	const related = (type: Relation['type'], target: string) =>
		`rId${relations.push({ type, target })}`;
	entry.write(
		listed(
			'mergeCells',
			merges.map((ref) => `<mergeCell ref="${ref}"/>`)
		)
	);
	entry.write(frame.rules);
	if (links.length > 0) {
		entry.write(`<hyperlinks>${links.map((link) => linkXml(link, related)).join('')}</hyperlinks>`);
	}
	entry.write(frame.print);
	entry.write(breaksXml(breaks));
	if (sheet.charts && sheet.charts.length > 0) {
		const drawing = addDrawing(book, sheet);
		entry.write(`<drawing r:id="${related('drawing', `../drawings/${drawing}`)}"/>`);
	}
	const table = tableOf(sheet);
	if (table) {
		const id = book.next('table');
		const name = `table${id}.xml`;
		book.addTyped('table', `xl/tables/${name}`, tablePart(table, columnNames(sheet, table), id));
		entry.write(
			`<tableParts count="1"><tablePart r:id="${related('table', `../tables/${name}`)}"/></tableParts>`
		);
	}
	entry.end('</worksheet>');
	book.addRelations(part, relations);
}

function addDrawing(book: Parts, sheet: Sheet): string {
	const name = `drawing${book.next('drawing')}.xml`;
	const relations = sheet.charts!.map((chart): Relation => {
		const target = `chart${book.next('chart')}.xml`;
		book.addTyped('chart', `xl/charts/${target}`, chartPart(chart, sheet));
		return { type: 'chart', target: `../charts/${target}` };
	});
	book.addTyped('drawing', `xl/drawings/${name}`, drawingPart(sheet.charts!));
	book.addRelations(`xl/drawings/${name}`, relations);
	return name;
}

function linkXml(
	{ ref, link, text }: Afterwards['links'][number],
	related: (type: 'hyperlink', target: string) => string
): string {
	if (typeof link === 'string')
		return `<hyperlink ref="${ref}" r:id="${related('hyperlink', link)}"/>`;
	return `<hyperlink ref="${ref}" location="${inAttribute(placeOf(link))}" display="${inAttribute(text)}"/>`;
}

function placeOf({ sheet, row, column }: Exclude<NonNullable<TextCell['link']>, string>): string {
	return `'${sheet.replaceAll("'", "''")}'!${columnLetter(column)}${row}`;
}

function breaksXml(rows: readonly number[]): string {
	if (rows.length === 0) return '';
	const each = rows.map((row) => `<brk id="${row - 1}" max="16383" man="1"/>`).join('');
	return `<rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">${each}</rowBreaks>`;
}

function listed(name: string, each: readonly string[]): string {
	return each.length === 0 ? '' : `<${name} count="${each.length}">${each.join('')}</${name}>`;
}
