// What changed between two quarters of a plan of national size: against reading one quarter, and what others wait for meanwhile.
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, openReader } from '#lib/server/db/database.ts';
import * as changeLists from '#lib/server/quarter/change-lists.ts';
import { between } from '#lib/server/quarter/changes.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { startServer, type Server } from '../e2e/browser.ts';
import { Client } from './client.ts';
import { median, ms, promise, table, timed, times } from './figures.ts';
import {
	freezeNow,
	NATIONAL,
	planOf,
	planWithoutWaiting,
	READ_AHEAD_MS,
	TODAY
} from './national.ts';
import { SmallPage } from './small-page.ts';

const at = (quarter: string) => ({ quarter, revision: null });
/** Each pair is asked for once: asked again, nothing is compared. */
const PAIRS = [
	...[
		['2020-Q2', '2020-Q3'],
		['2020-Q1', '2020-Q2'],
		['2019-Q4', '2020-Q1'],
		['2019-Q3', '2019-Q4']
	],
	...[
		['2019-Q4', '2020-Q3'],
		['2019-Q3', '2020-Q2'],
		['2019-Q4', '2020-Q2']
	]
] as [string, string][];

const database = openReader(planOf(NATIONAL));
const asked = PAIRS.map(([from, to]) => ({ from: at(from), to: at(to), today: TODAY }));
quarters.read(database, 'pulse', '2020-Q3', { today: TODAY });
const read: number[] = [];
const compared: number[] = [];
for (const pair of asked) {
	compared.push(await timed(() => between(database, 'pulse', pair)));
	read.push(await timed(() => quarters.read(database, 'pulse', pair.to.quarter, { today: TODAY })));
}
const inTurns: number[] = [];
for (const pair of asked) {
	inTurns.push(await timed(() => changeLists.read(database, 'pulse', pair)));
}
database.close();
table(
	['between two quarters', 'p50', 'longest', 'against one quarter read'],
	[
		['one quarter, read', ms(median(read)), ms(Math.max(...read)), times(1, 1)],
		[
			'both read and compared, here',
			ms(median(compared)),
			ms(Math.max(...compared)),
			times(median(compared), median(read))
		],
		[
			'the same, in turns with pages',
			ms(median(inTurns)),
			ms(Math.max(...inTurns)),
			times(median(inTurns), median(read))
		]
	]
);
promise({
	measure: `changes between two quarters of ${NATIONAL.toLocaleString('en')} activities, plan known`,
	value: `${ms(median(inTurns))}, longest ${ms(Math.max(...inTurns))}`,
	must: '1 s',
	aim: ''
});

/** Quarters of which there are records, and those that are live: what a comparison reads differs. */
const FROZEN = ['2019-Q3', '2019-Q4', '2020-Q1'];
const WEB = {
	'two live quarters': ['2020-Q2', '2020-Q3'],
	'a record and a live quarter': ['2020-Q1', '2020-Q2'],
	'two records, one after the other': ['2019-Q4', '2020-Q1'],
	'two other records': ['2019-Q3', '2020-Q1']
} as const;
const path = planWithoutWaiting('changes-served.db');
const writer = openDatabase(path);
for (const quarter of FROZEN) freezeNow(writer, quarter);
writer.close();
const pageOf = ([from, to]: readonly [string, string]) =>
	`/strategies/pulse/changes?from=${from}&quarter=${to}`;

/** From asking until the page that shows them, by way of those that say they are being compared; what comparing took, as the server's log has it. */
async function compareOnTheWeb(
	{ log }: Server,
	asker: Client,
	pair: readonly [string, string]
): Promise<number> {
	for (;;) {
		const { status, body } = await asker.page(pageOf(pair));
		if (status !== 200) throw new Error(`${pair.join(' and ')} were not compared: ${status}`);
		if (body.includes('http-equiv="refresh"')) await pause(500);
		else return Number([...log().matchAll(/"event":"changes".*"ms":(\d+)/g)].at(-1)![1]);
	}
}

/** The first thing a server that has just started compares. */
async function compareFirst(pair: readonly [string, string]): Promise<number> {
	const server = await startServer({ databasePath: path });
	const client = await new Client(server.origin).signIn('coordinator');
	await pause(READ_AHEAD_MS);
	const taken = await compareOnTheWeb(server, client, pair);
	client.close();
	await server.dispose();
	return taken;
}
/** So many servers are started for each: some other machine's work may fall into any one of them. */
const STARTS = 3;
const firsts: [string, number[]][] = [];
for (const [name, pair] of Object.entries(WEB)) {
	const taken: number[] = [];
	while (taken.length < STARTS) taken.push(await compareFirst(pair));
	firsts.push([name, taken]);
}

const server = await startServer({ databasePath: path });
const client = await new Client(server.origin).signIn('reviewer');
const asker = client.another();
await pause(READ_AHEAD_MS);
const smallPage = await SmallPage.alone(client);
await compareOnTheWeb(server, asker, ['2019-Q3', '2020-Q3']);
const next: number[] = [];
for (const pair of Object.values(WEB)) next.push(await compareOnTheWeb(server, asker, pair));
for (const pair of PAIRS) await smallPage.during(compareOnTheWeb(server, asker, pair));
client.close();
asker.close();
await server.dispose();
table(
	['compared on the web', 'the first since it started', 'longest of them', 'a further one'],
	firsts.map(([name, taken], index) => [
		name,
		ms(median(taken)),
		ms(Math.max(...taken)),
		ms(next[index]!)
	])
);
promise({
	measure: 'the same on the web: longest of a further pair / of the first',
	value: `${ms(Math.max(...next))} / ${ms(Math.max(...firsts.flatMap(([, taken]) => taken)))}`,
	must: '1 s',
	aim: ''
});
smallPage.tell('quarters are compared');
