// The report's file as a spreadsheet program takes it apart: every part well-formed, known by its type, and where another says it is.
import ExcelJS from 'exceljs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname, join, normalize } from 'node:path/posix';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '#lib/domain/text.ts';
import { reportFile } from '#lib/server/report/report.ts';
import { unzipped } from '#lib/server/workbook/unzip.ts';
import { CONTENTS, MAKING } from '../fixtures/report-making.ts';
import { elements, parseXml, type Element } from './xml.ts';

async function bytesOf(locale: Locale): Promise<Buffer> {
	return Buffer.from(await reportFile(CONTENTS, locale, MAKING));
}

/** A sheet's parts by what they are: its own XML, and what its relations lead to. */
interface Sheet {
	name: string;
	xml: Element;
	tables: Element[];
	charts: Element[];
	drawings: Element[];
}

describe.each<Locale>(['en', 'sr-Cyrl', 'sr-Latn'])('the file in %s', (locale) => {
	let bytes: Buffer;
	let parts: Map<string, Element>;
	let sheets: Sheet[];
	let book: ExcelJS.Workbook;
	beforeAll(async () => {
		bytes = await bytesOf(locale);
		const files = unzipped(bytes, 1e8);
		parts = new Map([...files].map(([name, one]) => [name, parseXml(Buffer.from(one).toString())]));
		sheets = sheetsIn(parts);
		book = new ExcelJS.Workbook();
		await book.xlsx.load(new Uint8Array(bytes).buffer);
	});

	test('every relation leads to a part, and every part has a type', () => {
		for (const [name, xml] of parts) {
			if (!name.endsWith('.rels')) continue;
			for (const { attributes } of elements(xml, 'Relationship')) {
				if (attributes.TargetMode === 'External') continue;
				expect([...parts.keys()]).toContain(targetOf(name, attributes.Target!));
			}
		}
		const types = parts.get('[Content_Types].xml')!;
		const overrides = [...elements(types, 'Override')].map(
			({ attributes }) => attributes.PartName!
		);
		expect(new Set(overrides).size).toBe(overrides.length);
		for (const name of overrides) expect([...parts.keys()]).toContain(name.slice(1));
		const byEnding = [...elements(types, 'Default')].map(({ attributes }) => attributes.Extension);
		expect(byEnding).toContain('rels');
		for (const name of parts.keys()) {
			if (name.endsWith('.rels') || name === '[Content_Types].xml') continue;
			expect(overrides).toContain(`/${name}`);
		}
	});

	test('a sheet’s elements stand in the order of the standard', () => {
		const order = [
			...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter'],
			...['mergeCells', 'conditionalFormatting', 'hyperlinks', 'printOptions', 'pageMargins'],
			...['pageSetup', 'headerFooter', 'rowBreaks', 'drawing', 'tableParts']
		];
		for (const { xml } of sheets) {
			const places = xml.children.map(({ name }) => order.indexOf(name));
			expect(places).not.toContain(-1);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		}
	});

	test('tables have names of their own, and columns named by their header cells', () => {
		const tables = sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table })));
		expect(tables.map(({ table }) => table.attributes.displayName)).toEqual([
			...['Goals', 'Trend', 'Bodies', 'Activities', 'Outside', 'W1_due', 'Deadline_moves', 'Texts']
		]);
		expect(new Set(tables.map(({ table }) => table.attributes.id)).size).toBe(tables.length);
		for (const { sheet, table } of tables) {
			const { ref } = table.attributes;
			const columns = [...elements(table, 'tableColumn')].map(({ attributes }) => attributes.name!);
			expect(new Set(columns.map((name) => name.toLowerCase())).size).toBe(columns.length);
			const area = areaOf(ref!);
			const shown = book.getWorksheet(sheet.name)!;
			expect(columns).toEqual(
				columns.map((_, index) => shown.getCell(area.top, area.left + index).value)
			);
			expect(area.right - area.left + 1).toBe(columns.length);
			expect(area.bottom).toBeGreaterThan(area.top);
			expect([...elements(table, 'autoFilter')][0]!.attributes.ref).toBe(ref);
			expect([...elements(sheet.xml, 'autoFilter')]).toEqual([]);
			for (const { attributes } of elements(sheet.xml, 'mergeCell')) {
				const merged = areaOf(attributes.ref!);
				expect(merged.bottom < area.top || merged.top > area.bottom).toBe(true);
			}
		}
	});

	test('charts are drawn from cells, with the values these have, and say what they show', () => {
		const charts = sheets.flatMap((sheet) => sheet.charts.map((chart) => ({ sheet, chart })));
		expect(charts).toHaveLength(3);
		for (const { sheet, chart } of charts) {
			for (const kind of ['numRef', 'strRef']) {
				for (const reference of elements(chart, `c:${kind}`)) {
					const [formula, cache] = reference.children;
					const [name, range] = formula!.text.split('!') as [string, string];
					expect(name).toBe(`'${sheet.name}'`);
					const area = areaOf(range.replaceAll('$', ''));
					const shown = book.getWorksheet(sheet.name)!;
					const values = [...elements(cache!, 'c:v')].map(({ text }) => text);
					expect(values.length).toBeGreaterThan(0);
					expect(values).toEqual(
						values.map((_, index) => String(shown.getCell(area.top + index, area.left).value))
					);
					expect(area.bottom - area.top + 1).toBe(values.length);
				}
			}
			const fills = [...elements(chart, 'c:ser')].map(({ children }) =>
				JSON.stringify(children.find((child) => child.name === 'c:spPr')!.children[0])
			);
			const patterns = fills.map((fill) => /"prst":"(\w+)"/.exec(fill)?.[1] ?? 'plain');
			expect(new Set(fills).size).toBe(fills.length);
			// Of eight timelinesses two are dotted: one on dark, the other on pale ground.
			expect(new Set(patterns).size).toBeGreaterThanOrEqual(fills.length - 1);
		}
		for (const { drawings } of sheets) {
			for (const drawing of drawings) {
				for (const { attributes } of elements(drawing, 'xdr:cNvPr')) {
					expect(attributes.descr).toMatch(/\d/);
				}
			}
		}
	});

	test('a chart covers no cell that says anything', () => {
		for (const { name, drawings } of sheets) {
			for (const anchor of drawings.flatMap((drawing) => [
				...elements(drawing, 'xdr:twoCellAnchor')
			])) {
				const [from, to] = ['xdr:from', 'xdr:to'].map((end) => [...elements(anchor, end)][0]!);
				const row = (of: Element) => Number([...elements(of, 'xdr:row')][0]!.text);
				for (let at = row(from!) + 1; at <= row(to!); at += 1) {
					expect(book.getWorksheet(name)!.getRow(at).hasValues).toBe(false);
				}
			}
		}
	});

	test('its entries are sorted and bear the time it was made at, in UTC', () => {
		const entries: { name: string; time: number; date: number }[] = [];
		for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
			const length = bytes.readUInt16LE(at + 26);
			entries.push({
				name: bytes.toString('latin1', at + 30, at + 30 + length),
				time: bytes.readUInt16LE(at + 10),
				date: bytes.readUInt16LE(at + 12)
			});
			at += 30 + length + bytes.readUInt16LE(at + 28) + bytes.readUInt32LE(at + 18);
		}
		expect(entries.map(({ name }) => name)).toEqual([...parts.keys()].toSorted());
		expect(entries[0]!.name).toBe('[Content_Types].xml');
		for (const { time, date } of entries) {
			expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([23, 30, 4]);
			expect([1980 + (date >> 9), (date >> 5) & 15, date & 31]).toEqual([2026, 11, 21]);
		}
	});
});

test('another process in another time zone makes the same bytes', async () => {
	const here = createHash('sha256')
		.update(await bytesOf('sr-Cyrl'))
		.digest('hex');
	const script = new URL('print-report.ts', import.meta.url).pathname;
	for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles']) {
		const { stdout, stderr } = spawnSync(process.execPath, [script], {
			encoding: 'utf8',
			env: { ...process.env, TZ, LANG: 'sr_RS.UTF-8' }
		});
		expect(stdout.trim(), stderr).toBe(here);
	}
});

function sheetsIn(parts: ReadonlyMap<string, Element>): Sheet[] {
	const relations = relationsOf(parts, 'xl/workbook.xml');
	return [...elements(parts.get('xl/workbook.xml')!, 'sheet')].map(({ attributes }) => {
		const part = relations.find(({ id }) => id === attributes['r:id'])!.target;
		const own = relationsOf(parts, part);
		const ofKind = (from: typeof own, kind: string) =>
			from.filter(({ type }) => type.endsWith(`/${kind}`)).map(({ target }) => target);
		const drawings = ofKind(own, 'drawing');
		const charts = drawings.flatMap((name) => ofKind(relationsOf(parts, name), 'chart'));
		const partsOf = (names: readonly string[]) => names.map((name) => parts.get(name)!);
		return {
			name: attributes.name!,
			xml: parts.get(part)!,
			tables: partsOf(ofKind(own, 'table')),
			charts: partsOf(charts),
			drawings: partsOf(drawings)
		};
	});
}

function relationsOf(parts: ReadonlyMap<string, Element>, part: string) {
	const rels = join(dirname(part), '_rels', `${part.split('/').at(-1)}.rels`);
	const xml = parts.get(rels);
	if (!xml) return [];
	return [...elements(xml, 'Relationship')].map(({ attributes }) => ({
		id: attributes.Id!,
		type: attributes.Type!,
		target: targetOf(rels, attributes.Target!)
	}));
}

/** A relation's target, from the part the relations are of. */
function targetOf(rels: string, target: string): string {
	return normalize(join(dirname(dirname(rels)), target));
}

function areaOf(ref: string) {
	const [from, to = from] = ref.split(':') as [string, string | undefined];
	const column = (cell: string) =>
		[...cell.replace(/\d+/, '')].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0);
	const row = (cell: string) => Number(cell.replace(/\D+/, ''));
	return { top: row(from), bottom: row(to!), left: column(from), right: column(to!) };
}
