// Freezing a quarter of a plan of national size: against reading it, and what others wait for meanwhile.
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '#lib/server/db/database.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { startServer } from '../e2e/browser.ts';
import { Client } from './client.ts';
import { median, ms, promise, table, timed, times } from './figures.ts';
import { freezeNow, NATIONAL, planWithoutWaiting, READ_AHEAD_MS, TODAY } from './national.ts';
import { SmallPage } from './small-page.ts';

const QUARTERS = ['2019-Q4', '2020-Q1', '2020-Q2'];

const database = openDatabase(planWithoutWaiting('freezing.db'));
const first = await timed(() => freezeNow(database, '2019-Q3'));
const frozen: number[] = [];
const read: number[] = [];
for (const quarter of QUARTERS) {
	read.push(await timed(() => quarters.readLive(database, 'pulse', quarter, { today: TODAY })));
	frozen.push(await timed(() => freezeNow(database, quarter)));
}
const recorded: number[] = [];
for (const quarter of QUARTERS) {
	recorded.push(await timed(() => quarters.read(database, 'pulse', quarter, { today: TODAY })));
}
const checked = await timed(() => checkRecords(database));
database.close();
table(
	['a quarter of the national plan', 'p50', 'longest', 'against reading it live'],
	[
		['read live', ms(median(read)), ms(Math.max(...read)), times(1, 1)],
		['frozen', ms(median(frozen)), ms(Math.max(...frozen)), times(median(frozen), median(read))],
		['the first, for which the plan is read', ms(first), ms(first), times(first, median(read))],
		[
			'read from its record, with every filing',
			ms(median(recorded)),
			ms(Math.max(...recorded)),
			times(median(recorded), median(read))
		],
		['verify: one record', ms(checked / 4), '', times(checked / 4, median(read))]
	]
);
promise({
	measure: `freezing a quarter of ${NATIONAL.toLocaleString('en')} activities, plan known / first time`,
	value: `${ms(median(frozen))} / ${ms(first)}`,
	must: '3 s',
	aim: ''
});

const server = await startServer({ databasePath: planWithoutWaiting('freezing-served.db') });
const client = await new Client(server.origin).signIn('reviewer');
const owner = await new Client(server.origin).signIn('owner');
await pause(READ_AHEAD_MS);
const smallPage = await SmallPage.alone(client);
/** From the button to the page that shows the record, by way of those that say how far it is; how long it took, as the server's log has it. */
async function freezeOnTheWeb(quarter: string): Promise<number> {
	const page = `/strategies/pulse/quarter?quarter=${quarter}`;
	const sent = { quarter, revision: '1' };
	const status = await owner.post(`/strategies/pulse/quarter?/freeze&quarter=${quarter}`, sent);
	if (status !== 303) throw new Error(`Not frozen: ${status}`);
	for (;;) {
		const { body } = await owner.page(page);
		if (!body.includes('http-equiv="refresh"')) {
			if (!body.includes('class="hash')) throw new Error(`${quarter} was not frozen`);
			// The record is there before its thread has said so, and the log waits for that.
			const said = new RegExp(`"event":"freeze".*"quarter":"${quarter}".*"ms":(\\d+)`);
			for (let tries = 0; tries < 50; tries++) {
				const took = said.exec(server.log())?.[1];
				if (took !== undefined) return Number(took);
				await pause(100);
			}
			throw new Error(`The log does not tell of ${quarter}`);
		}
		await pause(1_000);
	}
}
/** As somebody does who looks at the page first: it has the record laid out ahead. */
async function openAndFreeze(quarter: string) {
	await owner.page(`/strategies/pulse/quarter?quarter=${quarter}`);
	await pause(4_000);
	return freezeOnTheWeb(quarter);
}
const unread = await freezeOnTheWeb('2019-Q2');
const opened = await openAndFreeze('2019-Q3');
const besideOthers: number[] = [];
for (const quarter of QUARTERS) {
	besideOthers.push(await smallPage.during(openAndFreeze(quarter)));
}
client.close();
owner.close();
await server.dispose();
table(
	['frozen on the web', 'p50', 'longest'],
	[
		['its page was opened before', ms(opened), ms(opened)],
		['it was not', ms(unread), ms(unread)],
		[
			'opened before, while another client asks without a pause',
			ms(median(besideOthers)),
			ms(Math.max(...besideOthers))
		]
	]
);
promise({
	measure: 'the same on the web, its page opened before / not',
	value: `${ms(opened)} / ${ms(unread)}`,
	must: '3 s',
	aim: ''
});
smallPage.tell('quarters are laid out and frozen');
