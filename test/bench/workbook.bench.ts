// Writing the report of a quarter of the plan of national size: against XlsxWriter (Python) and libxlsxwriter (C) writing the very same cells
// and styles, each in a process of its own, by turns; what it takes of memory; and how it grows. The other two only compare: where they are
// not installed, that is said and left out (Debian: python3-xlsxwriter, libxlsxwriter-dev and a C compiler).
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Workbook } from '#lib/server/workbook/workbook.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { workbookOf } from '#lib/server/report/report.ts';
import { workbookFile } from '#lib/server/workbook/write.ts';
import { median, ms, promise, table, times } from './figures.ts';
import { benchFolder, HOME, NATIONAL, planOf, QUARTER, SIZES } from './national.ts';
import { dumpOf } from './workbook/dump.ts';

const ROUNDS = 3;
const today = '2020-10-05';
const madeAt = '2020-10-05T12:00:00.000Z';
const folder = join(HOME, 'test/bench/workbook');
const inBench = (name: string) => join(benchFolder(), name);

/** What a process took: to read what it shall write, to write it (processor time as well), and of memory at most, in milliseconds and bytes. */
interface Took {
	read: number;
	write: number;
	cpu: number;
	peak: number;
	/** From its start to its end. */
	whole: number;
}

interface Writer {
	name: string;
	command: string;
	arguments: readonly string[];
}

function laidOut(activities: number): { workbook: Workbook; view: number; lay: number } {
	const database = openDatabase(planOf(activities));
	const began = performance.now();
	const period = { kind: 'quarter', quarter: QUARTER } as const;
	const contents = contentsOf(database, 'pulse', period, { today });
	const read = performance.now();
	const workbook = workbookOf(contents, 'sr-Cyrl', { madeAt });
	const laid = performance.now();
	database.close();
	return { workbook, view: read - began, lay: laid - read };
}

function run({ command, arguments: given }: Writer, from: string, to: string): Took {
	const began = performance.now();
	const { status, stdout, stderr } = spawnSync(command, [...given, from, to], { encoding: 'utf8' });
	const whole = performance.now() - began;
	if (status !== 0) throw new Error(`${command} did not write:\n${stderr}`);
	return { ...(JSON.parse(stdout) as Omit<Took, 'whole'>), whole };
}

const ours: Writer = {
	name: 'Kvartal',
	command: process.execPath,
	// Young objects have as much room as in the threads that make reports (thread.ts).
	arguments: ['--max-semi-space-size=8', join(folder, 'ours.ts')]
};

/** The other two, where they are installed. */
function others(): Writer[] {
	const found: Writer[] = [];
	const python = ['/usr/bin/python3', 'python3'].find(
		(command) => spawnSync(command, ['-c', 'import xlsxwriter']).status === 0
	);
	if (python) {
		found.push({ name: 'XlsxWriter', command: python, arguments: [join(folder, 'reference.py')] });
	} else console.log('XlsxWriter is not installed: not compared.\n');
	const program = inBench('libxlsxwriter');
	const source = join(folder, 'reference.c');
	const built = spawnSync('cc', ['-O2', '-o', program, source, '-lxlsxwriter', '-lz']);
	if (built.status === 0) found.push({ name: 'libxlsxwriter', command: program, arguments: [] });
	else console.log('libxlsxwriter or a C compiler is not installed: not compared.\n');
	return found;
}

const { workbook, view, lay } = laidOut(NATIONAL);
const laid = inBench('laid.bin');
const dump = inBench('dump.txt');
const file = inBench('ours.xlsx');
writeFileSync(laid, serialize(workbook));
writeFileSync(file, await workbookFile(workbook));
writeFileSync(dump, dumpOf(readFileSync(file)));

const writers = [ours, ...others()];
const taken = new Map<string, Took[]>(writers.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
	for (const writer of writers) {
		const from = writer === ours ? laid : dump;
		taken.get(writer.name)!.push(run(writer, from, inBench(`${writer.name}.xlsx`)));
	}
}
const of = (name: string, what: keyof Took) => median(taken.get(name)!.map((took) => took[what]));
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
table(
	['a quarter of the national plan', 'written', 'processor', 'whole process', 'peak', 'file'],
	writers.map(({ name }) => [
		name,
		ms(of(name, 'write')),
		ms(of(name, 'cpu')),
		ms(of(name, 'whole')),
		megabytes(of(name, 'peak')),
		megabytes(statSync(inBench(`${name}.xlsx`)).size)
	])
);
console.log(
	`In this process: quarter and changes read in ${ms(view)}, sheets laid out in ${ms(lay)}.\n`
);
const promised = { XlsxWriter: ['1.0 x', '0.7 x'], libxlsxwriter: ['3.0 x', '2.0 x'] };
for (const [name, [must, aim]] of Object.entries(promised)) {
	if (!taken.has(name)) continue;
	const ratio = (what: 'write' | 'cpu') =>
		median(taken.get('Kvartal')!.map((took, round) => took[what] / taken.get(name)![round]![what]));
	promise({
		measure: `report written, against ${name}: time (processor time)`,
		must: must!,
		aim: aim!,
		value: `${times(ratio('write'), 1)} (${times(ratio('cpu'), 1)})`
	});
}
promise({
	measure: 'report written: peak memory',
	must: '300 MB',
	aim: '200 MB',
	value: megabytes(of('Kvartal', 'peak'))
});

const grown: { activities: number; took: number }[] = [];
for (const activities of SIZES) {
	const from = inBench(`laid-${activities}.bin`);
	writeFileSync(from, serialize(laidOut(activities).workbook));
	const rounds = Array.from({ length: 3 }, () => run(ours, from, inBench('grown.xlsx')).cpu);
	grown.push({ activities, took: median(rounds) });
}
table(
	['activities', 'processor time of writing'],
	grown.map(({ activities, took }) => [String(activities), ms(took)])
);
promise({
	measure: 'report written: exponent over 1,000 to 20,000 activities',
	must: '1.1',
	aim: '1.05',
	value: exponentOf(grown).toFixed(2)
});

/** By least squares on logarithms. */
function exponentOf(points: readonly { activities: number; took: number }[]): number {
	const logs = points.map(
		({ activities, took }) => [Math.log(activities), Math.log(took)] as const
	);
	const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
	const [x, y] = [mean(0), mean(1)];
	const above = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
	return above / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}
