// Everything the demonstration did has a word in the history, and things are called by their names. What the acts of other specs do is looked
// at where their databases are closed (database.ts, small-plan.ts).
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#lib/server/db/database.ts';
import { historyQueryIn } from '#lib/domain/history-query.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import * as entries from '#lib/server/history/entries.ts';
import { change } from '#lib/server/history/change.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { toldRows } from '#lib/wording/history.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from './database.ts';
import { requireWords, wordless } from './told-words.ts';

const SLUG = 'cybercrime-2019-2023';
const TODAY = '2020-10-05';

let folder: string;
let database: Database;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-words-'));
	database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

const read = (address: string) =>
	entries.read(database.read, historyQueryIn(new URLSearchParams(address)), {
		...{ strategyId: null, today: TODAY }
	}).entries;
const told = ({ subject, contents }: entries.ToldEntry) =>
	Object.fromEntries(
		toldRows(subject, contents!, { locale: 'en', languages: ['sr', 'en'] }).map(
			({ name, label, after }) => [name, `${label}: ${after}`]
		)
	);

test('every value of the demonstration has a word', () => {
	expect(wordless(database)).toEqual([]);
});

test('a value without a word is found', () => {
	const another = openDatabase(join(folder, 'another.db'));
	change(contextOf(another), 'strategy.load', ({ authorise, record }) => {
		authorise({});
		record({ subject: 'settings', before: null, after: { unheardOf: 1, values: [] } });
	});
	expect(wordless(another)).toEqual(['settings: unheardOf']);
	expect(() => requireWords(another)).toThrow('settings: unheardOf');
	another.close();
});

test('things are told by their codes and names, not by their numbers', () => {
	const [entry] = read('subject=ledger');
	const { activityId, deadlineReading, kind } = told(entry!);
	expect(entry!.thing).toMatchObject({ subject: 'ledger', isOfActivity: true });
	expect(activityId).toBe(`activity: ${entry!.thing!.name as string}`);
	expect(activityId).toMatch(/^activity: \d\.\d\.\d+$/);
	expect(deadlineReading).toMatch(/^deadline: (Q\d|\d+ \w+) \d{4}$/);
	expect(kind).toMatch(/^kind: (amendment|extension|date fixed|reading corrected)$/);

	const [roles] = read('subject=roles');
	expect(roles!.thing).toMatchObject({ isOfActivity: true });
	expect(told(roles!)['roles.0.bodyId']).toMatch(/^body \(role 1\): \D{5,}$/);

	// Asked for by its activity, it is found beside what was filed on it and what it was loaded with.
	const ofActivity = read(`activity=${entry!.thing!.name as string}`);
	expect(ofActivity.map(({ seq }) => seq)).toContain(entry!.seq);
	expect(new Set(ofActivity.map(({ subject }) => subject))).toContain('roles');

	const [target] = read('subject=target');
	expect(target!.thing!.name).toHaveProperty('en');

	for (const subject of ['text', 'provenance']) {
		expect(read(`subject=${subject}`).filter(({ thing }) => thing === null)).toEqual([]);
	}
});

test('a draft of an amendment is told in words, with codes of activities, new ones among them, and names of bodies', () => {
	const context = contextOf(database);
	const draft = amendments.start(context, SLUG, {
		...{ act: { en: 'Conclusion 05' }, adopted_on: '2020-10-01' }
	});
	const activity = {
		...{ code: '9.9.9', measure: 'm-1-1', title: { en: 'New' }, description: {} },
		...{ leads: ['mup'], partners: [], deadline: { wording: { en: 'IV quarter 2021' } } }
	};
	amendments.add(
		context,
		{ strategy: SLUG, draft, version: 1 },
		{
			...{ kind: 'add', origin: 'split', from: ['1.1.1'], activity, reason: { en: 'Too large' } }
		}
	);
	const [added, begun] = read('subject=amendment-draft');
	expect(begun!.contents!.isWithheld).toBe(false);
	expect(told(begun!)).toEqual({
		'act.en': 'act or letter (English): Conclusion 05',
		adopted_on: 'adopted on: 1 October 2020'
	});
	expect(told(added!)).toMatchObject({
		'change.from': 'activities that end: 1.1.1',
		'change.into': 'activities that take their place: 9.9.9',
		'change.kind': 'kind: split',
		'activity.measure': 'measure: 1.1',
		'activity.leads': 'leads: Ministry of Interior',
		'activity.deadline.wording.en': 'deadline as written (English): IV quarter 2021'
	});
	expect(wordless(database)).toEqual([]);
});

test('leads and partners are found whether they were told one by one or all', () => {
	const subjects = (address: string) => new Set(read(address).map(({ subject }) => subject));
	const kinds = { roles: new Set<string>(), role: new Set<string>() };
	for (const asked of ['roles', 'role'] as const) {
		kinds[asked] = subjects(`subject=${asked}&act=strategy.load`);
	}
	expect(kinds.role).toEqual(kinds.roles);
	expect(kinds.roles).toContain('roles');
	change(contextOf(database), 'strategy.load', ({ authorise, record }) => {
		authorise({});
		record({ subject: 'role', subjectId: 1, before: null, after: { activityId: 1, role: 'lead' } });
	});
	expect(subjects('subject=roles')).toEqual(new Set(['role', 'roles']));
});
