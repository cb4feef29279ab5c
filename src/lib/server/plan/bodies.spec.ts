// Bodies on a real database: names over time, contact, mergers. Business day 5 October 2020; 2020-Q3 is open, 2020-Q2 closed.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '#lib/domain/quarter.ts';
import { CONSOLE } from '#lib/domain/permission.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as owed from '#lib/server/filing/owed.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	contents,
	DONE,
	refusalOf,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from '../../../../test/unit/small-plan.ts';
import * as schema from '../db/schema.ts';
import type { Context } from '../history/change.ts';
import * as bodies from './bodies.ts';
import * as mergers from './mergers.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const admin = (today: Day = TODAY): Context => ({
	...{ database: plan.database, today, via: 'web' as const },
	actor: {
		userId: plan.as('owner').actor.userId,
		isConsole: false,
		isAdministrator: true,
		rights: []
	}
});
const page = (key: string) => bodies.page(plan.database.read, key, TODAY);
const target = (key: string) => ({ key, version: page(key).version });
const view = (quarter: string, today: Day = TODAY) =>
	quarters.read(plan.database, SLUG, quarter, { today });
const nameAt = (quarter: string, key: string) =>
	view(quarter).bodies.find((body) => body.key === key)!.name;
const newest = () =>
	plan.database.read
		.select()
		.from(schema.history)
		.innerJoin(schema.historyPayloads, eq(schema.historyPayloads.seq, schema.history.seq))
		.all()
		.at(-1)!;

const NAME = {
	...{ lang: 'en', name: 'Ministry of Information', short: 'MI', from: '2020-09-01' },
	...{ kind: 'quoted' as const, source: 'Law on Ministries, Official Gazette 128/2020' }
};

describe('a new name', () => {
	test('changes nothing that is shown for an earlier quarter', () => {
		const before = view('2020-Q2');
		bodies.rename(admin(), target('police'), NAME);
		expect(view('2020-Q2')).toEqual(before);
		expect(nameAt('2020-Q2', 'police')).toEqual({ en: 'police' });
		expect(nameAt('2020-Q3', 'police')).toEqual({ en: 'Ministry of Information' });
	});

	test('ends the former one the day before; none is deleted', () => {
		bodies.rename(admin(), target('police'), NAME);
		expect(page('police').names.map(({ name, from, until }) => [name, from, until])).toEqual([
			['police', null, '2020-08-31'],
			['Ministry of Information', '2020-09-01', null]
		]);
		expect(page('police')).toMatchObject({ version: 2, short: { en: 'MI' } });
		const { history, history_payloads: payload } = newest();
		expect(history).toMatchObject({ verb: 'body.manage', subject: 'body' });
		expect(JSON.parse(payload.payload).before).toEqual({
			names: [expect.objectContaining({ from: null, until: null })]
		});
	});

	test('from the same day again corrects it; the mistaken one stays as an alias', () => {
		bodies.rename(admin(), target('police'), { ...NAME, name: 'Ministry of Infornation' });
		bodies.rename(admin(), target('police'), NAME);
		expect(page('police').names.map(({ name, isAlias }) => [name, isAlias])).toEqual([
			['police', false],
			['Ministry of Infornation', true],
			['Ministry of Information', false]
		]);
	});

	test('that it has already is nothing new', () => {
		bodies.rename(admin(), target('police'), NAME);
		bodies.rename(admin(), target('police'), { ...NAME, from: '2020-10-01' });
		expect(page('police').version).toBe(2);
	});

	test('is refused to the second of two, with all that is wrong, and to who may not', () => {
		const seen = target('police');
		bodies.rename(admin(), seen, NAME);
		expect(refusalOf(() => bodies.rename(admin(), seen, NAME))).toEqual({
			kind: 'stale',
			codes: ['changed-meanwhile']
		});
		const wrong = { ...NAME, name: '', from: 'soon' };
		expect(refusalOf(() => bodies.rename(admin(), target('police'), wrong)).codes).toEqual([
			'required @name',
			'not-a-day @from'
		]);
		for (const who of ['coordinator', 'owner', 'reporter'] as const) {
			const work = () => bodies.rename(plan.as(who), target('police'), NAME);
			expect(refusalOf(work).kind).toBe('forbidden');
		}
	});
});

test('a name and its short form are in one script', () => {
	const name = { ...NAME, lang: 'sr', name: 'Ministarstvo', short: 'МИТ' };
	expect(refusalOf(() => bodies.rename(admin(), target('police'), name)).codes).toEqual([
		'short-in-other-script @short'
	]);
	expect(page('police').version).toBe(1);
});

test('an alias is kept, and never what the body is called', () => {
	const { from: _, ...alias } = { ...NAME, name: 'The Force' };
	bodies.addAlias(admin(), target('police'), alias);
	expect(page('police')).toMatchObject({ name: { en: 'police' }, names: [{}, { isAlias: true }] });
	expect(refusalOf(() => bodies.addAlias(admin(), target('police'), alias)).codes).toEqual([
		'name-known @name'
	]);
});

test('a new body has its key, its name and its place', () => {
	const input = { ...NAME, key: 'office', email: 'office@example.rs', parent: 'police' };
	bodies.add(admin(), input);
	expect(page('office')).toMatchObject({ parent: 'police', email: 'office@example.rs', leads: 0 });
	expect(page('police').children).toEqual(['office']);
	const again = { ...input, parent: 'nobody' };
	expect(refusalOf(() => bodies.add(admin(), again)).codes).toEqual([
		'key-taken @key',
		'unknown-body @parent'
	]);
});

test('contact and parent; no circles', () => {
	const mail = { email: 'contact@example.rs', parent: '' };
	bodies.setContact(admin(), target('police'), mail);
	bodies.setContact(admin(), target('regulator'), { email: '', parent: 'police' });
	expect(page('regulator')).toMatchObject({ parent: 'police', email: null });
	const circle = { email: 'nothing', parent: 'regulator' };
	expect(refusalOf(() => bodies.setContact(admin(), target('police'), circle)).codes).toEqual([
		'not-an-email @email'
	]);
	expect(
		refusalOf(() => bodies.setContact(admin(), target('police'), { ...circle, email: '' })).codes
	).toEqual(['parent-circle @parent']);
	expect(view('2020-Q3').bodies.find(({ key }) => key === 'police')?.email).toBe(mail.email);
});

describe('a merger', () => {
	const ON = '2020-10-01';
	const MERGER = { into: 'regulator', on: ON, act: 'Law on Ministries', lang: 'en' };
	const merge = (more: Partial<typeof MERGER> = {}, context = admin()) =>
		mergers.merge(context, target('police'), { ...MERGER, ...more });
	const leadsOf = (quarter: string, code: string) => {
		const { activities, bodies: named } = view(quarter);
		const leads = activities.find((one) => one.code === code)!.leads;
		return leads.map((id) => named.find((body) => body.id === id)!.key);
	};

	test('hands the roles over from the day, once each, and leaves earlier quarters alone', () => {
		const before = view('2020-Q3');
		merge();
		expect(view('2020-Q3')).toEqual(before);
		expect(leadsOf('2020-Q3', '1.1')).toEqual(['police']);
		expect(leadsOf('2020-Q4', '1.1')).toEqual(['regulator']);
		expect(leadsOf('2020-Q4', '1.3')).toEqual(['regulator']);
		expect(page('police')).toMatchObject({
			mergedInto: { key: 'regulator', on: ON, act: { en: 'Law on Ministries' } },
			leads: 0,
			names: [{ name: 'police', until: null }]
		});
		expect(page('regulator').merged).toMatchObject([{ key: 'police', on: ON }]);
	});

	test('leaves what was implemented implemented', () => {
		const key = plan.key('1.1');
		const { version } = filings.submit(plan.as('reporter'), key, 0, DONE);
		filings.open(plan.as('coordinator'), key);
		filings.accept(plan.as('coordinator'), key, version);
		merge();
		const { activities } = view('2020-Q4', '2021-01-05');
		const done = activities.find(({ code }) => code === '1.1')!;
		expect(done).toMatchObject({ isOwed: false, standing: { role: 'full' } });
		expect(done.standing.leads).toMatchObject([
			{ bodyId: plan.bodyId('regulator'), shown: { quarter: '2020-Q3' } }
		]);
		expect(activities.find(({ code }) => code === '1.2')!.isOwed).toBe(true);
		// The filing stays the body's that reported.
		expect(view('2020-Q3').activities.find(({ code }) => code === '1.1')!.filings).toMatchObject([
			{ bodyId: plan.bodyId('police') }
		]);
	});

	test('makes the other body owe from its first quarter on', () => {
		merge();
		const rows = (bodyId: string, quarter: string) =>
			owed
				.owedBy(plan.database, view(quarter), { bodyId: plan.bodyId(bodyId), isOwn: true })
				.filter(({ isOwed }) => isOwed)
				.map(({ activity }) => activity.code);
		expect(rows('police', '2020-Q3')).toEqual(['1.2', '1.1', '1.3']);
		expect(rows('police', '2020-Q4')).toEqual([]);
		expect(rows('regulator', '2020-Q4')).toEqual(['1.1', '1.2', '1.4', '1.3']);
	});

	test('is refused before the end of a quarter that is closed, or was begun', () => {
		expect(refusalOf(() => merge({ on: '2020-06-30' }))).toEqual({
			kind: 'invalid',
			codes: ['merger-in-closed-quarter @on']
		});
		filings.save(plan.as('reporter'), plan.key('1.1'), 0, contents({ step: 'ongoing' }));
		expect(refusalOf(() => merge({ on: '2020-09-01' })).codes).toEqual(['merger-after-filing @on']);
		merge({ on: '2020-10-01' });
	});

	test('is refused into itself, into nobody, twice and in a circle', () => {
		expect(refusalOf(() => merge({ into: 'police' })).codes).toEqual(['merged-into-itself @into']);
		expect(refusalOf(() => merge({ into: 'nobody' })).codes).toEqual(['unknown-body @into']);
		merge();
		expect(refusalOf(() => merge()).codes).toEqual(['already-merged @into']);
		const back = () =>
			mergers.merge(admin(), target('regulator'), { ...MERGER, into: 'police', on: '2021-01-01' });
		expect(refusalOf(back).codes).toEqual(['merger-circle @into']);
	});

	test('a draft begun meanwhile is not lost: the body still files for its own quarters', () => {
		merge();
		const { version } = filings.save(
			plan.as('reporter'),
			plan.key('1.1'),
			0,
			contents({ step: 'ongoing' })
		);
		expect(version).toBe(1);
	});

	test('says beforehand what it would do, and writes nothing', () => {
		const before = view('2020-Q4');
		const preview = mergers.preview(plan.database.read, 'police', { ...MERGER, today: TODAY });
		expect(preview.problems).toEqual([]);
		expect(preview.activities.map(({ code, role, isTaken }) => [code, role, isTaken])).toEqual([
			['1.1', 'lead', true],
			['1.2', 'lead', true],
			['1.3', 'lead', false],
			['1.5', 'lead', true]
		]);
		expect(view('2020-Q4')).toEqual(before);
	});

	test('taken back leaves everything as it was, and stays in the history', () => {
		const before = view('2020-Q4');
		merge();
		expect(page('police').mayTakeBack).toBe(true);
		mergers.takeBack(admin(), target('police'));
		expect(view('2020-Q4')).toEqual(before);
		expect(page('police')).toMatchObject({ mergedInto: null, mayTakeBack: false, version: 3 });
		expect(newest().history).toMatchObject({ verb: 'body.manage' });
		expect(refusalOf(() => mergers.takeBack(admin(), target('police'))).codes).toEqual([
			'not-merged'
		]);
	});

	test('is not taken back once the other body has reported, or a quarter has closed', () => {
		merge();
		const later = '2021-01-05';
		const key = plan.key('1.1', { body: 'regulator', quarter: '2020-Q4' });
		expect(refusalOf(() => mergers.takeBack(admin('2021-02-01'), target('police'))).codes).toEqual([
			'merger-settled'
		]);
		filings.save(plan.as('other', later), key, 0, contents({ step: 'ongoing' }));
		expect(refusalOf(() => mergers.takeBack(admin(later), target('police'))).codes).toEqual([
			'merger-settled'
		]);
	});
});

test('the console may, as an administrator may', () => {
	const context: Context = { ...admin(), actor: CONSOLE, via: 'console' };
	bodies.rename(context, target('police'), NAME);
	expect(page('police').version).toBe(2);
});
