// The board as a coordinator works on it: with the keyboard, in place, and taking a decision back.
import BetterSqlite3 from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const BOARD = `${AT}/board?quarter=2020-Q3`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	// In the demonstration no silent body has a published address. Before the server has read any.
	const file = new BetterSqlite3(server.databasePath);
	file.prepare(`update bodies set email = 'office@example.rs' where key = 'rjt'`).run();
	file.close();
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function onBoard(
	options: { javaScriptEnabled?: boolean },
	work: (visitor: Visitor) => Promise<void>
) {
	const visitor = await visit(browser, server, options);
	try {
		await signIn(visitor.page, 'coordinator');
		await visitor.page.goto(BOARD);
		if (options.javaScriptEnabled !== false)
			await visitor.page.waitForSelector('.keys[data-ready]');
		await work(visitor);
		// An answer of 400 to a form is told by the browser as well.
		expect(visitor.complaints.filter((said) => !said.includes('status of 400'))).toEqual([]);
	} finally {
		await visitor.context.close();
	}
}

const waiting = (page: Page) => page.locator('[data-waiting]');
const focused = (page: Page) =>
	page.evaluate(() => document.activeElement?.getAttribute('data-waiting') ?? null);
const openedCode = (page: Page) => page.locator('#opened h2 a').textContent();
/** A filing that has just appeared is not decided by the same stroke. */
const look = (page: Page) => page.waitForTimeout(700);

describe('by keyboard', () => {
	test('to the next that waits, open, accept, undo, return to its note, close', () =>
		onBoard({}, async ({ page }) => {
			const count = await waiting(page).count();
			expect(count).toBeGreaterThan(1);
			const first = await waiting(page).first().getAttribute('data-waiting');
			await page.keyboard.press('j');
			expect(await focused(page)).toBe(first);
			await page.keyboard.press('ArrowDown');
			expect(await focused(page)).not.toBe(first);
			await page.keyboard.press('k');
			expect(await focused(page)).toBe(first);

			await page.keyboard.press('Enter');
			await page.waitForSelector('#opened [data-key="accept"]');
			const code = await openedCode(page);
			await look(page);
			await page.keyboard.press('a');
			await page.waitForURL(/done=accepted/);
			expect(await page.textContent('[role="status"].notice')).toContain(code!);
			// The next one is open, and not accepted by the same stroke.
			await page.keyboard.press('a');
			expect(await openedCode(page)).not.toBe(code);
			expect(await waiting(page).count()).toBe(count - 1);

			await page.click('form[action*="?/undo"] button');
			await page.waitForURL(/done=undone/);
			expect(await openedCode(page)).toBe(code);
			expect(await waiting(page).count()).toBe(count);

			await page.keyboard.press('r');
			await page.keyboard.type('a j o');
			expect(await page.inputValue('#opened textarea')).toBe('a j o');
			await page.keyboard.press('Escape');
			expect(await page.locator('#opened').count()).toBe(1);
			await page.locator('#opened [data-key="accept"]').focus();
			await page.keyboard.press('Escape');
			await page.waitForSelector('#opened', { state: 'detached' });
		}));

	test('turned off, it does nothing, and stays off', () =>
		onBoard({}, async ({ page }) => {
			await page.uncheck('.keys input');
			await page.reload();
			await page.waitForSelector('.keys[data-ready]');
			expect(await page.isChecked('.keys input')).toBe(false);
			await page.keyboard.press('j');
			expect(await focused(page)).toBe(null);
		}));
});

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
	test('a return has several notes, and none is lost on the way', () =>
		onBoard({ javaScriptEnabled }, async ({ page }) => {
			await waiting(page).first().click();
			await page.waitForSelector('#opened [data-key="return"]');
			const code = await openedCode(page);
			const body = new URL(page.url()).searchParams.get('body');
			await page.selectOption('#opened [name="field"]', 'result');
			await page.fill('#opened [name="note"]', 'Који предмети?');
			await page.click('#opened form[action*="?/return"] button[formaction*="?/note"]');
			await page.waitForFunction(() => document.querySelectorAll('#opened textarea').length === 2);
			expect(await page.locator('#opened [name="note"]').first().inputValue()).toBe(
				'Који предмети?'
			);
			await page.locator('#opened [name="field"]').nth(1).selectOption('evidence');
			await page.locator('#opened [name="note"]').nth(1).fill('Приложите записник.');
			await page.click('#opened [data-key="return"]');
			await page.waitForURL(/done=returned/);
			await page.goto(`${BOARD}&open=${code}&body=${body}`);
			const exchange = await page.locator('#opened details').textContent();
			expect(exchange).toContain('Koji predmeti?');
			expect(exchange).toContain('Priložite zapisnik.');
		}));

	test('one body is given longer, and the board says so', () =>
		onBoard({ javaScriptEnabled }, async ({ page }) => {
			const form = page.locator('form[action*="?/extend"]');
			await page.locator('details', { has: form }).locator('summary').click();
			await form.locator('select').selectOption('ratel');
			await form.locator('input[type="date"]').fill('2020-10-01');
			await form.locator('textarea').fill('Пожар у згради');
			await form.locator('button').click();
			await page.waitForSelector('form[action*="?/extend"] [role="alert"]');
			expect(await form.locator('textarea').inputValue()).toBe('Пожар у згради');
			await form
				.locator('input[type="date"]')
				.fill(javaScriptEnabled ? '2020-11-20' : '2020-11-27');
			await form.locator('button').click();
			await page.waitForURL(/done=extended/);
			expect(await page.textContent('main')).toContain('Požar u zgradi');
			await page.goto(`${AT}/windows?quarter=2020-Q3`);
			expect(await page.textContent('main')).toContain('Požar u zgradi');
		}));
});

test('the addresses of the silent bodies are there to be copied', () =>
	onBoard({}, async ({ page, context }) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		const field = page.locator('.figures textarea[readonly]');
		const addresses = await field.inputValue();
		expect(addresses).toBe('office@example.rs');
		await page.locator('.figures button[type="button"]').click();
		await page.waitForSelector('.figures [role="status"]:not(:empty)');
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(addresses);
	}));

test('signing out forgets what was typed and not saved', async () => {
	const { page, context } = await visit(browser, server);
	await signIn(page, 'reporter');
	await page.goto(`${AT}/owed?quarter=2020-Q3&open=4.1.2`);
	await page.waitForSelector('form.filing[data-ready]');
	await page.fill('form.filing [name="texts.narrative.sr"]', 'Недовршено');
	const kept = () =>
		page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('draft')).length);
	await expect.poll(kept).toBe(1);
	await page.goto('/account');
	await page.click('main form[action="/logout"] button');
	await page.waitForURL(/login/);
	expect(await kept()).toBe(0);
	await context.close();
});
