// How much script a browser loads for a page, gzipped: what it really asks for, on a first visit with an empty cache, until nothing more
// comes. A page with a chart loads the chart's library beside its own.
import { gzipSync } from 'node:zlib';
import { openBrowser, signIn, visit } from '../e2e/browser.ts';
import { kilobytes, promise, table } from './figures.ts';
import { MORE_PAGES, PAGES, QUARTER, serve } from './national.ts';

const SIZE = 1_000;

const server = await serve(SIZE);
const browser = await openBrowser();
const rows: string[][] = [];
const heaviest = { with: 0, without: 0 };
const addresses = { ...PAGES, ...MORE_PAGES, filing: await openFiling() };
for (const [name, address] of Object.entries(addresses)) {
	const { context, page } = await visit(browser, server);
	await signIn(page, 'coordinator');
	// Signing in has loaded what all pages share: a context with the same cookies and nothing else starts anew.
	const fresh = await browser.newContext({
		baseURL: server.origin,
		storageState: await context.storageState()
	});
	const first = await fresh.newPage();
	const scripts: Promise<Buffer | null>[] = [];
	first.on('response', (response) => {
		if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
		scripts.push(response.body().catch(() => null));
	});
	await first.goto(address, { waitUntil: 'networkidle' });
	const hasChart = (await first.locator('canvas').count()) > 0;
	const bodies = (await Promise.all(scripts)).filter((body) => body !== null);
	const gzipped = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).byteLength, 0);
	const plain = bodies.reduce((sum, body) => sum + body.byteLength, 0);
	rows.push([
		name,
		...[hasChart ? 'yes' : 'no', kilobytes(gzipped), kilobytes(plain), String(bodies.length)]
	]);
	const kind = hasChart ? 'with' : 'without';
	heaviest[kind] = Math.max(heaviest[kind], gzipped);
	await fresh.close();
	await context.close();
}
await browser.close();
await server.dispose();
table(['page', 'chart', 'script, gzipped', 'plain', 'files'], rows);
promise({
	measure: 'client script a page, gzipped: without chart / with (heaviest page)',
	value: `${size(heaviest.without)} / ${size(heaviest.with)}`,
	must: '45 / 120 kB',
	aim: '25 / 95 kB'
});

/** The address of a form a filing is written in: the heaviest page without a chart. */
async function openFiling(): Promise<string> {
	const owed = `/strategies/pulse/owed?quarter=${QUARTER}&body=body-01`;
	const { context, page } = await visit(browser, server);
	await signIn(page, 'coordinator');
	await page.goto(owed);
	const href = await page.locator('main li a[aria-expanded]').first().getAttribute('href');
	await context.close();
	return new URL(href ?? '', server.origin + owed).href;
}

function size(bytes: number): string {
	return bytes > 0 ? kilobytes(bytes) : 'none seen';
}
