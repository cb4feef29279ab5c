// The history on screen: an owner finds what was done, an administrator takes contents out. Once without scripts, once with.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const S = '/strategies/cybercrime-2019-2023';
let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

describe.each([true, false])('with scripts: %s', (scripts) => {
	async function as(username: string) {
		const visitor = await visit(browser, server, { javaScriptEnabled: scripts });
		await signIn(visitor.page, username);
		return visitor;
	}

	test('an owner comes from an activity to its history, filters it, and reads what was before and after', async () => {
		const { page, context, complaints } = await as('owner');
		await page.goto(`${S}/activities/2.2.4?quarter=2020-Q3`);
		await page.click('a:has-text("History of this activity")');
		await page.waitForURL(/history\?quarter=2020-Q3&activity=2\.2\.4/);
		const rows = page.locator('tbody tr[id]');
		const all = await rows.count();
		expect(all).toBeGreaterThan(3);
		await page.selectOption('[name=act]', 'filing.decide');
		await page.click('form.filters button');
		await page.waitForURL(/act=filing\.decide/);
		await expect.poll(() => rows.count()).toBeLessThan(all);
		expect(await rows.first().textContent()).toContain('Decision on a filing');
		await rows.first().locator('summary').click();
		await expect.poll(() => rows.first().locator('table').isVisible()).toBe(true);
		expect(await rows.first().textContent()).toContain('version that counts');
		expect(await page.locator('main a:has-text("Take contents out")').count()).toBe(0);
		expect(complaints).toEqual([]);
		await context.close();
	});

	test('an administrator takes the contents of an entry out, with a reason, and a second time is told so', async () => {
		const { page, context } = await as('admin');
		const seq = scripts ? 40 : 41;
		await page.goto(`/history?before=${seq + 1}&redact=${seq}`);
		expect(await page.textContent(`#entry-${seq}`)).toContain('Before and after');
		await page.click('#redact button');
		await expect.poll(() => page.textContent('#redact .problems')).toContain('Say why');
		await page.fill('#redact [name=reason]', 'Personal data of a witness');
		await page.click('#redact button');
		await page.waitForURL(new RegExp(`redacted=${seq}`));
		expect(await page.textContent('[role=status]')).toContain('were taken out');
		expect(await page.textContent(`#entry-${seq}`)).toContain('Taken out by entry');
		await page.click(`#entry-${seq} a:has-text("Taken out by entry")`);
		await page.waitForURL(/#entry-/);
		expect(await page.textContent('tbody tr')).toContain('Contents taken out of the history');
		expect(await page.textContent('tbody tr')).toContain('Personal data of a witness');

		await page.goto(`/history?before=${seq + 1}&redact=${seq}`);
		await page.fill('#redact [name=reason]', 'Again');
		await page.click('#redact button');
		await page.waitForURL(/already/);
		expect(await page.textContent('[role=status]')).toContain('taken out before');
		await context.close();
	});
});
