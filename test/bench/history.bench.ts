// Checking the history's chain (10,000 and 100,000 entries), beside reading the same rows without checking anything.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { CONSOLE } from '#lib/domain/permission.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { settings } from '#lib/server/db/schema.ts';
import { change, together } from '#lib/server/history/change.ts';
import { verifyHistory } from '#lib/server/history/verify.ts';
import { median, ms, promise, table, times } from './figures.ts';
import { benchFolder } from './national.ts';

const database = openDatabase(join(benchFolder(), 'history.db'));
const context = { database, actor: CONSOLE, today: '2020-10-05', via: 'console' } as const;
const rows: string[][] = [];
let written = 0;

/** Fills the history up to so many entries, each as large as that of a filing. */
function fill(entries: number): void {
	const narrative = 'Израђен је нацрт и упућен на мишљење надлежним органима. '.repeat(12);
	together(context, (inner) => {
		for (; written < entries; written += 1) {
			const name = `setting ${written}`;
			change(inner, 'strategy.load', ({ tx, authorise, record }) => {
				authorise({});
				tx.insert(settings).values({ name, value: name }).run();
				record({ subject: 'settings', before: null, after: { name, narrative } });
			});
		}
	});
}

function timesOf(work: () => void): number {
	const taken = Array.from({ length: 5 }, () => {
		const began = performance.now();
		work();
		return performance.now() - began;
	});
	return median(taken);
}

for (const entries of [10_000, 100_000]) {
	fill(entries);
	const checked = timesOf(() => {
		const { fault, entries: good } = verifyHistory(database);
		if (fault || good !== entries) throw new Error('The history does not hold.');
	});
	const read = timesOf(() => {
		const statement = database.read.$client.prepare(
			'select * from history left join history_payloads using (seq) order by seq'
		);
		let bytes = 0;
		for (const row of statement.iterate()) bytes += (row as { payload: string }).payload.length;
		if (bytes === 0) throw new Error('There is nothing to read.');
	});
	rows.push([entries.toLocaleString('en'), ms(checked), ms(read), times(checked, read)]);
	promise({
		measure: `verify of ${entries.toLocaleString('en')} entries`,
		value: `${ms(checked)} (${times(checked, read)} the reading)`,
		must: entries === 10_000 ? '1 s' : '8 s',
		aim: ''
	});
}
database.close();
table(['entries', 'checked', 'read', 'ratio'], rows);
