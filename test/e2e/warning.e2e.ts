// Early warning as a coordinator works with it: an override with its note, taken back again, and two people at once; with and without scripts.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const PAGE = `${AT}/warning?quarter=2020-Q3`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function as(
	role: 'coordinator' | 'reviewer' | 'owner',
	work: (visitor: Visitor) => Promise<void>,
	options: { javaScriptEnabled?: boolean } = {}
) {
	const visitor = await visit(browser, server, options);
	try {
		await signIn(visitor.page, role);
		await work(visitor);
		expect(visitor.complaints.filter((said) => !/status of (400|409)/.test(said))).toEqual([]);
	} finally {
		await visitor.context.close();
	}
}

const codesIn = (page: Page, table: string) =>
	page.locator(`table[data-table="${table}"] tbody th`).allTextContents();
const saved = (page: Page) => page.click('#override button.primary');

test.each([true, false])(
	'a row is taken off W2 with a note, listed, and put back (scripts: %s)',
	(javaScriptEnabled) =>
		as(
			'coordinator',
			async ({ page }) => {
				await page.goto(PAGE);
				expect(await codesIn(page, 'risk')).toContain('2.1.3');
				await page.click('a[aria-label="Take off the list: 2.1.3"]');
				await saved(page);
				const refused = await page.waitForSelector('#override [role="alert"]');
				expect(await refused.textContent()).toContain('Say why, in at least one language.');
				await page.fill('#override textarea[name="note.en"]', 'The judges were named last week.');
				await saved(page);
				await page.waitForURL(/done=saved/);
				expect(await codesIn(page, 'risk')).not.toContain('2.1.3');
				const row = page.locator('table[data-table="overrides"] tr', { hasText: '2.1.3' });
				expect(await row.textContent()).toContain('The judges were named last week.');
				await row.locator('form button').click();
				await page.waitForURL(/done=back/);
				expect(await codesIn(page, 'risk')).toContain('2.1.3');
				expect(await codesIn(page, 'overrides')).not.toContain('2.1.3');
			},
			{ javaScriptEnabled }
		)
);

test('of two at once the second is shown what the first wrote, and keeps what they typed', () =>
	as('coordinator', async ({ page, context }) => {
		const second = await context.newPage();
		for (const one of [page, second]) await one.goto(`${PAGE}&override=4.3.4#override`);
		await page.fill('#override textarea[name="note.en"]', 'First.');
		await saved(page);
		await page.waitForURL(/done=saved/);
		await second.fill('#override textarea[name="note.en"]', 'Second.');
		await saved(second);
		await second.waitForSelector('#override [role="alert"]');
		const form = second.locator('#override');
		expect(await form.textContent()).toContain('First.');
		expect(await form.locator('textarea[name="note.en"]').inputValue()).toBe('Second.');
		await saved(second);
		await second.waitForURL(/done=saved/);
		const row = second.locator('table[data-table="overrides"] tr', { hasText: '4.3.4' });
		expect(await row.textContent()).toContain('Second.');
	}));

test('everybody who may see the plan reads it, and nobody but a coordinator is offered a form', () =>
	as('reviewer', async ({ page }) => {
		await page.goto(`${PAGE}&override=2.1.3`);
		expect(await codesIn(page, 'risk')).toContain('2.1.3');
		expect(await page.locator('main form[method="POST"]').count()).toBe(0);
		await page.goto(`${AT}?quarter=2020-Q3`);
		await page.click('a[href$="/warning?quarter=2020-Q3#w2"]');
		await page.waitForURL(/\/warning/);
	}));

test('a finding leads to the filing on the board', () =>
	as('coordinator', async ({ page }) => {
		await page.goto(`${AT}/board?quarter=2020-Q2`);
		await page.click('a[href$="/plausibility?quarter=2020-Q2"]');
		const row = page.locator('table[data-check="completed-late"] tbody tr').first();
		const code = await row.locator('th').textContent();
		await row.locator('td a').click();
		await page.waitForSelector('#opened');
		expect(await page.textContent('#opened h2 a')).toBe(code);
	}));
