// The pack of a quarter of a plan of national size, as the web gives it out in each format, and what others wait for meanwhile.
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../e2e/browser.ts';
import { Client } from './client.ts';
import { ms, table } from './figures.ts';
import { NATIONAL, planOf, READ_AHEAD_MS } from './national.ts';
import { SmallPage } from './small-page.ts';

const QUARTER = '2020-Q3';

const server = await startServer({ databasePath: planOf(NATIONAL) });
const client = await new Client(server.origin).signIn('reviewer');
const asker = client.another();
await pause(READ_AHEAD_MS);
const smallPage = await SmallPage.alone(client);

const rows: string[][] = [];
for (const format of ['xlsx', 'html', 'docx']) {
	const took: number[] = [];
	let bytes = 0;
	for (const locale of ['en', 'sr-Cyrl']) {
		const address = `/strategies/pulse/packs/${QUARTER}/pack.${format}?lang=${locale}`;
		const answer = await smallPage.during(asker.get(address, '*/*'));
		if (answer.status !== 200) throw new Error(`${format}: ${answer.status} ${answer.body}`);
		bytes = answer.bytes;
		took.push(answer.ms);
	}
	rows.push([format, ...took.map(ms), `${(bytes / 1e6).toFixed(1)} MB`]);
}
client.close();
asker.close();
await server.dispose();
// The very first in the thread reads the plan; what it read is there for the others.
table(['a pack on the web', 'en', 'sr-Cyrl', 'file'], rows);
smallPage.tell('packs are made', '1.5 x');
