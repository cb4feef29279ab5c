// `npm run bench`, or `npm run bench -- report`: runs the benchmarks and prints their figures, as Markdown where somebody promised something
// (docs/benchmarks.md keeps the last seen). Nothing fails on a stopwatch; what fails is an error, or a page whose statements grow with the plan.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt } from '../../src/cli/build.mjs';
import { requireNode } from '../../src/cli/node-version.mjs';
import { HOME, prepare } from '../../src/cli/prepare.mjs';

/** Those of a plan of national size, in the order in which they were promised; the others follow. */
const PROMISED = [
	'reference',
	'pages',
	'start',
	'crowd',
	'scripts',
	'growth',
	'history',
	'changes',
	'freezing',
	'workbook',
	'pack'
];
/** One benchmark that hangs must not hold the others. */
const LONGEST_MS = 180_000;

requireNode();
await prepare();
if (!isBuilt()) await build();
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'kvartal-bench-'));
const wanted = process.argv[2] ?? '';
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const placeOf = (/** @type {string} */ name) =>
	(PROMISED.indexOf(name.replace('.bench.ts', '')) + 1 || PROMISED.length + 1) + name;
for (const name of names.sort((a, b) => placeOf(a).localeCompare(placeOf(b)))) {
	if (!name.includes(wanted)) continue;
	console.log(`\n── ${name}\n`);
	const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name)], {
		cwd: HOME,
		env: { ...cleanEnvironment(), KVARTAL_BENCH_FOLDER: folder },
		stdio: 'inherit',
		timeout: LONGEST_MS
	});
	if (status !== 0) {
		console.log(`${name} did not end well.`);
		process.exitCode = 1;
	}
}
concludeFrom(join(folder, 'figures.jsonl'));
rmSync(folder, { recursive: true, force: true });

/** @param {string} file what the benchmarks have kept */
function concludeFrom(file) {
	if (!existsSync(file)) return;
	const figures = readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	const cores = cpus().length;
	const seconds = Math.round((Date.now() - began) / 1000);
	console.log(`\n── Together, in ${seconds} s: ${cores} cores, Node ${process.versions.node}\n`);
	console.log('| measure | must | aim | here |\n| --- | ---: | ---: | ---: |');
	for (const { measure, must, aim, value } of figures) {
		console.log(`| ${measure} | ${must} | ${aim} | ${value} |`);
	}
}

/** What is set for a server on this machine must not reach the benchmarks. */
function cleanEnvironment() {
	const { DATABASE_PATH, HOST, PORT, ORIGIN, TIME_ZONE, KVARTAL_HOME, TZ, ...env } = process.env;
	return env;
}
