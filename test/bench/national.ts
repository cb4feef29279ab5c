// Generated plans of several sizes, made once for all benchmarks of one run, and the built server over one of them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { CONSOLE } from '#lib/domain/permission.ts';
import type { Database } from '#lib/server/db/database.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { startServer, type Server } from '../e2e/browser.ts';

export const HOME = resolve(import.meta.dirname, '../..');
/** Ukraine's national tracker. */
export const NATIONAL = 7_500;
export const SIZES = [1_000, 2_500, NATIONAL, 20_000];
export const QUARTER = '2020-Q3';
export const TODAY = '2020-10-05';

/** What is measured: each as the coordinator asks for it, who sees the most. */
export const PAGES = {
	overview: `/strategies/pulse?quarter=${QUARTER}`,
	activities: `/strategies/pulse/activities?quarter=${QUARTER}`,
	board: `/strategies/pulse/board?quarter=${QUARTER}`
} as const;

/** The other pages people go to; measured in the crowd and counted, not promised anything of. */
export const MORE_PAGES = {
	activity: `/strategies/pulse/activities/1.1.3?quarter=${QUARTER}`,
	search: `/strategies/pulse/activities?quarter=${QUARTER}&q=uprav`,
	about: '/strategies/pulse/about'
} as const;

/** A place for this run; run.mjs gives one to all and removes it. */
export function benchFolder(): string {
	const given = process.env.KVARTAL_BENCH_FOLDER;
	if (given) return given;
	const own = mkdtempSync(join(tmpdir(), 'kvartal-bench-'));
	process.env.KVARTAL_BENCH_FOLDER = own;
	process.on('exit', () => rmSync(own, { recursive: true, force: true }));
	return own;
}

/** A database with a plan of so many activities. */
export function planOf(activities: number): string {
	const path = join(benchFolder(), `pulse-${activities}.db`);
	if (existsSync(path)) return path;
	const began = performance.now();
	const { status, stderr } = spawnSync(
		process.execPath,
		['src/cli/kvartal.mjs', 'demo', '--scale', 'pulse', '--activities', String(activities)],
		{ cwd: HOME, env: { ...process.env, DATABASE_PATH: path }, encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`The plan was not generated:\n${stderr}`);
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.error(`generated ${activities} activities in ${seconds} s`);
	return path;
}

/** A copy of the national plan, in which nothing waits for a decision. */
export function planWithoutWaiting(name: string): string {
	const path = join(benchFolder(), name);
	copyFileSync(planOf(NATIONAL), path);
	const raw = new BetterSqlite3(path);
	raw.exec(`update filings set state = 'returned' where state = 'submitted'`);
	raw.close();
	return path;
}

/** Freezes a quarter of the generated plan; how many lines its record has. */
export function freezeNow(database: Database, quarter: string): number {
	const context = { database, actor: CONSOLE, today: TODAY, via: 'console' as const };
	return freeze(context, { strategy: 'pulse', quarter }).lines;
}

/** So long a server that has started reads ahead: then it is as people find it. */
export const READ_AHEAD_MS = 12_000;

/** The built server over a plan of so many activities; whoever starts it stops it. */
export function serve(activities: number, env: Record<string, string> = {}): Promise<Server> {
	return startServer({ databasePath: planOf(activities), env });
}
