// The commands: exit status, what they print, and what they leave behind.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tamper } from '../../test/unit/tamper.ts';
import type { PlainChanges } from './commands/changes.ts';
import { main } from './kvartal.ts';

const strategy = 'cybercrime-2019-2023';
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-'));
	expect(await kvartal(['demo'])).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Called as kvartal.mjs calls it; a process for each would cost a second apiece. */
async function kvartal(args: string[], { database = 'demo.db' } = {}) {
	vi.stubEnv('DATABASE_PATH', join(folder, database));
	const printed = { stdout: '', stderr: '' };
	const spies = (['stdout', 'stderr'] as const).map((stream) =>
		vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
			printed[stream] += String(chunk);
			return true;
		})
	);
	try {
		const status = await main(args);
		return { status, ...printed };
	} finally {
		for (const spy of spies) spy.mockRestore();
		vi.unstubAllEnvs();
	}
}

const file = (name: string) => join(folder, name);

describe('wrong use: a sentence, the usage, status 2, and nothing else', () => {
	test.each([
		[[], 'Say what to do'],
		[['frob'], 'There is no command "frob"'],
		[['toString'], 'There is no command "toString"'],
		[['user'], 'There is no command "user"'],
		[['user', 'frob', 'x'], 'There is no command "user frob"'],
		[['backup'], 'FILE is missing'],
		[['backup', 'a', 'b'], '"b" is one argument too many'],
		[['demo', '--frob'], 'There is no option --frob'],
		[['demo', '--scale', 'huge'], '--scale is pulse'],
		[['demo', '--activities', '40'], '--scale is pulse'],
		[['demo', '--scale', 'pulse', '--activities', '4.5'], 'a whole number from 1 to'],
		[['backup', 'a', '--force=1'], 'The option --force takes no value'],
		[['user', 'add', 'x', '--name'], 'The option --name needs a value'],
		[['user', 'add', 'x', '--name='], 'The option --name needs a value'],
		[['user', 'add', 'x'], 'The option --name is missing'],
		[
			['freeze', '--strategy', strategy, '--quarter', '2019-Q1', '--quarter=2019-Q2'],
			'The option --quarter is given more than once'
		],
		[['verify', '--json', '--json'], 'The option --json is given more than once'],
		[['progress', '--quarter', '2020-Q2'], 'The option --strategy is missing'],
		[['progress', '--strategy', strategy, '--quarter', '2020-Q5'], 'A quarter is written like'],
		[['changes', '--strategy', strategy], 'The option --quarter is missing'],
		[
			['changes', '--strategy', strategy, '--quarter', '2020-Q2', '--from', 'x'],
			'A quarter is written like'
		],
		[
			['changes', '--strategy', strategy, '--quarter', '2020-Q2', '--revision', '0'],
			'is not the number of a revision'
		],
		[
			['verify', 'x.zip', '--quarter', '2020-Q2'],
			'Say either a file, or which frozen quarters, or --kept'
		],
		[
			['verify', 'x.zip', '--kept', `1:${'0'.repeat(64)}`],
			'Say either a file, or which frozen quarters, or --kept'
		],
		[
			['verify', '--strategy', strategy, '--kept', `1:${'0'.repeat(64)}`],
			'Say either a file, or which frozen quarters, or --kept'
		],
		[['verify', '--quarter', '2020-Q5'], 'A quarter is written like'],
		[['verify', '--revision', '0'], 'is not the number of a revision'],
		[['warning', '--strategy', strategy], 'The option --quarter is missing'],
		[['help', '--lang', 'de'], '--lang is en, sr-Latn or sr-Cyrl']
	])('%j', async (args, sentence) => {
		const { status, stdout, stderr } = await kvartal(args, { database: 'untouched.db' });
		expect(stderr.split('\n')[0]).toContain(sentence);
		expect(stderr).toContain('npm run -s kvartal -- ');
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(existsSync(file('untouched.db'))).toBe(false);
	});
});

describe('what does not hold: a sentence, status 1', () => {
	test.each([
		['no database', ['progress', '--strategy', strategy, '--quarter', '2020-Q2'], 'no database at'],
		['no database to back up', ['backup', 'x.db'], 'no database at'],
		['nothing to restore', ['restore', '/nowhere/x.db'], 'There is no file /nowhere/x.db']
	])('%s', async (_, args, sentence) => {
		const { status, stdout, stderr } = await kvartal(args, { database: 'untouched.db' });
		expect(stderr).toContain(sentence);
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
		expect(existsSync(file('untouched.db'))).toBe(false);
	});

	test.each([
		['init on a database that holds something', ['init']],
		['demo on a database that holds something', ['demo']],
		['an unknown strategy', ['progress', '--strategy', 'nope', '--quarter', '2020-Q2']],
		['a quarter outside the plan', ['progress', '--strategy', strategy, '--quarter', '2031-Q1']],
		['nothing to compare with', ['changes', '--strategy', strategy, '--quarter', '2019-Q1']],
		['a folder without a strategy', ['load', '.']],
		['an unknown user', ['user', 'disable', 'nobody-at-all']],
		['somebody without the right', ['user', 'add', 'x', '--name', 'X', '--as', 'reporter']],
		['the last administrator', ['user', 'disable', 'admin']]
	])('%s', async (_, args) => {
		const { status, stdout, stderr } = await kvartal(args);
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
		expect(stderr).not.toMatch(/^\s+at /m);
		expect(stderr.trim()).not.toBe('');
	});
});

describe('warning', () => {
	const at = (quarter: string, ...more: string[]) =>
		kvartal(['warning', '--strategy', strategy, '--quarter', quarter, ...more]);

	test('prints W1, W2 and the overrides, with reasons and recommendations', async () => {
		const { status, stdout } = await at('2020-Q2', '--lang', 'sr-Latn');
		expect(status).toBe(0);
		expect(stdout).toContain('W1 · Dospelo, a nije realizovano: Rok prekoračen (4)');
		expect(stdout).toContain('W2 · Dospeva u III kvartalu 2020., a pod rizikom je (7)');
		expect(stdout).toContain('RATEL: nazad sa ocene „uspešno se realizuje“');
		expect(stdout).toContain('pod rizikom (koordinator, 6. avgust 2020.)');
	});

	test('gives the same as JSON, by codes and keys; of a frozen quarter its revision', async () => {
		const { stdout } = await at('2020-Q3', '--json');
		const said = JSON.parse(stdout) as Record<'w1' | 'w2' | 'overrides', unknown>;
		expect(said.overrides).toMatchObject([
			{
				activity: '2.3.1',
				...{ verdict: 'not-at-risk', by: 'coordinator', effect: 'removed' },
				reasons: [{ sign: 'behind-path', path: '65.03' }]
			}
		]);
		expect(said.w2).toContainEqual({
			activity: '2.1.3',
			reasons: [{ sign: 'no-data', leads: ['visi-sud'] }],
			...{ recommendation: 'ask-for-report', isOverridden: false }
		});
		const frozen = await at('2019-Q4', '--json');
		expect(JSON.parse(frozen.stdout)).toMatchObject({ quarter: '2019-Q4', revision: 1 });
	});
});

test('help lists every command in the language asked for', async () => {
	const { status, stdout } = await kvartal(['help', '--lang', 'sr-Latn']);
	expect(status).toBe(0);
	for (const name of [
		'init',
		'demo',
		'load FOLDER',
		'progress',
		'changes',
		'pack',
		'backup',
		'restore'
	]) {
		expect(stdout).toContain(`  ${name}`);
	}
	for (const name of ['verify', 'redact']) expect(stdout).toContain(`  ${name}`);
	for (const name of ['user add', 'user password', 'user disable']) expect(stdout).toContain(name);
	expect(stdout).toContain('Pravi praznu bazu');
});

describe('verify', () => {
	test('says that the history holds, with its head', async () => {
		const { status, stdout, stderr } = await kvartal(['verify']);
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(stdout).toMatch(
			/^Entries as they were written: [\d,]+\nRows as the history says: [\d,]+\nKeep this .*: \d+:[0-9a-f]{64}\nQ1 2019, revision 1: \d+ lines, the hash and every figure hold\.\n/
		);
		const { stdout: json } = await kvartal(['verify', '--json']);
		const head = /[0-9a-f]{64}/.exec(stdout)![0];
		expect(JSON.parse(json)).toMatchObject({
			head,
			rowsFrom: 1,
			fault: null,
			row: null,
			trigger: null
		});
		const kept = /\d+:[0-9a-f]{64}/.exec(stdout)![0];
		expect(await kvartal(['verify', '--kept', kept])).toMatchObject({ status: 0 });
		const other = kept.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
		const rewritten = await kvartal(['verify', '--kept', other]);
		expect(rewritten).toMatchObject({ status: 1 });
		expect(rewritten.stdout).toContain('is not the one whose link was kept');
		expect(await kvartal(['verify', '--kept', 'yesterday'])).toMatchObject({ status: 2 });
	});

	test('names the first entry that does not, in the language asked for, with status 1', async () => {
		expect(await kvartal(['demo'], { database: 'tampered.db' })).toMatchObject({ status: 0 });
		tamper(
			file('tampered.db'),
			`update history_payloads set payload = replace(payload, 'e', 'f') where seq = 40`
		);
		const { status, stdout } = await kvartal(['verify', '--lang', 'sr-Latn'], {
			database: 'tampered.db'
		});
		expect(status).toBe(1);
		expect(stdout).toContain('Sadržaj 40. zapisa istorije nije onakav kako je zapisan.');
		const { stdout: json } = await kvartal(['verify', '--json'], { database: 'tampered.db' });
		expect(JSON.parse(json)).toMatchObject({
			entries: 39,
			fault: { seq: 40, kind: 'contents-altered' }
		});
	});

	test('names the first row that is not what the history says, and a trigger that does not stand', async () => {
		const database = 'edited.db';
		expect(await kvartal(['demo'], { database })).toMatchObject({ status: 0 });
		tamper(file(database), `update filings set accepted_version = 1 where accepted_version = 2`);
		const { status, stdout } = await kvartal(['verify'], { database });
		expect(status).toBe(1);
		expect(stdout).toMatch(/^Row \d+ of the table filings is not what the history says\.\n/);
		expect(stdout).toMatch(
			/It belongs to the filing on activity [\d.]+ by [a-z-]+ for Q[1-4] 20\d\d\.\n/
		);
		const { stdout: json } = await kvartal(['verify', '--json'], { database });
		expect(JSON.parse(json)).toMatchObject({ fault: null, row: { table: 'filings' } });

		const raw = new BetterSqlite3(file(database));
		raw.exec('drop trigger filings_no_delete');
		raw.close();
		const { stdout: without } = await kvartal(['verify', '--lang', 'sr-Cyrl'], { database });
		expect(without).toContain('Недостаје окидач filings_no_delete');
	});
});

test('redact takes the contents of an entry out, once, and the history still verifies', async () => {
	const database = 'redacted.db';
	expect(await kvartal(['demo'], { database })).toMatchObject({ status: 0 });
	const call = (...args: string[]) => kvartal(['redact', ...args], { database });
	expect(await call('--entry', '0', '--reason', 'x')).toMatchObject({ status: 2 });
	expect(await call('--entry', '40')).toMatchObject({ status: 2 });
	expect(await call('--entry', '999999', '--reason', 'x')).toMatchObject({
		status: 1,
		stderr: 'The history has no entry 999999.\n'
	});
	const asOwner = await call('--entry', '40', '--reason', 'x', '--as', 'owner');
	expect(asOwner.status).toBe(1);
	const asAdmin = await call('--entry', '40', '--reason', 'Personal data', '--as', 'admin');
	expect(asAdmin).toMatchObject({
		status: 0,
		stdout: 'The contents of entry 40 were taken out of the history.\n'
	});
	expect((await call('--entry', '40', '--reason', 'Again')).stdout).toContain(
		'nothing was written'
	);
	const { status, stdout } = await kvartal(['verify'], { database });
	expect(status).toBe(0);
	expect(stdout).toContain('redacted contents, as later entries say: 1\n');
});

test('the figures as JSON name numerator, denominator and what is not known, for plan, goals and bodies', async () => {
	const { status, stdout, stderr } = await kvartal([
		'progress',
		'--strategy',
		strategy,
		'--quarter',
		'2020-Q2',
		'--json'
	]);
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	const figures = JSON.parse(stdout);
	const rows = [
		figures,
		...Object.values<typeof figures>(figures.goals),
		...Object.values<typeof figures>(figures.bodies)
	];
	expect(Object.keys(figures.goals)).toHaveLength(4);
	expect(Object.keys(figures.bodies).length).toBeGreaterThanOrEqual(12);
	for (const { formulas, responseRate, threeNumbers } of rows) {
		expect(Object.keys(formulas)).toEqual(['A', 'B', 'C', 'D']);
		expect(Object.keys(threeNumbers)).toEqual(['implemented', 'indicatorMet', 'onTime']);
		for (const fraction of [
			...Object.values(formulas),
			responseRate,
			...Object.values(threeNumbers)
		]) {
			expect(fraction).toMatchObject({
				numerator: expect.any(Number),
				denominator: expect.any(Number),
				noData: expect.any(Number)
			});
		}
	}
});

test('the figures as a table, in Serbian', async () => {
	const { status, stdout } = await kvartal([
		'progress',
		'--strategy',
		strategy,
		'--quarter',
		'2020-Q2',
		'--lang',
		'sr-Cyrl'
	]);
	expect(status).toBe(0);
	expect(stdout).toContain('II квартал 2020.');
	expect(stdout).toMatch(/^A {2}.+ \d+\/\d+ \(\d+%\)/m);
});

test.each(['en', 'sr-Latn', 'sr-Cyrl'])(
	'a report in %s is a workbook, whole, replacing an older one',
	async (lang) => {
		const out = file(`report-${lang}.xlsx`);
		writeFileSync(out, 'last quarter');
		const { status } = await kvartal([
			'pack',
			'--strategy',
			strategy,
			'--quarter',
			'2020-Q2',
			'--lang',
			lang,
			'--out',
			out
		]);
		expect(status).toBe(0);
		expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
	}
);

test('init: an empty database, one administrator, a one-time password printed once', async () => {
	const { status, stdout } = await kvartal(['init', '--username', 'milica'], {
		database: 'real.db'
	});
	expect(status).toBe(0);
	expect(stdout).toMatch(/User name: milica\nOne-time password: \S{15,}\n/);
	expect(await kvartal(['init'], { database: 'real.db' })).toMatchObject({ status: 1, stdout: '' });
	expect(await kvartal(['demo'], { database: 'real.db' })).toMatchObject({ status: 1, stdout: '' });
});

test('loading a strategy twice changes nothing', async () => {
	await kvartal(['init'], { database: 'loaded.db' });
	const load = () => kvartal(['load', `data/${strategy}`], { database: 'loaded.db' });
	expect((await load()).stdout).toMatch(/\d+ rows added/);
	expect(await load()).toMatchObject({
		status: 0,
		stdout: expect.stringContaining('already loaded')
	});
});

test('accounts: added, given a new password, disabled', async () => {
	const add = await kvartal(['user', 'add', 'jovan', '--name', 'Јован']);
	expect(add).toMatchObject({ status: 0 });
	expect(await kvartal(['user', 'add', 'jovan', '--name', 'Јован'])).toMatchObject({ status: 1 });
	const reset = await kvartal(['user', 'password', 'jovan']);
	expect(reset.status).toBe(0);
	expect(reset.stdout).not.toBe(add.stdout);
	expect(await kvartal(['user', 'disable', 'jovan'])).toMatchObject({ status: 0 });
	expect(await kvartal(['user', 'add', 'x', '--name', 'X', '--as', 'jovan'])).toMatchObject({
		status: 1
	});
});

test('a back-up restores to the same figures', async () => {
	const copy = file('copy.db');
	const figures = async (database: string) => {
		const args = ['progress', '--strategy', strategy, '--quarter', '2020-Q2', '--json'];
		return (await kvartal(args, { database })).stdout;
	};
	expect(await kvartal(['backup', copy])).toMatchObject({ status: 0 });
	expect(await kvartal(['backup', copy])).toMatchObject({ status: 1 });
	expect(await kvartal(['backup', copy, '--force'])).toMatchObject({ status: 0 });
	expect(await kvartal(['restore', copy], { database: 'second.db' })).toMatchObject({ status: 0 });
	expect(await figures('second.db')).toBe(await figures('demo.db'));
});

test('as a process: the status reaches the shell, and answers alone are on standard output', () => {
	const run = (...args: string[]) =>
		spawnSync(process.execPath, ['src/cli/kvartal.mjs', ...args], {
			encoding: 'utf8',
			env: { ...process.env, DATABASE_PATH: file('process.db') }
		});
	expect(run('init')).toMatchObject({ status: 0, stdout: expect.stringContaining('password') });
	expect(run('init')).toMatchObject({ status: 1, stdout: '' });
	expect(run('init', '--frob')).toMatchObject({ status: 2, stdout: '' });
});

describe('correct', () => {
	const asked = ['correct', '--strategy', strategy, '--quarter', '2020-Q1'];

	test.each([
		[[]],
		[['--reason', 'x']],
		[['--activities', '1.1.1']],
		[['--withdraw', '--activities', '1.1.1', '--reason', 'x']]
	])('%j withdraws nothing: one of the two has to be said', async (said) => {
		expect(await kvartal([...asked, ...said])).toMatchObject({
			status: 2,
			stderr: expect.stringContaining('Say either --activities and --reason, or --withdraw.')
		});
	});
});

describe('changes', () => {
	const asked = ['changes', '--strategy', strategy, '--quarter', '2020-Q2'];

	test('since the quarter before, gravest first', async () => {
		const { status, stdout } = await kvartal(asked);
		expect(status).toBe(0);
		expect(stdout).toContain('What changed from the end of Q1 2020 to the end of Q2 2020');
		const headings = stdout.split('\n').filter((line) => /^\S.*\(\d+\)$/.test(line));
		expect(headings.map((line) => line.replace(/ \(.*/, ''))).toEqual([
			'Serious',
			'Notable',
			'For the record'
		]);
		expect(stdout).toContain('1.2.4  Deadline moved later: Q2 2020 → Q4 2020');
	});

	test('as JSON, since a quarter that is named', async () => {
		const { stdout } = await kvartal([...asked, '--from', '2019-Q4', '--json']);
		const said = JSON.parse(stdout) as PlainChanges;
		expect(said).toMatchObject({
			strategy,
			from: { quarter: '2019-Q4', revision: 1 },
			to: { quarter: '2020-Q2', revision: null }
		});
		expect(said.changes.map(({ kind }) => kind)).toContain('activity-split');
	});

	test('who watches is told that the quarters are being compared, beside the answer', async () => {
		const isTTY = process.stderr.isTTY;
		try {
			process.stderr.isTTY = false;
			expect(await kvartal(asked)).toMatchObject({ stderr: '' });
			process.stderr.isTTY = true;
			const watched = await kvartal([...asked, '--json']);
			expect(watched.stderr).toBe('Comparing the quarters …\n');
			expect(JSON.parse(watched.stdout)).toMatchObject({ strategy });
		} finally {
			process.stderr.isTTY = isTTY;
		}
	});

	test('a quarter and itself, in the language asked for', async () => {
		const { status, stdout } = await kvartal([
			...asked,
			...['--from', '2020-Q2', '--lang', 'sr-Latn']
		]);
		expect(status).toBe(0);
		expect(stdout).toContain('ništa se nije promenilo');
	});
});
