// Every page of the build in every language, wide and as narrow as a phone: no raw message key, no word of the interface in another
// language or script, nothing the browser complains about, nothing wider than the window.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, startServer, type Server } from './browser.ts';
import { waysOfTheBuild } from './built-ways.ts';
import { LOCALES, OCCASIONS, pagesOfTheBuild, PHONE, Readers, type Locale } from './pages.ts';
import { ROUTES } from './route-table.ts';

/** Latin in a Cyrillic interface that is meant: Roman numerals, the letters of formulas, names of methods and formats, quarters as addresses have them. */
const MEANT = /^([A-D]|SIGMA|SHA|Ed25519|zip|I{1,3}|IV|Q[1-4]|W[12])$/;

const pages = pagesOfTheBuild();

let server: Server;
let browser: Browser;
let readers: Readers;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	readers = new Readers(browser, server);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

test('every page of the build is walked, but those that only lead on', () => {
	const walked = new Set(pages.map(({ path }) => path));
	const left = waysOfTheBuild()
		.filter(({ name, layouts }) => layouts !== null && !walked.has(ROUTES[name]?.path ?? ''))
		.map(({ name }) => name);
	// A draft has to be begun before it has pages: amendments.e2e.ts begins one.
	const draft = 'GET /(app)/strategies/[strategy]/amendments/[draft]';
	expect(left).toEqual(['GET /', draft, `${draft}/preview`]);
});

describe.each(LOCALES)('%s', (locale) => {
	test.each([...pages, ...OCCASIONS])('$path', async (screen) => {
		const { page, complaints } = await readers.open(screen, locale);
		expect(await page.getAttribute('html', 'lang')).toBe(locale);

		const words = await wordsOf(page);
		expect(words.length).toBeGreaterThan(3);
		expect(words.flatMap((text) => text.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g) ?? [])).toEqual(
			[]
		);
		expect(words.filter((text) => foreignIn(text, locale).length > 0)).toEqual([]);

		expect(await widerThanWindow(page)).toEqual([]);
		await page.setViewportSize(PHONE);
		expect(await widerThanWindow(page)).toEqual([]);
		// A refused address is an error to the browser as well.
		const { status = 200 } = screen;
		expect(complaints.filter((text) => status === 200 || !text.includes(`${status}`))).toEqual([]);
	});
});

/**
 * The words of the interface: texts, and those attributes a reader meets. Left out is what names its own language (`lang`: content) and
 * what is no word of any (`translate="no"`: codes, names, addresses).
 */
function wordsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const isOfInterface = (element: Element) =>
			element.closest('[lang]') === document.documentElement &&
			element.closest('[translate="no"], script, style, noscript') === null;
		const heading = document.querySelector('h1');
		const found = heading && !isOfInterface(heading) ? [] : [document.title];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			if (node.parentElement && isOfInterface(node.parentElement))
				found.push(node.textContent ?? '');
		}
		for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
			for (const element of document.querySelectorAll(`[${name}]`)) {
				if (isOfInterface(element)) found.push(element.getAttribute(name) ?? '');
			}
		}
		return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
	});
}

/** Words in a script this language is not written in. */
function foreignIn(text: string, locale: Locale): string[] {
	if (locale !== 'sr-Cyrl') return text.match(/\p{Script=Cyrillic}+/gu) ?? [];
	return (text.match(/[\p{Script=Latin}\d]+/gu) ?? []).filter(
		(word) => /\p{Script=Latin}/u.test(word) && !MEANT.test(word)
	);
}

/** What sticks out of the window, other than inside something that scrolls. */
function widerThanWindow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		const scrolls = (element: Element | null): boolean =>
			element !== null &&
			element !== document.body &&
			(getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
		const wide = [...document.body.querySelectorAll('*')].filter(
			(element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element)
		);
		return ['the page', ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
	});
}
