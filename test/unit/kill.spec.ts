// Power cuts and killed processes: what was acknowledged is there, whole; nothing is there by half. Two processes lose nothing of each
// other's.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReader } from '#lib/server/db/database.ts';
import { verifyHistory } from '#lib/server/history/verify.ts';
import { QUARTER, SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

const HOME = resolve(import.meta.dirname, '../..');
const KILLS = 50;

let plan: SmallPlan;
beforeAll(() => {
	plan = smallPlan();
});
afterAll(() => plan.close());

interface Writer {
	child: ChildProcess;
	/** What it has acknowledged, line by line; a line cut off by the kill is none. */
	lines(): string[];
	/** Resolves once it writes. */
	isReady: Promise<void>;
	/** Resolves once it has acknowledged so many writes. One that another process was before is refused, and none. */
	hasDone(writes: number): Promise<void>;
}

function startWriter(activity: string): Writer {
	const user = String(plan.as('reporter').actor.userId);
	const args = [plan.path, SLUG, activity, 'police', QUARTER, TODAY, user];
	const child = spawn(process.execPath, ['test/unit/kill-writer.ts', ...args], {
		cwd: HOME,
		env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(plan.path), 'compiled') },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let printed = '';
	const lines = () => printed.split('\n').slice(0, -1);
	const hasPrinted = (count: number, isMeant = (_: string) => true) =>
		new Promise<void>((done, failed) => {
			const look = () => {
				if (lines().filter(isMeant).length >= count) done();
			};
			child.stdout!.on('data', look);
			child.once('exit', () => failed(new Error('The writer ended by itself.')));
			look();
		});
	child.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	const isReady = hasPrinted(1);
	isReady.catch(() => {});
	const hasDone = (writes: number) =>
		hasPrinted(writes, (line) => line !== 'ready' && line !== 'refused');
	return { child, isReady, lines, hasDone };
}

/** Kills it some milliseconds after so many writes, and waits until all it printed has been read. */
async function killAfter(writer: Writer, writes: number, ms: number): Promise<string[]> {
	await writer.hasDone(writes);
	await new Promise((done) => setTimeout(done, ms));
	const closed = once(writer.child, 'close');
	writer.child.kill('SIGKILL');
	await closed;
	expect(writer.child.signalCode).toBe('SIGKILL');
	return writer.lines();
}

/** Every version acknowledged by a line such as 'draft 12'. */
function acknowledged(lines: readonly string[]): number[] {
	return lines.flatMap((line) => {
		const [, version] = /^(?:draft|submitted) (\d+)$/.exec(line) ?? [];
		return version ? [Number(version)] : [];
	});
}

interface VersionRow {
	id: number;
	number: number;
}

/** Reads the file with a connection of its own and checks that every version in it is whole. Returns the versions of an activity. */
function wholeVersions(activity: string): number[] {
	const file = new BetterSqlite3(plan.path, { readonly: true });
	try {
		expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
		expect(file.pragma('foreign_key_check')).toEqual([]);
		const filing = file
			.prepare(
				`select filings.id, filings.version, filings.state from filings
				join activities on activities.id = filings.activity_id where activities.code = ?`
			)
			.get(activity) as { id: number; version: number; state: string } | undefined;
		if (!filing) return [];
		const versions = file
			.prepare('select id, number from filing_versions where filing_id = ? order by number')
			.all(filing.id) as VersionRow[];
		for (const { id, number } of versions) {
			const texts = file
				.prepare('select field, lang, text from filing_texts where version_id = ?')
				.all(id) as { field: string; lang: string; text: string }[];
			expect(texts.length).toBe(12);
			for (const { field, text } of texts) expect(text.startsWith(`${field} ${number}`)).toBe(true);
			const titles = file
				.prepare('select title from evidence where version_id = ? order by position')
				.all(id) as { title: string }[];
			expect(titles.map(({ title }) => title)).toEqual(
				['a', 'b', 'c'].map((name) => `${name} ${number}`)
			);
		}
		const numbers = versions.map(({ number }) => number);
		expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		expect(filing.version).toBe(numbers.length);
		const acts = file
			.prepare(
				`select json_extract(payload, '$.after.act') as act, json_extract(payload, '$.after.state') as state,
				json_extract(payload, '$.after.version') as version
				from history join history_payloads using (seq) where subject = 'filing' and subject_id = ? order by seq`
			)
			.all(filing.id) as { act: string; state: string; version: number }[];
		expect(acts.filter(({ act }) => act !== 'recall').map(({ version }) => version)).toEqual(
			numbers
		);
		expect(acts.at(-1)).toMatchObject({ state: filing.state, version: filing.version });
		return numbers;
	} finally {
		file.close();
	}
}

/** Whether the history is one chain, whoever wrote it and was killed. */
function verified() {
	const reader = openReader(plan.path);
	try {
		return verifyHistory(reader);
	} finally {
		reader.close();
	}
}

test(`killed ${KILLS} times in the middle of writing: every acknowledged write is there, none by half`, async () => {
	const seen = new Set<number>();
	// The next one starts while this one writes: starting takes longer than writing.
	let next = startWriter('1.3');
	for (let kill = 0; kill < KILLS; kill += 1) {
		const writer = next;
		await writer.isReady;
		if (kill + 1 < KILLS) next = startWriter('1.3');
		// Spread over the length of a write, so that each part of it is hit.
		const lines = await killAfter(writer, 1 + (kill % 3), (kill * 7) % 31);
		for (const version of acknowledged(lines)) {
			expect(seen.has(version)).toBe(false);
			seen.add(version);
		}
		const there = wholeVersions('1.3');
		for (const version of seen) expect(there).toContain(version);
	}
	expect(verified()).toMatchObject({ fault: null, row: null, trigger: null });
	expect(seen.size).toBeGreaterThan(KILLS / 2);
	// Written but not yet acknowledged when killed: allowed, and at most one for each kill and each writer beside it.
	expect(wholeVersions('1.3').length - seen.size).toBeLessThanOrEqual(2 * KILLS);
});

test("two processes that write at once lose nothing of each other's", async () => {
	const writers = [startWriter('1.5'), startWriter('1.5')];
	await Promise.all(writers.map((writer) => writer.isReady));
	const lines = await Promise.all(writers.map((writer) => killAfter(writer, 20, 100)));
	const [first = [], second = []] = lines.map(acknowledged);
	expect(first.length).toBeGreaterThan(0);
	expect(second.length).toBeGreaterThan(0);
	expect(first.filter((version) => second.includes(version))).toEqual([]);
	const there = wholeVersions('1.5');
	for (const version of [...first, ...second]) expect(there).toContain(version);
	expect(verified()).toMatchObject({ fault: null, row: null, trigger: null });
	expect(there.length - first.length - second.length).toBeLessThanOrEqual(2);
});
