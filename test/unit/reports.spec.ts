// Reports made in a thread: what comes back, what is refused, and how many at once.
import ExcelJS from 'exceljs';
import { beforeAll, afterAll, expect, test, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import * as reports from '#lib/server/report/reports.ts';
import { contextOf } from './database.ts';

let folder: string;
let order: reports.Order;

beforeAll(() => {
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	folder = mkdtempSync(join(tmpdir(), 'kvartal-reports-'));
	const path = join(folder, 'kvartal.db');
	const database = openDatabase(path);
	loadFolder(contextOf(database), 'data/cybercrime-2019-2023');
	database.close();
	order = {
		path,
		slug: 'cybercrime-2019-2023',
		quarter: '2020-Q2',
		today: '2020-10-05',
		locale: 'sr-Latn',
		madeAt: '2026-11-21T21:00:00Z',
		list: ''
	};
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function codesOf(work: Promise<unknown>): Promise<string[]> {
	try {
		await work;
		return [];
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return thrown.problems.map(({ code }) => code);
	}
}

test('a report comes back whole', async () => {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load((await reports.make(order)).buffer);
	expect(workbook.worksheets.map(({ name }) => name)).toContain('Aktivnosti');
	expect(workbook.getWorksheet('Aktivnosti')!.rowCount).toBeGreaterThan(40);
});

test('what reading refuses is refused here', async () => {
	expect(await codesOf(reports.make({ ...order, quarter: '2030-Q1' }))).toEqual([
		'no_such_quarter'
	]);
});

test('one that takes too long, or whose reader has gone, is ended and makes room', async () => {
	expect(await codesOf(reports.make(order, { timeoutMs: 1 }))).toEqual(['report-timeout']);
	const leaving = new AbortController();
	const left = reports.make(order, { signal: leaving.signal });
	leaving.abort(new Error('gone'));
	await expect(left).rejects.toThrow('gone');
	expect((await reports.make(order)).byteLength).toBeGreaterThan(10_000);
});

test('too many at once are refused, those in line are made or ended', async () => {
	const asked = Array.from({ length: 14 }, () => codesOf(reports.make(order, { timeoutMs: 1 })));
	const codes = (await Promise.all(asked)).flat();
	expect(codes.filter((code) => code === 'report-busy')).toHaveLength(2);
	expect(codes.filter((code) => code === 'report-timeout')).toHaveLength(12);
	expect((await reports.make(order)).byteLength).toBeGreaterThan(10_000);
});
