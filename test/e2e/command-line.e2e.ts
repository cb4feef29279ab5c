// The command line as it was built answers as its sources do, and is what `npm run kvartal` begins.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const BUILT = './build/cli/kvartal.js';
const SOURCES = './src/cli/kvartal.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-e2e-cli-'));
	expect(run(['src/cli/kvartal.mjs', 'demo']).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		encoding: 'utf8',
		maxBuffer: 1e8,
		env: { ...process.env, KVARTAL_HOME: process.cwd(), DATABASE_PATH: join(folder, 'kvartal.db') }
	});
	return { status, stdout, stderr };
}

/** A command as one of the two programs does it. */
const main = (program: string, args: readonly string[]) =>
	run([
		...['--input-type=module', '--eval'],
		`const { main } = await import(${JSON.stringify(program)});
		process.exitCode = await main(process.argv.slice(1));`,
		...['--', ...args]
	]);

const STRATEGY = ['--strategy', 'cybercrime-2019-2023'];
test.each([
	[['help', '--lang', 'sr-Cyrl']],
	[['changes', ...STRATEGY, '--quarter', '2020-Q2', '--json']],
	[['verify']],
	[['progress', ...STRATEGY, '--quarter', '2031-Q1']]
])('%j is answered alike', (args) => {
	const built = main(BUILT, args);
	expect(built).toEqual(main(SOURCES, args));
	expect(built.stdout + built.stderr).not.toBe('');
	expect(run(['src/cli/kvartal.mjs', ...args])).toEqual(built);
});

test('what is built is begun with', () => {
	const [source, built] = [/src\/cli\/kvartal\.ts/, /build\/cli\/kvartal\.js/];
	const begun = run([
		...['--input-type=module', '--eval'],
		`import { registerHooks } from 'node:module';
		registerHooks({ load: (url, context, next) => (console.error(url), next(url, context)) });
		process.argv[2] = 'help';
		await import('./src/cli/kvartal.mjs');`
	]);
	expect(begun.stderr).toMatch(built);
	expect(begun.stderr).not.toMatch(source);
});
