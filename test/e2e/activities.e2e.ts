// The list of activities in the browser: asked with scripts and without, cited, read one by one, taken along as Excel; where roles begin.
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const QUARTER = 'quarter=2020-Q2';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

const codesOn = (page: Page) =>
	page.locator('main tbody tr:not(.group) th[scope="row"] a').allInnerTexts();
const addressOf = (page: Page) => {
	const { pathname, search } = new URL(page.url());
	return decodeURIComponent(pathname + search);
};

test('a list asked with scripts has the short address, which is the one to be cited', async () => {
	const { page, complaints } = await visit(browser, server);
	await signIn(page, 'reviewer');
	await page.goto(`${AT}/activities?${QUARTER}`, { waitUntil: 'networkidle' });
	await page.selectOption('select[name="body"]', 'ratel');
	await page.selectOption('select[name="role"]', 'lead');
	await page.click('form[role="search"] button');
	await page.waitForURL(/role=lead/);
	expect(addressOf(page)).toBe(`${AT}/activities?${QUARTER}&body=ratel&role=lead`);
	expect(await codesOn(page)).toHaveLength(9);
	const cited = page.locator('a.address');
	expect(await cited.getAttribute('href')).toBe(`${AT}/activities?${QUARTER}&body=ratel&role=lead`);

	await page.click('thead a:has-text("Deadline")');
	await page.waitForURL(/sort=deadline/);
	const codes = await codesOn(page);
	await page.click(`main th a:text-is("${codes[1]!}")`);
	await page.waitForURL(/from=/);
	await page.click('main nav a[rel="next"]');
	await page.waitForURL((url) => url.pathname.endsWith(codes[2]!));
	await page.click('main nav a[rel="prev"]');
	await page.waitForURL((url) => url.pathname.endsWith(codes[1]!));
	await page.click('main nav a:has-text("Back to the list")');
	await page.waitForURL(/sort=deadline/);
	expect(await codesOn(page)).toEqual(codes);

	await page.click('main li:has-text("RATEL") a.no-print');
	await page.waitForURL((url) => !url.search.includes('body'));
	expect(addressOf(page)).toBe(`${AT}/activities?${QUARTER}&sort=deadline`);
	expect(complaints).toEqual([]);
});

test('without scripts the same is asked, in Cyrillic as in Latin, and columns are chosen', async () => {
	const { page } = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(page, 'reviewer');
	const ask = async (words: string) => {
		await page.goto(`${AT}/activities?${QUARTER}`);
		await page.fill('input[name="q"]', words);
		await page.click('form[role="search"] summary');
		await page.uncheck('input[value="result"]');
		await page.check('input[value="slip"]');
		await page.click('form[role="search"] button');
		return codesOn(page);
	};
	const codes = await ask('обука');
	expect(codes.length).toBeGreaterThan(0);
	expect(await ask('OBUKA')).toEqual(codes);
	const heads = await page.locator('main thead th').allInnerTexts();
	expect(heads.at(-1)).not.toContain('Result');
	expect(heads.join()).toContain('Slip');
});

test('the same rows come as Excel', async () => {
	const { page } = await visit(browser, server);
	await signIn(page, 'reviewer');
	await page.goto(`${AT}/activities?${QUARTER}&timeliness=overdue,late&columns=activity,slip`);
	const codes = await codesOn(page);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.click('a:has-text("These rows in Excel")')
	]);
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.readFile(await download.path());
	const sheet = workbook.worksheets[0]!;
	const first = Array.from({ length: sheet.rowCount }, (_, row) => sheet.getCell(row + 1, 1).text);
	expect(first.slice(first.indexOf('Code') + 1)).toEqual(codes);
});

test.each([
	['reporter', `${AT}/owed?quarter=2020-Q3`],
	['coordinator', `${AT}/board?quarter=2020-Q3`],
	['owner', AT],
	['reviewer', AT],
	['admin', '/users']
])('%s begins at %s', async (who, address) => {
	const { page } = await visit(browser, server);
	await signIn(page, who);
	await page.goto('/');
	expect(addressOf(page)).toBe(address);
});
