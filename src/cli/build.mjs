// Builds the server, its worker threads and the command line, and stamps the build with what it was made from, so that `npm start` knows when to build
// again. The stamp hashes contents: copying a folder or switching a branch changes times without changing anything else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from './node-version.mjs';
import { HOME, prepare } from './prepare.mjs';

const STAMP = join(HOME, 'build/stamp.txt');

/** What the build is made from. Migrations and strategies are read when the server runs, so they are not in it. */
const SOURCES = [
	'src',
	'static',
	'messages/en.json',
	'messages/sr-Cyrl.json',
	'project.inlang/settings.json',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts',
	'vite.programs.config.ts'
];

/** What a person sees of a build that failed. */
export class BuildFailure extends Error {}

/** Whether build/ is there and made from the sources as they are. */
export function isBuilt() {
	if (!existsSync(join(HOME, 'build/index.js')) || !existsSync(STAMP)) return false;
	return readFileSync(STAMP, 'utf8') === stampOfSources();
}

/** Whether this installation can build: the sources and the development packages are here. */
export function canBuild() {
	return (
		existsSync(join(HOME, 'src/routes')) && existsSync(join(HOME, 'node_modules/vite/bin/vite.js'))
	);
}

/**
 * Builds into build/.
 *
 * @param {(line: string) => void} log
 * @throws {BuildFailure} with what the build said.
 */
export async function build(log = console.log) {
	await prepare(log);
	const stamp = stampOfSources();
	const started = Date.now();
	log('Building the server and the pages …');
	await vite([]);
	log('Building the worker threads and the command line …');
	for (const worker of filesIn('src/lib/server').filter((path) => path.endsWith('.worker.ts'))) {
		await bundle(worker, 'build/workers');
	}
	await bundle('src/cli/kvartal.ts', 'build/cli');
	writeFileSync(STAMP, stamp);
	log(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * @param {string} program a path of the sources
 * @param {string} folder
 */
async function bundle(program, folder) {
	await vite(['--config', 'vite.programs.config.ts'], {
		KVARTAL_PROGRAM: program,
		KVARTAL_PROGRAM_DIR: folder
	});
}

/**
 * @param {string[]} options
 * @param {Record<string, string>} [env]
 */
async function vite(options, env = {}) {
	const script = join(HOME, 'node_modules/vite/bin/vite.js');
	const child = spawn(process.execPath, [script, 'build', '--logLevel', 'warn', ...options], {
		cwd: HOME,
		env: { ...process.env, NODE_ENV: 'production', ...env }
	});
	let said = '';
	child.stdout.on('data', (chunk) => (said += chunk));
	child.stderr.on('data', (chunk) => (said += chunk));
	/** @type {[number | null, NodeJS.Signals | null]} */
	const [status, signal] = await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (...outcome) => resolve(outcome));
	});
	if (signal) throw new BuildFailure(`The build was stopped (${signal}).`);
	if (status !== 0) throw new BuildFailure(`The build failed:\n\n${said}`);
}

function stampOfSources() {
	const hash = createHash('sha256').update(process.versions.node);
	for (const path of SOURCES.flatMap(filesIn))
		hash.update(path).update(readFileSync(join(HOME, path)));
	return hash.digest('hex');
}

/**
 * Files at or below a path that the build reads; specs and generated messages are left out.
 *
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
	const full = join(HOME, path);
	if (!existsSync(full) || path === 'src/lib/paraglide' || path.endsWith('.spec.ts')) return [];
	if (!statSync(full).isDirectory()) return [path];
	return readdirSync(full)
		.sort()
		.flatMap((name) => filesIn(`${path}/${name}`));
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
	requireNode();
	try {
		await build();
	} catch (error) {
		if (!(error instanceof BuildFailure)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}
