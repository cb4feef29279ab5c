// The pack of a large plan takes longer than somebody looks at an empty window: the page says how far it is and then gives the file, without
// a script. Programs, and several people at once, get the same one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { checkPortable } from '#lib/server/report/portable-check.ts';
import { tamper } from '../unit/tamper.ts';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';

const AT = '/strategies/pulse/packs';

let folder: string;
let server: Server;
let browser: Browser;
let reviewer: Visitor;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-e2e-packs-'));
	const databasePath = join(folder, 'large.db');
	const database = openDatabase(databasePath);
	await loadLargePlan(database, { activities: 5_000 });
	// Nothing waits for a decision.
	tamper(databasePath, `update filings set state = 'returned' where state = 'submitted'`);
	const context = { database, actor: CONSOLE, today: '2020-10-05', via: 'console' as const };
	freeze(context, { strategy: 'pulse', quarter: '2020-Q1' });
	database.close();
	[server, browser] = await Promise.all([startServer({ databasePath }), openBrowser()]);
	reviewer = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(reviewer.page, 'reviewer');
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
	rmSync(folder, { recursive: true, force: true });
});

const ask = (address: string, accept = '*/*') =>
	reviewer.page.request.get(address, { headers: { accept }, maxRedirects: 0 });

test('a link leads to a page that says how far it is, and gives the file when it is made', async () => {
	const { page } = reviewer;
	await page.goto(`${AT}?quarter=2020-Q2`);
	const downloaded = page.waitForEvent('download');
	await page.click('a.button[href*="pack.docx"]');
	const { pathname, searchParams } = new URL(page.url());
	expect(pathname).toBe(`${AT}/2020-Q2/making`);
	expect(await page.textContent('[role=status]')).toContain('It is being made');
	// Somebody else, and a program, wait for the same.
	const address = `${AT}/2020-Q2/pack.docx?lang=en`;
	const [other, program] = await Promise.all([ask(address, 'text/html'), ask(address)]);
	const otherMaking = new URL(other.headers().location ?? '/', server.origin).searchParams;
	expect(otherMaking.get('making')).toBe(searchParams.get('making'));
	const download = await downloaded;
	expect(download.suggestedFilename()).toBe('kvartal-pulse-2020-Q2-en.docx');
	const file = readFileSync(await download.path());
	expect(file.equals(await program.body())).toBe(true);
	expect(await page.textContent('[role=status]')).toContain('It is ready');
	// The link is for whoever does not want to wait for it, or wants it once more.
	const again = await ask((await page.getAttribute('[role=status] a', 'href'))!);
	expect(file.equals(await again.body())).toBe(true);
	expect(reviewer.complaints).toEqual([]);
});

test('a web page opens where its making was told of', async () => {
	const { page } = reviewer;
	await page.goto(`${AT}/final/pack.html?lang=en`);
	expect(page.url()).toContain('/making?');
	await page.waitForURL(/pack\.html/);
	expect(await page.title()).toContain('The whole plan');
	expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
});

test('a portable quarter is told of while it is made, and then given', async () => {
	const { page } = reviewer;
	await page.goto('/strategies/pulse/quarter?quarter=2020-Q1');
	const downloaded = page.waitForEvent('download');
	await page.click('a[href*="portable.zip"]');
	expect(new URL(page.url()).pathname).toBe('/strategies/pulse/quarters/2020-Q1/making');
	const download = await downloaded;
	const check = await checkPortable(readFileSync(await download.path()));
	expect(check).toMatchObject({ quarter: '2020-Q1', revision: 1, faults: [] });
	expect(await page.textContent('[role=status]')).toContain('It is ready');
});

test('what goes wrong is told where one waits for it, with a way to ask again', async () => {
	const all = ['final', '2020', '2019', '2018'].flatMap((period) =>
		['en', 'sr-Latn', 'sr-Cyrl'].map((lang) => `${AT}/${period}/pack.xlsx?lang=${lang}`)
	);
	// More than may wait. Which of them come last, and are refused, is up to the machine.
	const waiting: string[] = [];
	const refused: { asked: string; at: string }[] = [];
	const answers = await Promise.all(all.map((address) => ask(address, 'text/html')));
	for (const [index, answer] of answers.entries()) {
		const at = answer.headers().location!;
		const said = await (await ask(at, 'text/html')).text();
		if (said.includes('role="alert"')) refused.push({ asked: all[index]!, at });
		else if (said.includes('others before it: ')) waiting.push(at);
	}
	expect(waiting.length).toBeGreaterThan(0);
	expect(refused.length).toBeGreaterThan(0);
	const { page } = reviewer;
	await page.goto(refused[0]!.at);
	expect(await page.textContent('[role=alert]')).toContain('Too many reports');
	expect(await page.getAttribute('main a.button', 'href')).toBe(refused[0]!.asked);
});
