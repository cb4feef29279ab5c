// Checking the history (10,000 and 100,000 entries) and the rows it tells of, and the same of a plan of national size, whose entries are few and
// whose rows are many; beside reading all of it without checking anything.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { CONSOLE } from '#lib/domain/permission.ts';
import { auditedTables } from '#lib/server/db/audited.ts';
import { openDatabase, openReader, type Database } from '#lib/server/db/database.ts';
import { settings } from '#lib/server/db/schema.ts';
import { change, together } from '#lib/server/history/change.ts';
import { holds, verifyHistory } from '#lib/server/history/verify.ts';
import { median, ms, promise, table, times } from './figures.ts';
import { benchFolder, NATIONAL, planOf } from './national.ts';

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
	const taken = Array.from({ length: 3 }, () => {
		const began = performance.now();
		work();
		return performance.now() - began;
	});
	return median(taken);
}

/** What is read to be checked: entries with what lies beside them, then the tables they tell of. */
function readAll(checked: Database): void {
	const file = checked.read.$client;
	let read = 0;
	for (const query of [
		'select * from history left join history_payloads using (seq) left join history_rows using (seq) order by seq',
		...auditedTables(file).map(({ name }) => `select * from ${name}`)
	]) {
		for (const row of file.prepare(query).raw().iterate()) read += (row as unknown[]).length;
	}
	if (read === 0) throw new Error('There is nothing to read.');
}

function measure(what: string, checked: Database, must: string): void {
	const took = timesOf(() => {
		if (!holds(verifyHistory(checked))) throw new Error('The history does not hold.');
	});
	const read = timesOf(() => readAll(checked));
	rows.push([what, ms(took), ms(read), times(took, read)]);
	promise({
		measure: `verify of ${what}`,
		value: `${ms(took)} (${times(took, read)} the reading)`,
		must,
		aim: ''
	});
}

for (const [entries, must] of [
	[10_000, '1 s'],
	[100_000, '8 s']
] as const) {
	fill(entries);
	measure(`${entries.toLocaleString('en')} entries`, database, must);
}
database.close();
const plan = openReader(planOf(NATIONAL));
measure(`a plan of ${NATIONAL.toLocaleString('en')} activities`, plan, '');
plan.close();
table(['what', 'checked', 'read', 'ratio'], rows);
