// Three people at work without a mouse: every stop of the Tab key can be seen, and what is done leaves the keyboard where one goes on.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';
import { STRATEGY } from './pages.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function as(username: string, work: (visitor: Visitor) => Promise<void>): Promise<void> {
	const visitor = await visit(browser, server, { reducedMotion: 'reduce' });
	try {
		await signIn(visitor.page, username);
		await work(visitor);
		// A form that was refused is answered with 400, and the browser notes it.
		expect(visitor.complaints.filter((said) => !said.includes('status of 400'))).toEqual([]);
	} finally {
		await visitor.context.close();
	}
}

/** Presses Tab until what is meant has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, selector: string, limit = 150): Promise<void> {
	const unseen: string[] = [];
	for (let pressed = 0; pressed < limit; pressed++) {
		await page.keyboard.press('Tab');
		const { isMeant, name, fault } = await page.evaluate(stopAt, selector);
		if (fault) unseen.push(`${name}: ${fault}`);
		if (isMeant) {
			expect(unseen).toEqual([]);
			return;
		}
	}
	throw new Error(`${selector} is not reached with ${limit} presses of Tab on ${page.url()}`);
}

/** In the page: what has the focus, and whether it can be seen that it has. */
function stopAt(selector: string) {
	const element = document.activeElement ?? document.body;
	const name = `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`;
	// From the last stop the browser goes round through its own controls: the page's body is that.
	if (element === document.body) return { isMeant: false, name, fault: null };
	const box = element.getBoundingClientRect();
	const { outlineStyle, outlineWidth } = getComputedStyle(element);
	// A date whose calendar button has the focus has none itself: the button shows it, where no script can look.
	const isWithin = element.matches('input[type="date"]:not(:focus)');
	const isOutlined = isWithin || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
	const isInView =
		box.width > 0 &&
		box.height > 0 &&
		box.bottom > 0 &&
		box.top < innerHeight &&
		box.right > 0 &&
		box.left < innerWidth;
	// Something of it must lie above everything else: nothing sticky may cover it.
	const points = [0.1, 0.5, 0.9].flatMap((x) =>
		[0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const)
	);
	const isUncovered = points.some(([x, y]) => {
		const above = document.elementFromPoint(x, y);
		return above !== null && (element.contains(above) || above.contains(element));
	});
	const fault = !isOutlined
		? 'no outline'
		: !isInView
			? 'outside the window'
			: !isUncovered
				? 'covered'
				: null;
	return { isMeant: element.matches(selector), name, fault };
}

/** Waits until what is meant has the focus. */
async function focusIsOn(page: Page, selector: string): Promise<void> {
	await page
		.waitForFunction((meant) => document.activeElement?.matches(meant), selector)
		.catch(async () => {
			const { name } = await page.evaluate(stopAt, selector);
			throw new Error(`The focus is on "${name}", not on ${selector}`);
		});
}

const row = (code: string) => `li[id="row-${code}"] a[aria-expanded]`;
const field = (name: string) => `form.filing [name="${name}"]`;

test('signing in, and past the navigation to the content', async () => {
	const { context, page } = await visit(browser, server);
	await page.goto('/login');
	await tabTo(page, 'input[name="username"]');
	await page.keyboard.type('reviewer');
	await tabTo(page, 'input[name="password"]');
	await page.keyboard.type('wrong');
	await page.keyboard.press('Enter');
	await focusIsOn(page, '[role="alert"]');
	await tabTo(page, 'input[name="password"]');
	await page.keyboard.type('kvartal-demo');
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.pathname !== '/login');

	await page.goto(STRATEGY);
	await page.keyboard.press('Tab');
	await focusIsOn(page, '.skip-link');
	expect((await page.locator('.skip-link').boundingBox())?.y).toBeGreaterThanOrEqual(0);
	await page.keyboard.press('Enter');
	await focusIsOn(page, 'main');
	await page.keyboard.press('Tab');
	await focusIsOn(page, 'main *');
	await context.close();
});

test('a reporter files one activity', () =>
	as('reporter', async ({ page }) => {
		await page.goto(STRATEGY);
		await tabTo(page, 'nav a[href*="/owed"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/owed/);

		await tabTo(page, row('3.2.5'));
		await page.keyboard.press('Enter');
		await page.waitForSelector('form.filing[data-ready]');
		await focusIsOn(page, `${row('3.2.5')}[aria-expanded="true"]`);

		// A step that asks for reasons, and none given: what is missing takes the focus, and leads to its field.
		await tabTo(page, field('step'));
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await tabTo(page, 'form.filing button[formaction*="?/submit&"]');
		await page.keyboard.press('Enter');
		await focusIsOn(page, 'form.filing .problems');
		await tabTo(page, 'form.filing .problems a');
		await page.keyboard.press('Enter');
		await focusIsOn(page, 'form.filing :is(textarea, select, input)');

		for (const name of ['texts.narrative.sr', 'texts.result.sr', 'texts.problems.sr']) {
			await fillByKeyboard(page, name, 'Записано тастатуром.');
		}
		await fillByKeyboard(page, 'texts.reasons.sr', 'Поступак је поновљен.');
		await tabTo(page, field('expectedCompletion'));
		await page.keyboard.press('ArrowDown');
		await tabTo(page, 'form.filing button[formaction*="?/submit&"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/done=submitted/);
		await focusIsOn(page, row('3.2.5'));
		expect(await page.locator('li[id="row-3.2.5"]').getAttribute('data-state')).toBe('submitted');
	}));

/** Tab goes round: what lies before is reached as well. */
async function fillByKeyboard(page: Page, name: string, text: string): Promise<void> {
	await tabTo(page, field(name));
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
}

test('a coordinator opens one and accepts it', () =>
	as('coordinator', async ({ page }) => {
		await page.goto(STRATEGY);
		await tabTo(page, 'nav a[href*="/board"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/board/);
		const waiting = await page.locator('[name="chosen"]').count();

		await tabTo(page, 'form[action*="?/open&"] button');
		await page.keyboard.press('Enter');
		await page.waitForSelector('#opened form[action*="?/accept&"]');
		await focusIsOn(page, '#opened, #opened *');
		await tabTo(page, '#opened form[action*="?/accept&"] button');
		await page.keyboard.press('Enter');
		await page.waitForURL(/done=accepted/);
		await focusIsOn(page, 'main *');
		expect(await page.locator('[name="chosen"]').count()).toBe(waiting - 1);
	}));

test('a reviewer reads from the overview to an activity, and comes back to where it was', () =>
	as('reviewer', async ({ page }) => {
		await page.goto(`${STRATEGY}?quarter=2020-Q3`);
		await tabTo(page, 'main a[href*="/activities?"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/activities\?/);
		await tabTo(page, 'main table a[href*="/activities/"]');
		const address = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/activities\/\d/);
		await page.goBack();
		await page.waitForURL(/\/activities\?/);
		await focusIsOn(page, `a[href="${address}"]`);

		// The quarter is turned, and the keyboard stays at it.
		await tabTo(page, '.quarter-selector a[rel="prev"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/quarter=2020-Q2/);
		await focusIsOn(page, '.quarter-selector a[rel="prev"]');
	}));

test('a list is sorted twice from one header', () =>
	as('reviewer', async ({ page }) => {
		await page.goto(`${STRATEGY}/activities?quarter=2020-Q3`);
		await tabTo(page, 'th a[href*="sort=deadline"]');
		await page.keyboard.press('Enter');
		await page.waitForURL(/sort=deadline/);
		await focusIsOn(page, 'th[aria-sort="ascending"] a');
		await page.keyboard.press('Enter');
		await page.waitForURL(/sort=-deadline/);
		await focusIsOn(page, 'th[aria-sort="descending"] a');
	}));

test('a coordinator closes one and goes on from its row; one more note is where the keyboard is', () =>
	as('coordinator', async ({ page }) => {
		await page.goto(`${STRATEGY}/board?quarter=2020-Q3`);
		await page.waitForSelector('.keys[data-ready]');
		for (const key of ['j', 'j', 'j']) await page.keyboard.press(key);
		const third = await page.evaluate(() => document.activeElement?.getAttribute('data-waiting'));
		await page.keyboard.press('o');
		await page.waitForSelector('#opened [data-key="return"]');
		await focusIsOn(page, '#opened');
		await page.click('#opened button[formaction*="?/note&"]');
		await page.waitForURL(/#note-1/);
		await focusIsOn(page, '#note-1-field');
		await page.click('#opened [data-key="return"]');
		await focusIsOn(page, '#decision .problems');
		await page.keyboard.press('Escape');
		await page.waitForSelector('#opened', { state: 'detached' });
		await focusIsOn(page, `[data-waiting="${third}"]`);
	}));
