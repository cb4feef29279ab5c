// Every page of the build in every language, wide and as narrow as a phone: no raw message key, no word of the interface in another
// language or script, nothing the browser complains about, nothing wider than the window.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server, type Visitor } from './browser.ts';
import { waysOfTheBuild } from './built-ways.ts';
import { ROLES, ROUTES, type Role } from './route-table.ts';

const LOCALES = ['en', 'sr-Cyrl', 'sr-Latn'] as const;
type Locale = (typeof LOCALES)[number];

/** Who sees most is asked first. */
const PREFERRED: readonly Role[] = [
	'coordinator',
	'reporter',
	'owner',
	'admin',
	'reviewer',
	'none'
];

/** Latin in a Cyrillic interface that is meant: Roman numerals, the letters of formulas, a method's name, quarters as addresses have them. */
const MEANT = /^([A-D]|SIGMA|I{1,3}|IV|Q[1-4])$/;

interface Screen {
	path: string;
	role: Role;
	status?: number;
}

const S = '/strategies/cybercrime-2019-2023';
/** What a page looks like on other occasions. */
const OCCASIONS: readonly Screen[] = [
	{ path: `${S}?quarter=2019-Q1`, role: 'reviewer' },
	{ path: `${S}?quarter=2020-Q4`, role: 'owner' },
	{ path: '/strategies/information-security-2017-2020', role: 'coordinator' },
	{ path: '/strategies/information-security-2017-2020/about', role: 'coordinator' },
	{ path: `${S}/activities?quarter=2020-Q2&q=nothing-like-it`, role: 'reviewer' },
	{ path: `${S}/activities?timeliness=sometimes`, role: 'reviewer', status: 400 },
	{ path: `${S}/activities/0.0.0`, role: 'reviewer', status: 404 },
	{ path: `${S}?quarter=2031-Q1`, role: 'reviewer', status: 404 },
	{ path: '/users', role: 'reviewer', status: 403 },
	{ path: '/nowhere', role: 'reporter', status: 404 }
];

const pages = waysOfTheBuild()
	.filter(({ layouts }) => layouts !== null)
	.flatMap(({ name }): Screen[] => {
		const expected = ROUTES[name];
		const role = PREFERRED.find((one) => expected?.statuses[ROLES.indexOf(one)] === 200);
		return expected && role ? [{ path: expected.path, role }] : [];
	});

let server: Server;
let browser: Browser;
const visitors = new Map<Role, Visitor & { locale: Locale | null }>();

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
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
	expect(left).toEqual(['GET /']);
});

describe.each(LOCALES)('%s', (locale) => {
	test.each([...pages, ...OCCASIONS])('$path', async ({ path, role, status = 200 }) => {
		const { page, complaints } = await visitorOf(role, locale);
		complaints.length = 0;
		await page.setViewportSize({ width: 1280, height: 900 });
		const response = await page.goto(path, { waitUntil: 'networkidle' });
		expect(response?.status()).toBe(status);
		expect(await page.getAttribute('html', 'lang')).toBe(locale);

		const words = await wordsOf(page);
		expect(words.length).toBeGreaterThan(3);
		expect(words.flatMap((text) => text.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g) ?? [])).toEqual(
			[]
		);
		expect(words.filter((text) => foreignIn(text, locale).length > 0)).toEqual([]);

		expect(await widerThanWindow(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 800 });
		expect(await widerThanWindow(page)).toEqual([]);
		// A refused address is an error to the browser as well.
		expect(complaints.filter((text) => status === 200 || !text.includes(`${status}`))).toEqual([]);
	});
});

/** Somebody in a role, signed in once, reading in a language. */
async function visitorOf(role: Role, locale: Locale): Promise<Visitor> {
	let visitor = visitors.get(role);
	if (!visitor) {
		visitor = { ...(await visit(browser, server)), locale: null };
		if (role !== 'none') await signIn(visitor.page, role);
		visitors.set(role, visitor);
	}
	if (visitor.locale !== locale) {
		const answer = await visitor.context.request.post('/language', {
			form: { locale, to: '/account' },
			headers: { origin: server.origin },
			maxRedirects: 0
		});
		expect(answer.status()).toBe(303);
		visitor.locale = locale;
	}
	return visitor;
}

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
