// The quarter's report as people get it: from the link on the page, in three languages, and refused with a sentence.
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';

const STRATEGY = '/strategies/cybercrime-2019-2023';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: Server;
let browser: Browser;
let reviewer: Visitor;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	reviewer = await visit(browser, server);
	await signIn(reviewer.page, 'reviewer');
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function load(bytes: Buffer): Promise<ExcelJS.Workbook> {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(new Uint8Array(bytes).buffer);
	return workbook;
}

test('the link on the page downloads the quarter in sight', async () => {
	const { page } = reviewer;
	await page.goto(`${STRATEGY}/packs?quarter=2020-Q2`);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.click('a.button[href*="pack.xlsx"]')
	]);
	expect(download.suggestedFilename()).toBe('kvartal-cybercrime-2019-2023-2020-Q2-en.xlsx');
	const workbook = await load(readFileSync(await download.path()));
	expect(workbook.title).toBe('Implementation of the action plan: Q2 2020');
});

test.each([
	['en', 'Cover', 'DRAFT'],
	['sr-Latn', 'Naslovna', 'NACRT'],
	['sr-Cyrl', 'Насловна', 'НАЦРТ']
])('in %s', async (lang, firstSheet, draft) => {
	const response = await reviewer.page.request.get(
		`${STRATEGY}/packs/2020-Q2/pack.xlsx?lang=${lang}`
	);
	expect(response.status()).toBe(200);
	expect(response.headers()).toMatchObject({
		'content-type': XLSX,
		'content-disposition': `attachment; filename="kvartal-cybercrime-2019-2023-2020-Q2-${lang}.xlsx"`
	});
	const workbook = await load(await response.body());
	expect(workbook.worksheets[0]!.name).toBe(firstSheet);
	expect(workbook.worksheets[0]!.headerFooter.oddHeader).toContain(draft);
});

test.each([
	[`${STRATEGY}/packs/2020-Q2/pack.xlsx?lang=de`, 400, '“de”'],
	[`${STRATEGY}/packs/2030-Q1/pack.xlsx?lang=en`, 404, '2030-Q1'],
	[`${STRATEGY}/packs/nonsense/pack.xlsx?lang=en`, 404, 'nonsense'],
	['/strategies/none/packs/2020-Q2/pack.xlsx?lang=en', 404, 'none'],
	['/strategies/information-security-2017-2020/packs/2020-Q2/pack.xlsx', 404, 'action plan']
])('%s is refused with %i and says why', async (address, status, why) => {
	const response = await reviewer.page.request.get(address);
	expect(response.status()).toBe(status);
	expect(await response.text()).toContain(why);
});
