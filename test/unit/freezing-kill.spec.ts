// A power cut while a quarter is frozen: its record is there whole, or nothing of it is, and then it can be frozen as if nothing had been.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import { tamper } from './tamper.ts';

const HOME = resolve(import.meta.dirname, '../..');
const KEY = { strategy: 'pulse', quarter: '2020-Q2' };
const TODAY = '2020-10-05';
const KILLS = 12;

let folder: string;
let plan: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-freezing-'));
	plan = join(folder, 'plan.db');
	const database = openDatabase(plan);
	await loadLargePlan(database, { activities: 400 });
	database.close();
	// Nothing waits for a decision.
	tamper(plan, `update filings set state = 'returned' where state = 'submitted'`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Freezes in a process that is killed so many milliseconds after it began to keep the record; what it said until then. */
async function killedAfter(path: string, ms: number): Promise<string> {
	const args = [path, KEY.strategy, KEY.quarter, TODAY];
	const child = spawn(process.execPath, ['test/unit/kill-freezer.ts', ...args], {
		cwd: HOME,
		env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => {
		if (!said.includes('keeping') && String(chunk).includes('keeping')) {
			setTimeout(() => child.kill('SIGKILL'), ms);
		}
		said += String(chunk);
	});
	await new Promise((done) => child.once('close', done));
	return said;
}

test('killed at any moment: the whole record, or none', async () => {
	let before = 0;
	for (let index = 0; index < KILLS; index++) {
		const path = join(folder, `killed-${index}.db`);
		copyFileSync(plan, path);
		// The first waits for somebody else's write when it is killed, so that one at least is killed in time, however busy the machine.
		const write = index === 0 ? new BetterSqlite3(path) : null;
		write?.exec('begin immediate');
		const said = await killedAfter(path, index * 4);
		write?.close();
		const database = openDatabase(path);
		const records = checkRecords(database);
		expect(records.flatMap(({ faults }) => faults)).toEqual([]);
		const loose = database.read.$client
			.prepare(
				'select count(*) from frozen_lines where frozen_id not in (select id from frozen_quarters)'
			)
			.pluck()
			.get();
		expect(loose).toBe(0);
		// What was acknowledged is there.
		if (said.includes('frozen')) expect(said).toContain(records[0]?.hash);
		if (records.length === 0) {
			before += 1;
			const context = { database, actor: CONSOLE, today: TODAY, via: 'console' as const };
			expect(freeze(context, KEY).revision).toBe(1);
		}
		database.close();
	}
	expect(before).toBeGreaterThan(0);
});
