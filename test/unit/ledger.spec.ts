// The deadline ledger through its one door: extensions, resolutions, rectifications, and everything that is refused.
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerProblems } from '#lib/domain/deadline-ledger.ts';
import { activities, deadlineLedger } from '#lib/server/db/schema.ts';
import * as ledger from '#lib/server/plan/ledger.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { refusalOf, SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

let plan: SmallPlan;
beforeEach(() => (plan = smallPlan()));
afterEach(() => plan.close());

const ACT = { en: 'Letter 12/2020' };
const UNCLEAR = { en: 'once the conditions are met' };
const extension = (wording: string, more: object = {}) => ({
	kind: 'extension',
	decided_on: '2020-09-01',
	act: ACT,
	reason: { en: 'The tender was annulled' },
	to: { wording: { en: wording } },
	...more
});

function enter(input: object, { code = '1.1', seen = 0, today = TODAY } = {}): void {
	ledger.enter(plan.as('coordinator', today), { strategy: SLUG, activity: code, seen }, input);
}

function chainOf(code = '1.1') {
	const { read } = plan.database;
	const { id } = read
		.select({ id: activities.id })
		.from(activities)
		.where(eq(activities.code, code))
		.get()!;
	return ledger.chainOf(read, id);
}

describe('an extension', () => {
	test('starts where the chain ended, and the chain holds', () => {
		enter(extension('IV quarter 2020'));
		enter(extension('31 March 2021', { decided_on: '2020-10-01' }), { seen: 1 });
		const { adopted, entries } = chainOf();
		expect(entries.map(({ to }) => to)).toEqual([
			{ kind: 'dated', earliest: '2020-10-01', latest: '2020-12-31' },
			{ kind: 'dated', earliest: '2021-03-31', latest: '2021-03-31' }
		]);
		expect(entries[0]!.from).toEqual(adopted);
		expect(ledgerProblems(adopted, entries)).toEqual([]);
	});

	test.each([
		['31 March 2020', {}, 'extension-is-not-later @to'],
		['30.9.2020.', {}, 'changes-nothing @to'],
		['IV quarter 2020', { decided_on: '2020-10-06' }, 'decided-in-future @decided_on'],
		['IV quarter 2020', { reason: {} }, 'move-reason-missing @reason'],
		['IV quarter 2020', { act: {} }, 'act-missing @act'],
		['IV quarter 2020', { decided_on: 'soon' }, 'not_a_day @decided_on'],
		['IV quarter 2020', { decided_on: '2015-01-01' }, 'decided-before-promised @decided_on']
	])('to "%s" with %o is refused: %s', (wording, more, code) => {
		expect(refusalOf(() => enter(extension(wording, more)))).toEqual({
			kind: 'invalid',
			codes: [code]
		});
		expect(chainOf().entries).toEqual([]);
	});

	test('decided before the last entry is refused, a rectification too', () => {
		enter(extension('', { to: { wording: UNCLEAR, read_as: 'IV quarter 2020' } }));
		const earlier = { decided_on: '2020-08-31' };
		for (const input of [
			extension('I quarter 2021', earlier),
			extension('I quarter 2021', { ...earlier, kind: 'rectification' })
		]) {
			expect(refusalOf(() => enter(input, { seen: 1 })).codes).toEqual([
				'decided-before-previous @decided_on'
			]);
		}
	});

	test('to a wording nobody understands takes a person’s reading, or stays unread', () => {
		enter(extension('', { to: { wording: UNCLEAR, read_as: '31 March 2021' } }));
		expect(chainOf().entries[0]!.to).toMatchObject({ kind: 'dated', latest: '2021-03-31' });
		enter(extension('', { to: { wording: UNCLEAR } }), { code: '1.2' });
		expect(chainOf('1.2').entries[0]!.to).toEqual({ kind: 'unread', why: 'not-understood' });
	});

	test('whose reading is not understood, or not what the wording says, is refused', () => {
		const read = (read_as: string) =>
			refusalOf(() => enter(extension('', { to: { wording: { en: 'IV quarter 2020' }, read_as } })))
				.codes;
		expect(read('some day')).toContain('read_as_not_understood @to.read_as');
		expect(read('I quarter 2021')).toEqual(['read_as_disagrees @to.read_as']);
	});
});

describe('company', () => {
	test('who looked before somebody else entered is refused', () => {
		enter(extension('IV quarter 2020'));
		expect(refusalOf(() => enter(extension('I quarter 2021')))).toEqual({
			kind: 'stale',
			codes: ['deadline-moved-meanwhile']
		});
		expect(chainOf().entries).toHaveLength(1);
	});

	test('the same form sent twice is one entry', () => {
		enter(extension('IV quarter 2020'));
		enter(extension('IV quarter 2020'));
		expect(chainOf().entries).toHaveLength(1);
	});

	test.each(['reporter', 'owner', 'reviewer'] as const)('no %s moves a deadline', (who) => {
		const target = { strategy: SLUG, activity: '1.1', seen: 0 };
		const work = () => ledger.enter(plan.as(who), target, extension('IV quarter 2020'));
		expect(refusalOf(work).kind).toBe('forbidden');
	});

	test('what has left the plan, or never was in it, has no deadline to move', () => {
		const input = extension('I quarter 2021');
		expect(refusalOf(() => enter(input, { code: '1.6' })).codes).toEqual(['activity-ended']);
		expect(refusalOf(() => enter(input, { code: '9.9' })).kind).toBe('not-found');
	});
});

describe('what is no move', () => {
	const triggered = extension('6 months from entry into force of the law');
	const resolution = (day: string, more: object = {}) => ({
		...{ kind: 'resolution', decided_on: '2020-09-10', act: { en: 'Gazette 35/2020' } },
		triggered_on: '2020-08-31',
		to: { wording: { en: '6 months from entry into force of the law' }, read_as: day },
		...more
	});

	test('a resolution counts from the trigger’s day, and says which it was', () => {
		enter(triggered);
		enter(resolution('2021-02-28'), { seen: 1 });
		expect(chainOf().entries[1]).toMatchObject({
			to: { kind: 'dated', latest: '2021-02-28' },
			triggeredOn: '2020-08-31'
		});
	});

	test('sent twice it is one entry; from another day it is another, which comes too late', () => {
		enter(triggered);
		enter(resolution('2021-02-28'), { seen: 1 });
		enter(resolution('2021-02-28'), { seen: 1 });
		expect(chainOf().entries).toHaveLength(2);
		const other = resolution('2021-02-28', { triggered_on: '2020-08-30' });
		expect(refusalOf(() => enter(other, { seen: 1 })).kind).toBe('stale');
		expect(chainOf().entries).toHaveLength(2);
	});

	test.each([
		['2021-03-01', {}, 'resolution-disagrees @triggered_on'],
		['2021-02-28', { triggered_on: null }, 'required @triggered_on'],
		['2021-02-28', { act: {} }, 'ledger-source-missing @act']
	])('to %s with %o is refused: %s', (day, more, code) => {
		enter(triggered);
		expect(refusalOf(() => enter(resolution(day, more), { seen: 1 })).codes).toEqual([code]);
	});

	test('only a triggered deadline is resolved', () => {
		expect(refusalOf(() => enter(resolution('2021-02-28'))).codes).toEqual([
			'resolution-is-not-of-triggered @to'
		]);
	});

	const rectification = (read_as: string, more: object = {}) => ({
		...{ kind: 'rectification', decided_on: '2020-10-01', act: ACT },
		to: { wording: { en: 'as it was' }, read_as },
		...more
	});

	test('a rectification reads a wording nobody understands otherwise, earlier too', () => {
		enter(extension('', { to: { wording: UNCLEAR, read_as: 'IV quarter 2020' } }));
		enter(rectification('30 October 2020'), { seen: 1 });
		expect(chainOf().entries[1]!.to).toMatchObject({ latest: '2020-10-30' });
	});

	test('what a wording clearly says is no reading to correct, however the correction is worded', () => {
		enter(extension('IV quarter 2020'));
		for (const more of [{}, { to: { wording: UNCLEAR, read_as: 'IV quarter 2021' } }]) {
			const input = rectification('IV quarter 2021', more);
			expect(refusalOf(() => enter(input, { seen: 1 })).codes).toEqual(['reading-is-clear @to']);
		}
	});

	test('nor does a triggered one read otherwise before its event has come', () => {
		enter(triggered);
		expect(refusalOf(() => enter(rectification('30 June 2021'), { seen: 1 })).codes).toEqual([
			'reading-is-clear @to'
		]);
	});

	test('a resolution is corrected by the day its event really came, and by nothing else', () => {
		enter(triggered);
		enter(resolution('2021-02-28'), { seen: 1 });
		const codesOf = (input: object) => refusalOf(() => enter(input, { seen: 2 })).codes;
		expect(codesOf(rectification('31 December 2021'))).toEqual([
			'trigger-day-missing @triggered_on'
		]);
		expect(codesOf(rectification('31 December 2021', { triggered_on: '2020-06-15' }))).toEqual([
			'resolution-disagrees @triggered_on'
		]);
		enter(rectification('15 December 2020', { triggered_on: '2020-06-15' }), { seen: 2 });
		expect(chainOf().entries[2]).toMatchObject({
			to: { latest: '2020-12-15' },
			triggeredOn: '2020-06-15'
		});
	});

	test('of a quarter before, it is among what made the deadline what it is', () => {
		enter(extension('', { to: { wording: UNCLEAR, read_as: '31 December 2020' } }));
		enter(rectification('31 October 2020', { decided_on: '2020-10-03' }), { seen: 1 });
		const { activities: views } = quarters.read(plan.database, SLUG, '2020-Q3', { today: TODAY });
		const view = views.find(({ code }) => code === '1.1')!;
		expect(view.ledger.map(({ kind }) => kind)).toEqual(['extension', 'rectification']);
		expect(view.current.reading).toMatchObject({ latest: '2020-10-31' });
		expect(view.slipDays).toBe(31);
	});
});

test('who entered it, and when, is kept with it', () => {
	enter(extension('IV quarter 2020'));
	const row = plan.database.read
		.select()
		.from(deadlineLedger)
		.orderBy(asc(deadlineLedger.id))
		.get();
	expect(row?.recordedBy).toBe(plan.as('coordinator').actor.userId);
	expect(row?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
});
