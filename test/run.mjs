// `npm test`: everything that must hold, in one command. Goes on after a failure, so that one run tells all of it.
// `--long` (npm run test:long) raises the counts of generated cases and reads every spec under other time zones.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, BuildFailure, isBuilt } from '../src/cli/build.mjs';
import { requireNode } from '../src/cli/node-version.mjs';
import { HOME, prepare, syncTypes } from '../src/cli/prepare.mjs';

requireNode();

const isLong = process.argv.includes('--long');
const unknown = process.argv.slice(2).filter((option) => option !== '--long');
if (unknown.length > 0) {
	console.error(`Unknown: ${unknown.join(' ')}\nUsage: npm test, or npm run test:long`);
	process.exit(2);
}

const RESULTS = join(HOME, 'test/results');
const ZONES = ['Pacific/Auckland', 'America/Los_Angeles'];

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} seconds
 * @property {string[]} [failures] which specs failed, and how: said again at the end, where they are looked for
 */
/** @type {Outcome[]} */
const outcomes = [];
const begun = Date.now();

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

await check('Generated files', async () => {
	syncTypes();
	await prepare();
	return true;
});
// Each keeps one processor busy.
await Promise.all([
	check('Formatting', () =>
		runBesideOthers('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])
	),
	check('Lint', () => runBesideOthers('eslint/bin/eslint.js', ['--max-warnings', '0', '.'])),
	check('Types', () =>
		runBesideOthers('svelte-check/bin/svelte-check', ['--fail-on-warnings', '--output', 'human'])
	)
]);
await specs('Unit and server tests', ['--project', 'unit']);
for (const zone of ZONES) {
	await specs(
		`${isLong ? 'All of them' : 'Rules'} in ${zone}`,
		isLong ? ['--project', 'unit'] : ['--project', 'unit', 'src/lib/domain'],
		{
			TZ: zone
		}
	);
}
const isServerThere = await check('Build', async () => {
	if (isBuilt()) console.log('The build is up to date.');
	else await build();
	return true;
});
if (isServerThere) await specs('Browser tests', ['--project', 'e2e']);
else console.error('No browser tests: there is no build to test.');

conclude();

/**
 * One thing that holds or does not.
 *
 * @param {string} name
 * @param {() => Promise<boolean>} work
 */
async function check(name, work) {
	const began = announce(name);
	let holds = false;
	try {
		holds = await work();
	} catch (error) {
		console.error(error instanceof BuildFailure ? error.message : error);
	}
	settle({
		name,
		passed: Number(holds),
		failed: Number(!holds),
		skipped: 0,
		seconds: since(began)
	});
	return holds;
}

/**
 * Specs, counted one by one.
 *
 * @param {string} name
 * @param {string[]} options
 * @param {Record<string, string>} [env]
 */
async function specs(name, options, env = {}) {
	const began = announce(name);
	const file = join(RESULTS, `${outcomes.length}.json`);
	const isGood = await runTool(
		'vitest/vitest.mjs',
		['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...options],
		env
	);
	settle({ name, ...countIn(file, isGood), seconds: since(began) });
}

/**
 * @param {string} file what vitest's JSON reporter wrote
 * @param {boolean} isGood whether vitest itself was content
 */
function countIn(file, isGood) {
	if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
	const { numPassedTests, numPendingTests, numTodoTests, numFailedTests, testResults } =
		/** @type {Results} */ (JSON.parse(readFileSync(file, 'utf8')));
	// A file that could not even be read has no failed test in it, and has failed all the same.
	const unread = testResults.filter(
		(result) => result.status === 'failed' && failedIn(result).length === 0
	);
	const failed = numFailedTests + unread.length;
	const isElsewhere = failed === 0 && !isGood;
	return {
		passed: numPassedTests,
		failed: isElsewhere ? 1 : failed,
		skipped: numPendingTests + numTodoTests,
		failures: [
			...(isElsewhere ? ['An error outside every test: see above.'] : []),
			...unread.map(({ name, message }) => sayingWhy(relative(HOME, name), [message])),
			...testResults.flatMap((result) =>
				failedIn(result).map(({ fullName, failureMessages }) =>
					sayingWhy(`${relative(HOME, result.name)}: ${fullName}`, failureMessages)
				)
			)
		]
	};
}

/**
 * What is read of vitest's results.
 *
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} FileResult
 * @typedef {object} Results
 * @property {number} numPassedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numFailedTests
 * @property {FileResult[]} testResults
 */

/** @param {FileResult} result */
function failedIn({ assertionResults }) {
	return assertionResults.filter(({ status }) => status === 'failed');
}

/**
 * @param {string} what
 * @param {string[]} messages
 */
function sayingWhy(what, messages) {
	return [what, ...messages.map((message) => message.split('\n').slice(0, 8).join('\n'))].join(
		'\n'
	);
}

/**
 * Runs a program of node_modules, its output shown as it comes.
 *
 * @param {string} script
 * @param {string[]} options
 * @param {Record<string, string>} [env]
 * @returns {Promise<boolean>}
 */
function runTool(script, options, env = {}) {
	return ended(start(script, options, env, 'inherit'));
}

/**
 * Runs a program of node_modules beside others: what it prints is shown when it has ended.
 *
 * @param {string} script
 * @param {string[]} options
 */
async function runBesideOthers(script, options) {
	const child = start(script, options, {}, 'pipe');
	/** @type {Buffer[]} */
	const printed = [];
	for (const output of [child.stdout, child.stderr]) {
		output?.on('data', (chunk) => printed.push(chunk));
	}
	const isGood = await ended(child);
	process.stdout.write(Buffer.concat(printed));
	return isGood;
}

/**
 * @param {string} script
 * @param {string[]} options
 * @param {Record<string, string>} env
 * @param {'inherit' | 'pipe'} output
 */
function start(script, options, env, output) {
	return spawn(process.execPath, [join(HOME, 'node_modules', script), ...options], {
		cwd: HOME,
		env: { ...cleanEnvironment(), ...env },
		stdio: ['inherit', output, output]
	});
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<boolean>} whether it ended well
 */
function ended(child) {
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => resolve(status === 0));
	});
}

/** What is set for a server on this machine must not reach the tests. */
function cleanEnvironment() {
	const { DATABASE_PATH, HOST, PORT, ORIGIN, TIME_ZONE, KVARTAL_HOME, TZ, ...env } = process.env;
	return isLong ? { ...env, KVARTAL_LONG: '1' } : env;
}

/** @param {string} name */
function announce(name) {
	console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}`);
	return Date.now();
}

/** @param {Outcome} outcome */
function settle(outcome) {
	outcomes.push(outcome);
	console.log(lineOf(outcome));
}

/** @param {Outcome} outcome */
function lineOf({ name, passed, failed, skipped, seconds }) {
	const aside = skipped > 0 ? `, ${skipped} skipped` : '';
	return `${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${aside} (${seconds} s)`;
}

/** @param {number} began */
function since(began) {
	return Math.round((Date.now() - began) / 1000);
}

function conclude() {
	const sum = (/** @type {'passed' | 'failed'} */ of) =>
		outcomes.reduce((total, outcome) => total + outcome[of], 0);
	console.log(`\n── Together, in ${since(begun)} s ${'─'.repeat(50)}`);
	for (const outcome of outcomes) console.log(lineOf(outcome));
	for (const failure of outcomes.flatMap(({ failures = [] }) => failures)) {
		console.log(`\n✗ ${failure}`);
	}
	console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
	process.exitCode = sum('failed') > 0 || !isServerThere ? 1 : 0;
}
