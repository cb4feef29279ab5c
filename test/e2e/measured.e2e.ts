// Readings and money from hand to hand, without scripts: a lead gives them with its filing, a coordinator accepts, enters and changes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const Q = 'quarter=2020-Q3';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function as(username: string, work: (page: Page) => Promise<void>) {
	const visitor = await visit(browser, server, { javaScriptEnabled: false });
	try {
		await signIn(visitor.page, username);
		await work(visitor.page);
	} finally {
		await visitor.context.close();
	}
}

const rows = (page: Page, text: string) => page.locator('main tr', { hasText: text });

test('a reading and an amount come with the filing, and count once it is accepted', async () => {
	const field = (name: string) => `form.filing [name="${name}"]`;
	await as('reporter', async (page) => {
		await page.goto(`${AT}/owed?${Q}&open=3.1.2`);
		await page.fill(field('readings.campaign-reach.value'), '410.000');
		await page.fill(field('spent.1.amount'), '4.100,5');
		await page.click('form.filing button.primary');
		// Two ways to read it: nothing is kept, everything typed stays.
		expect(await page.locator('.problems').innerText()).toMatch(/two ways|на два начина/);
		expect(await page.inputValue(field('spent.1.amount'))).toBe('4.100,5');
		await page.fill(field('readings.campaign-reach.value'), '410000');
		await page.fill(field('texts.reasons.sr'), 'Кампања је почела касније.');
		await page.click('form.filing button.primary');
		expect(page.url()).toContain('done=');
		await page.goto(`${AT}/indicators/campaign-reach?${Q}`);
		expect(await rows(page, '410').count()).toBe(0);
	});
	await as('coordinator', async (page) => {
		await page.goto(`${AT}/board?${Q}&open=3.1.2&body=ratel`);
		await page.click('#opened button.primary');
		expect(await page.locator('#opened .reading').innerText()).toMatch(/410[,.]000/);
		await page.click('#decision button.primary');
		await page.goto(`${AT}/indicators/campaign-reach?${Q}`);
		expect(await rows(page, '410').count()).toBe(1);
		await page.goto(`${AT}/activities/3.1.2?${Q}`);
		expect(await rows(page, '4.100,5').or(rows(page, '4,100.5')).count()).toBeGreaterThan(0);
	});
});

test('a coordinator enters what was spent, from a source; without one it is refused', () =>
	as('coordinator', async (page) => {
		await page.goto(`${AT}/activities/2.3.1/money?${Q}`);
		await page.selectOption('[name="spent.2.none"]', 'not-available');
		await page.click('main button.primary');
		expect(await page.locator('.problems').count()).toBe(1);
		expect(await page.inputValue('[name="spent.2.none"]')).toBe('not-available');
		await page.fill('[name="source.sr"]', 'Извршење буџета');
		await page.click('main button.primary');
		expect(page.url()).toContain('done=money');
		expect(await rows(page, 'Извршење буџета').or(rows(page, 'Izvršenje budžeta')).count()).toBe(1);
	}));

test('a planned amount is changed, and a line added, by an act; without one it is refused', () =>
	as('coordinator', async (page) => {
		await page.goto(`${AT}/activities/2.3.1?${Q}`);
		await page.click('a[href*="/money/planned"]');
		await page.click('main tbody a[href*="line=1"]');
		await page.fill('#change [name="planned.amount"]', '1.250');
		await page.click('#change button.primary');
		// Two ways to read it, and no act: all of it is said at once.
		expect(await page.locator('#change .problems li').count()).toBeGreaterThan(2);
		expect(await page.inputValue('#change [name="planned.amount"]')).toBe('1.250');
		await page.fill('#change [name="planned.amount"]', '1250,5');
		await page.fill('#change [name="decidedOn"]', '2020-09-20');
		await page.fill('#change [name="act.sr"]', 'Ребаланс буџета');
		await page.fill('#change [name="reason.sr"]', 'Мање средстава');
		await page.click('#change button.primary');
		expect(page.url()).toContain('done=change');
		expect(await rows(page, 'Ребаланс буџета').or(rows(page, 'Rebalans budžeta')).count()).toBe(1);
		await page.click('#add summary');
		await page.selectOption('#add [name="source"]', 'donor');
		await page.fill('#add [name="name.sr"]', 'ОЕБС');
		await page.selectOption('#add [name="planned.none"]', 'not-available');
		await page.fill('#add [name="decidedOn"]', '2020-10-01');
		await page.fill('#add [name="act.sr"]', 'Меморандум');
		await page.fill('#add [name="reason.sr"]', 'Нова донација');
		await page.click('#add button.primary');
		expect(page.url()).toContain('done=add');
		await page.goto(`${AT}/money?${Q}`);
		const byActs = page.locator('section[aria-labelledby="money-acts"] tbody tr');
		expect(await byActs.count()).toBe(1);
		await page.goto(`${AT}/activities/2.3.1?quarter=2020-Q2`);
		expect(await page.locator('main').innerText()).not.toMatch(/1[.,]250[,.]5/);
	}));

test('a target is changed by an act, and told among the changes', () =>
	as('coordinator', async (page) => {
		await page.goto(`${AT}/indicators/operators-instructed/passport?${Q}`);
		await page.fill('[name="targets.1.value"]', '20');
		await page.click('main button.primary');
		expect(await page.locator('.problems li').count()).toBeGreaterThan(1);
		expect(await page.inputValue('[name="targets.1.value"]')).toBe('20');
		await page.fill('[name="decidedOn"]', '2020-09-15');
		await page.fill('[name="act.sr"]', 'Закључак 5');
		await page.fill('[name="reason.sr"]', 'Мање оператора');
		await page.click('main button.primary');
		expect(page.url()).toContain('done=passport');
		expect(await page.locator('main').innerText()).toMatch(/Закључак 5|Zaključak 5/);
		await page.goto(`${AT}/changes?from=2020-Q2&quarter=2020-Q3&kind=target`);
		expect(await page.locator('main tbody tr').count()).toBe(1);
	}));

test('who was slower is shown what stands now, keeps what was typed, and may send it again', () =>
	as('coordinator', async (page) => {
		const at = `${AT}/indicators/handbook-schools/passport?${Q}`;
		const fill = async (one: Page, target: string, reason: string) => {
			await one.fill('[name="targets.0.value"]', target);
			await one.fill('[name="decidedOn"]', '2020-09-15');
			await one.fill('[name="act.sr"]', 'Закључак 6');
			await one.fill('[name="reason.sr"]', reason);
		};
		await page.goto(at);
		const faster = await page.context().newPage();
		await faster.goto(at);
		await fill(faster, '777', 'Прва измена');
		await faster.click('main button.primary');
		expect(faster.url()).toContain('done=passport');
		await fill(page, '888', 'Друга измена');
		await page.click('main button.primary');
		expect(await page.locator('.problems').count()).toBe(1);
		expect(await page.locator('main').innerText()).toMatch(/777/);
		expect(await page.inputValue('[name="targets.0.value"]')).toBe('888');
		await page.click('main button.primary');
		expect(page.url()).toContain('done=passport');
		const money = `${AT}/activities/2.2.4/money?${Q}`;
		await page.goto(money);
		await faster.goto(money);
		const enter = async (one: Page, amount: string) => {
			await one.fill('[name="spent.1.amount"]', amount);
			await one.fill('[name="source.sr"]', 'Извршење буџета');
			await one.click('main button.primary');
		};
		await enter(faster, '111');
		await enter(page, '222');
		expect(await page.locator('main form').innerText()).toMatch(/111/);
		expect(await page.inputValue('[name="spent.1.amount"]')).toBe('222');
		await page.click('main button.primary');
		expect(page.url()).toContain('done=money');
	}));

test('an indicator is withdrawn by an act: earlier quarters keep it, later ones tell of it', () =>
	as('coordinator', async (page) => {
		await page.goto(`${AT}/indicators/schools-reached?${Q}`);
		await page.click('a[href*="/withdraw"]');
		await page.fill('[name="decidedOn"]', '2020-09-20');
		await page.fill('[name="act.sr"]', 'Закључак 9');
		await page.click('main button.danger');
		expect(await page.locator('.problems li').count()).toBe(1);
		await page.fill('[name="reason.sr"]', 'Линија је угашена');
		await page.click('main button.danger');
		expect(page.url()).toContain('done=withdraw');
		expect(await page.locator('main').innerText()).toMatch(/Закључак 9|Zaključak 9/);
		expect(await page.locator('a[href*="/withdraw"]').count()).toBe(0);
		await page.goto(`${AT}/indicators?${Q}`);
		expect(await page.locator('main table a[href*="schools-reached"]').count()).toBe(0);
		expect(await page.locator('main li a[href*="schools-reached"]').count()).toBe(1);
		await page.goto(`${AT}/indicators?quarter=2020-Q2`);
		expect(await page.locator('main table a[href*="schools-reached"]').count()).toBe(1);
	}));

test('a reading is entered, corrected with a reason, and taken back', () =>
	as('coordinator', async (page) => {
		const at = `${AT}/indicators/operators-instructed?${Q}`;
		await page.goto(at);
		await page.click('#enter summary');
		await page.fill('#enter [name="on"]', '2020-09-30');
		await page.fill('#enter [name="value"]', '29');
		await page.fill('#enter [name="source.sr"]', 'Евиденција');
		await page.click('#enter button.primary');
		expect(page.url()).toContain('done=enter');
		await page.goto(`${at}&correct=2020-09-30#correct`);
		await page.fill('#correct [name="value"]', '28,5');
		await page.click('#correct button.primary');
		expect(await page.locator('#correct .problems').count()).toBe(1);
		await page.fill('#correct [name="reason"]', 'Погрешно пребројано');
		await page.click('#correct button.primary');
		expect(page.url()).toContain('done=correct');
		expect(await rows(page, '28').count()).toBe(1);
		await page.goto(`${at}&correct=2020-09-30#correct`);
		await page.fill('#correct [name="reason"]', 'Други период');
		await page.click('#correct button[formaction*="take"]');
		expect(page.url()).toContain('done=take');
		expect(await rows(page, '28').count()).toBe(0);
	}));
