// The pages as one person gets them from the built server: whole answers over a kept connection, and how many statements each takes, at 40
// activities and at 7,500. That the two numbers are one is no matter of time: where they differ, the run fails.
import { median, kilobytes, ms, percentile, promise, table, times, timings } from './figures.ts';
import { Client, type Answer } from './client.ts';
import { MORE_PAGES, NATIONAL, PAGES, serve } from './national.ts';

const SMALL = 40;
const names = Object.keys({ ...PAGES, ...MORE_PAGES });
const addresses: Record<string, string> = { ...PAGES, ...MORE_PAGES };

const server = await serve(NATIONAL);
const client = await new Client(server.origin).signIn('coordinator');
const asked: { name: string; first: Answer; taken: number[] }[] = [];
for (const name of names) {
	const address = addresses[name]!;
	const first = await client.page(address);
	for (let warmUp = 0; warmUp < 3; warmUp += 1) await client.page(address);
	const taken = await timings(async () => (await client.page(address)).ms, {
		most: 300,
		seconds: name in PAGES ? 6 : 2
	});
	asked.push({ name, first, taken });
}
// Last, when all that the server reads ahead has been read.
const nothing = await timings(async () => (await client.page('/healthz')).ms, {
	most: 200,
	seconds: 2
});
client.close();
await server.dispose();
const least = [ms(median(nothing)), ms(percentile(nothing, 99)), '', '', String(nothing.length)];
const rows: string[][] = [['an answer without a page (/healthz)', '1.00 x', ...least]];
for (const { name, first, taken } of asked) {
	const [p50, p99] = [median(taken), percentile(taken, 99)];
	const ratio = times(p50, median(nothing));
	const sent = kilobytes(first.bytes);
	rows.push([name, ratio, ms(p50), ms(p99), ms(first.ms), sent, String(taken.length)]);
	if (name in PAGES) {
		promise({
			measure: `${name}: p50 / p99, one client`,
			value: `${ms(p50)} / ${ms(p99)}`,
			must: '25 / 60 ms',
			aim: '10 / 30 ms'
		});
	}
}
table(['page', 'ratio', 'p50', 'p99', 'first', 'sent', 'times'], rows);

const statements: Record<number, Record<string, number[]>> = {};
for (const size of [SMALL, NATIONAL]) {
	const counting = await serve(size, { KVARTAL_COUNT_STATEMENTS: '1' });
	const asker = await new Client(counting.origin).signIn('coordinator');
	statements[size] = {};
	for (const name of names) {
		const address = addresses[name]!;
		// The first asking reads the plan, the later ones what is kept of it.
		statements[size][name] = [await asker.page(address), await asker.page(address)].map(
			statementsOf
		);
	}
	asker.close();
	await counting.dispose();
}
const said = (size: number, name: string) => statements[size]![name]!.join(', then ');
table(
	['statements a page', `of ${SMALL} activities`, `of ${NATIONAL}`],
	names.map((name) => [name, said(SMALL, name), said(NATIONAL, name)])
);
for (const name of names) {
	const isSame = said(SMALL, name) === said(NATIONAL, name);
	if (!isSame) process.exitCode = 1;
	if (name in PAGES) {
		promise({
			measure: `${name}: statements, the same at ${SMALL} and ${NATIONAL} activities`,
			value: `${statements[NATIONAL]![name]!.at(-1)}${isSame ? '' : ': NOT THE SAME'}`,
			must: '15',
			aim: '10'
		});
	}
}

function statementsOf({ headers }: Answer): number {
	return Number(/sql;desc="(\d+)"/.exec(String(headers['server-timing']))?.[1]);
}
