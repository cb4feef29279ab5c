// The report read back from the file, as whoever gets it reads it.
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { changesBetween } from '#lib/domain/changes.ts';
import type { FrozenMark, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { fileName } from '#lib/server/report/file.ts';
import { sinceOf } from '#lib/server/quarter/changes.ts';
import { reportFile, workbookOf } from '#lib/server/report/report.ts';
import { contentsOfView, FROZEN_VIEW } from '../fixtures/pack-contents.ts';
import { HOSTILE, LONG_TEXT, QUARTER_VIEW } from '../fixtures/quarter-view.ts';

const MADE_AT = '2026-11-21T23:30:00Z';

async function bytesOf(view: QuarterView, locale: Locale): Promise<Buffer> {
	const making = { madeAt: MADE_AT, timeZone: 'Europe/Belgrade' };
	return Buffer.from(await reportFile(contentsOfView(view), locale, making));
}

async function read(view: QuarterView, locale: Locale): Promise<ExcelJS.Workbook> {
	const workbook = new ExcelJS.Workbook();
	const bytes = await bytesOf(view, locale);
	await workbook.xlsx.load(new Uint8Array(bytes).buffer);
	return workbook;
}

/** The row of a sheet whose cell in a column holds a value. */
function rowWith(sheet: ExcelJS.Worksheet, column: number, value: string): ExcelJS.Row {
	let found: ExcelJS.Row | undefined;
	sheet.eachRow((row) => {
		if (!found && row.getCell(column).text === value) found = row;
	});
	if (!found) throw new Error(`${sheet.name} has no row with ${value}`);
	return found;
}

/** An activity's cell by the header of its column. */
function cellOf(sheet: ExcelJS.Worksheet, code: string, header: string): ExcelJS.Cell {
	const headers = sheet.getRow(4);
	for (let column = 1; column <= headers.cellCount; column += 1) {
		if (headers.getCell(column).text === header) return rowWith(sheet, 1, code).getCell(column);
	}
	throw new Error(`${sheet.name} has no column ${header}`);
}

let workbook: ExcelJS.Workbook;
let activities: ExcelJS.Worksheet;
beforeAll(async () => {
	workbook = await read(QUARTER_VIEW, 'en');
	activities = workbook.getWorksheet('Activities')!;
});

describe('the summary', () => {
	test('letter, numerator and denominator stand in cells of one row, the percentage is a number', () => {
		const summary = workbook.getWorksheet('Summary')!;
		const figures = Object.fromEntries(
			['A', 'B', 'C', 'D'].map((letter) => {
				const row = rowWith(summary, 1, letter);
				return [letter, [4, 5, 6, 7].map((column) => row.getCell(column).value)];
			})
		);
		expect(figures).toEqual({
			A: [1, 5, 0.2, 2],
			B: [1, 2, 0.5, 0],
			C: [2, 3, 2 / 3, 0],
			D: [1, 3, 1 / 3, 1]
		});
		expect(rowWith(summary, 1, 'A').getCell(6).numFmt).toBe('0.0%');
		expect(rowWith(summary, 1, 'D').getCell(2).text).toContain('year to date');
	});

	test('a live quarter is a DRAFT, a demonstration says so, silent bodies are named', () => {
		const summary = workbook.getWorksheet('Summary')!;
		expect(textsOf(summary)).toContain('DRAFT');
		expect(textsOf(workbook.getWorksheet('Cover')!)).toContain(
			'Nothing here is an official figure'
		);
		expect(rowWith(summary, 2, 'RPPO').getCell(3).text).toBe('Republic Public Prosecution Office');
	});

	test('nothing of nothing is a dash', () => {
		const goals = workbook.getWorksheet('By goal')!;
		expect(textsOf(goals).split('\n')).toContain('–');
	});
});

describe('the activities', () => {
	test('one row for each, and what left the plan is apart', () => {
		expect(activities.rowCount).toBe(4 + 5);
		const outside = workbook.getWorksheet('Outside the plan')!;
		expect(rowWith(outside, 1, '1.2.1').getCell(6).text).toBe('withdrawn');
	});

	test.each([
		['What was done', HOSTILE.equals],
		['Result', HOSTILE.plus],
		['Problems', HOSTILE.minus],
		['Reasons for delay', HOSTILE.at],
		['Next steps', 'beforeafter'],
		['For a higher level', HOSTILE.escape]
	])('text stays text: %s', (header, text) => {
		const cell = cellOf(activities, '1.1.1', header);
		expect(cell.value).toBe(text);
		expect(cell.type).toBe(ExcelJS.ValueType.String);
	});

	test('a title that begins with a tab and an equals sign stays text as well', () => {
		expect(cellOf(activities, '2.2.1', 'Activity').value).toBe(HOSTILE.tab);
		expect(cellOf(activities, '2.2.1', 'What was done').value).toBe('half  of a pair');
	});

	test('days are days', () => {
		const adopted = cellOf(activities, '2.1.1', 'Adopted: last day');
		expect(adopted.value).toEqual(new Date('2019-09-30T00:00:00Z'));
		expect(cellOf(activities, '2.1.1', 'Current: last day').value).toEqual(
			new Date('2020-12-31T00:00:00Z')
		);
		expect(cellOf(activities, '2.1.1', 'Slip, days').value).toBe(458);
		expect(cellOf(activities, '2.1.1', 'Moves').value).toBe(1);
		expect(cellOf(activities, '1.1.1', 'Completed on').value).toEqual(
			new Date('2020-06-12T00:00:00Z')
		);
		expect(cellOf(activities, '2.2.1', 'Expected completion').value).toEqual(
			new Date('2020-09-15T00:00:00Z')
		);
	});

	test('what has no date has no day, and what was not filed is blank', () => {
		for (const header of ['Adopted: last day', 'Current: last day', 'Slip, days']) {
			expect(cellOf(activities, '2.1.10', header).value).toBeNull();
		}
		for (const header of ['What was done', 'Result', 'Evidence', 'Expected completion']) {
			expect(cellOf(activities, '2.1.10', header).value).toBeNull();
		}
		expect(cellOf(activities, '2.1.10', 'Timeliness').value).toBe('deadline unread');
	});

	test('an assessment has a shape, a word and a colour; what does not count is shown with its quarter', () => {
		const full = cellOf(activities, '1.1.1', 'Assessment');
		expect(full.value).toBe('● fully implemented');
		const { conditionalFormattings } = activities as unknown as {
			conditionalFormattings: { ref: string; rules: { formulae: string[]; style: object }[] }[];
		};
		expect(conditionalFormattings[0]).toMatchObject({
			ref: full.address.replace(/\d+$/, '5') + ':' + full.address.replace(/\d+$/, '9'),
			rules: [
				{
					type: 'cellIs',
					operator: 'equal',
					formulae: ['"● fully implemented"'],
					style: { fill: { pattern: 'solid', bgColor: { argb: 'FFB7DFCB' } } }
				}
			]
		});
		expect(conditionalFormattings.map(({ rules }) => rules[0]!.formulae[0])).toContain(
			'"◌ no data"'
		);
		expect(cellOf(activities, '2.1.1', 'Assessment').value).toBe('◌ no data');
		expect(cellOf(activities, '2.1.1', 'Latest assessment and its quarter').value).toBe(
			'MoI: partially implemented, Q2 2020\nRPPO: being successfully implemented, Q1 2020 (does not count here)'
		);
	});

	test('with several leads each text names its body, and says when it is in another language', () => {
		expect(cellOf(activities, '2.1.1', 'Result').value).toBe(
			'MoI: first line\n  second line, indented\nthird'
		);
		expect(cellOf(activities, '2.1.1', 'What was done').text).toMatch(/^MoI: \[SR\] Pasus 1/);
		expect(cellOf(activities, '2.1.10', 'Activity').value).toBe('[SR] Nabavka opreme');
	});

	test('evidence names what it is, links with the day they were retrieved', () => {
		expect(cellOf(activities, '1.1.1', 'Evidence').text.split('\n')).toEqual([
			'Записник, no. 01-123/2020, 12 June 2020',
			'=cmd, https://example.org/a?b=1&c=2 (retrieved 1 July 2020)',
			'official gazette: Sl. glasnik RS 35/2019'
		]);
	});

	test('marks of provenance say which fields they are of, in the reader’s language alone', () => {
		expect(cellOf(activities, '1.1.1', 'Mark').value).toBe('◇ ⇄');
		expect(cellOf(activities, '1.1.1', 'What is marked').value).toBe(
			'◇ the rest, measure, filing\n⇄ wording'
		);
	});
});

describe('long texts', () => {
	test('stand whole in their cell and, in pieces that print, on a sheet of their own', async () => {
		const cyrillic = await read(QUARTER_VIEW, 'sr-Cyrl');
		const whole = `МУП: ${LONG_TEXT}`;
		const sheet = cyrillic.getWorksheet('Активности')!;
		expect(cellOf(sheet, '2.1.1', 'Шта је предузето').value).toBe(whole);
		expect(cellOf(sheet, '2.1.1', 'У целини').text).toBe('Шта је предузето: ред 6');
		expect(piecesOn(cyrillic.getWorksheet('Текстови у целини')!)).toBe(whole);
		expect(cyrillic.getWorksheet('Текстови у целини')!.getRow(6).height).toBeLessThanOrEqual(409);
	});

	test('beyond what a cell holds, it says where it goes on', async () => {
		const endless = Array.from({ length: 6000 }, (_, index) => `реч${index}`).join(' ');
		const [first, ...others] = QUARTER_VIEW.activities;
		const filing = first!.filings[0]!;
		const view: QuarterView = {
			...QUARTER_VIEW,
			activities: [
				{
					...first!,
					filings: [{ ...filing, texts: { ...filing.texts, narrative: { 'sr-Cyrl': endless } } }]
				},
				...others
			]
		};
		const book = await read(view, 'sr-Cyrl');
		const { text } = cellOf(book.getWorksheet('Активности')!, '1.1.1', 'Шта је предузето');
		expect(text.length).toBeLessThanOrEqual(32_767);
		expect(text).toMatch(/ … \[наставак на листу „Текстови у целини“, ред 6\]$/);
		const sheet = book.getWorksheet('Текстови у целини')!;
		expect(piecesOn(sheet, '1.1.1')).toBe(endless);
	});
});

describe('the file', () => {
	test.each<[Locale, string[]]>([
		[
			'en',
			[
				...['Cover', 'Summary', 'By goal', 'Trend', 'By body', 'Activities', 'Outside the plan'],
				...['W1 due and not done', 'W2 at risk', 'Deadlines moved', 'Texts in full', 'Notes'],
				'Verification'
			]
		],
		[
			'sr-Latn',
			[
				...['Naslovna', 'Zbirni pregled', 'Po ciljevima', 'Kretanje', 'Po organima', 'Aktivnosti'],
				...[
					'Van plana',
					'W1 dospelo, nije realizovano',
					'W2 pod rizikom',
					'Pomereni rokovi',
					'Tekstovi u celini',
					'Napomene',
					'Provera'
				]
			]
		],
		[
			'sr-Cyrl',
			[
				...['Насловна', 'Збирни преглед', 'По циљевима', 'Кретање', 'По органима', 'Активности'],
				...[
					'Ван плана',
					'W1 доспело, није реализовано',
					'W2 под ризиком',
					'Померени рокови',
					'Текстови у целини',
					'Напомене',
					'Провера'
				]
			]
		]
	])('is in the reader’s language: %s', async (locale, names) => {
		const book = await read(QUARTER_VIEW, locale);
		expect(book.worksheets.map(({ name }) => name)).toEqual(names);
		const quarter = { en: 'Q2 2020', 'sr-Latn': 'II kvartal 2020.', 'sr-Cyrl': 'II квартал 2020.' };
		expect(book.title).toContain(quarter[locale]);
		expect(book.created).toEqual(new Date(MADE_AT));
		expect(book.creator).toBe(locale === 'sr-Cyrl' ? 'Квартал' : 'Kvartal');
	});

	test('tables keep their header in view, can be filtered, and print on A4 with what they are', () => {
		expect(activities.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 4 });
		const { table } = activities.getTable('Activities') as unknown as {
			table: { tableRef: string; columns: { name: string }[] };
		};
		expect(table.tableRef).toBe('A4:AD9');
		expect(table.columns.map(({ name }) => name)).toEqual(
			(activities.getRow(4).values as string[]).slice(1)
		);
		expect(activities.pageSetup).toMatchObject({
			paperSize: 9,
			orientation: 'landscape',
			fitToPage: true,
			fitToWidth: 3,
			fitToHeight: 0,
			printTitlesRow: '4:4',
			printTitlesColumn: 'A:A'
		});
		expect(activities.headerFooter.oddHeader).toBe(
			'&L&8 Combating Cybercrime && more&C&8 Activities&R&8 DRAFT · Q2 2020'
		);
		expect(activities.headerFooter.oddFooter).toContain('&P / &N');
		for (const sheet of workbook.worksheets) {
			expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape' });
		}
	});

	test('the rows of bodies do not add up, and say so', () => {
		const bodies = workbook.getWorksheet('By body')!;
		expect(bodies.getCell('B3').text).toContain('do not add up');
		const row = rowWith(bodies, 1, 'MoI');
		expect([3, 4, 5, 6].map((column) => row.getCell(column).value)).toEqual([3, 3, 1, 2]);
	});

	test('it says when and from what it was made, and its sources', () => {
		const notes = textsOf(workbook.getWorksheet('Notes')!);
		expect(notes).toContain('22 November 2026, 00:30 (Europe/Belgrade)');
		expect(notes).toContain('=not a formula');
		expect(notes).toContain('5 October 2020');
	});

	test('the same view made at the same instant gives the same bytes', async () => {
		const [one, other] = [await bytesOf(QUARTER_VIEW, 'en'), await bytesOf(QUARTER_VIEW, 'en')];
		expect(one.equals(other)).toBe(true);
	});

	const FROZEN: FrozenMark = {
		revision: 1,
		hash: 'ab'.repeat(32),
		frozenOn: '2020-11-10',
		signedBy: null,
		history: { entries: 12, link: 'cd'.repeat(32) },
		correction: null,
		rules: 1
	};

	test('a frozen quarter is no draft', () => {
		const contents = contentsOfView({ ...QUARTER_VIEW, frozen: FROZEN });
		const frozen = workbookOf(contents, 'en', { madeAt: MADE_AT });
		expect(JSON.stringify(frozen)).not.toContain('DRAFT');
	});

	test('its name is safe in a header', () => {
		expect(fileName({ slug: 'cybercrime-2019-2023', quarter: '2020-Q2', locale: 'sr-Cyrl' })).toBe(
			'kvartal-cybercrime-2019-2023-2020-Q2-sr-Cyrl.xlsx'
		);
		expect(fileName({ slug: 'a"\r\nb', quarter: '2020-Q2', locale: 'en' })).toBe(
			'kvartal-a___b-2020-Q2-en.xlsx'
		);
	});
});

function textsOf(sheet: ExcelJS.Worksheet): string {
	const texts: string[] = [];
	sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.value === null ? '' : cell.text)));
	return texts.join('\n');
}

/** The last column of the sheet of long texts, joined. */
function piecesOn(sheet: ExcelJS.Worksheet, code?: string): string {
	const pieces: string[] = [];
	sheet.eachRow((row, number) => {
		if (number > 5 && (code === undefined || row.getCell(1).text === code)) {
			pieces.push(row.getCell(4).text);
		}
	});
	return pieces.join('');
}

describe('what changed since the quarter before', () => {
	const [first, ...others] = QUARTER_VIEW.activities;
	const from: QuarterView = {
		...QUARTER_VIEW,
		quarter: '2020-Q1',
		activities: [{ ...first!, filings: [], title: { en: HOSTILE.equals } }, ...others]
	};
	const changes = changesBetween(from, QUARTER_VIEW);
	const since = sinceOf({ from, to: QUARTER_VIEW, changes });
	const sheetOf = (locale: Locale) => {
		const made = workbookOf(contentsOfView(QUARTER_VIEW, since), locale, { madeAt: MADE_AT });
		return made.sheets.find(({ name }) => /Q1 2020|I квартала/.test(name));
	};

	test('a sheet of its own, with a row for each change; text stays text', () => {
		const sheet = sheetOf('en')!;
		expect(sheet.name).toBe('Changes since Q1 2020');
		const rows = sheet.rows
			.slice(5)
			.map(({ cells }) => cells.map((cell) => (cell?.kind === 'text' ? cell.text : null)));
		expect(rows).toHaveLength(since.changes.length);
		expect(rows.map(([severity, code, , what]) => [severity, code, what])).toEqual([
			['For the record', '1.1.1', expect.stringContaining('Evidence added')],
			['For the record', '1.1.1', expect.stringContaining('Activity worded otherwise')]
		]);
		expect(rows[1]![5]).toBe(HOSTILE.equals);
		expect(sheetOf('sr-Cyrl')!.name).toBe('Промене од I квартала 2020.');
	});

	test('of a correction what it changed, after what the quarter did', () => {
		const revised = { ...QUARTER_VIEW, frozen: FROZEN_VIEW.frozen };
		const corrected = {
			...sinceOf({ from: { ...from, quarter: QUARTER_VIEW.quarter }, to: QUARTER_VIEW, changes }),
			of: { revision: 1, hash: 'cd'.repeat(32) }
		};
		const contents = { ...contentsOfView(revised, since), corrected };
		const { sheets } = workbookOf(contents, 'en', { madeAt: MADE_AT });
		const names = sheets.map(({ name }) => name);
		const at = names.indexOf('Changes since revision 1');
		expect(names[at - 1]).toBe('Changes since Q1 2020');
		expect(JSON.stringify(sheets[at]!.rows[0])).toContain(
			'What changed in Q2 2020 from revision 1 to revision 2'
		);
		expect(sheets[at]!.rows.slice(5)).toHaveLength(corrected.changes.length);
	});

	test('none in a report of the plan’s first quarter', () => {
		const { sheets } = workbookOf(contentsOfView(QUARTER_VIEW), 'en', { madeAt: MADE_AT });
		expect(sheets.some(({ name }) => name.startsWith('Changes'))).toBe(false);
	});
});

describe('a deadline that was moved often, with long reasons', () => {
	const reasons = [1, 2, 3, 4].map(
		(move) => `Reason ${move}: ${'because it rained, '.repeat(500)}end`
	);
	const [first, moved, ...others] = QUARTER_VIEW.activities;
	const [entry] = moved!.ledger;
	const view: QuarterView = {
		...QUARTER_VIEW,
		activities: [
			first!,
			{ ...moved!, ledger: reasons.map((reason) => ({ ...entry!, reason: { en: reason } })) },
			...others
		]
	};
	let book: ExcelJS.Workbook;
	beforeAll(async () => {
		book = await read(view, 'en');
	});

	test('has as much of them in its row as is printed, and where they go on', () => {
		const cell = rowWith(book.getWorksheet('Deadlines moved')!, 1, '2.1.1').getCell(8);
		expect(cell.text).toMatch(/^20 June 2020, extension: Reason 1: because/);
		expect(cell.text).toMatch(/… \[continues on the sheet “Texts in full”, row \d+\]$/);
		expect(cell.text.length).toBeLessThan(4_000);
	});

	test('has all of them on the sheet of long texts, in the row that is named', () => {
		const cell = rowWith(book.getWorksheet('Deadlines moved')!, 1, '2.1.1').getCell(8);
		const texts = book.getWorksheet('Texts in full')!;
		const from = Number(/row (\d+)\]$/.exec(cell.text)![1]);
		const row = texts.getRow(from);
		expect([1, 2, 3].map((column) => row.getCell(column).text)).toEqual([
			'2.1.1',
			'Training of officers & prosecutors\u00A0◇',
			'When, how and why'
		]);
		const whole = Array.from(
			{ length: texts.rowCount - from + 1 },
			(_, index) => texts.getRow(from + index).getCell(4).text
		).join('');
		for (const reason of reasons) expect(whole).toContain(reason);
	});
});

test('a source’s address is a link as far as Excel takes it, and text in any case', async () => {
	const urls = [
		'https://example.org/a b\u0001"<c>',
		'https://',
		'javascript:alert(1)',
		`https://example.org/${'x'.repeat(2_100)}`
	];
	const sources = urls.map((url, id) => ({
		id,
		key: `s${id}`,
		title: `Source ${id}`,
		url,
		note: null
	}));
	const notes = (await read({ ...QUARTER_VIEW, sources }, 'en')).getWorksheet('Notes')!;
	const links = sources.map(({ title }) => rowWith(notes, 1, title).getCell(3).hyperlink);
	expect(links).toEqual([
		'https://example.org/a%20b%01%22%3Cc%3E',
		undefined,
		undefined,
		undefined
	]);
	expect(rowWith(notes, 1, 'Source 3').getCell(2).text).toBe(urls[3]);
});
