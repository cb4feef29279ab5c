// The pack of a quarter of a plan of national size, as the web gives it out in each format, and what others wait for meanwhile.
import { startServer } from '../e2e/browser.ts';
import { Client } from './client.ts';
import { median, ms, percentile, promise, table, times } from './figures.ts';
import { NATIONAL, planOf } from './national.ts';

const QUARTER = '2020-Q3';
const SMALL_PAGE = '/strategies';

const server = await startServer({ databasePath: planOf(NATIONAL) });
const client = await new Client(server.origin).signIn('reviewer');
const asker = client.another();
for (let warmUp = 0; warmUp < 60; warmUp += 1) await client.page(SMALL_PAGE);
const idle: number[] = [];
for (let time = 0; time < 300; time += 1) idle.push((await client.page(SMALL_PAGE)).ms);

const meanwhile: number[] = [];
const rows: string[][] = [];
for (const format of ['xlsx', 'html', 'docx']) {
	const took: number[] = [];
	let bytes = 0;
	for (const locale of ['en', 'sr-Cyrl']) {
		let isDone = false;
		const making = asker
			.get(`/strategies/pulse/packs/${QUARTER}/pack.${format}?lang=${locale}`, '*/*')
			.finally(() => (isDone = true));
		while (!isDone) meanwhile.push((await client.page(SMALL_PAGE)).ms);
		const answer = await making;
		if (answer.status !== 200) throw new Error(`${format}: ${answer.status} ${answer.body}`);
		bytes = answer.bytes;
		took.push(answer.ms);
	}
	rows.push([format, ms(median(took)), ms(Math.max(...took)), `${(bytes / 1e6).toFixed(1)} MB`]);
}
client.close();
asker.close();
await server.dispose();
table(['a pack on the web', 'p50', 'longest', 'file'], rows);
const [quiet, busy] = [percentile(idle, 99), percentile(meanwhile, 99)];
table(
	['a small page', 'p50', 'p99', 'times'],
	[
		['alone', ms(median(idle)), ms(quiet), String(idle.length)],
		['while packs are made', ms(median(meanwhile)), ms(busy), String(meanwhile.length)]
	]
);
promise({
	measure: 'a small page while packs are made: p99 against its own alone',
	value: `${times(busy, quiet)} (${ms(busy)} / ${ms(quiet)})`,
	must: '3 x',
	aim: '1.5 x'
});
