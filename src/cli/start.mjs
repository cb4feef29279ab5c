// `npm start`: from a fresh clone to a running Kvartal, saying what it does while it does it.
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build, BuildFailure, canBuild, isBuilt } from './build.mjs';
import { requireNode } from './node-version.mjs';
import { HOME } from './prepare.mjs';
import { setServing, Unready } from './serving.mjs';

requireNode();

try {
	const { host, port, origin } = setServing();
	await requireFree(host, port);
	if (!isBuilt()) {
		if (!canBuild()) {
			throw new Unready(
				'There is no build of these sources, and what builds them is not installed. Run `npm ci`, then `npm start` again.'
			);
		}
		await build();
	}
	const accounts = await readyDatabase();
	await serve();
	console.log(`\nKvartal is at ${origin}   (Ctrl-C stops it)`);
	if (accounts.length > 0) console.log(`\n${accounts.join('\n')}`);
} catch (error) {
	if (!(error instanceof Unready || error instanceof BuildFailure)) throw error;
	if (error.message) console.error(error.message);
	process.exit(error instanceof Unready ? error.status : 1);
}

/**
 * Asked before anything else is done: nobody wants to hear it after half a minute's building.
 *
 * @param {string} host
 * @param {number} port
 */
async function requireFree(host, port) {
	const probe = createServer();
	await new Promise((resolve, reject) => {
		probe.once('error', reject);
		probe.listen({ host, port }, () => probe.close(resolve));
	}).catch((error) => {
		throw new Unready(sentenceOf(error, host, port));
	});
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {string} host
 * @param {number} port
 */
function sentenceOf(error, host, port) {
	if (error.code === 'EADDRINUSE') {
		return `Something already listens on ${host}:${port}, perhaps another Kvartal. Stop it, or choose another port: PORT=${port + 1} npm start`;
	}
	if (error.code === 'EACCES') {
		return `This account may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
	}
	return `Cannot listen on ${host}:${port}: ${error.message}`;
}

/**
 * Creates, migrates and, when empty, fills the database. In a process of its own: reading TypeScript and all of drizzle would stay in
 * the server's memory as long as it runs.
 *
 * @returns {Promise<string[]>} lines about the demonstration's accounts; none for a real database
 */
function readyDatabase() {
	return new Promise((resolve, reject) => {
		/** @type {string[]} */
		let accounts = [];
		const child = fork(join(HOME, 'src/cli/first-start.ts'));
		child.on('message', (message) => (accounts = /** @type {string[]} */ (message)));
		child.on('error', reject);
		child.on('exit', (status) =>
			status === 0 ? resolve(accounts) : reject(new Unready('', status ?? 1))
		);
	});
}

async function serve() {
	process.env.NODE_ENV ||= 'production';
	process.env.SHUTDOWN_TIMEOUT ||= '5';
	/** @type {{ server: { server: import('node:http').Server } }} */
	const { server } = await import(join(HOME, 'build/index.js'));
	const http = server.server;
	if (!http.listening) {
		await new Promise((resolve, reject) => {
			http.once('listening', resolve);
			http.once('error', reject);
		}).catch((error) => {
			throw new Unready(sentenceOf(error, process.env.HOST ?? '', Number(process.env.PORT)));
		});
	}
	// Whatever the server still holds (timers, worker threads) has nothing left to do once it has closed.
	http.once('close', () => setImmediate(() => process.exit(0)));
}
