// Writes a workbook as xlsx. This folder alone knows ExcelJS; what its streaming writer lacks (text marks, links inside the workbook, our
// own clock) is added here.
import ExcelJS from 'exceljs';
import type { Writable } from 'node:stream';
import { daysBetween } from '#lib/domain/quarter.ts';
import { cellText, escaped, LONGEST_CELL, looksLikeFormula } from './cell-text.ts';
import { BODY_FONT, StyleBook, wraps, type MarkedAlignment } from './looks.ts';
import { EMPTY_ROW, heightOf, HIGHEST_ROW, linesIn, roomIn } from './measure.ts';
import {
	columnLetter,
	shortened,
	type Cell,
	type Margin,
	type Row,
	type Sheet,
	type TextCell,
	type Workbook
} from './workbook.ts';

/** What we touch of ExcelJS's writers beyond their published types. */
interface Insides {
	lastModifiedBy: string;
	title: string;
	subject: string;
	description: string;
	keywords: string;
	language: string;
	zip: { append(source: unknown, data: { name: string; date?: Date }): unknown };
	styles: {
		_addFont(font: object): number;
		map: { style: { toXml(model: { alignment?: MarkedAlignment }): string } };
	};
}

interface SheetInsides {
	_sheetRelsWriter: {
		_hyperlinks: object[];
		addHyperlink(link: { address: string; target: string }): void;
	};
}

/**
 * Writes a workbook to a stream and ends it.
 *
 * @throws RangeError when a text is longer than a cell holds: the caller must part it, nothing is cut here.
 */
export async function writeWorkbook(workbook: Workbook, stream: Writable): Promise<void> {
	const madeAt = new Date(workbook.properties.madeAt);
	const options = { stream, created: madeAt, useStyles: true, useSharedStrings: true };
	const writer = new PlainWriter(options);
	prepare(writer, workbook);
	const styles = new StyleBook();
	for (const [index, sheet] of workbook.sheets.entries()) {
		writeSheet(writer, sheet, styles, index === 0);
	}
	await writer.commit();
}

/**
 * ExcelJS's writer, honest about two things. Every entry of the zip carries the workbook's own time: with the machine's, no two files would
 * be equal. And the file does not claim to be written by Microsoft Excel: LibreOffice would take missing row heights for Excel's own and
 * leave wrapped text cut.
 */
class PlainWriter extends ExcelJS.stream.xlsx.WorkbookWriter {
	/** Called by ExcelJS's constructor, as the first to add an entry. */
	override addThemes(): Promise<void> {
		const { zip } = this as unknown as Insides;
		const append = zip.append.bind(zip);
		zip.append = (source, data) => {
			const content =
				data.name === '/xl/workbook.xml'
					? String(source).replace(/<fileVersion [^>]*\/>/, '')
					: source;
			return append(content, { ...data, date: this.created });
		};
		return super.addThemes();
	}

	override addApp(): Promise<void> {
		const xml =
			'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
			'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">' +
			'<Application>Kvartal</Application></Properties>';
		(this as unknown as Insides).zip.append(xml, { name: 'docProps/app.xml' });
		return Promise.resolve();
	}
}

function prepare(writer: PlainWriter, { properties }: Workbook): void {
	const inside = writer as unknown as Insides;
	writer.creator = cellText(properties.creator);
	inside.lastModifiedBy = writer.creator;
	inside.title = cellText(properties.title);
	inside.subject = cellText(properties.subject);
	inside.description = cellText(properties.description);
	inside.keywords = cellText(properties.keywords);
	inside.language = properties.language;

	inside.styles._addFont(BODY_FONT);
	const { style } = inside.styles.map;
	const toXml = style.toXml.bind(style);
	style.toXml = (model) => {
		const xml = toXml(model);
		return model.alignment?.quotePrefix ? xml.replace('<xf ', '<xf quotePrefix="1" ') : xml;
	};
}

function writeSheet(
	writer: ExcelJS.stream.xlsx.WorkbookWriter,
	sheet: Sheet,
	styles: StyleBook,
	isFirst: boolean
): void {
	const { print, frozen } = sheet;
	const target = writer.addWorksheet(sheet.name, {
		views: [
			{
				showGridLines: false,
				zoomScale: 100,
				...(isFirst ? { tabSelected: true } : {}),
				...(frozen ? { state: 'frozen' as const, xSplit: frozen.columns, ySplit: frozen.rows } : {})
			}
		] as ExcelJS.WorksheetView[],
		pageSetup: {
			paperSize: 9,
			orientation: 'landscape',
			pageOrder: 'overThenDown',
			fitToPage: true,
			fitToWidth: print.pagesWide,
			fitToHeight: 0,
			margins: { left: 0.4, right: 0.4, top: 0.65, bottom: 0.65, header: 0.3, footer: 0.3 },
			...(print.titleRows ? { printTitlesRow: print.titleRows.join(':') } : {}),
			...(print.titleColumns > 0
				? { printTitlesColumn: `A:${columnLetter(print.titleColumns)}` }
				: {})
		},
		headerFooter: { oddHeader: marginCode(print.header), oddFooter: marginCode(print.footer) }
	});
	const rels = (target as unknown as SheetInsides)._sheetRelsWriter;
	const addExternal = rels.addHyperlink.bind(rels);
	// ExcelJS would keep a place in the same workbook as the address of another file.
	rels.addHyperlink = ({ address, target: place }) => {
		if (place.startsWith('#')) rels._hyperlinks.push({ address, target: place.slice(1) });
		else addExternal({ address, target: place });
	};
	// Excel counts the air beside the text as part of the width. (Exactly 9, ExcelJS's own default, would be left out.)
	target.columns = sheet.widths.map((width) => ({ width: width + 5 / 7 }));
	if (sheet.filter) {
		const { row, lastRow, firstColumn, lastColumn } = sheet.filter;
		target.autoFilter = {
			from: { row, column: firstColumn },
			to: { row: lastRow, column: lastColumn }
		};
	}
	for (const [index, row] of sheet.rows.entries()) {
		writeRow(target, sheet, row, index + 1, styles);
	}
	target.commit();
}

function writeRow(
	target: ExcelJS.Worksheet,
	sheet: Sheet,
	row: Row,
	number: number,
	styles: StyleBook
): void {
	const made = target.getRow(number);
	for (const [index, cell] of row.cells.entries()) {
		if (cell === null) continue;
		const column = index + 1;
		const text = cell.kind === 'text' ? cellText(cell.text) : '';
		const isQuoted = cell.kind === 'text' && looksLikeFormula(text);
		const style = styles.of(cell, isQuoted);
		const place = made.getCell(column);
		place.value = valueOf(cell, text, `${sheet.name}!${columnLetter(column)}${number}`);
		place.style = style;
		if ((cell.across ?? 1) > 1) {
			const last = column + cell.across! - 1;
			target.mergeCells(number, column, number, last);
			for (let next = column + 1; next <= last; next += 1) made.getCell(next).style = style;
		}
	}
	made.height = heightOfRow(sheet, row);
	if (row.startsPage && number > 1) breakBefore(target, number);
	made.commit();
}

function breakBefore(target: ExcelJS.Worksheet, row: number): void {
	const { rowBreaks } = target as unknown as { rowBreaks: object[] };
	rowBreaks.push({ id: row - 1, max: 16_383, man: 1 });
}

function valueOf(cell: Cell, text: string, place: string): ExcelJS.CellValue {
	switch (cell.kind) {
		case 'text': {
			if (text.length > LONGEST_CELL) {
				throw new RangeError(`${place}: ${text.length} characters, a cell holds ${LONGEST_CELL}`);
			}
			if (text === '') return null;
			const kept = escaped(text);
			return cell.link === undefined ? kept : { text: kept, hyperlink: linkOf(cell.link) };
		}
		case 'integer':
			return cell.value;
		case 'amount':
			return Number(cell.value);
		case 'share':
			return cell.denominator === 0 ? '–' : cell.numerator / cell.denominator;
		case 'day':
			return dayNumber(cell.day);
	}
}

function linkOf(link: NonNullable<TextCell['link']>): string {
	if (typeof link === 'string') return link;
	return `#'${link.sheet}'!${columnLetter(link.column)}${link.row}`;
}

/** Excel's number of a day. It counts from a 29 February 1900 that never was; before March 1900 days have no number we trust. */
function dayNumber(day: string): number | string {
	const number = daysBetween('1899-12-30', day);
	return number > 60 ? number : day;
}

/** Every row says how high it is: text that runs across columns, or that a program only opens to print, makes no room for itself. */
function heightOfRow(sheet: Sheet, row: Row): number {
	let height = EMPTY_ROW;
	for (const [index, cell] of row.cells.entries()) {
		if (cell === null) continue;
		const lines =
			cell.kind === 'text' && wraps(cell.look)
				? linesIn(
						cellText(cell.text),
						roomIn(sheet.widths.slice(index, index + (cell.across ?? 1))),
						cell.look
					)
				: 1;
		height = Math.max(height, heightOf(lines, cell.look));
	}
	return Math.min(HIGHEST_ROW, height);
}

const LONGEST_MARGIN = 255;

/** Header or footer in Excel's code; all three parts together have 255 characters, so a part too long is shortened. */
function marginCode({ left, centre, right }: Margin): string {
	const code = (part: string) =>
		cellText(part)
			.replaceAll('&', '&&')
			.replaceAll('{page}', '&P')
			.replaceAll('{pages}', '&N')
			.replace(/\s+/g, ' ');
	const font = '&8';
	const most = Math.floor((LONGEST_MARGIN - 3 * (font.length + 3)) / 3);
	return [
		['&L', left],
		['&C', centre],
		['&R', right]
	]
		.filter(([, part]) => part !== '')
		.map(([side, part]) => `${side}${font} ${code(shortened(part!, most))}`)
		.join('');
}
