// Amendments on screen: drafted, judged by the rules of a folder, recorded whole or not at all, and in force from their day.
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permission.ts';
import type { Database } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import type { Context } from '#lib/server/history/change.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import * as mergers from '#lib/server/plan/mergers.ts';
import * as planDay from '#lib/server/quarter/plan-day.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { contextOf, databaseOfItsOwn, folderOfItsOwn } from './database.ts';
import { refusalOf } from './small-plan.ts';

const SLUG = 'small';
const DAY = '2020-09-24';
const HEAD = { act: { en: 'Autumn act' }, adopted_on: DAY };
const R = { reason: { en: 'Because' } };

let database: Database;
let context: Context;
let draft: number;

beforeEach(() => {
	database = databaseOfItsOwn();
	loadFolder(contextOf(database), 'test/fixtures/small');
	context = contextOf(database);
	draft = amendments.start(context, SLUG, HEAD);
});

/** The draft as it is now, for who has looked. */
const seen = (version = amendments.draftOf(database.read, SLUG, draft).version) => ({
	strategy: SLUG,
	draft,
	version
});
const add = (edit: amendments.DraftEdit) => amendments.add(context, seen(), edit);
const problems = () =>
	amendments
		.problemsWith(database.read, amendments.draftOf(database.read, SLUG, draft), context.today)
		.map(({ code, field }) => `${code} @${field}`);
const planOn = (day: string) =>
	planDay.read(database, SLUG, { day, page: 1 }).groups.flatMap(({ rows }) => rows);
const codesOn = (day: string) => planOn(day).map(({ code }) => code);
const on = (day: string, code: string) => planOn(day).find((row) => row.code === code)!;

const NEW = {
	code: '1.1.9',
	measure: 'first',
	title: { en: 'A new thing' },
	description: {},
	leads: ['agency'],
	partners: [],
	deadline: { wording: { en: 'IV quarter 2021' } }
};
const fresh = (code: string, more: object = {}): amendments.DraftEdit => ({
	...{ kind: 'add', origin: 'add', from: [], ...R },
	activity: { ...NEW, code },
	...more
});

test('a draft changes nothing; recorded it is in force from its day on, and no day before', () => {
	const before = codesOn(DAY);
	add({ kind: 'withdraw', activity: '1.1.4', ...R });
	add(fresh('1.1.9'));
	add({ kind: 'move', activity: '1.1.5', to: { wording: { en: 'I quarter 2021' } }, ...R });
	expect(codesOn(DAY)).toEqual(before);
	expect(problems()).toEqual([]);
	amendments.record(context, seen());
	expect(codesOn('2020-09-23')).toEqual(['1.1.4', '1.1.5']);
	expect(codesOn(DAY)).toEqual(['1.1.5', '1.1.9']);
	expect(on('2020-09-23', '1.1.5').deadline.reading).toMatchObject({ latest: '2020-12-31' });
	expect(on(DAY, '1.1.5').deadline.reading).toMatchObject({ latest: '2021-03-31' });
	expect(on(DAY, '1.1.9').acts.map(({ kind, amendment }) => [kind, amendment.adoptedOn])).toEqual([
		['add', DAY]
	]);
	expect(amendments.drafts(database.read, 1)).toEqual([]);
});

test('a change of wording and bodies keeps both: what was before shows on every day before', () => {
	add({ kind: 'change', activity: '1.1.4', title: { en: 'Reworded' }, leads: ['ministry'], ...R });
	amendments.record(context, seen());
	const named = (day: string) => {
		const { groups, bodies } = planDay.read(database, SLUG, { day, page: 1 });
		const row = groups.flatMap(({ rows }) => rows).find(({ code }) => code === '1.1.4')!;
		const leads = row.leads.map((id) => bodies.find((body) => body.id === id)!.key);
		return [row.title.en, leads];
	};
	expect(named('2020-09-23')).toEqual(['The fourth thing', ['agency']]);
	expect(named(DAY)).toEqual(['Reworded', ['ministry']]);
	const titleAt = (quarter: string) =>
		quarters
			.read(database, SLUG, quarter, { today: '2020-10-05' })
			.activities.find(({ code }) => code === '1.1.4')!.title.en;
	expect([titleAt('2020-Q2'), titleAt('2020-Q3')]).toEqual(['The fourth thing', 'Reworded']);
	// Where the old words come from says nothing of the new ones.
	const marked = (day: string) => on(day, '1.1.4').provenance.map(({ field }) => field);
	expect(marked('2020-09-23')).toContain('title.en');
	expect(marked(DAY)).not.toContain('title.en');
	expect(marked(DAY)).toContain('deadline');
});

test('several are taken in by one that stays, or one is split into parts', () => {
	add({ kind: 'merge', from: ['1.1.4'], into: '1.1.5', ...R });
	amendments.record(context, seen());
	expect(codesOn(DAY)).toEqual(['1.1.5']);
	expect(on(DAY, '1.1.5').madeFrom).toContain('1.1.4');
	expect(on('2020-09-23', '1.1.5').madeFrom).not.toContain('1.1.4');

	draft = amendments.start(context, SLUG, { ...HEAD, adopted_on: '2020-10-01' });
	add(fresh('1.1.6', { origin: 'split', from: ['1.1.5'] }));
	expect(problems()).toEqual(['split_needs_two @changes.0']);
	add(fresh('1.1.7', { origin: 'split', from: ['1.1.5'] }));
	expect(problems()).toEqual([]);
	amendments.record(context, seen());
	expect(codesOn('2020-10-01')).toEqual(['1.1.6', '1.1.7']);
});

test('several become a new one', () => {
	add(fresh('1.1.8', { origin: 'merge', from: ['1.1.4', '1.1.5'] }));
	amendments.record(context, seen());
	expect(codesOn(DAY)).toEqual(['1.1.8']);
	expect(on(DAY, '1.1.8').madeFrom).toEqual(['1.1.4', '1.1.5']);
});

describe('what stands against it is said all at once, and nothing is written', () => {
	test('at the form, each at its field', () => {
		expect(
			refusalOf(() =>
				add({
					...fresh('1.1.5'),
					reason: {},
					activity: { ...NEW, code: '1.1.5', leads: [], title: {} }
				} as never)
			)
		).toEqual({
			kind: 'invalid',
			codes: [
				'window_reason_missing @reason',
				'code-taken @code',
				'required @title',
				'lead_missing @leads'
			]
		});
		expect(refusalOf(() => add({ kind: 'withdraw', activity: '9.9', ...R })).codes).toEqual([
			'unknown_activity @activity'
		]);
		expect(
			refusalOf(() => amendments.start(context, SLUG, { act: {}, adopted_on: 'soon' })).codes
		).toEqual(['not_a_day @adopted_on']);
	});

	test('of the whole: what cannot be together, or not on that day', () => {
		add({ kind: 'withdraw', activity: '1.1.4', ...R });
		add({ kind: 'move', activity: '1.1.4', to: { wording: { en: 'I quarter 2022' } }, ...R });
		amendments.setHead(context, seen(), { ...HEAD, adopted_on: '2020-03-01' });
		expect(problems().toSorted()).toEqual([
			'already_ended @changes.1',
			'amendments_out_of_order @adopted_on'
		]);
		const entries = () => database.read.select().from(schema.amendments).all().length;
		const before = entries();
		expect(refusalOf(() => amendments.record(context, seen())).kind).toBe('invalid');
		expect(entries()).toBe(before);
	});

	test('an act of tomorrow, and one that changes nothing', () => {
		amendments.setHead(context, seen(), { ...HEAD, adopted_on: '2020-10-06' });
		expect(problems()).toEqual(['decided-in-future @adopted_on', 'amendment-empty @undefined']);
	});

	test('a move to before the ledger’s last entry, or to where the deadline is', () => {
		add({ kind: 'move', activity: '1.1.4', to: { wording: { en: 'II quarter 2021' } }, ...R });
		expect(problems()).toEqual(['changes-nothing @changes.0']);
	});
});

describe('company', () => {
	test('who looked before somebody else changed the draft is refused', () => {
		const mine = seen();
		add({ kind: 'withdraw', activity: '1.1.4', ...R });
		const late = () => amendments.add(context, mine, { kind: 'withdraw', activity: '1.1.5', ...R });
		expect(refusalOf(late)).toEqual({ kind: 'stale', codes: ['changed-meanwhile'] });
		expect(refusalOf(() => amendments.record(context, mine)).kind).toBe('stale');
	});

	test('recording twice finds no draft', () => {
		add({ kind: 'withdraw', activity: '1.1.4', ...R });
		const target = seen();
		amendments.record(context, target);
		expect(refusalOf(() => amendments.record(context, target)).codes).toEqual(['no-such-draft']);
	});

	test.each(['owner', 'reporter', 'reviewer'] as const)('no %s amends a plan', (role) => {
		const rights = [{ role, strategyId: 1, bodyId: role === 'reporter' ? 1 : null }];
		const actor: Actor = { userId: 1, isConsole: false, isAdministrator: false, rights };
		const as = contextOf(database, { actor });
		expect(refusalOf(() => amendments.start(as, SLUG, HEAD)).kind).toBe('forbidden');
		expect(refusalOf(() => amendments.record(as, seen())).kind).toBe('forbidden');
	});
});

test('taking out a change that is not there changes nothing', () => {
	add({ kind: 'withdraw', activity: '1.1.4', ...R });
	const before = seen();
	for (const index of [1, -1, 0.5, NaN]) {
		expect(refusalOf(() => amendments.remove(context, before, index)).kind).toBe('stale');
	}
	expect(seen()).toEqual(before);
});

test('each part of a split has its reason, and what two have in common is said once', () => {
	const part = (code: string, reason: object) =>
		add({ ...fresh(code, { origin: 'split', from: ['1.1.4'] }), reason } as never);
	part('1.1.8', { en: 'Two bodies do it.' });
	part('1.1.9', { en: 'Each has its own deadline.', sr: 'Сваки има свој рок.' });
	part('1.1.10', { en: 'Two bodies do it.' });
	const { contents } = amendments.draftOf(database.read, SLUG, draft);
	expect(contents.changes).toMatchObject([
		{
			kind: 'split',
			reason: {
				en: 'Two bodies do it.\nEach has its own deadline.',
				sr: 'Сваки има свој рок.'
			}
		}
	]);
});

test('a change taken out goes with the activity it brought, and a draft given up is gone', () => {
	add({ kind: 'withdraw', activity: '1.1.4', ...R });
	add(fresh('1.1.9'));
	amendments.remove(context, seen(), 1);
	const { contents } = amendments.draftOf(database.read, SLUG, draft);
	expect(contents.changes.map(({ kind }) => kind)).toEqual(['withdraw']);
	expect(contents.activities).toEqual([]);
	amendments.discard(context, seen());
	expect(refusalOf(() => amendments.draftOf(database.read, SLUG, draft)).kind).toBe('not-found');
});

test('the folder loads again after an amendment on screen, and changes nothing', () => {
	add({ kind: 'change', activity: '1.1.4', title: { en: 'Reworded' }, leads: ['ministry'], ...R });
	add({ kind: 'withdraw', activity: '1.1.5', ...R });
	add(fresh('1.1.9'));
	amendments.record(context, seen());
	expect(loadFolder(contextOf(database), 'test/fixtures/small').added).toEqual({});
});

describe('a folder that goes on from what was amended on screen', () => {
	const further = (changes: string, activities = '[]') => {
		const folder = join(folderOfItsOwn(), 'small');
		cpSync('test/fixtures/small', folder, { recursive: true });
		appendFileSync(
			join(folder, 'plan/amendments.yaml'),
			`  - key: autumn
    act: { en: Autumn act }
    adopted_on: 2020-11-01
    changes: [${changes}]
    activities: ${activities}
`
		);
		return refusalOf(() => loadFolder(contextOf(database, { today: '2020-11-02' }), folder)).codes;
	};

	test('is refused where it gives a code that is taken', () => {
		add(fresh('1.1.9'));
		amendments.record(context, seen());
		const added = `[{ key: another, measure: first, code: "1.1.9", title: { en: Another }, leads: [ministry], deadline: { wording: { en: IV quarter 2020 } } }]`;
		expect(further('{ kind: add, activity: another }', added)).toEqual(['code-taken @activities']);
	});

	test('is refused where it lets an activity end in one that has ended', () => {
		add({ kind: 'withdraw', activity: '1.1.5', ...R });
		amendments.record(context, seen());
		expect(further('{ kind: merge, from: [fourth], into: joined }')).toEqual([
			'already_ended @changes'
		]);
	});
});

test('a merger of bodies is not taken back once an amendment has changed who leads', () => {
	const merged = { key: 'agency', version: bodies.page(database.read, 'agency', DAY).version };
	const at = contextOf(database, { today: '2020-10-05' });
	mergers.merge(at, merged, { into: 'ministry', on: '2020-10-02', act: 'Act', lang: 'en' });
	expect(bodies.page(database.read, 'agency', '2020-10-05').mayTakeBack).toBe(true);
	const name = { name: 'Office', short: '', kind: 'illustrative', source: '' } as const;
	bodies.add(at, { key: 'office', lang: 'en', email: '', parent: '', ...name });
	const amended = (day: string, edit: object) => {
		draft = amendments.start(context, SLUG, { ...HEAD, adopted_on: day });
		add({ kind: 'change', activity: '1.1.4', ...R, ...edit });
		amendments.record(context, seen());
		return bodies.page(database.read, 'agency', '2020-10-05').mayTakeBack;
	};
	expect(amended('2020-10-03', { title: { en: 'Reworded' } })).toBe(true);
	expect(amended('2020-10-04', { leads: ['office'] })).toBe(false);
});

test('an amendment from before a merger can no longer change who leads', () => {
	const merged = { key: 'agency', version: bodies.page(database.read, 'agency', DAY).version };
	mergers.merge(context, merged, { into: 'ministry', on: '2020-10-02', act: 'Act', lang: 'en' });
	add({ kind: 'change', activity: '1.1.4', leads: ['ministry'], ...R });
	expect(problems()).toEqual(['roles_changed_since @changes.0']);
});
