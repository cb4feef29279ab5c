import BetterSqlite3 from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';

const AT = '/strategies/cybercrime-2019-2023';
const owed = (code: string) => `${AT}/owed?quarter=2020-Q3&open=${code}`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function signedIn(username: string, options: { javaScriptEnabled?: boolean } = {}) {
	const visitor = await visit(browser, server, options);
	await signIn(visitor.page, username);
	return visitor;
}

/** Runs a test with a person signed in, and closes the window after it. */
async function as(
	username: string,
	options: { javaScriptEnabled?: boolean },
	work: (visitor: Visitor) => Promise<void>
) {
	const visitor = await signedIn(username, options);
	try {
		await work(visitor);
	} finally {
		await visitor.context.close();
	}
}

const field = (name: string) => `form.filing [name="${name}"]`;
const button = (name: string) => `form.filing button[formaction*="?/${name}&"]`;
const isReady = (page: Page) => page.waitForSelector('form.filing[data-ready]');
const stateOf = async (page: Page, code: string) =>
	page.locator(`li[id="row-${code}"]`).getAttribute('data-state');
/** How often a filing of 2020-Q3 was submitted, as the history has it. */
function submissionsOf(code: string): number {
	const file = new BetterSqlite3(server.databasePath, { readonly: true });
	const { n } = file
		.prepare(
			`select count(*) as n from history join history_payloads using (seq)
			join filings on filings.id = history.subject_id join activities on activities.id = filings.activity_id
			where history.subject = 'filing' and filings.quarter = '2020-Q3' and activities.code = ?
			and json_extract(payload, '$.after.act') = 'submit'`
		)
		.get(code) as { n: number };
	file.close();
	return n;
}

/** A step by the order of the scale: 0 is fully implemented. */
const choose = (page: Page, step: number) =>
	page.locator('form.filing [name="step"]').nth(step).check();

test('a draft brought back says what is missing; discarded, it leaves nothing chosen', () =>
	as('reporter', {}, async ({ page }) => {
		const chosen = page.locator('form.filing [name="step"]:checked');
		await page.goto(owed('3.3.1'));
		await isReady(page);
		await choose(page, 2);
		await page.reload();
		await isReady(page);
		expect(await chosen.count()).toBe(1);
		expect(await page.isVisible('form.filing [data-missing]')).toBe(true);
		await page.click('[data-restored] button');
		expect(await chosen.count()).toBe(0);
		expect(await page.evaluate(() => document.activeElement?.closest('form.filing') !== null)).toBe(
			true
		);
	}));

describe('without scripts', () => {
	const scriptless = { javaScriptEnabled: false };

	test('a draft is saved, one more row of evidence costs nothing that was typed, and it is submitted', () =>
		as('reporter', scriptless, async ({ page }) => {
			await page.goto(owed('3.2.5'));
			await choose(page, 2);
			await page.fill(field('texts.narrative.sr'), 'Водич је преломљен.');
			await page.fill(field('evidence.0.title'), 'Радна верзија водича');
			await page.click(button('evidence'));
			expect(await page.inputValue(field('texts.narrative.sr'))).toBe('Водич је преломљен.');
			expect(await page.inputValue(field('evidence.0.title'))).toBe('Радна верзија водича');
			await page.fill(field('evidence.1.title'), 'Записник радне групе');
			await page.click(button('save'));
			expect(page.url()).toContain('done=saved');
			expect(await stateOf(page, '3.2.5')).toBe('draft');
			expect(await page.inputValue(field('evidence.1.title'))).toBe('Записник радне групе');

			await page.click(button('submit'));
			const problems = page.locator('form.filing .problem');
			expect(await problems.count()).toBe(3);
			expect(await stateOf(page, '3.2.5')).toBe('draft');

			await page.fill(field('texts.problems.sr'), 'Штампарија није изабрана.');
			await page.fill(field('texts.reasons.sr'), 'Поступак набавке је поновљен.');
			await page.selectOption(field('expectedCompletion'), '2020-Q4');
			await page.click(button('submit'));
			expect(page.url()).toContain('done=submitted');
			expect(await stateOf(page, '3.2.5')).toBe('submitted');
		}));

	test('a wrong value comes back as it was typed, with what is wrong at its field', () =>
		as('reporter', scriptless, async ({ page }) => {
			await page.goto(owed('3.3.3'));
			await page.fill(field('texts.result.sr'), 'Преглед је објављен.');
			await page.selectOption(field('evidence.0.kind'), 'link');
			await page.fill(field('evidence.0.title'), 'Преглед инцидената');
			await page.fill(field('evidence.0.url'), 'javascript:alert(1)');
			await page.click(button('save'));
			expect(await page.inputValue(field('evidence.0.url'))).toBe('javascript:alert(1)');
			expect(await page.inputValue(field('texts.result.sr'))).toBe('Преглед је објављен.');
			expect(await page.getAttribute(field('evidence.0.url'), 'aria-invalid')).toBe('true');
			expect(await stateOf(page, '3.3.3')).toBe('none');
		}));

	test('what was refused comes back in view', () =>
		as('reporter', scriptless, async ({ page }) => {
			await page.setViewportSize({ width: 390, height: 780 });
			await page.goto(owed('1.3.3'));
			await page.fill(field('evidence.0.title'), 'Адреса');
			await page.selectOption(field('evidence.0.kind'), 'link');
			await page.fill(field('evidence.0.url'), 'javascript:alert(1)');
			await page.click(button('save'));
			const { y } = (await page.locator('form.filing .problems').boundingBox())!;
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(780);
		}));

	test('submitted meanwhile by a colleague: what was typed stays, and recalling brings it back into the form', () =>
		as('reporter', scriptless, async ({ context, page }) => {
			const colleague = await context.newPage();
			for (const one of [page, colleague]) await one.goto(owed('3.3.3'));
			await choose(colleague, 1);
			await colleague.click(button('submit'));
			expect(colleague.url()).toContain('done=submitted');

			await page.fill(field('texts.result.sr'), 'Писано за то време.');
			await page.click(button('save'));
			expect(await page.inputValue(field('texts.result.sr'))).toBe('Писано за то време.');
			expect(await stateOf(page, '3.3.3')).toBe('submitted');
			await page.click('form.filing [role="alert"] button');
			expect(await stateOf(page, '3.3.3')).toBe('draft');
			expect(await page.inputValue(field('texts.result.sr'))).toBe('Писано за то време.');
			await page.click(button('save'));
			expect(page.url()).toContain('done=saved');
			await page.fill(field('texts.result.sr'), '');
			await page.click(button('save'));
		}));

	test('nothing to report is one click, and throws away nothing that was typed', () =>
		as('reporter', scriptless, async ({ page }) => {
			await page.goto(owed('2.2.4'));
			await page.click('form[action*="?/recall"] button');
			expect(await stateOf(page, '2.2.4')).toBe('draft');
			const before = await page.inputValue(field('texts.narrative.sr'));
			expect(before).not.toBe('');
			await page.click(button('nothing'));
			expect(await page.inputValue(field('texts.narrative.sr'))).toBe(before);
			expect(await stateOf(page, '2.2.4')).toBe('draft');

			await page.goto(owed('3.3.3'));
			await page.click(button('nothing'));
			expect(await stateOf(page, '3.3.3')).toBe('submitted');
			await page.goto(owed('3.3.3'));
			await page.click('form[action*="?/recall"] button');
		}));
});

test('a reporter files, the coordinator returns at a field, the reporter mends, the coordinator accepts', async () => {
	const reporter = await signedIn('reporter');
	const coordinator = await signedIn('coordinator');
	const { page } = reporter;

	await page.goto(owed('3.3.1'));
	await isReady(page);
	await choose(page, 1);
	await page.fill(field('texts.result.sr'), 'Протокол примењују три оператора.');
	await page.fill(field('texts.reasons.sr'), 'Усаглашавање је трајало дуже.');
	await page.selectOption(field('expectedCompletion'), '2020-Q4');
	await page.click(button('submit'));
	await page.waitForURL(/done=submitted/);

	const board = coordinator.page;
	const mark = `${AT}/board?quarter=2020-Q3&open=3.3.1&body=ratel`;
	await board.goto(mark);
	// Not read before it is opened: until then the reporter may recall it.
	expect(await board.locator('#opened').textContent()).not.toContain('оператора');
	await board.click('#opened form[action*="?/open&"] button');
	await board.waitForSelector('#opened form[action*="?/return&"]');
	await board.selectOption('#opened [name="field"]', 'result');
	await board.fill('#opened [name="note"]', 'Који оператори?');
	await board.click('#opened form[action*="?/return&"] button');
	await board.waitForURL(/done=returned/);

	await page.goto(owed('3.3.1'));
	await isReady(page);
	expect(await stateOf(page, '3.3.1')).toBe('returned');
	expect(await page.textContent('form.filing')).toContain('Koji operatori?');
	await page.fill(field('texts.result.sr'), 'Протокол примењују оператори А, Б и В.');
	await page.click(button('submit'));
	await page.waitForURL(/done=submitted/);

	await board.goto(mark);
	await board.click('#opened form[action*="?/open&"] button');
	await board.click('#opened form[action*="?/accept&"] button');
	await board.waitForURL(/done=accepted/);

	await page.goto(owed('3.3.1'));
	expect(await stateOf(page, '3.3.1')).toBe('accepted');
	expect(reporter.complaints).toEqual([]);
	expect(coordinator.complaints).toEqual([]);
	await reporter.context.close();
	await coordinator.context.close();
});

test('two people on one filing: the second to save sees both versions, and chooses', async () => {
	const [first, second] = [await signedIn('reporter'), await signedIn('reporter')];
	for (const { page } of [first, second]) {
		await page.goto(owed('4.1.2'));
		await isReady(page);
		await choose(page, 1);
	}
	await first.page.fill(field('texts.narrative.sr'), 'Први је ово написао.');
	await first.page.click(button('save'));
	await first.page.waitForURL(/done=saved/);

	await second.page.fill(field('texts.narrative.sr'), 'Друга је ово написала.');
	const answer = second.page.waitForResponse((response) => response.url().includes('?/save'));
	await second.page.click(button('save'));
	await answer;
	await second.page.waitForSelector('form.filing [role="alert"]');
	await second.page.waitForFunction(
		() => document.activeElement?.matches('form.filing [role="alert"]') ?? false
	);
	expect(await second.page.inputValue(field('texts.narrative.sr'))).toBe('Друга је ово написала.');
	expect(await second.page.textContent('form.filing')).toContain('Први је ово написао.');

	// Nothing was overwritten so far.
	await first.page.reload();
	expect(await first.page.inputValue(field('texts.narrative.sr'))).toBe('Први је ово написао.');

	await second.page.click(button('save'));
	await second.page.waitForURL(/done=saved/);
	await first.page.reload();
	expect(await first.page.inputValue(field('texts.narrative.sr'))).toBe('Друга је ово написала.');
	await first.context.close();
	await second.context.close();
});

test('what is typed after a draft was saved outlives a change of language', () =>
	as('reporter', {}, async ({ page }) => {
		await page.goto(owed('1.3.3'));
		await isReady(page);
		await page.fill(field('texts.narrative.sr'), 'Пре чувања.');
		await page.click(button('save'));
		await page.waitForURL(/done=saved/);
		await isReady(page);
		expect(await page.textContent('li[id="row-1.3.3"] [data-announced]')).toContain('1.3.3');
		await page.fill(field('texts.narrative.sr'), 'После чувања.');
		await page.click('form[action="/language"] button[value="sr-Cyrl"]');
		await page.waitForSelector('html[lang="sr-Cyrl"] form.filing[data-ready]');
		expect(await page.inputValue(field('texts.narrative.sr'))).toBe('После чувања.');
		expect(await page.locator('main [data-announced]').count()).toBe(0);
		await page.click('form[action="/language"] button[value="en"]');
		await page.waitForSelector('html[lang="en"] form.filing[data-ready]');
		await page.click('[data-restored] button');
		expect(await page.inputValue(field('texts.narrative.sr'))).toBe('Пре чувања.');
	}));

test('Enter in a field saves the draft', () =>
	as('reporter', {}, async ({ page }) => {
		await page.goto(owed('1.3.3'));
		await isReady(page);
		await page.fill(field('evidence.0.title'), 'Записник');
		await page.press(field('evidence.0.title'), 'Enter');
		await page.waitForURL(/done=saved/);
		expect(await page.inputValue(field('evidence.0.title'))).toBe('Записник');
	}));

test('a double click files once', () =>
	as('reporter', {}, async ({ page, complaints }) => {
		await page.goto(owed('3.3.3'));
		await isReady(page);
		await choose(page, 1);
		await page.fill(field('texts.result.sr'), 'Преглед је у изради.');
		const before = submissionsOf('3.3.3');
		await page.dblclick(button('submit'));
		await page.waitForURL(/done=submitted/);
		expect(await stateOf(page, '3.3.3')).toBe('submitted');
		expect(submissionsOf('3.3.3') - before).toBe(1);
		expect(complaints).toEqual([]);
	}));

test('a session lost while typing costs nothing', () =>
	as('reporter', {}, async ({ context, page }) => {
		await page.goto(owed('4.2.1'));
		await isReady(page);
		await page.fill(field('texts.result.sr'), 'Писано у истеклој пријави.');
		await context.clearCookies();
		await page.click(button('save'));
		// What was sent comes back to be sent again (access.e2e.ts); who goes away from there finds it in the form again.
		await expect
			.poll(() => page.textContent('main details'))
			.toContain('Писано у истеклој пријави.');
		await signIn(page, 'reporter');
		await page.goto(owed('4.2.1'));
		await isReady(page);
		await page.waitForFunction(
			(name) =>
				(document.querySelector(name) as HTMLTextAreaElement | null)?.value ===
				'Писано у истеклој пријави.',
			field('texts.result.sr')
		);
		await page.click(button('save'));
		await page.waitForURL(/done=saved/);
		await page.reload();
		await isReady(page);
		expect(await page.inputValue(field('texts.result.sr'))).toBe('Писано у истеклој пријави.');
	}));

test('a lost connection leaves everything on the page', () =>
	as('reporter', {}, async ({ context, page }) => {
		await page.goto(owed('1.3.3'));
		await isReady(page);
		await page.fill(field('texts.next_steps.sr'), 'Писано без везе.');
		await context.setOffline(true);
		await page.click(button('save'));
		await page.waitForSelector('form.filing [role="alert"]');
		expect(await page.inputValue(field('texts.next_steps.sr'))).toBe('Писано без везе.');
		await context.setOffline(false);
		await page.click(button('save'));
		await page.waitForURL(/done=saved/);
		expect(await page.inputValue(field('texts.next_steps.sr'))).toBe('Писано без везе.');
	}));

test("a coordinator files on a body's letter, names it, and leaves the decision to another", () =>
	as('coordinator', {}, async ({ page, complaints }) => {
		await page.goto(`${AT}/owed?quarter=2020-Q3&body=rem&open=3.1.4`);
		await isReady(page);
		await choose(page, 1);
		await page.click(button('save'));
		await page.waitForSelector('form.filing [name="letter.number"][aria-invalid="true"]');
		await page.fill(field('letter.number'), '01-77/2020');
		await page.fill(field('letter.on'), '2020-10-02');
		await page.fill(field('texts.reasons.sr'), 'Разлог.');
		await page.selectOption(field('expectedCompletion'), '2020-Q4');
		await page.click(button('submit'));
		await page.waitForURL(/done=submitted/);
		await page.goto(`${AT}/board?quarter=2020-Q3&open=3.1.4&body=rem`);
		expect(await page.textContent('#opened')).toContain('01-77/2020');
		expect(await page.locator('#opened form').count()).toBe(0);
		expect(complaints.filter((said) => !said.includes('400'))).toEqual([]);
	}));

test('a window moves with a reason, and everybody is shown it', () =>
	as('coordinator', { javaScriptEnabled: false }, async ({ page }) => {
		await page.goto(`${AT}/board?quarter=2020-Q3`);
		await page.click('summary:has-text("Change the window")');
		await page.fill('[name="closesOn"]', '2020-11-15');
		await page.click('form[action*="?/window"] button');
		expect(await page.getAttribute('[name="reason"]', 'aria-invalid')).toBe('true');
		expect(await page.inputValue('[name="closesOn"]')).toBe('2020-11-15');
		await page.fill('[name="reason"]', 'Ванредно стање.');
		await page.click('form[action*="?/window"] button');
		expect(page.url()).toContain('done=window');
		expect(await page.textContent('main')).toContain('15 November 2020');
		expect(await page.textContent('main')).toContain('Vanredno stanje.');
	}));

test('several are accepted at once', () =>
	as('coordinator', {}, async ({ page, complaints }) => {
		await page.goto(`${AT}/board?quarter=2020-Q3`);
		const chosen = page.locator('[name="chosen"]');
		const before = await chosen.count();
		expect(before).toBeGreaterThan(2);
		await chosen.nth(0).check();
		await chosen.nth(1).check();
		await page.click('#many button');
		await page.waitForURL(/done=many/);
		expect(await page.locator('[name="chosen"]').count()).toBe(before - 2);
		expect(complaints).toEqual([]);
	}));

test("reviewers and owners do not write, and another body's desk is closed", async () => {
	for (const username of ['reviewer', 'owner', 'admin']) {
		await as(username, {}, async ({ page }) => {
			const response = await page.goto(`${AT}/owed?quarter=2020-Q3`);
			expect(response?.status()).toBe(403);
		});
	}
	await as('reporter', {}, async ({ page }) => {
		expect((await page.goto(`${AT}/owed?quarter=2020-Q3&body=mup`))?.status()).toBe(403);
		expect((await page.goto(`${AT}/board?quarter=2020-Q3`))?.status()).toBe(403);
	});
});
