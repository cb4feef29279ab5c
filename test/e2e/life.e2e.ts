// The life of a quarter through the built server, without scripts: signed inside a body, escalated, closed early, and one opened after the
// plan's end.
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

async function as(username: string) {
	const visitor = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(visitor.page, username);
	return visitor;
}

describe('a body that signs its filings', () => {
	test('its contact point offers, its officer submits under a letter, the board says who signed', async () => {
		const coordinator = await as('coordinator');
		await coordinator.page.goto(`${S}/signatures?quarter=2020-Q3`);
		await coordinator.page.click('#ratel button');
		await coordinator.page.waitForURL(/done=ratel/);
		expect(await coordinator.page.textContent('#ratel')).toContain('Director of RATEL');

		const reporter = await as('reporter');
		await reporter.page.goto(`${S}/owed?quarter=2020-Q3&body=ratel&open=3.3.3`);
		expect(await reporter.page.locator('button:text-is("Submit")').count()).toBe(0);
		await reporter.page.check('[name=step] >> nth=1');
		await reporter.page.click('button:text-is("Offer for signature")');
		await reporter.page.waitForURL(/done=offered/);
		expect(await reporter.page.textContent('[id="row-3.3.3"]')).toContain('waits for signature');
		await reporter.page.click('button:has-text("Offer 1 draft") >> nth=0');
		await reporter.page.waitForURL(/done=offered-all/);
		await reporter.context.close();

		const { page, context } = await as('signatory');
		expect(page.url()).toContain(`${S}/owed?quarter=2020-Q3`);
		const form = page.locator('#sign');
		expect(await form.locator('[name=chosen]').count()).toBe(2);
		await form.locator('[name="letter.on"]').fill('2020-10-05');
		await form.locator('button').click();
		await page.waitForSelector('#sign .problems');
		expect(await form.textContent()).toContain('number of the letter');
		await form.locator('[name="chosen"][value^="1.2.4"]').uncheck();
		await form.locator('[name="letter.number"]').fill('1-04/2020');
		const again = await context.newPage();
		await again.goto(`${S}/owed?quarter=2020-Q3`);
		await again.uncheck('#sign [name="chosen"][value^="1.2.4"]');
		await form.locator('button').click();
		await page.waitForURL(/done=signed&on=1/);
		expect(await page.textContent('main')).toContain('1 filing was signed and submitted');
		await again.fill('#sign [name="letter.number"]', '99');
		await again.click('#sign button');
		await again.waitForSelector('#sign .problems');
		expect(await again.textContent('#sign .problems')).toMatch(
			/Nothing was changed:\s+3\.3\.3 was already signed with letter No 1-04\/2020 of 5 October 2020\./
		);
		await page.goto(`${S}/owed?quarter=2020-Q3&open=1.2.4`);
		expect(await page.locator('form[action*="/save"]').count()).toBe(0);
		await context.close();

		await coordinator.page.goto(`${S}/board?quarter=2020-Q3&open=3.3.3&body=ratel`);
		const told = await coordinator.page.textContent('#opened');
		expect(told).toContain('signed by Director of RATEL, letter 1-04/2020 of 5 October 2020');
		expect(told).not.toContain('Signatory, RATEL');
		await coordinator.context.close();
	});
});

const UNFORWARDED = (n: number) =>
	n === 1
		? '1 escalation waits to be forwarded to the owner'
		: `${n} escalations wait to be forwarded to the owner`;

describe('what a body escalates', () => {
	test('reaches the owner’s start, is answered, and the answer reaches the coordinator', async () => {
		const coordinator = await as('coordinator');
		const at = `${S}/escalations?quarter=2020-Q2`;
		await coordinator.page.goto(S);
		expect(await coordinator.page.textContent('main')).toContain(UNFORWARDED(2));
		await coordinator.page.goto(`${S}/board?quarter=2020-Q3`);
		await coordinator.page.click(`a:has-text("${UNFORWARDED(2)}")`);
		await coordinator.page.waitForURL(at);
		const item = coordinator.page.locator('[id="1.3.2-mtt"]');
		await item.locator('summary').click();
		await item.locator('button').click();
		await coordinator.page.waitForSelector('[id="1.3.2-mtt"] .problems');
		await item.locator('[name=note]').fill('We propose a conclusion of the Government.');
		await item.locator('button').click();
		await coordinator.page.waitForURL(/done=forwarded/);
		await coordinator.page.goto(`${S}/board?quarter=2020-Q3`);
		expect(await coordinator.page.textContent('main')).toContain(UNFORWARDED(1));

		const owner = await as('owner');
		await owner.page.goto(S);
		await owner.page.click('a:has-text("1 escalation waits for your answer")');
		await owner.page.fill('[name=answer]', 'The Government gave its consent.');
		await owner.page.click('[id="1.3.2-mtt"] button');
		await owner.page.waitForURL(/done=answered/);
		await owner.page.goto(S);
		expect(await owner.page.textContent('main')).not.toContain('waits for your answer');
		await owner.context.close();

		await coordinator.page.goto(at);
		expect(await item.textContent()).toContain('The Government gave its consent.');
		await coordinator.page.goto(`${S}/activities/1.3.2?quarter=2020-Q2`);
		expect(await coordinator.page.textContent('main')).toContain('answered at a higher level');
		await coordinator.context.close();

		const reviewer = await as('reviewer');
		await reviewer.page.goto(`${S}/activities/1.3.2?quarter=2020-Q2`);
		const seen = await reviewer.page.content();
		expect(seen).not.toContain('gave its consent');
		expect(seen).not.toContain('We propose a conclusion');
		await reviewer.context.close();
	});
});

describe('the quarter after the plan’s end', () => {
	test('is opened with a reason, and is marked wherever it is chosen', async () => {
		const { page, context } = await as('coordinator');
		await page.goto(`${S}/windows?quarter=2020-Q3`);
		await page.click('#next summary');
		await page.click('#next button');
		await page.waitForSelector('#next .problems');
		await page.fill('#next [name=reason]', 'Government conclusion');
		await page.click('#next button');
		await page.waitForURL(/how=next/);
		expect(await page.textContent('[id="2021-Q1"]')).toContain("after the plan's end");
		await page.goto(`${S}/activities?quarter=2021-Q1`);
		expect(await page.textContent('.quarter-selector')).toContain("after the plan's end");
		expect(await page.locator('main table tbody tr').count()).toBeGreaterThan(0);
		await context.close();
	});
});

describe('a quarter closed early', () => {
	test('says before what is still out, and then takes no filing', async () => {
		const { page, context } = await as('coordinator');
		await page.goto(`${S}/board?quarter=2020-Q3`);
		await page.click('summary:has-text("Close the quarter early")');
		const form = page.locator('form[action*="/close"]');
		expect(await form.textContent()).toMatch(/filings wait for a decision/);
		await form.locator('[value="2020-10-04"]').check();
		await form.locator('button').click();
		await page.waitForSelector('form[action*="/close"] .problems');
		expect(await form.locator('[value="2020-10-04"]').isChecked()).toBe(true);
		await form.locator('[name=reason]').fill('The group meets earlier');
		await form.locator('button').click();
		await page.waitForURL(/done=closed/);
		expect(await page.textContent('main')).toContain('closes 4 October 2020: closed');
		await page.goto(`${S}/windows?quarter=2020-Q3`);
		expect(await page.textContent('[id="2020-Q3"]')).toContain('The group meets earlier');
		await context.close();

		const reporter = await as('reporter');
		await reporter.page.goto(`${S}/owed?quarter=2020-Q3&body=ratel&open=3.1.2`);
		expect(await reporter.page.locator('form[action*="/save"]').count()).toBe(0);
		const answer = await reporter.context.request.post(
			`${S}/owed?/save&quarter=2020-Q3&body=ratel&open=3.1.2`,
			{
				form: {
					...{ activity: '3.1.2', version: '1', step: 'partial', completedOn: '' },
					'texts.result.sr': 'Ово се не губи.'
				},
				headers: { origin: server.origin, accept: 'text/html' }
			}
		);
		expect(answer.status()).toBe(409);
		// Why stands there, and nobody else's version is spoken of where there is none.
		const said = await answer.text();
		expect(said).toContain('Filing for this quarter closed on 4 October 2020');
		expect(said).toContain('Ово се не губи.');
		expect(said).not.toContain('Somebody saved this filing');
		await reporter.context.close();
	});
});
