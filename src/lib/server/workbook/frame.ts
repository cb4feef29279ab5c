// Everything of a workbook but what stands in its cells, made by ExcelJS: styles, theme, names, views, print set-up, content types. Where the
// cells belong, write.ts puts them.
import ExcelJS from 'exceljs';
import { cellText } from './cell-text.ts';
import { BODY_FONT, toneStyle, type CellStyle } from './looks.ts';
import {
	areaRef,
	columnLetter,
	shortened,
	type Margin,
	type Rule,
	type Sheet,
	type Workbook
} from './workbook.ts';
import { XML_HEAD } from './xml.ts';
import { unzipped } from './unzip.ts';

/** More than a workbook without cells takes. */
const MOST_BYTES = 20_000_000;

/** The XML of a sheet, parted where something of ours belongs. */
export interface SheetFrame {
	/** Up to its rows. */
	head: string;
	/** After its rows and what runs across columns, up to its links. */
	rules: string;
	/** After those, up to its page breaks. */
	print: string;
}

export interface Frame {
	/** In the workbook's order. */
	sheets: readonly SheetFrame[];
	/** By name in the zip: all parts that are neither sheets nor texts. */
	parts: ReadonlyMap<string, string>;
}

/** @param styles of the cells, in the order of their numbers from 1 */
export async function frameOf(workbook: Workbook, styles: readonly CellStyle[]): Promise<Frame> {
	const made = new ExcelJS.Workbook();
	setProperties(made, workbook);
	const sheets = workbook.sheets.map((sheet, index) => addSheet(made, sheet, index === 0));
	for (const [index, { style }] of styles.entries()) {
		const cell = sheets[0]!.getCell(index + 1, 1);
		// A text: so that ExcelJS plans for shared ones.
		cell.value = 'x';
		cell.style = style;
	}
	const files = unzipped(
		new Uint8Array(await made.xlsx.writeBuffer({ zip: { compression: 'STORE' } })),
		MOST_BYTES
	);
	const parts = new Map<string, string>();
	for (const [name, bytes] of files) {
		if (!name.endsWith('/')) parts.set(name, Buffer.from(bytes).toString('utf8'));
	}
	const frames = workbook.sheets.map((sheet, index) => {
		const name = sheetPart(index);
		const frame = partedAt(sheet, parts.get(name)!);
		if (index === 0) parts.set(STYLES, renumbered(parts.get(STYLES)!, parts.get(name)!, styles));
		return frame;
	});
	for (const index of workbook.sheets.keys()) parts.delete(sheetPart(index));
	parts.delete(TEXTS);
	parts.set('docProps/app.xml', APP);
	// The file does not claim to be written by Microsoft Excel: LibreOffice would take missing row heights for Excel's own and leave wrapped text cut.
	parts.set(WORKBOOK, parts.get(WORKBOOK)!.replace(/<fileVersion [^>]*\/>/, ''));
	return { sheets: frames, parts };
}

export const TEXTS = 'xl/sharedStrings.xml';
export const CONTENT_TYPES = '[Content_Types].xml';
const STYLES = 'xl/styles.xml';
const WORKBOOK = 'xl/workbook.xml';

/** The name of a sheet's part, by its place in the workbook. */
export function sheetPart(index: number): string {
	return `xl/worksheets/sheet${index + 1}.xml`;
}

const APP =
	XML_HEAD +
	'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">' +
	'<Application>Kvartal</Application></Properties>';

function setProperties(made: ExcelJS.Workbook, { properties }: Workbook): void {
	const madeAt = new Date(properties.madeAt);
	// Sheets say that they are shown in the first window: there is one.
	made.views = [
		{
			x: 0,
			y: 0,
			width: 24_000,
			height: 14_000,
			firstSheet: 0,
			activeTab: 0,
			visibility: 'visible'
		}
	];
	made.created = madeAt;
	made.modified = madeAt;
	made.creator = cellText(properties.creator);
	made.lastModifiedBy = made.creator;
	made.title = cellText(properties.title);
	made.subject = cellText(properties.subject);
	made.description = cellText(properties.description);
	made.keywords = cellText(properties.keywords);
	// ExcelJS writes it, and does not say so in its types.
	(made as unknown as { language: string }).language = properties.language;
}

function addSheet(made: ExcelJS.Workbook, sheet: Sheet, isFirst: boolean): ExcelJS.Worksheet {
	const { print, frozen } = sheet;
	const added = made.addWorksheet(sheet.name, {
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
	// Excel counts the air beside the text as part of the width. (Exactly 9, ExcelJS's own default, would be left out.)
	added.columns = sheet.widths.map((width) => ({ width: width + 5 / 7 }));
	for (const [index, { area, text, tone }] of rulesOf(sheet).entries()) {
		added.addConditionalFormatting({
			ref: areaRef(area),
			rules: [
				{
					type: 'cellIs',
					operator: 'equal',
					priority: index + 1,
					formulae: [`"${cellText(text).replaceAll('"', '""')}"`],
					style: toneStyle(tone)
				}
			]
		});
	}
	return added;
}

const LONGEST_RULE = 255;

function rulesOf({ conditional = [] }: Sheet): Rule[] {
	return conditional.filter(({ text }) => text.length <= LONGEST_RULE);
}

/** Parts a sheet's XML; the places of its elements are the standard's (ECMA-376, 18.3.1.99). */
function partedAt(sheet: Sheet, xml: string): SheetFrame {
	const rows = xml.indexOf('<sheetData');
	const afterRows = xml.indexOf('<pageMargins');
	const rules = xml.indexOf('<conditionalFormatting');
	const end = xml.indexOf('</worksheet>');
	if (rows === -1 || afterRows === -1 || end === -1)
		throw new Error('ExcelJS laid out a sheet otherwise');
	const lastRow = Math.max(1, sheet.rows.length);
	const last = `${columnLetter(Math.max(1, sheet.widths.length))}${lastRow}`;
	return {
		head: xml.slice(0, rows).replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`),
		rules: rules === -1 ? '' : xml.slice(rules, afterRows),
		print: xml.slice(afterRows, end)
	};
}

/**
 * ExcelJS's styles under our numbers. It knows no mark for texts that could be taken for formulas, and its default font is Calibri, by whose
 * digits columns would be as wide.
 */
function renumbered(xml: string, sheet: string, styles: readonly CellStyle[]): string {
	const theirs = new Map(
		[...sheet.matchAll(/<c r="A(\d+)" s="(\d+)"/g)].map(([, row, number]) => [
			Number(row),
			Number(number)
		])
	);
	const formats = /<cellXfs [^>]*>(.*?)<\/cellXfs>/s
		.exec(xml)?.[1]
		?.match(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs);
	if (!formats) throw new Error('ExcelJS laid out the styles otherwise');
	const ours = styles.map(({ isQuoted }, index) => {
		const format = formats[theirs.get(index + 1)!]!;
		return isQuoted ? format.replace('<xf ', '<xf quotePrefix="1" ') : format;
	});
	const font = `<font><sz val="${BODY_FONT.size}"/><name val="${BODY_FONT.name}"/><family val="${BODY_FONT.family}"/></font>`;
	return xml
		.replace(/<font>.*?<\/font>/s, font)
		.replace(
			/<cellXfs [^>]*>.*?<\/cellXfs>/s,
			() => `<cellXfs count="${ours.length + 1}">${formats[0]}${ours.join('')}</cellXfs>`
		);
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
