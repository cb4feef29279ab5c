// Packs as their readers open them: the HTML in a browser and on paper, the parts of the Word document as a parser reads XML.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { contentsOf, type PackContents } from '#lib/server/report/contents.ts';
import { htmlOf } from '#lib/server/report/html.ts';
import { wordOf } from '#lib/server/report/word.ts';
import { unzipped } from '#lib/server/workbook/unzip.ts';
import { QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { contentsOfView } from '../fixtures/pack-contents.ts';
import { openBrowser } from './browser.ts';
import { cutBySpacing, namelessTables, widerThanWindow } from './layout-faults.ts';
import { LOCALES, PHONE, WIDE } from './pages.ts';
import { pagesOfPdf } from './pdf-pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Words a Cyrillic page may hold in Latin letters. */
const MEANT = /^([A-D]|W|SIGMA|SHA|EUR|FILE|zip|kvartal|verify|I{1,3}|IV)$/;

let browser: Browser;
let page: Page;
let half: PackContents;

beforeAll(async () => {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-pack-'));
	const database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
	const period = readPeriod('2020-H1')!;
	half = contentsOf(database, 'cybercrime-2019-2023', period, { today: '2020-10-05' });
	database.close();
	rmSync(folder, { recursive: true, force: true });
	browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
	page = await browser.newPage({ viewport: WIDE });
});
afterEach(() => page.close());

function faults(): Promise<string[]> {
	return page.evaluate(async () => {
		const { axe } = window as unknown as { axe: { run(o: object): Promise<AxeResults> } };
		const rules = { 'target-size': { enabled: true } };
		const { violations } = await axe.run({ resultTypes: ['violations'], rules });
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html, failureSummary }) => `${id} | ${html.slice(0, 160)} | ${failureSummary}`)
		);
	});
}

describe.each(LOCALES)('a half-year as HTML, %s', (locale) => {
	test('axe finds nothing, wide and on a phone', async () => {
		await page.setContent(htmlOf(half, locale));
		await page.evaluate(AXE);
		for (const size of [WIDE, PHONE]) {
			await page.setViewportSize(size);
			expect(await faults()).toEqual([]);
		}
	});

	test('fits its window, its tables have names, and spaced out text is not cut', async () => {
		await page.setContent(htmlOf(half, locale));
		expect(await widerThanWindow(page)).toEqual([]);
		expect(await namelessTables(page)).toEqual([]);
		await page.setViewportSize({ width: 320, height: 600 });
		expect(await widerThanWindow(page)).toEqual([]);
		expect(await cutBySpacing(page)).toEqual([]);
	});

	test('nothing is left untranslated', async () => {
		await page.setContent(htmlOf(half, locale));
		const texts = await page.evaluate(() => {
			const found = [document.title];
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const element = node.parentElement!;
				// What bodies wrote, and where it comes from, is in their words.
				if (element.closest('[translate="no"], .said, #reading ul, [lang]:not(html)')) continue;
				found.push(node.textContent ?? '');
			}
			return found.filter((text) => text.trim() !== '');
		});
		const foreign = texts.filter((text) =>
			locale === 'sr-Cyrl'
				? (text.match(/\p{Script=Latin}+/gu) ?? []).some((word) => !MEANT.test(word))
				: /\p{Script=Cyrillic}/u.test(text)
		);
		expect(foreign).toEqual([]);
		expect(texts.filter((text) => /\b[a-z]+(_[a-z0-9]+)+\b/.test(text))).toEqual([]);
	});

	test('on paper every page says what it is of, and that it is a draft', async () => {
		await page.setContent(htmlOf(half, locale));
		const pages = pagesOfPdf(await page.pdf({ preferCSSPageSize: true }));
		const [draft, period] = await page.evaluate(() => [
			document.querySelector('.watermark')!.textContent,
			document.documentElement.dataset.head!.split(' · ').at(-1)!
		]);
		expect(pages.length).toBeGreaterThan(10);
		for (const [index, { width, height, text }] of pages.entries()) {
			expect([width, height].map(Math.round).toSorted((a, b) => a - b)).toEqual([595, 842]);
			expect(text).toContain(`${draft} · ${period}`);
			expect(text).toContain(`${index + 1} / ${pages.length}`);
		}
		expect(pages.some(({ width, height }) => width > height)).toBe(true);
	});

	test('the word across the page is pale also where grounds are not printed, and no higher than a page', async () => {
		await page.emulateMedia({ media: 'print' });
		await page.setContent(htmlOf(half, locale));
		const mark = await page.evaluate(() => {
			const element = document.querySelector('.watermark')!;
			const { printColorAdjust, color, overflow } = getComputedStyle(element);
			return { printColorAdjust, color, overflow, height: element.getBoundingClientRect().height };
		});
		await page.emulateMedia({ media: null });
		expect(mark).toMatchObject({
			...{ printColorAdjust: 'exact', color: 'rgb(241, 241, 241)', overflow: 'hidden' }
		});
		// A4 across, between its margins of 18 and 17 mm, at 96 to the inch.
		expect(mark.height).toBeLessThan(((210 - 35) / 25.4) * 96);
	});

	test('every part of the Word document is well-formed', async () => {
		const files = [...unzipped(await wordOf(half, locale), 1e8)];
		const parts = files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);
		const broken = await page.evaluate(
			(all) =>
				all
					.filter(([, xml]) =>
						new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')
					)
					.map(([name]) => name),
			parts
		);
		expect(parts.length).toBeGreaterThan(10);
		expect(broken).toEqual([]);
	});
});

test('axe finds nothing in the dark', async () => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setContent(htmlOf(half, 'en'));
	await page.evaluate(AXE);
	expect(await faults()).toEqual([]);
});

test('texts meant to break a document change neither the HTML nor the XML', async () => {
	const attack = `</title></style><script>window.hit = 1</script><img src=x onerror="window.hit = 2">\u0001]]>&amp;`;
	const contents = contentsOfView({
		...QUARTER_VIEW,
		strategy: { ...QUARTER_VIEW.strategy, title: { en: attack }, shortTitle: { en: attack } },
		plan: { ...QUARTER_VIEW.plan, title: { en: attack } },
		activities: QUARTER_VIEW.activities.map((activity) => ({ ...activity, title: { en: attack } }))
	});
	await page.setContent(htmlOf(contents, 'en'));
	const seen = attack.replace('\u0001', '');
	expect(
		await page.evaluate(() => ({
			hit: 'hit' in window,
			scripts: document.scripts.length + document.images.length,
			title: document.querySelector('.strategy')!.textContent
		}))
	).toEqual({ hit: false, scripts: 0, title: seen });
	const files = unzipped(await wordOf(contents, 'en'), 1e8);
	for (const name of ['word/document.xml', 'docProps/core.xml', 'word/header1.xml']) {
		const xml = new TextDecoder().decode(files.get(name));
		const said = await page.evaluate((source) => {
			const read = new DOMParser().parseFromString(source, 'application/xml');
			return read.querySelector('parsererror') ? null : read.documentElement.textContent;
		}, xml);
		expect(said).toContain(seen);
	}
});
