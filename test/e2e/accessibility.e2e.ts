// What axe-core finds on every page of the build, in every language, light and dark, wide and as narrow as a phone: nothing. What axe
// cannot see stands below it: zoom, spacing, headings, what is hidden behind the heads of tables.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, startServer, type Server } from './browser.ts';
import { cutBySpacing, headsOutOfView, namelessTables, widerThanWindow } from './layout-faults.ts';
import {
	LOCALES,
	OCCASIONS,
	pagesOfTheBuild,
	PHONE,
	Readers,
	STRATEGY,
	WIDE,
	type Screen
} from './pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything axe has, best practice included. */
const RULES: RunOptions = {
	resultTypes: ['violations'],
	rules: { 'target-size': { enabled: true } }
};

/** What depends on colour, which is all that differs between light and dark. */
const COLOURS: RunOptions = {
	resultTypes: ['violations'],
	runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
};

interface Mode {
	name: string;
	size: typeof WIDE;
	scheme: 'light' | 'dark';
	rules: RunOptions;
}

const MODES: readonly Mode[] = [
	{ name: 'wide, light', size: WIDE, scheme: 'light', rules: RULES },
	{ name: 'wide, dark', size: WIDE, scheme: 'dark', rules: COLOURS },
	{ name: 'phone, dark', size: PHONE, scheme: 'dark', rules: COLOURS },
	{ name: 'phone, light', size: PHONE, scheme: 'light', rules: RULES }
];

/** Colours know neither language nor width: `npm test` looks at dark ones once, `npm run test:long` at all. */
const modesIn = (locale: string) =>
	MODES.filter(
		({ scheme, size }) =>
			process.env.KVARTAL_LONG || scheme === 'light' || (locale === 'en' && size === WIDE)
	);

/** Rows that are open: most of the controls there are. */
const OPENED: readonly Screen[] = [
	{ path: `${STRATEGY}/owed?quarter=2020-Q3&open=3.2.5`, role: 'reporter' },
	{ path: `${STRATEGY}/owed?quarter=2020-Q2&open=3.2.5`, role: 'reporter' },
	{ path: `${STRATEGY}/owed?quarter=2020-Q3&body=ratel&open=4.2.1`, role: 'coordinator' },
	{ path: `${STRATEGY}/board?quarter=2020-Q3&open=3.2.5&body=ratel`, role: 'coordinator' },
	{ path: `${STRATEGY}/board?quarter=2020-Q2`, role: 'coordinator' },
	{ path: `${STRATEGY}/activities?quarter=2020-Q3&timeliness=overdue&q=RATEL`, role: 'reviewer' },
	{ path: `${STRATEGY}/windows?quarter=2020-Q3&change=2020-Q4`, role: 'coordinator' },
	{ path: `${STRATEGY}/windows?quarter=2020-Q3&close=2020-Q3`, role: 'coordinator' },
	{ path: `${STRATEGY}/escalations?quarter=2020-Q2`, role: 'coordinator' },
	{ path: `${STRATEGY}/activities/2.3.1?quarter=2020-Q3`, role: 'coordinator' },
	{ path: `${STRATEGY}/owed?quarter=2020-Q3&open=3.1.2`, role: 'reporter' },
	{
		path: `${STRATEGY}/indicators/operators-instructed?quarter=2020-Q3&correct=2020-06-30`,
		role: 'coordinator'
	}
];

const screens = [...pagesOfTheBuild(), ...OCCASIONS, ...OPENED];

let server: Server;
let browser: Browser;
let readers: Readers;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	// What fades from one colour to another has, for a moment, neither's contrast.
	readers = new Readers(browser, server, { reducedMotion: 'reduce' });
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

describe.each(LOCALES)('axe finds nothing, %s', (locale) => {
	test.each(screens)('$path', async (screen) => {
		const { page } = await readers.open(screen, locale);
		// Through the debugger, past the page's own policy: which stays as it is.
		await page.evaluate(AXE);
		const found: string[] = [];
		for (const { name, size, scheme, rules } of modesIn(locale)) {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme: scheme });
			let faults = await faultsOf(page, rules);
			// A page may still be coming to life, or taking its new size: what is found is looked at twice.
			if (faults.length > 0) {
				await page.waitForLoadState('networkidle');
				faults = await faultsOf(page, rules);
			}
			found.push(...faults.map((fault) => `${name}: ${fault}`));
		}
		expect(found).toEqual([]);
	});
});

test.each(LOCALES)('axe finds nothing on a form that was refused, %s', async (locale) => {
	const screen = { path: `${STRATEGY}/owed?quarter=2020-Q3&open=3.2.5`, role: 'reporter' } as const;
	const { page } = await readers.open(screen, locale);
	await page.waitForSelector('form.filing[data-ready]');
	await page.click('form.filing button[formaction*="?/submit&"]');
	await page.waitForSelector('form.filing .problems');
	await page.evaluate(AXE);
	for (const scheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		expect(await faultsOf(page, RULES)).toEqual([]);
	}
	// Each line leads to a control that says the same.
	const lost = await page.evaluate(() =>
		[...document.querySelectorAll<HTMLAnchorElement>('form.filing .problems a')]
			.map((link) => link.hash)
			.filter((hash) => document.getElementById(decodeURIComponent(hash.slice(1))) === null)
	);
	expect(lost).toEqual([]);
});

describe('what axe does not see', () => {
	test.each(screens)('$path', async (screen) => {
		const { page } = await readers.open(screen, 'sr-Cyrl');
		await page.emulateMedia({ colorScheme: 'light' });
		expect(await namelessTables(page)).toEqual([]);
		expect(await cutBySpacing(page)).toEqual([]);

		await page.setViewportSize(PHONE);
		expect(await headsOutOfView(page)).toEqual([]);
		expect(await cutBySpacing(page)).toEqual([]);

		// 1280 pixels at 400 %: what is wider than that scrolls inside itself.
		await page.setViewportSize({ width: 320, height: 256 });
		expect(await widerThanWindow(page)).toEqual([]);
	});
});

/** What axe finds, a line for each place. */
function faultsOf(page: Page, rules: RunOptions): Promise<string[]> {
	return page.evaluate(async (options) => {
		const { axe } = window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } };
		const { violations } = await axe.run(options);
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html, target, failureSummary }) =>
				[
					id,
					target.join(' '),
					html.replace(/\s+/g, ' ').slice(0, 160),
					(failureSummary ?? '').replace(/\s+/g, ' ')
				].join(' | ')
			)
		);
	}, rules);
}
