// `npm start` as a person meets it: it says what it does, serves on loopback, and ends when asked.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from './browser.ts';

let folder: string;
let port: number;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-'));
	port = await freePort();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts, waits for a line (or for the end), and tells what was printed and how it ended. */
function start(env: Record<string, string> = {}) {
	const child = spawn(process.execPath, ['src/cli/start.mjs'], {
		env: {
			...process.env,
			PORT: String(port),
			DATABASE_PATH: join(folder, 'kvartal.db'),
			...env
		}
	});
	let printed = '';
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const until = (text: string) =>
		new Promise<void>((resolve, reject) => {
			const look = (chunk: Buffer) => {
				printed += chunk;
				if (printed.includes(text)) resolve();
			};
			child.stdout.on('data', look);
			child.stderr.on('data', look);
			void ended.then(() => reject(new Error(`ended before "${text}":\n${printed}`)));
		});
	return { child, ended, until, printed: () => printed };
}

test('an empty database becomes the demonstration, is served, and Ctrl-C stops it cleanly', async () => {
	const { child, ended, until, printed } = start();
	await until('kvartal-demo');
	expect(printed()).toContain(`Kvartal is at http://localhost:${port}`);
	for (const name of ['admin', 'owner', 'coordinator', 'reporter', 'reviewer']) {
		expect(printed()).toContain(name);
	}
	const health = await fetch(`http://127.0.0.1:${port}/healthz`);
	expect(await health.json()).toEqual({ status: 'ok' });
	const other = start();
	expect(await other.ended).toBe(1);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
	expect(readdirSync(folder)).toEqual(['kvartal.db']);
});

test.each([
	['a port that is none', { PORT: 'abc' }, 2, 'PORT must be a number'],
	['an origin that is none', { ORIGIN: 'kvartal' }, 2, 'ORIGIN must be the address people type'],
	['a demonstration for everybody', { HOST: '0.0.0.0' }, 1, 'served on this machine only'],
	[
		'a demonstration under a name',
		{ ORIGIN: 'https://kvartal.example.org' },
		1,
		'this machine only'
	]
])('%s is refused with a sentence', async (_, env, status, sentence) => {
	const { ended, until, printed } = start(env);
	await until(sentence);
	expect(await ended).toBe(status);
	expect(printed()).not.toMatch(/^\s+at /m);
});

test('the built server refuses it too, however it is started', async () => {
	const database = join(folder, 'kvartal.db');
	const env = { ...process.env, PORT: String(port), DATABASE_PATH: database };
	const run = (args: string[], extra = {}) =>
		new Promise<number | null>((resolve) =>
			spawn(process.execPath, args, { env: { ...env, ...extra }, stdio: 'ignore' }).once(
				'close',
				resolve
			)
		);
	expect(await run(['src/cli/kvartal.mjs', 'demo'])).toBe(0);
	const everywhere = { HOST: '0.0.0.0', ORIGIN: `http://localhost:${port}` };
	expect(await run(['build/index.js'], everywhere)).not.toBe(0);
});
