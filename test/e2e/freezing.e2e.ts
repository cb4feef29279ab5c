// A quarter's life to its end, on the real server: the owner freezes, somebody outside proves, a correction makes the next revision.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import { checkPortable } from '#lib/server/report/portable-check.ts';
import { tamper } from '../unit/tamper.ts';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const QUARTER = `${AT}/quarter?quarter=2020-Q1`;
const OWED = `${AT}/owed?quarter=2020-Q1&body=ratel&open=1.2.4`;

let server: Server;
let browser: Browser;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function as(username: string, work: (page: Page) => Promise<void>, scripts = true) {
	const { page, context, complaints } = await visit(browser, server, {
		javaScriptEnabled: scripts
	});
	try {
		await signIn(page, username);
		await work(page);
		expect(complaints).toEqual([]);
	} finally {
		await context.close();
	}
}

const hashOn = async (page: Page) => (await page.locator('code.hash').first().textContent())!;

async function portableOn(page: Page): Promise<Buffer> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.locator('a[href*="portable.zip"]').first().click()
	]);
	return readFileSync(await download.path());
}

/** Below the strategy: the pages that are read from a quarter's record. */
const FROM_RECORDS =
	/^(|\/activities(\/[\w.]+)?|\/indicators(\/[\w-]+)?|\/(bodies|goals|measures)\/[\w.-]+|\/slip|\/changes|\/warning|\/money)$/;

/** Links of the page to pages that are read from records, at the quarter 2020-Q1. */
async function linksIn(page: Page): Promise<string[]> {
	const hrefs = await page
		.locator('a[href]')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
	return hrefs.filter((href) => {
		const { pathname, searchParams } = new URL(href);
		const isAtQuarter = searchParams.get('quarter') === '2020-Q1';
		return pathname.startsWith(AT) && isAtQuarter && FROM_RECORDS.test(pathname.slice(AT.length));
	});
}

/** Every page there is a way to from the first revision's overview is the first revision's, and no other page says so of itself. */
async function staysInTheFirst(page: Page, hash: string): Promise<void> {
	const mark = page.locator('.site-header .frozen');
	const footer = page.locator('meta[name="print-footer"]');
	const waiting = [`${server.origin}${AT}?quarter=2020-Q1&revision=1`];
	const kinds = new Set<string>();
	for (const address of waiting) {
		// One page of each kind, in each of the lights there is a link to.
		const { pathname, searchParams } = new URL(address);
		const kind = `${pathname.slice(AT.length).split('/')[1] ?? ''} ${pathname.split('/').length} ${[...searchParams.keys()].join()}`;
		if (kinds.has(kind) || pathname.endsWith('.xlsx')) continue;
		kinds.add(kind);
		await page.goto(address);
		expect(await mark.textContent(), address).toContain(hash.slice(0, 12));
		expect(await footer.getAttribute('content'), address).toContain(hash);
		const links = await linksIn(page);
		const leaving = links.filter((link) => new URL(link).searchParams.get('revision') !== '1');
		expect({ address, leaving }).toEqual({ address, leaving: [] });
		waiting.push(...links);
	}
	expect(kinds.size).toBeGreaterThan(8);
	for (const live of ['glossary', 'plan', 'about', 'quarter']) {
		await page.goto(`${AT}/${live}?quarter=2020-Q1&revision=1`);
		expect(await mark.count(), live).toBe(0);
		expect(await footer.getAttribute('content'), live).not.toContain(hash);
	}
}

test('frozen by its owner, proved outside, corrected into a second revision', async () => {
	let first = '';
	await as('reviewer', async (page) => {
		await page.goto(QUARTER);
		expect(await page.locator('form[action*="freeze"]').count()).toBe(0);
	});
	await as('owner', async (page) => {
		await page.goto(QUARTER);
		await page.click('form[action*="freeze"] button');
		await page.waitForURL(/done=frozen/);
		first = await hashOn(page);
		expect(first).toMatch(/^[0-9a-f]{64}$/);
		// Wherever the quarter is, so is its mark.
		await page.goto(`${AT}/activities?quarter=2020-Q1`);
		expect(await page.textContent('.site-header .frozen')).toContain(first.slice(0, 12));
		expect(await page.getAttribute('meta[name="print-footer"]', 'content')).toContain(first);
	});
	await as('reviewer', async (page) => {
		await page.goto(QUARTER);
		const check = await checkPortable(await portableOn(page));
		expect(check).toMatchObject({ hash: first, revision: 1, faults: [] });
		// Where making it takes long, the page of the making has led away.
		await page.goto(QUARTER);
		await page.click('main summary');
		const shown = await page.textContent('main details[open]');
		expect(shown).toContain(check.signedBy);
	});
	await as('reporter', async (page) => {
		await page.goto(OWED);
		expect(await page.locator('form[action*="revise"]').count()).toBe(0);
	});
	await as(
		'owner',
		async (page) => {
			await page.goto(QUARTER);
			await page.click('summary:has-text("Open a correction")');
			const form = page.locator('form[action*="correct"]');
			await form.locator('[name=activities]').fill('1.2.4');
			await form.locator('[name=reason]').fill('The body reported on another activity.');
			await form.locator('button').click();
			await page.waitForURL(/done=opened/);
			expect(await page.textContent('main')).toContain('1.2.4');
		},
		false
	);
	await as('reporter', async (page) => {
		await page.goto(OWED);
		expect(await page.textContent('main')).toContain('The body reported on another activity.');
		await page.click('details:has(form[action*="revise"]) summary');
		await page.fill('form[action*="revise"] [name=reason]', 'Wrong activity.');
		await page.click('form[action*="revise"] button');
		await page.waitForURL(/done=/);
		await page.waitForSelector('form.filing[data-ready]');
		await page.fill('textarea[name="texts.result.sr"]', 'Одржане су три обуке.');
		await page.click('button[formaction*="submit"]');
		await page.waitForURL(/done=submitted/);
	});
	await as('coordinator', async (page) => {
		await page.goto(`${AT}/board?quarter=2020-Q1&open=1.2.4&body=ratel`);
		await page.click('form[action*="open"] button');
		await page.click('form[action*="accept"] button');
		await page.waitForURL(/done=accepted/);
	});
	await as('owner', async (page) => {
		await page.goto(QUARTER);
		await page.click('form[action*="freeze"] button');
		await page.waitForURL(/done=frozen/);
		const second = await hashOn(page);
		expect(second).not.toBe(first);
		expect(await page.textContent('main')).toContain('The body reported on another activity.');
		await page.click('a:has-text("What changed since revision 1")');
		await page.waitForURL(/fromRevision=1/);
		const changed = await page.textContent('main');
		expect(changed).toContain('Q1 2020 from revision 1 to revision 2');
		expect(changed).toContain('Report put right');
		await page.selectOption('select[name=from]', '2019-Q4');
		await page.click('form.filters button');
		await page.waitForURL(/from=2019-Q4&quarter=2020-Q1&revision=2/);
		await page.goto(`${AT}/activities/1.2.4?quarter=2020-Q1`);
		expect(await page.textContent('main')).toContain('Održane su tri obuke.');
		// The first stays readable, and says that there is a newer one.
		await page.goto(`${AT}/activities/1.2.4?quarter=2020-Q1&revision=1`);
		expect(await page.textContent('main')).not.toContain('Održane su tri obuke.');
		expect(await page.textContent('body')).toContain('Revision 2 is newer');
		await staysInTheFirst(page, first);
		await page.goto(QUARTER);
		expect(await checkPortable(await portableOn(page))).toMatchObject({
			hash: second,
			revision: 2,
			faults: []
		});
	});
});

test('of a large plan the page says how far it is, asks again by itself, and begins nothing twice', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-e2e-large-'));
	const databasePath = join(folder, 'large.db');
	const database = openDatabase(databasePath);
	await loadLargePlan(database, { activities: 2_000 });
	database.close();
	// Nothing waits for a decision.
	tamper(databasePath, `update filings set state = 'returned' where state = 'submitted'`);
	const large = await startServer({ databasePath });
	const { page, context } = await visit(browser, large, { javaScriptEnabled: false });
	try {
		const address = '/strategies/pulse/quarter?quarter=2020-Q2';
		await signIn(page, 'owner');
		await page.goto(address);
		// Somebody else's write, which the record has to wait for: so long it is under way, on a fast machine too.
		const write = new BetterSqlite3(databasePath);
		write.exec('begin immediate');
		await page.click('form[action*="freeze"] button');
		expect(new URL(page.url()).searchParams.get('done')).toBe('frozen');
		expect(await page.textContent('[role=status]')).toContain('This quarter is being frozen');
		expect(await page.locator('form[action*="freeze"]').count()).toBe(0);
		const again = await page.request.post(address.replace('?', '?/freeze&'), {
			form: { quarter: '2020-Q2', revision: '1' },
			headers: { origin: large.origin, accept: 'text/html' }
		});
		expect(again.status()).toBe(409);
		expect(await again.text()).toContain('nothing was begun a second time');
		write.close();
		await page.waitForSelector('code.hash');
		expect(await page.textContent('[role=status]')).toContain('is frozen');
	} finally {
		await context.close();
		await large.dispose();
		rmSync(folder, { recursive: true, force: true });
	}
});
