import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

test('the sign-in page answers, and the browser has nothing to complain about', async () => {
	const { context, page, complaints } = await visit(browser, server);
	const response = await page.goto('/login');
	expect(response?.status()).toBe(200);
	await page.waitForSelector('input[name="username"]');
	expect(complaints).toEqual([]);
	await context.close();
});

test.each(['admin', 'owner', 'coordinator', 'reporter', 'reviewer'])(
	'%s signs in to the demonstration',
	async (username) => {
		const { context, page, complaints } = await visit(browser, server);
		await signIn(page, username);
		expect(new URL(page.url()).pathname).not.toBe('/login');
		expect(complaints).toEqual([]);
		await context.close();
	}
);

test('signing in works without JavaScript', async () => {
	const { context, page } = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(page, 'reviewer');
	expect(new URL(page.url()).pathname).not.toBe('/login');
	await context.close();
});
