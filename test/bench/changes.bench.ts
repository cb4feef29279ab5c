// What changed between two quarters of a plan of national size: against reading one quarter, and what others wait for meanwhile.
import { openReader } from '#lib/server/db/database.ts';
import * as changeLists from '#lib/server/quarter/change-lists.ts';
import { between } from '#lib/server/quarter/changes.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { Client } from './client.ts';
import { median, ms, promise, table, timed, times } from './figures.ts';
import { NATIONAL, planOf, serve } from './national.ts';
import { SmallPage } from './small-page.ts';

const today = '2020-10-05';
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
const asked = PAIRS.map(([from, to]) => ({ from: at(from), to: at(to), today }));
quarters.read(database, 'pulse', '2020-Q3', { today });
const read: number[] = [];
const compared: number[] = [];
for (const pair of asked) {
	compared.push(await timed(() => between(database, 'pulse', pair)));
	read.push(await timed(() => quarters.read(database, 'pulse', pair.to.quarter, { today })));
}
const inThread: number[] = [];
for (const pair of asked) {
	inThread.push(await timed(() => changeLists.read(database, 'pulse', pair)));
}
database.close();
const [first, ...others] = inThread as [number, ...number[]];
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
			'the same, in the kept thread',
			ms(median(others)),
			ms(Math.max(...others)),
			times(median(others), median(read))
		],
		['the first in the thread: the plan is read', ms(first), ms(first), times(first, median(read))]
	]
);
promise({
	measure: `changes between two quarters of ${NATIONAL.toLocaleString('en')} activities, plan known / first time`,
	value: `${ms(median(others))} / ${ms(first)}`,
	must: '1 s',
	aim: ''
});

const server = await serve(NATIONAL);
const client = await new Client(server.origin).signIn('reviewer');
const asker = client.another();
const smallPage = await SmallPage.alone(client);
for (const [from, to] of PAIRS) {
	await smallPage.during(asker.page(`/strategies/pulse/changes?from=${from}&quarter=${to}`));
}
client.close();
asker.close();
await server.dispose();
smallPage.tell('quarters are compared');
