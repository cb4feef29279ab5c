// Deadlines and amendments as a coordinator enters them, without a script, alone and in company.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function asCoordinator(work: (page: Page) => Promise<void>): Promise<void> {
	const { page, context } = await visit(browser, server, { javaScriptEnabled: false });
	try {
		await signIn(page, 'coordinator');
		await work(page);
	} finally {
		await context.close();
	}
}

const send = (page: Page, form: string) => page.click(`${form} button.primary`);

async function typeExtension(page: Page, wording: string): Promise<void> {
	await page.fill('#entry [name="wording.sr"]', wording);
	await page.fill('#entry [name="decided_on"]', '2020-10-02');
	await page.fill('#entry [name="reason.sr"]', 'Недовољно средстава');
	await page.fill('#entry [name="act.sr"]', 'Одлука 05 број 12/2020');
	await send(page, '#entry');
}

test('an extension is shown as it was read, then kept; who was slower is shown both', () =>
	asCoordinator(async (page) => {
		const form = `${AT}/activities/3.1.1/deadline?kind=extension`;
		await page.goto(form);
		const slower = await page.context().newPage();
		await slower.goto(form);

		await typeExtension(page, 'II квартал 2021. године');
		expect(await page.textContent('#entry .notice')).toContain('Q2 2021');
		await send(page, '#entry');
		expect(page.url()).toMatch(/activities\/3\.1\.1\?quarter=2020-Q4&done=deadline/);
		expect(await page.textContent('section[aria-labelledby="promise"]')).toContain('Q2 2021');

		await typeExtension(slower, 'IV квартал 2021. године');
		expect(await slower.textContent('#entry .problems')).toContain('meanwhile');
		expect(await slower.textContent('section[aria-labelledby="promise"]')).toContain('Q2 2021');
		expect(await slower.inputValue('#entry [name="wording.sr"]')).toBe('IV квартал 2021. године');
	}));

test('a wording nobody understands is asked about before it is kept', () =>
	asCoordinator(async (page) => {
		await page.goto(`${AT}/activities/3.1.2/deadline?kind=extension`);
		await typeExtension(page, 'када се стекну услови');
		expect(await page.textContent('#entry .notice')).toContain('needs a person');
		await page.fill('#entry [name="read_as"]', '31. децембар 2021');
		await send(page, '#entry');
		expect(await page.textContent('#entry .notice')).toContain('31 December 2021');
		await send(page, '#entry');
		expect(page.url()).toContain('done=deadline');
	}));

test('an amendment is drafted change by change, looked at whole, recorded, and in force from its day', () =>
	asCoordinator(async (page) => {
		await page.goto(`${AT}/amendments/new`);
		await page.fill('form.form [name="act.sr"]', 'Закључак о изменама плана (проба)');
		await page.fill('form.form [name="adopted_on"]', '2020-10-01');
		await send(page, 'form.form');
		expect(page.url()).toMatch(/amendments\/\d+$/);

		await page.click('a[href="?add=withdraw#add"]');
		await page.fill('#add [name="activity"]', '9.9.9');
		await page.fill('#add [name="reason.sr"]', 'Престала потреба');
		await send(page, '#add');
		expect(await page.textContent('#add .problems')).toContain('9.9.9');
		await page.fill('#add [name="activity"]', '3.3.7');
		await send(page, '#add');

		await page.click('a[href="?add=change#add"]');
		await page.fill('#add [name="activity"]', '1.1.2');
		await send(page, '#add');
		expect(await page.inputValue('#add [name="title.en"]')).toContain('Criminal Code');
		await page.fill('#add [name="title.en"]', 'Reworded on trial');
		await page.fill('#add [name="reason.sr"]', 'Прецизирање');
		await send(page, '#add');
		expect(await page.locator('ol.changes > li').count()).toBe(2);

		await page.click('a[href$="/preview"]');
		expect(await page.textContent('ol.changes')).toContain('Reworded on trial');
		await send(page, 'form.form');
		expect(page.url()).toContain('/about?done=amendment');

		const planOn = async (day: string) => {
			await page.goto(`${AT}/plan?on=${day}`);
			const first = await page.textContent('main');
			await page.goto(`${AT}/plan?on=${day}&page=2`);
			return `${first} ${await page.textContent('main')}`;
		};
		const before = await planOn('2020-09-30');
		const after = await planOn('2020-10-01');
		expect([before.includes('Reworded on trial'), before.includes('3.3.7')]).toEqual([false, true]);
		expect([after.includes('Reworded on trial'), after.includes('3.3.7')]).toEqual([true, false]);
	}));
