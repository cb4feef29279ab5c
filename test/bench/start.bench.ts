// From `node build` to the first page, and how much memory the process holds after a thousand pages of a national plan.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../e2e/browser.ts';
import { Client } from './client.ts';
import { median, ms, promise, table, timed, times, timings } from './figures.ts';
import { HOME, MORE_PAGES, NATIONAL, PAGES, planOf, serve } from './national.ts';

const STARTS = 7;
const PAGES_SERVED = 1_000;
const MOST_SECONDS = 40;

const bare = await timings(
	() => timed(() => spawnSync(process.execPath, ['--eval', ''], { stdio: 'ignore' })),
	{ most: STARTS, seconds: 10 }
);
const firstPages = await timings(toFirstPage, { most: STARTS, seconds: 30 });

const server = await serve(NATIONAL);
const client = await new Client(server.origin).signIn('coordinator');
const overview = await client.page(PAGES.overview);
const atFirst = megabytes(server.pid);
const addresses = [...Object.values(PAGES), ...Object.values(MORE_PAGES)];
let served = 1;
for (const until = Date.now() + MOST_SECONDS * 1000; served < PAGES_SERVED; served += 1) {
	if (Date.now() > until) break;
	await client.page(addresses[served % addresses.length]!);
}
const atLast = megabytes(server.pid);
client.close();
await server.dispose();

table(
	['start', 'here'],
	[
		[
			`node build to the first page (sign-in), median of ${firstPages.length}`,
			ms(median(firstPages))
		],
		['the same as a multiple of `node --eval ""`', times(median(firstPages), median(bare))],
		['the slowest of them', ms(Math.max(...firstPages))],
		[`the first overview of ${NATIONAL} activities after that`, ms(overview.ms)],
		['resident memory after it', atFirst],
		[`resident memory after ${served} pages`, atLast]
	]
);
promise({
	measure: 'node build to first page',
	value: ms(median(firstPages)),
	must: '400 ms',
	aim: '200 ms'
});
promise({
	measure: `resident memory after ${served} pages`,
	value: atLast,
	must: '250 MB',
	aim: '150 MB'
});

/** Starts the server, and ends it when the first page has come. */
async function toFirstPage(): Promise<number> {
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const env = {
		...process.env,
		...{ NODE_ENV: 'production', DATABASE_PATH: planOf(NATIONAL), SHUTDOWN_TIMEOUT: '1' },
		...{ HOST: '127.0.0.1', PORT: String(port), ORIGIN: origin }
	};
	const began = performance.now();
	const child = spawn(process.execPath, [join(HOME, 'build/index.js')], {
		env,
		stdio: 'ignore'
	});
	const gone = new Promise((resolve) => child.once('close', resolve));
	try {
		for (;;) {
			const response = await fetch(`${origin}/login`).catch(() => null);
			if (response?.ok && (await response.text())) return performance.now() - began;
			if (child.exitCode !== null) throw new Error('The server ended before its first page.');
			if (performance.now() - began > 30_000) throw new Error('No first page in 30 s.');
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
	} finally {
		child.kill('SIGTERM');
		const deadline = setTimeout(() => child.kill('SIGKILL'), 5_000);
		await gone;
		clearTimeout(deadline);
	}
}

/** Linux tells; elsewhere nothing is said. */
function megabytes(pid: number): string {
	try {
		const kB = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return `${Math.round((Number(kB) * 1024) / 1e6)} MB`;
	} catch {
		return 'not known here';
	}
}
