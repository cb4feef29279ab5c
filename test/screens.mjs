// `npm run screens`: takes a picture of every page of the build into docs/screens, with the demonstration in it: wide in both languages,
// on a phone in both, and dark. Run it when pages have changed their looks; the pictures are committed.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { build, isBuilt } from '../src/cli/build.mjs';
import { requireNode } from '../src/cli/node-version.mjs';
import { HOME } from '../src/cli/prepare.mjs';
import { smallPng } from './small-png.mjs';

requireNode();

const FOLDER = join(HOME, 'docs/screens');
/** What is longer is cut: a picture is for looking, not for reading to the end. */
const MOST = 1500;

const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
/** @type {readonly { name: string, locale: 'en' | 'sr-Cyrl', size: typeof WIDE, scheme: 'light' | 'dark' }[]} */
const MODES = [
	{ name: 'wide', locale: 'en', size: WIDE, scheme: 'light' },
	{ name: 'dark', locale: 'en', size: WIDE, scheme: 'dark' },
	{ name: 'phone', locale: 'en', size: PHONE, scheme: 'light' },
	{ name: 'wide', locale: 'sr-Cyrl', size: WIDE, scheme: 'light' },
	{ name: 'phone', locale: 'sr-Cyrl', size: PHONE, scheme: 'light' }
];

if (!isBuilt()) await build();
const { openBrowser, startServer } = await import('./e2e/browser.ts');
const { pagesOfTheBuild, Readers, STRATEGY } = await import('./e2e/pages.ts');

/** @typedef {import('./e2e/pages.ts').Screen} Screen */

/**
 * Pages that show more when something is open in them, and what a page is when there is nothing.
 *
 * @type {Readonly<Record<string, Screen>>}
 */
const OCCASIONS = {
	'owed-opened': { path: `${STRATEGY}/owed?quarter=2020-Q3&open=3.2.5`, role: 'reporter' },
	'board-opened': {
		path: `${STRATEGY}/board?quarter=2020-Q3&open=1.3.1&body=mup`,
		role: 'coordinator'
	},
	'activity-moved': { path: `${STRATEGY}/activities/2.3.1?quarter=2020-Q3`, role: 'coordinator' },
	'activities-none': { path: `${STRATEGY}/activities?quarter=2020-Q2&q=nothing`, role: 'reviewer' },
	'without-plan': { path: '/strategies/information-security-2017-2020', role: 'coordinator' },
	refused: { path: '/users', role: 'reviewer', status: 403 },
	'not-found': { path: '/nowhere', role: 'reporter', status: 404 }
};

/** The three that the README shows, as much of them as a window does. */
const BEST = { overview: 'overview', 'owed-opened': 'owed', 'activity-moved': 'activity' };

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

const [server, browser] = await Promise.all([startServer(), openBrowser()]);
const readers = new Readers(browser, server, { reducedMotion: 'reduce' });
const screens = { ...namedByAddress(pagesOfTheBuild()), ...OCCASIONS };

try {
	for (const [name, screen] of Object.entries(screens)) {
		for (const locale of /** @type {const} */ (['en', 'sr-Cyrl'])) {
			const { page } = await readers.open(screen, locale);
			for (const mode of MODES.filter((one) => one.locale === locale)) {
				await page.emulateMedia({ colorScheme: mode.scheme });
				await page.setViewportSize(mode.size);
				// Charts are drawn anew.
				await page.waitForTimeout(400);
				await take(page, `${name}.${locale}.${mode.name}`, MOST);
				if (name in BEST && locale === 'en' && mode.name === 'wide') {
					const best = BEST[/** @type {keyof typeof BEST} */ (name)];
					await take(page, best, mode.size.height);
				}
			}
			await page.emulateMedia({ colorScheme: 'light' });
		}
		console.log(name);
	}
} finally {
	await browser.close();
	await server.dispose();
}

const index = join(FOLDER, 'README.md');
const layout = { ...(await resolveConfig(index)), filepath: index };
writeFileSync(index, await format(gallery(Object.entries(screens)), layout));
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.png'));
const bytes = files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
console.log(`${files.length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);

/**
 * Names by which files are found: the address without the strategy; what belongs to no strategy begins with "site".
 *
 * @param {Screen[]} pages
 */
function namedByAddress(pages) {
	return Object.fromEntries(
		pages.map((page) => {
			const path = page.path.split('?')[0] ?? '';
			const parts = path.replace(STRATEGY, '').split('/').filter(Boolean);
			if (!path.startsWith(STRATEGY)) parts.unshift('site');
			return [parts.length === 0 ? 'overview' : parts.join('-'), page];
		})
	);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {number} most
 */
async function take(page, name, most) {
	const { width, height } = await page.evaluate(() => ({
		width: document.documentElement.clientWidth,
		height: document.documentElement.scrollHeight
	}));
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', {
		format: 'png',
		captureBeyondViewport: true,
		clip: { x: 0, y: 0, width, height: Math.min(height, most), scale: 1 }
	});
	await session.detach();
	writeFileSync(join(FOLDER, `${name}.png`), smallPng(Buffer.from(data, 'base64')));
}

/**
 * The list of pictures, for whoever opens the folder.
 *
 * @param {[string, Screen][]} entries
 */
function gallery(entries) {
	const rows = entries.map(([name, { path, role }]) => {
		const links = MODES.map((mode) => `[${mode.name}](${name}.${mode.locale}.${mode.name}.png)`);
		return `| ${name} | \`${path}\` | ${role} | ${links.slice(0, 3).join(' ')} | ${links.slice(3).join(' ')} |`;
	});
	return [
		'# Every page, looked at',
		'',
		'Made by `npm run screens` from the build and the demonstration; long pages are cut.',
		'',
		'| page | address | seen by | English | Serbian, Cyrillic |',
		'| --- | --- | --- | --- | --- |',
		...rows,
		''
	].join('\n');
}
