import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { elements, parseXml, type Element } from '../../../../test/unit/xml.ts';
import { headers, integer, text } from './cells.ts';
import type { Area, Chart, Sheet, Workbook } from './workbook.ts';
import { workbookFile } from './write.ts';
import { unzipped } from './unzip.ts';

const MARGIN = { left: '', centre: '', right: '' };

function bookOf(sheet: Partial<Sheet>): Workbook {
	return {
		properties: {
			...{ title: '', subject: '', creator: '', description: '', keywords: '', language: 'en' },
			madeAt: '2026-11-22T10:00:00Z'
		},
		sheets: [
			{
				name: 'It’s & <mine>',
				widths: [20, 10, 10],
				rows: [],
				frozen: null,
				print: { titleRows: null, titleColumns: 0, pagesWide: 1, header: MARGIN, footer: MARGIN },
				...sheet
			}
		]
	};
}

async function written(
	sheet: Partial<Sheet>
): Promise<{ bytes: Buffer; parts: Map<string, Element> }> {
	const bytes = Buffer.from(await workbookFile(bookOf(sheet)));
	const files = unzipped(bytes, 1e7);
	return {
		bytes,
		parts: new Map([...files].map(([name, one]) => [name, parseXml(Buffer.from(one).toString())]))
	};
}

const area = (row: number, lastRow: number, firstColumn: number, lastColumn: number): Area => ({
	...{ row, lastRow, firstColumn, lastColumn }
});
const rows = [
	{ cells: headers(['Name', 'Count', 'count']) },
	{ cells: [text('one & <two>'), integer(1), integer(2)] },
	{ cells: [text('three'), integer(0), integer(4)] }
];

describe('a table', () => {
	test('has columns called as the header cells say, of two the same the second with a number', async () => {
		const { bytes, parts } = await written({ rows, table: { name: 'Mine', ...area(1, 3, 1, 3) } });
		const names = [...elements(parts.get('xl/tables/table1.xml')!, 'tableColumn')];
		expect(names.map(({ attributes }) => attributes.name)).toEqual(['Name', 'Count', 'count (2)']);
		const book = new ExcelJS.Workbook();
		await book.xlsx.load(new Uint8Array(bytes).buffer);
		expect(book.worksheets[0]!.getCell('C1').value).toBe('count (2)');
	});

	test('of a header alone is none, for Excel would call the file damaged', async () => {
		const { parts } = await written({
			rows: rows.slice(0, 1),
			table: { name: 'Mine', ...area(1, 1, 1, 3) }
		});
		expect([...parts.keys()].filter((name) => name.includes('table'))).toEqual([]);
	});

	test('with a name Excel does not take is refused', async () => {
		const table = { name: 'Мој лист', ...area(1, 3, 1, 3) };
		await expect(written({ rows, table })).rejects.toThrow('No table is called Мој лист');
	});
});

test('a rule longer than Excel takes is left out, the others stand', async () => {
	const rule = (said: string) => ({ area: area(2, 3, 1, 1), text: said, tone: 'full' as const });
	const { parts } = await written({
		rows,
		conditional: [rule('x'.repeat(256)), rule('a "b" & c')]
	});
	const formulas = [...elements(parts.get('xl/worksheets/sheet1.xml')!, 'formula')];
	expect(formulas.map((formula) => formula.text)).toEqual(['"a ""b"" & c"']);
});

test.each<[Chart['kind'], string]>([
	['stacked-bars', 'c:barChart'],
	['stacked-columns', 'c:barChart'],
	['bars', 'c:barChart'],
	['lines', 'c:lineChart']
])('a chart of %s names its cells and has their values', async (kind, element) => {
	const chart: Chart = {
		kind,
		title: 'A & B',
		description: 'One, "two" <three>.',
		place: area(5, 20, 1, 3),
		categories: area(2, 3, 1, 1),
		series: [
			{ name: { row: 1, column: 2 }, values: area(2, 3, 2, 2), tone: 'full' },
			{ name: { row: 1, column: 3 }, values: area(2, 3, 3, 3), tone: 'no-data' }
		],
		unit: 'things'
	};
	const { parts } = await written({ rows, charts: [chart] });
	const [drawn] = [...elements(parts.get('xl/charts/chart1.xml')!, element)];
	expect([...elements(drawn!, 'c:f')].map((formula) => formula.text)).toEqual([
		"'It’s & <mine>'!$B$1",
		"'It’s & <mine>'!$A$2:$A$3",
		"'It’s & <mine>'!$B$2:$B$3",
		"'It’s & <mine>'!$C$1",
		"'It’s & <mine>'!$A$2:$A$3",
		"'It’s & <mine>'!$C$2:$C$3"
	]);
	expect([...elements(drawn!, 'c:v')].map((value) => value.text)).toEqual([
		...['Count', 'one & <two>', 'three', '1', '0'],
		...['count', 'one & <two>', 'three', '2', '4']
	]);
	const [frame] = [...elements(parts.get('xl/drawings/drawing1.xml')!, 'xdr:cNvPr')];
	expect(frame!.attributes).toMatchObject({ name: 'A & B', descr: 'One, "two" <three>.' });
});

test('what stands at the right of a cell stands off its line, and has so much less room', async () => {
	const long = 'a bb ccc '.repeat(50);
	const { bytes } = await written({
		widths: [30, 30],
		rows: [
			{ cells: [integer(458), text('5 March 2020')] },
			{ cells: [text(long, 'header')] },
			{ cells: [text(long, 'header', { align: 'right' })] }
		]
	});
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(new Uint8Array(bytes).buffer);
	const [sheet] = book.worksheets;
	expect(sheet!.getCell('A1').alignment).toMatchObject({ horizontal: 'right', indent: 1 });
	expect(sheet!.getCell('B1').alignment.indent).toBeUndefined();
	expect(sheet!.getRow(3).height).toBeGreaterThan(sheet!.getRow(2).height);
});
