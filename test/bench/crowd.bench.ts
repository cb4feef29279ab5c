// Ten people at once on mixed pages for ten seconds, each asking for the next page as soon as the last has come. They have been at it for
// three seconds before: what the first pages of a server take is told by pages.bench.ts and start.bench.ts.
import { Client } from './client.ts';
import { median, ms, percentile, promise, table } from './figures.ts';
import { MORE_PAGES, NATIONAL, PAGES, serve } from './national.ts';

const PEOPLE = 10;
const SECONDS = 10;
const SECONDS_BEFORE = 3;

const server = await serve(NATIONAL);
const addresses = [...Object.values(PAGES), ...Object.values(MORE_PAGES)];
const first = await new Client(server.origin).signIn('coordinator');
const people = [first, ...Array.from({ length: PEOPLE - 1 }, () => first.another())];
for (const address of addresses) await first.page(address);

let taken: number[] = [];
const errors: string[] = [];
let until = performance.now() + SECONDS_BEFORE * 1000;
await Promise.all(people.map(walk));
taken = [];
until = performance.now() + SECONDS * 1000;
await Promise.all(people.map(walk));
for (const one of people) one.close();
await server.dispose();

const rate = (taken.length / SECONDS).toFixed(0);
table(
	[`${PEOPLE} clients, ${SECONDS} s`, 'here'],
	[
		['pages', `${taken.length} (${rate} a second)`],
		['errors', String(errors.length)],
		['p50', ms(median(taken))],
		['p99', ms(percentile(taken, 99))]
	]
);
for (const error of new Set(errors)) console.log(error);
promise({
	measure: `${PEOPLE} clients on mixed pages for ${SECONDS} s: errors; p99`,
	value: `${errors.length}; ${ms(percentile(taken, 99))}`,
	must: '0; 150 ms',
	aim: '0; 60 ms'
});
if (errors.length > 0) process.exitCode = 1;

async function walk(client: Client, start: number): Promise<void> {
	for (let step = start; performance.now() < until; step += 1) {
		const address = addresses[step % addresses.length]!;
		try {
			const { status, ms: took } = await client.get(address);
			if (status === 200) taken.push(took);
			else errors.push(`${address} answered ${status}`);
		} catch (error) {
			errors.push(`${address}: ${error instanceof Error ? error.message : error}`);
		}
	}
}
