// A server of the build with its own demonstration database, and a browser that came with npm: nothing is installed by hand.
import { inflate } from '@sparticuz/chromium';
import { spawn, type ChildProcess } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type Page,
	type Request
} from 'playwright-core';

const HOME = resolve(import.meta.dirname, '../..');
const DEMONSTRATION_PASSWORD = 'kvartal-demo';

// ── the server ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** So long a server, a page or something on it is waited for: a slow machine is no fault of theirs. */
const PATIENCE_MS = 120_000;

export interface Server {
	/** Where it is: http://localhost:PORT. */
	origin: string;
	/** Its database file; other processes may open it, as the command line does. */
	databasePath: string;
	/** Of the server's process. */
	pid: number;
	/** Everything it has printed so far. */
	log(): string;
	/** Ends it as Ctrl-C would, or at once, and waits until it is gone. */
	stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
	/** Ends it and removes its database. */
	dispose(): Promise<void>;
}

/**
 * Starts the built server (`build/`, made by `npm test`) on a free port.
 *
 * @param databasePath a database to serve; by default a new one that holds the demonstration
 */
export async function startServer({
	databasePath,
	env = {}
}: { databasePath?: string; env?: Record<string, string> } = {}): Promise<Server> {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-e2e-'));
	const path = databasePath ?? join(folder, 'kvartal.db');
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const childEnv = {
		...process.env,
		NODE_ENV: 'production',
		DATABASE_PATH: path,
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: origin,
		SHUTDOWN_TIMEOUT: '2',
		...env
	};
	let printed = '';
	const listen = (child: ChildProcess) => {
		child.stdout?.on('data', (chunk) => (printed += chunk));
		child.stderr?.on('data', (chunk) => (printed += chunk));
	};
	if (!databasePath) {
		const demo = spawn(process.execPath, ['src/cli/kvartal.mjs', 'demo'], {
			cwd: HOME,
			env: childEnv
		});
		listen(demo);
		if ((await exitOf(demo)) !== 0) throw new Error(`kvartal demo failed:\n${printed}`);
	}
	const child = spawn(process.execPath, ['build/index.js'], {
		cwd: HOME,
		env: childEnv
	});
	listen(child);
	const server: Server = {
		origin,
		databasePath: path,
		pid: child.pid ?? 0,
		log: () => printed,
		async stop(signal = 'SIGTERM') {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = exitOf(child);
			child.kill(signal);
			// A server that does not end by itself is a defect; here it must not hold up the tests.
			const deadline = setTimeout(() => child.kill('SIGKILL'), 10_000);
			await gone;
			clearTimeout(deadline);
		},
		async dispose() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
	await answers(`${origin}/healthz`, child, server);
	return server;
}

function exitOf(child: ChildProcess): Promise<number | null> {
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
}

async function answers(url: string, child: ChildProcess, server: Server): Promise<void> {
	for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
		if (child.exitCode !== null) break;
		const response = await fetch(url).catch(() => null);
		if (response?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const said = server.log();
	await server.dispose();
	throw new Error(`The server did not answer ${url}:\n${said}`);
}

/** A port nobody listens on just now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

// ── the browser ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Opens the browser; KVARTAL_BROWSER names another executable, where the one from npm does not run. */
export async function openBrowser(): Promise<Browser> {
	const given = process.env.KVARTAL_BROWSER;
	if (given) return launch(given);
	const folder = await unpacked();
	const env = { ...process.env, FONTCONFIG_PATH: join(folder, 'fonts') };
	const executable = join(folder, 'chromium');
	try {
		return await launch(executable, env);
	} catch {
		// Small systems lack libraries the browser is linked to (libnss3); the package brings them for one of those.
		const lib = join(folder, 'al2023/lib');
		return launch(executable, { ...env, LD_LIBRARY_PATH: lib });
	}
}

function launch(executablePath: string, env = process.env): Promise<Browser> {
	return chromium.launch({
		executablePath,
		env: env as Record<string, string>,
		// Run as root, as on build machines, Chromium refuses its own sandbox; the pages are ours.
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']
	});
}

/** Unpacks the browser once for each version, beside the packages; two at the same time do not disturb each other. */
async function unpacked(): Promise<string> {
	const root = join(HOME, 'node_modules/@sparticuz/chromium');
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const folder = join(HOME, 'node_modules/.cache/kvartal-browser', version);
	if (existsSync(folder)) return folder;
	mkdirSync(dirname(folder), { recursive: true });
	const partial = mkdtempSync(`${folder}-`);
	const before = process.env.TMPDIR;
	process.env.TMPDIR = partial; // where inflate() writes
	try {
		for (const name of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) {
			await inflate(join(root, 'bin', name));
		}
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	}
	writeFileSync(join(partial, 'fonts/fonts.conf'), fontsConfiguration(folder));
	try {
		renameSync(partial, folder);
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	}
	return folder;
}

/** The fonts of the package first, so that pages look the same on a machine without any. */
function fontsConfiguration(folder: string): string {
	return [
		'<?xml version="1.0"?>',
		'<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
		'<fontconfig>',
		`\t<dir>${folder}/fonts</dir>`,
		'\t<dir>/usr/share/fonts</dir>',
		`\t<cachedir>${folder}/fonts-cache</cachedir>`,
		'</fontconfig>',
		''
	].join('\n');
}

// ── a person ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Visitor {
	context: BrowserContext;
	page: Page;
	/** What the browser complained about: uncaught errors, console errors, refused by the content security policy. */
	complaints: string[];
	/**
	 * Waits until the page has all it asks for: nothing is on its way, and while it drew two frames it asked for nothing more. Playwright's
	 * "networkidle" is half a second of that, for every page there is.
	 */
	settled(): Promise<void>;
}

/** A browser window of its own, with its own cookies. */
export async function visit(
	browser: Browser,
	server: Server,
	options: Parameters<Browser['newContext']>[0] = {}
): Promise<Visitor> {
	const context = await browser.newContext({ baseURL: server.origin, locale: 'en-GB', ...options });
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${message.text()} (${page.url()})`);
	});
	const onTheirWay = new Set<Request>();
	let asked = 0;
	page.on('request', (request) => {
		asked += 1;
		onTheirWay.add(request);
	});
	page.on('requestfinished', (request) => onTheirWay.delete(request));
	page.on('requestfailed', (request) => onTheirWay.delete(request));
	// What the page before it had asked for, nobody waits for any more.
	page.on('framenavigated', () => onTheirWay.clear());
	const settled = async () => {
		for (let before = -1; before !== asked || onTheirWay.size > 0;) {
			before = asked;
			await page.evaluate(
				() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
			);
		}
	};
	return { context, page, complaints, settled };
}

/** Signs in on the form, and waits until the page behind it is there. */
export async function signIn(
	page: Page,
	username: string,
	password: string = DEMONSTRATION_PASSWORD
): Promise<void> {
	await page.goto('/login');
	await page.fill('input[name="username"]', username);
	await page.fill('input[name="password"]', password);
	await Promise.all([
		page.waitForURL((url) => url.pathname !== '/login'),
		page.click(
			'form:has(input[name="password"]) button[type="submit"], form:has(input[name="password"]) button:not([type])'
		)
	]);
}
