// What is handed to a minister: the content alone, on A4, with the quarter and its state at the foot of every page.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, startServer, type Server } from './browser.ts';
import { Readers, STRATEGY } from './pages.ts';
import { pagesOfPdf, type PdfPage } from './pdf-pages.ts';

const PAGES = {
	overview: `${STRATEGY}?quarter=2020-Q3`,
	activities: `${STRATEGY}/activities?quarter=2020-Q3`,
	activity: `${STRATEGY}/activities/2.3.1?quarter=2020-Q3`
};
const SAID = {
	en: { quarter: 'Q3 2020', draft: 'DRAFT' },
	'sr-Cyrl': { quarter: 'III квартал 2020.', draft: 'НАЦРТ' }
} as const;

let server: Server;
let browser: Browser;
let readers: Readers;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	// Colours that fade are neither the one nor the other for a moment.
	readers = new Readers(browser, server, { reducedMotion: 'reduce' });
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

async function printed(page: Page): Promise<PdfPage[]> {
	return pagesOfPdf(await page.pdf({ preferCSSPageSize: true, printBackground: false }));
}

describe.each(['en', 'sr-Cyrl'] as const)('%s', (locale) => {
	test.each(Object.entries(PAGES))('%s', async (name, path) => {
		const { page } = await readers.open({ path, role: 'reviewer' }, locale);
		const pages = await printed(page);
		expect(pages.length).toBeGreaterThan(1);
		for (const [index, { width, height, text }] of pages.entries()) {
			const sides = [width, height].map(Math.round).toSorted((a, b) => a - b);
			expect(sides).toEqual([595, 842]);
			expect(height > width).toBe(name !== 'activities');
			expect(text).toContain(SAID[locale].quarter);
			expect(text).toContain(SAID[locale].draft);
			expect(text).toContain(`${index + 1} / ${pages.length}`);
		}
	});
});

test('nothing is on paper that only a screen needs', async () => {
	for (const path of Object.values(PAGES)) {
		const { page } = await readers.open({ path, role: 'reviewer' }, 'en');
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		const { shown, linkColours, ink, paper, heads } = await page.evaluate(() => {
			const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
			return {
				shown: all(
					'nav:not(.ways), button, .button, .skip-link, .language-switch, .account, .filters'
				)
					.filter((element) => element.getClientRects().length > 0)
					.map((element) => element.outerHTML.slice(0, 100)),
				linkColours: [
					...new Set(
						all('main a').flatMap((link) => {
							if (link.getClientRects().length === 0) return [];
							const { color, textDecorationLine } = getComputedStyle(link);
							const around = getComputedStyle(link.parentElement ?? link).color;
							return color === around ? textDecorationLine : `${color} in ${around}`;
						})
					)
				],
				ink: getComputedStyle(document.body).color,
				paper: getComputedStyle(document.documentElement).backgroundColor,
				heads: [...new Set(all('thead').map((head) => getComputedStyle(head).display))]
			};
		});
		expect(shown).toEqual([]);
		expect(linkColours).toEqual(['none']);
		expect([ink, paper]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
		expect(heads).toEqual(['table-header-group']);
		await page.emulateMedia({ media: null, colorScheme: 'light' });
	}
});

test("a table's heads are repeated on each of its pages, and no row is torn apart", async () => {
	const { page } = await readers.open({ path: PAGES.activities, role: 'reviewer' }, 'en');
	const pages = await printed(page);
	for (const { text } of pages) expect(text).toContain('Deadline');
	await page.emulateMedia({ media: 'print' });
	const torn = await page.evaluate(() => [
		...new Set([...document.querySelectorAll('tr')].map((row) => getComputedStyle(row).breakInside))
	]);
	expect(torn).toEqual(['avoid']);
});

test('what is folded away on the screen and needed on paper is on it', async () => {
	const { page } = await readers.open({ path: PAGES.activity, role: 'coordinator' }, 'en');
	const folded = await page.textContent('details.prints-open:not([open]) li');
	const said = folded!.replace(/\s+/g, ' ').trim().slice(0, 20);
	const text = (await printed(page)).map((one) => one.text).join(' ');
	expect(text).toContain(said);
});
