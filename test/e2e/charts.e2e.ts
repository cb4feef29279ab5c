// Charts in the browser: drawn beside their tables, kept as pictures, redrawn for paper; without scripts there are the tables.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const OVERVIEW = '/strategies/cybercrime-2019-2023?quarter=2020-Q2';
let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

/** How much of a canvas is drawn on, 0 to 1. */
function drawnIn(page: Page, index: number): Promise<number> {
	return page.evaluate((index) => {
		const canvas = document.querySelectorAll('canvas')[index]!;
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		let drawn = 0;
		for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) drawn += 1;
		return drawn / (data.length / 4);
	}, index);
}

test('each chart is drawn, said in words, and kept as a picture', async () => {
	const { page, complaints } = await visit(browser, server);
	await signIn(page, 'reviewer');
	await page.goto(OVERVIEW, { waitUntil: 'networkidle' });
	const charts = page.getByRole('img', { name: /goal|Trend/ });
	expect(await charts.count()).toBe(3);
	for (let index = 0; index < 3; index += 1) {
		expect(await drawnIn(page, index)).toBeGreaterThan(0.1);
		const id = await charts.nth(index).getAttribute('aria-describedby');
		expect(await page.locator(`[id="${id}"]`).textContent()).toMatch(/\d+ of \d+/);
	}
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: /image .*“Trend by quarter”/ }).click()
	]);
	expect(download.suggestedFilename()).toBe('kvartal-cybercrime-2019-2023-2020-Q2-trend-en.png');
	const bytes = readFileSync(await download.path());
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	expect(bytes.readUInt32BE(16)).toBe(1920);
	expect(complaints).toEqual([]);
	await page.context().close();
});

test('the formula of the tables is chosen by an address', async () => {
	const { page } = await visit(browser, server);
	await signIn(page, 'reviewer');
	await page.goto(OVERVIEW, { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: 'Show formula C in the tables below' }).click();
	await page.waitForURL(/formula=C/);
	const table = page.locator('section[aria-labelledby="by-goal"] table');
	expect(await table.locator('thead th').last().innerText()).toContain('C');
	await page.context().close();
});

test('without scripts there are tables and their Excel, and nothing that does not work', async () => {
	const { page } = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(page, 'reviewer');
	await page.goto(OVERVIEW);
	expect(await page.locator('canvas:visible').count()).toBe(0);
	expect(await page.getByRole('button', { name: /image/ }).count()).toBe(0);
	const href = await page
		.getByRole('link', { name: /Excel: .*“Trend by quarter”/ })
		.getAttribute('href');
	const answer = await page.context().request.get(href!);
	expect(answer.status()).toBe(200);
	expect(answer.headers()['content-type']).toContain('spreadsheetml');
	await page.context().close();
});

test('on paper a dark page’s charts are light', async () => {
	const { page } = await visit(browser, server, { colorScheme: 'dark' });
	await signIn(page, 'reviewer');
	await page.goto(OVERVIEW, { waitUntil: 'networkidle' });
	const inkOf = () =>
		page.evaluate(() => {
			const canvas = document.querySelector('canvas')!;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			let light = 0;
			let all = 0;
			for (let at = 0; at < data.length; at += 4) {
				if (data[at + 3]! < 255) continue;
				all += 1;
				if (data[at]! + data[at + 1]! + data[at + 2]! > 600) light += 1;
			}
			return light / all;
		});
	const onScreen = await inkOf();
	await page.emulateMedia({ media: 'print' });
	await expect.poll(inkOf).toBeGreaterThan(onScreen);
	await page.context().close();
});
