// The overview's figures of many quarters are those each quarter's own page has, and its tables as Excel have the same rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import * as overview from '#lib/server/quarter/overview.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import * as slips from '#lib/server/quarter/slips.ts';
import { tableOf } from '#lib/server/report/screen-tables.ts';
import * as workbooks from '#lib/server/workbook/workbooks.ts';

const SLUG = 'cybercrime-2019-2023';
const TODAY = { today: '2020-10-05' };
let folder: string;
let database: Database;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-trend-'));
	database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('the trend', () => {
	test('runs from the first quarter to the one whose filing has opened, and no further', () => {
		const { trend } = overview.read(database, SLUG, '2020-Q2', TODAY);
		expect(trend.quarters[0]!.quarter).toBe('2019-Q1');
		expect(trend.quarters.at(-1)).toMatchObject({ quarter: '2020-Q3', state: 'open' });
	});

	test('shows the quarter in question even before it opens', () => {
		const { trend } = overview.read(database, SLUG, '2020-Q4', TODAY);
		expect(trend.quarters.at(-1)).toMatchObject({ quarter: '2020-Q4', state: 'upcoming' });
	});

	test('says of each quarter what its own page says', () => {
		const { trend } = overview.read(database, SLUG, '2020-Q2', TODAY);
		for (const point of trend.quarters) {
			const { figures, response } = quarters.read(database, SLUG, point.quarter, TODAY);
			const { population, assessment, formulas, threeNumbers } = figures;
			expect(point).toMatchObject({ population, assessment, formulas, threeNumbers });
			expect(point.response.rate).toEqual(response.rate);
		}
	});

	test('names every body that owed in any quarter, and knows silence from owing nothing', () => {
		const { trend } = overview.read(database, SLUG, '2020-Q2', TODAY);
		for (const [index, { quarter }] of trend.quarters.entries()) {
			const { response } = quarters.read(database, SLUG, quarter, TODAY);
			const filed = trend.bodies.flatMap(({ bodyId, filed }) =>
				filed[index] ? [{ bodyId, ...filed[index] }] : []
			);
			const own = response.bodies.map(({ bodyId, submitted, owed }) => ({
				bodyId,
				submitted,
				owed
			}));
			expect(new Set(filed)).toEqual(new Set(own));
		}
	});
});

test('what the overview counts as moved or gone is what the quarter has', () => {
	const { view, moved, outside } = overview.read(database, SLUG, '2020-Q3', TODAY);
	const whole = quarters.read(database, SLUG, '2020-Q3', TODAY);
	expect(view.figures).toEqual(whole.figures);
	expect(view.activities).toEqual([]);
	expect(outside.map(({ code }) => code)).toEqual(whole.outside.map(({ code }) => code));
	expect(moved).toBe(slips.read(database, SLUG, '2020-Q3', TODAY).slips.length);
	for (const slip of slips.read(database, SLUG, '2020-Q3', TODAY).slips) {
		const activity = whole.activities.find(({ code }) => code === slip.code)!;
		const { adopted, current, slipDays, leads } = activity;
		expect(slip).toMatchObject({ adopted, current, days: slipDays, leads });
	}
});

describe('a table as Excel', () => {
	const order = {
		slug: SLUG,
		quarter: '2020-Q2',
		today: TODAY.today,
		locale: 'en' as const,
		activity: null,
		madeAt: '2026-11-21T22:00:00Z'
	};

	test.each([
		['goals', 5],
		['timeliness', 5],
		['trend', 7],
		['bodies', 17],
		['filings', 17],
		['slip', 7]
	])('%s has its rows under named columns', (table, count) => {
		const { sheets } = tableOf(database, { ...order, table });
		const { rows, table: named } = sheets[0]!;
		expect(rows.length - named!.row).toBe(count);
		const names = rows[named!.row - 1]!.cells.map((cell) => (cell as { text: string }).text);
		expect(names.every((name) => name !== '')).toBe(true);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toHaveLength(named!.lastColumn);
	});

	test('of an activity’s indicators it has that activity’s alone', () => {
		const rowsOf = (activity: string | null) => {
			const [sheet] = tableOf(database, { ...order, table: 'indicators', activity }).sheets;
			return sheet!.rows.length - sheet!.table!.row;
		};
		expect(rowsOf('2.2.4')).toBe(5);
		expect(rowsOf(null)).toBeGreaterThan(50);
	});

	test('is written in a thread and can be opened', async () => {
		const bytes = await workbooks.write(tableOf(database, { ...order, table: 'slip' }));
		const workbook = new ExcelJS.Workbook();
		await workbook.xlsx.load(bytes.buffer);
		expect(workbook.worksheets[0]!.getCell('A6').value).toBe('2.3.1');
	});

	test('there is none of another name', () => {
		expect(() => tableOf(database, { ...order, table: 'toString' })).toThrow(Refusal);
	});
});
