// What changed between quarters that are kept: compared whole, a page at a time, at once and in turns with requests.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { applied } from '#lib/domain/applied-changes.ts';
import { changesBetween } from '#lib/domain/changes.ts';
import { statesOf } from '#lib/domain/quarter-state.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import * as users from '#lib/server/access/users.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { statementsRun } from '#lib/server/db/statements.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import type { ChangeList } from '#lib/server/quarter/change-list.ts';
import * as changeLists from '#lib/server/quarter/change-lists.ts';
import * as changes from '#lib/server/quarter/changes.ts';
import { MANY } from '#lib/server/quarter/facts.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import { turn } from '#lib/server/turns.ts';
import { comparableAt } from './comparable.ts';
import { contextOf, folderOfItsOwn } from './database.ts';
import { tamper } from './tamper.ts';

const SLUG = 'cybercrime-2019-2023';
const today = '2020-10-05';
const ALL = { kind: '', goal: '', page: 1 } as const;
const compared = (from: Quarter, to: Quarter) => ({
	from: { quarter: from, revision: null },
	to: { quarter: to, revision: null },
	today
});

let folder: string;
let demonstration: Database;

beforeAll(async () => {
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	vi.stubEnv('KVARTAL_COUNT_STATEMENTS', '1');
	folder = mkdtempSync(join(tmpdir(), 'kvartal-changes-'));
	const loading = openDatabase(join(folder, 'demonstration.db'));
	await loadDemonstration(loading);
	// All of it is in the file then, to be copied.
	loading.close();
	demonstration = openDatabase(join(folder, 'demonstration.db'));
});
afterAll(() => {
	demonstration.close();
	rmSync(folder, { recursive: true });
	vi.unstubAllEnvs();
});

test('between any two quarters of the demonstration, the changes lead from the one to the other', () => {
	const all = quarters.read(demonstration, SLUG, '2020-Q2', { today }).quarters;
	const views = all.map((quarter) => quarters.read(demonstration, SLUG, quarter, { today }));
	for (const from of views) {
		for (const to of views) {
			const [before, after] = statesOf(from, to);
			expect(applied(before, changesBetween(from, to))).toEqual(after);
		}
	}
});

test('two quarters compared without what filings say differ as they do with it; within one quarter it is compared', () => {
	const all = quarters.read(demonstration, SLUG, '2020-Q2', { today }).quarters;
	const pairs = all.slice(1).map((to, index) => [all[index]!, to] as const);
	for (const [from, to] of [...pairs, [all[0]!, all.at(-1)!] as const]) {
		const whole = (quarter: Quarter) => quarters.read(demonstration, SLUG, quarter, { today });
		const { changes: found } = changes.between(demonstration, SLUG, compared(from, to));
		expect(found).toEqual(changesBetween(whole(from), whole(to)));
		expect(found.length).toBeGreaterThan(0);
	}
	const within = { quarter: '2020-Q2', today, filed: 'all' } as const;
	const { activities } = comparableAt(demonstration, SLUG, within);
	const texts = activities.flatMap(({ filings }) => filings.map(({ texts }) => texts));
	expect(texts.some(({ narrative }) => Object.keys(narrative).length > 0)).toBe(true);
});

test('what is kept of records to be compared differs as their lines do', () => {
	const tampered = (statement: string) => {
		const path = join(folderOfItsOwn(), 'kvartal.db');
		copyFileSync(join(folder, 'demonstration.db'), path);
		tamper(path, statement);
		return openDatabase(path);
	};
	const pairs = [
		...[compared('2019-Q1', '2019-Q3'), compared('2019-Q4', '2019-Q1')],
		...[compared('2019-Q4', '2020-Q1'), compared('2020-Q2', '2019-Q2')]
	];
	const all = (database: Database) => pairs.map((pair) => changes.between(database, SLUG, pair));
	const kept = all(demonstration);
	for (const { changes: found } of kept) expect(found.length).toBeGreaterThan(0);
	const ofLines = tampered('delete from compared_activities');
	expect(all(ofLines)).toEqual(kept);
	ofLines.close();
	const asAtFirst = tampered(
		'update compared_activities set activities = cast(unpacked(activities) as blob)'
	);
	expect(all(asAtFirst)).toEqual(kept);
	expect(checkRecords(asAtFirst).flatMap(({ faults }) => faults)).toEqual([]);
	asAtFirst.close();
	const ofAPart = tampered('delete from compared_activities where number = 2');
	expect(() => all(ofAPart)).toThrow('see `verify`');
	ofAPart.close();
});

test('an activity taken apart by an amendment is told once, and so are its parts', () => {
	const { changes: found } = changes.between(demonstration, SLUG, compared('2019-Q4', '2020-Q1'));
	const of = (code: string) =>
		found.filter(({ activity }) => activity?.code === code).map(({ kind }) => kind);
	expect(of('2.2.3')).toEqual(['activity-split']);
	expect(of('2.2.5')).toEqual(['activity-new']);
	expect(of('3.3.6')).toEqual(['activity-new']);
	expect(of('2.3.4')).toEqual(['activity-withdrawn']);
});

test('neither a draft nor what waits for a decision is a change; what is accepted is one', async () => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	copyFileSync(join(folder, 'demonstration.db'), path);
	const database = openDatabase(path);
	const key = { strategy: SLUG, activity: '2.2.4', body: 'ratel', quarter: '2020-Q3' };
	const kinds = async () => {
		const list = await changeLists.read(database, SLUG, compared('2020-Q2', '2020-Q3'));
		return list
			.page(ALL, 1000)
			.changes.filter(({ activity }) => activity?.code === '2.2.4')
			.map(({ kind }) => kind);
	};
	const { state, version } = filings.find(database.read, key)!;
	expect(state).toBe('submitted');
	expect(await kinds()).toContain('data-missing');
	const coordinator = users.actorOf(database.read, users.idOf(database.read, 'coordinator')!);
	filings.accept(contextOf(database, { actor: coordinator }), key, version);
	expect(await kinds()).not.toContain('data-missing');
	database.close();
});

describe('a page at a time', () => {
	test('pages are the whole in its order, and filters say how many there are', async () => {
		const asked = compared('2019-Q4', '2020-Q3');
		const whole = changes.between(demonstration, SLUG, asked).changes;
		const list = await changeLists.read(demonstration, SLUG, asked);
		const { pages, matching } = list.page(ALL, 10);
		expect(matching).toBe(whole.length);
		const paged = Array.from({ length: pages }, (_, index) =>
			list.page({ ...ALL, page: index + 1 }, 10)
		);
		expect(paged.flatMap((page) => page.changes)).toEqual(JSON.parse(JSON.stringify(whole)));
		const moved = list.page({ ...ALL, kind: 'deadline-later', goal: '1' }, 10).changes;
		expect(moved.map(({ activity }) => activity!.code)).toEqual(['1.2.4', '1.3.1']);
	});

	test('a page there is none of is refused, and so is a revision', async () => {
		const asked = compared('2020-Q1', '2020-Q2');
		const list = await changeLists.read(demonstration, SLUG, asked);
		expect(() => list.page({ ...ALL, page: 99 }, 10)).toThrow(Refusal);
		const revised = { ...asked, from: { quarter: '2020-Q1', revision: 7 } };
		await expect(changeLists.read(demonstration, SLUG, revised)).rejects.toThrow(
			'no-such-revision'
		);
	});

	test('the same two quarters are compared once, until something is written', async () => {
		const asked = compared('2020-Q1', '2020-Q2');
		const list = await changeLists.read(demonstration, SLUG, asked);
		expect(await changeLists.read(demonstration, SLUG, asked)).toBe(list);
	});
});

describe('plans of several sizes', () => {
	let made = 0;
	const of = async (activities: number) => {
		const database = openDatabase(join(folder, `pulse-${(made += 1)}.db`));
		await loadLargePlan(database, { activities });
		return database;
	};

	test('comparing asks twice for 60 activities of each quarter, and the same beside them', async () => {
		const beside = [];
		for (const size of [40, MANY - 100]) {
			const database = await of(size);
			// What is kept of the plan is read before.
			quarters.read(database, 'pulse', '2020-Q1', { today });
			const before = statementsRun();
			await changeLists.read(database, 'pulse', compared('2020-Q2', '2020-Q3'));
			beside.push(statementsRun() - before - 2 * 2 * Math.ceil(size / 60));
			database.close();
		}
		expect(beside[1]).toBe(beside[0]);
		expect(beside[0]).toBeLessThanOrEqual(10);
	});

	test('a large one is compared in turns with requests, to the same effect, and again; what is refused there is refused here', async () => {
		const database = await of(MANY);
		for (const asked of [compared('2020-Q2', '2020-Q3'), compared('2020-Q1', '2020-Q2')]) {
			let turns = 0;
			const list = changeLists.read(database, 'pulse', asked);
			let isOver = false;
			void list.finally(() => (isOver = true));
			while (!isOver) {
				await turn();
				turns += 1;
			}
			expect(turns).toBeGreaterThan(5);
			const whole = changes.between(database, 'pulse', asked).changes;
			expect((await list).page(ALL, 100_000).changes).toEqual(JSON.parse(JSON.stringify(whole)));
			expect(whole.length).toBeGreaterThan(100);
		}
		const refused = {
			...compared('2020-Q1', '2020-Q2'),
			from: { quarter: '2020-Q1', revision: 1 }
		};
		await expect(changeLists.read(database, 'pulse', refused)).rejects.toThrow('no-such-revision');
		const list = await changeLists.read(database, 'pulse', compared('2019-Q4', '2020-Q1'));
		expect(list.counts.total).toBeGreaterThan(0);
		database.close();
	});

	test('what is accepted while quarters are compared is in the next comparison, and not in a half of this one', async () => {
		const database = await of(MANY);
		const { activity, body, quarter, version } = database.read.$client
			.prepare(
				`select a.code activity, b.key body, f.quarter, f.version from filings f
				join activities a on a.id = f.activity_id join bodies b on b.id = f.body_id
				where f.state = 'submitted' and f.quarter = '2020-Q3' order by f.activity_id desc limit 1`
			)
			.get() as { activity: string; body: string; quarter: string; version: number };
		const asked = compared('2020-Q2', '2020-Q3');
		const told = (list: ChangeList) =>
			list.page(ALL, 100_000).changes.filter((one) => one.activity?.code === activity);
		const before = changes.between(database, 'pulse', asked).changes;
		const comparing = changeLists.read(database, 'pulse', asked);
		for (let begun = 0; begun < 3; begun += 1) await turn();
		const coordinator = users.actorOf(database.read, users.idOf(database.read, 'coordinator')!);
		const key = { strategy: 'pulse', activity, body, quarter };
		filings.accept(contextOf(database, { actor: coordinator }), key, version);
		const list = await comparing;
		expect(list.page(ALL, 100_000).changes).toEqual(JSON.parse(JSON.stringify(before)));
		const anew = await changeLists.read(database, 'pulse', asked);
		expect(anew).not.toBe(list);
		expect(told(anew)).not.toEqual(told(list));
		database.close();
	});

	test('when too many wait to be compared the next is told so', async () => {
		const database = await of(MANY);
		const days = Array.from({ length: 12 }, (_, index) => `2020-10-${10 + index}`);
		const asked = days.map((day) =>
			changeLists.read(database, 'pulse', { ...compared('2020-Q1', '2020-Q2'), today: day })
		);
		const answered = await Promise.allSettled(asked);
		const refused = answered.filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(3);
		expect(String((refused[0] as PromiseRejectedResult).reason)).toContain('quarters-busy');
		database.close();
	});
});
