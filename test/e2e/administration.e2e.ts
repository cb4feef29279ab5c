// What an administrator and a coordinator keep in order: bodies, windows, people who leave. Once without scripts, once with.
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

async function as(username: string, { scripts = true, password = 'kvartal-demo' } = {}) {
	const visitor = await visit(browser, server, { javaScriptEnabled: scripts });
	await signIn(visitor.page, username, password);
	return visitor;
}

describe.each([true, false])('with scripts: %s', (scripts) => {
	test('a body is renamed as of a day, and earlier quarters keep the former name', async () => {
		const { page, context, complaints } = await as('admin', { scripts });
		const name = `Ministry of Justice ${scripts ? 'and Order' : 'and Peace'}`;
		await page.goto('/bodies/mpravde');
		await page.click('summary:has-text("New name")');
		const form = page.locator('form[action="?/name"]');
		await form.locator('[name=from]').fill(scripts ? '2020-10-20' : '2020-11-20');
		await form.locator('[name=lang]').selectOption('en');
		await form.locator('[name=name]').fill(name);
		await form.locator('button').click();
		await expect.poll(() => page.textContent('.problems')).toContain('where it is quoted from');
		// What was typed is still there.
		await form.locator('[name=source]').fill('Law on Ministries');
		expect(await form.locator('[name=name]').inputValue()).toBe(name);
		await form.locator('button').click();
		await expect.poll(() => page.textContent('main')).toContain('The new name is recorded');
		for (const [quarter, isNew] of [
			['2020-Q3', false],
			['2020-Q4', true]
		] as const) {
			await page.goto(`${S}/activities?quarter=${quarter}`);
			expect((await page.content()).includes(name)).toBe(isNew);
		}
		expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
		await context.close();
	});

	test('a window moves with a reason, and says what it was; an owner only looks', async () => {
		const { page, context } = await as('coordinator', { scripts });
		const closes = scripts ? '2021-02-15' : '2021-02-20';
		await page.goto(`${S}/windows?quarter=2020-Q3&change=2020-Q4`);
		await page.fill('[name=closesOn]', closes);
		await page.click('#change button');
		await expect.poll(() => page.textContent('#change .problems')).toBeTruthy();
		expect(await page.inputValue('[name=closesOn]')).toBe(closes);
		await page.fill('[name=reason]', 'Holidays');
		await page.click('#change button');
		await page.waitForURL(/done=2020-Q4/);
		expect(await page.textContent('[id="2020-Q4"]')).toContain('Holidays');
		expect(await page.textContent('[id="2020-Q4"]')).toContain('was 1 January 2021');
		await context.close();

		const owner = await as('owner', { scripts });
		await owner.page.goto(`${S}/windows?change=2020-Q4`);
		expect(await owner.page.textContent('main')).toContain('Holidays');
		expect(await owner.page.locator('main form').count()).toBe(0);
		await owner.context.close();
	});

	test('somebody leaves: a new account takes over, and the old one is shut', async () => {
		const { page, context } = await as('admin', { scripts });
		const [leaving, coming] = scripts ? ['reviewer', 'nova'] : ['owner', 'novi'];
		await page.goto('/users');
		await page.click(`th a:text-is("${leaving}")`);
		await page.waitForURL(/users\/\d+$/);
		await page.click('a[href$="/hand-over"]');
		await page.waitForURL(/hand-over$/);
		await page.click('button.danger');
		await expect.poll(() => page.textContent('.problems')).toContain('must be filled in');
		await page.check('[value=new]');
		await page.fill('[name=username]', coming);
		await page.fill('main [name=name]', 'Nova Osoba');
		await page.click('button.danger');
		await expect.poll(() => page.textContent('main')).toContain('This account is disabled');
		const password = await page.textContent('#one-time-password');
		await context.close();

		const next = await as(coming, { scripts, password: password ?? '' });
		expect(new URL(next.page.url()).pathname).toBe('/account');
		expect(await next.page.textContent('main')).toContain(scripts ? 'Reviewer' : 'Owner');
		await next.context.close();
		const refused = await fetch(`${server.origin}/login`, {
			method: 'POST',
			headers: { origin: server.origin, accept: 'text/html' },
			body: new URLSearchParams({ username: leaving, password: 'kvartal-demo' })
		});
		expect(refused.status).toBe(401);
	});
});

test('a merger shows what it would do, hands the roles over, and leaves the people to the administrator', async () => {
	const { page, context, complaints } = await as('admin');
	await page.goto('/bodies/mtt/merge');
	await page.selectOption('[name=into]', 'ratel');
	await page.fill('[name=on]', '2020-07-15');
	await page.click('form[method=GET] button, form:not([method]) button');
	await expect.poll(() => page.textContent('.problems')).toContain('1 October 2020');
	await page.fill('[name=on]', '2020-10-26');
	await page.click('main form >> nth=0 >> button');
	await page.waitForURL(/on=2020-10-26/);
	expect(await page.textContent('#preview + p')).toContain('They pass to:');
	await page.fill('[name=act]', 'Law on Ministries, Official Gazette 128/2020');
	await page.click('text="Merge"');
	await page.waitForURL('**/bodies/mtt?done=merge');
	expect(await page.textContent('main')).toContain('to be merged on 26 October 2020 into');

	await page.goto('/users');
	await page.click('form[action="?/along"] button');
	await expect.poll(() => page.textContent('main')).toContain('They may now report');
	expect(await page.locator('form[action="?/along"]').count()).toBe(0);
	await page.goto(`${S}/activities/1.3.2?quarter=2020-Q4`);
	expect(await page.textContent('main header')).toContain('Lead: Regulatory Agency for Electronic');
	expect(complaints).toEqual([]);
	await context.close();
});
