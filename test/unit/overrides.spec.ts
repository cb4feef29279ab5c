// What a coordinator says of W2 against the rule: with a note, by version, for all to read, and sealed with the quarter.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { earlyWarningOf } from '#lib/domain/early-warning.ts';
import type { FilingContents } from '#lib/domain/filing.ts';
import type { Day } from '#lib/domain/quarter.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { holds, verifyHistory } from '#lib/server/history/verify.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import * as earlyWarnings from '#lib/server/quarter/early-warnings.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as overrides from '#lib/server/quarter/overrides.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	DONE,
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan,
	type Who
} from './small-plan.ts';

/** After the window of 2020-Q3. */
const AFTER: Day = '2020-11-10';
const NOTE = { 'sr-Cyrl': 'Набавка је уговорена.', en: 'The purchase is contracted.' };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const KEY = { strategy: SLUG, quarter: QUARTER };
const at = (activity: string) => ({ ...KEY, activity });
const override = (
	verdict: string,
	{
		activity = '1.4',
		version = 0,
		note = NOTE as Record<string, string>,
		who = 'coordinator' as Who
	} = {}
) => overrides.override(plan.as(who), at(activity), version, { verdict, note });
const takeBack = (version: number, who: Who = 'coordinator') =>
	overrides.takeBack(plan.as(who), at('1.4'), version);

function accepted(activity: string, said: FilingContents, body = 'regulator') {
	const key = plan.key(activity, { body });
	const { version } = filings.submit(plan.as('coordinator'), key, 0, {
		...said,
		letter: { number: '1', on: TODAY }
	});
	filings.accept(plan.as('second'), key, version);
}

/** 1.4 is the regulator's, and due in 2020-Q4. */
const shown = (today: Day = TODAY, revision?: number) => {
	const read = earlyWarnings.read(plan.database, SLUG, QUARTER, {
		...{ today, revision },
		...{ params: new URLSearchParams(), rowsAPage: 50 }
	});
	const codes = (rows: readonly { activity: { code: string } }[]) =>
		rows.map(({ activity }) => activity.code);
	return {
		due: codes(read.due.rows),
		overdue: codes(read.overdue.rows),
		atRisk: codes(read.atRisk.rows),
		others: codes(read.others.rows),
		overrides: read.overrides.rows.map(({ activity, effect, override }) => ({
			...{ code: activity.code, effect },
			...{ verdict: override.verdict, note: override.note, by: override.by },
			version: override.version
		}))
	};
};
const entries = () =>
	plan.database.read
		.select()
		.from(schema.history)
		.where(eq(schema.history.subject, 'override'))
		.all();

describe('the tables', () => {
	test('are those of the view, live and frozen', () => {
		accepted('1.1', DONE, 'police');
		expect(shown()).toMatchObject({ due: [], overdue: ['1.2'], atRisk: ['1.4'], others: [] });
		accepted('1.4', RUNNING);
		expect(shown()).toMatchObject({ atRisk: [], others: ['1.4'] });
		override('at-risk');
		const live = quarters.readLive(plan.database, SLUG, QUARTER, { today: AFTER });
		freeze(plan.as('owner', AFTER), KEY);
		const frozen = quarters.read(plan.database, SLUG, QUARTER, { today: '2026-01-01' });
		expect(earlyWarningOf(frozen)).toEqual(earlyWarningOf(live));
		expect(shown('2026-01-01')).toEqual(shown(AFTER));
		expect(shown('2026-01-01').atRisk).toEqual(['1.4']);
	});

	test('an expected completion after the deadline, and a step back, are known to the record alone', () => {
		const late = { ...RUNNING, expectedCompletion: '2021-Q1' };
		for (const [quarter, day, said] of [
			['2020-Q2', '2020-07-05', DONE],
			['2020-Q3', TODAY, late]
		] as const) {
			const key = plan.key('1.4', { body: 'regulator', quarter });
			const done = { ...said, completedOn: said.completedOn && '2020-06-30' };
			const { version } = filings.submit(plan.as('other', day), key, 0, done);
			filings.accept(plan.as('coordinator', day), key, version);
		}
		const reasons = () => {
			const view = quarters.read(plan.database, SLUG, QUARTER, { today: AFTER });
			return earlyWarningOf(view).atRisk.flatMap((row) => row.reasons);
		};
		const live = reasons();
		expect(live.map(({ sign }) => sign)).toEqual(['going-back', 'expected-late']);
		freeze(plan.as('owner', AFTER), KEY);
		expect(reasons()).toEqual(live);
	});

	test('only a goal’s or a lead’s rows; past the end of a list is its last page', () => {
		const read = (address: string, rowsAPage: number | null = 1) =>
			earlyWarnings.read(plan.database, SLUG, QUARTER, {
				today: TODAY,
				params: new URLSearchParams(address),
				rowsAPage
			});
		expect(read('body=police').atRisk.total).toBe(0);
		expect(read('body=regulator').atRisk.total).toBe(1);
		expect(read('goal=1').overdue.rows).toHaveLength(1);
		expect(read('risk=9').atRisk).toMatchObject({ page: 1, pages: 1, total: 1 });
		for (const address of ['body=nobody', 'goal=9', 'due=x', "overdue=0'"]) {
			expect(refusalOf(() => read(address)).codes.join()).toContain('unknown-filter');
		}
	});
});

describe('an override', () => {
	test('takes off the list with its note, and is listed', () => {
		override('not-at-risk');
		expect(shown()).toMatchObject({
			atRisk: [],
			others: ['1.4'],
			overrides: [
				{ code: '1.4', effect: 'removed', verdict: 'not-at-risk', note: NOTE, by: 'coordinator' }
			]
		});
		expect(entries()).toMatchObject([{ verb: 'warning.override', quarter: QUARTER }]);
	});

	test('belongs to its quarter', () => {
		override('not-at-risk');
		const next = quarters.read(plan.database, SLUG, '2020-Q2', { today: TODAY });
		expect(next.overrides).toEqual([]);
	});

	test('says what the rule says once a filing has come in, and stays listed', () => {
		override('not-at-risk');
		accepted('1.4', RUNNING);
		expect(shown()).toMatchObject({ others: ['1.4'], overrides: [{ effect: 'agrees' }] });
	});

	test('of an activity that is done changes nothing, and stays listed', () => {
		override('not-at-risk');
		accepted('1.4', DONE);
		expect(shown()).toMatchObject({ atRisk: [], others: [], overrides: [{ effect: 'moot' }] });
	});

	test('sent twice is written once; another note is another version', () => {
		override('not-at-risk');
		override('not-at-risk');
		expect(entries()).toHaveLength(1);
		override('not-at-risk', { version: 1, note: { en: 'Signed.' } });
		expect(shown().overrides).toMatchObject([{ note: { en: 'Signed.' }, version: 2 }]);
	});

	test('of two coordinators the second is told', () => {
		override('not-at-risk');
		const second = () => override('not-at-risk', { note: { en: 'Mine.' }, who: 'second' });
		expect(refusalOf(second)).toEqual({ kind: 'stale', codes: ['stale'] });
		expect(shown().overrides).toMatchObject([{ note: NOTE }]);
	});

	test('is taken back, once, and may be made again', () => {
		override('not-at-risk');
		expect(refusalOf(() => takeBack(7)).kind).toBe('stale');
		takeBack(1);
		takeBack(1);
		expect(shown()).toMatchObject({ atRisk: ['1.4'], overrides: [] });
		expect(entries()).toHaveLength(2);
		expect(refusalOf(() => override('not-at-risk')).kind).toBe('stale');
		override('not-at-risk', { version: 2 });
		expect(shown().overrides).toMatchObject([{ version: 3 }]);
		expect(holds(verifyHistory(plan.database))).toBe(true);
	});

	test('there is none to take back', () => {
		expect(refusalOf(() => takeBack(0)).codes).toEqual(['no-override']);
	});

	test.each(['reporter', 'owner', 'reviewer', 'officer'] as const)('not by a %s', (who) => {
		expect(refusalOf(() => override('not-at-risk', { who })).kind).toBe('forbidden');
		expect(refusalOf(() => takeBack(0, who)).kind).toBe('forbidden');
		expect(entries()).toHaveLength(0);
	});

	test('everything that is wrong is said at once', () => {
		expect(refusalOf(() => override('maybe', { note: { en: ' ' } }))).toEqual({
			kind: 'invalid',
			codes: ['invalid @verdict', 'override-note-missing @note']
		});
		const long = { en: 'x'.repeat(2_001) };
		expect(refusalOf(() => override('not-at-risk', { note: long })).codes).toEqual([
			'too_long @note'
		]);
	});

	test.each([
		['at-risk', '1.4', 'override-agrees'],
		['not-at-risk', '1.1', 'override-not-due-next'],
		['at-risk', '1.5', 'override-not-due-next'],
		['at-risk', '1.6', 'override-not-due-next'],
		['at-risk', '9.9', 'no-such-activity'],
		['at-risk', "1.4' or 1=1", 'no-such-activity']
	])('%s of %s is refused: %s', (verdict, activity, code) => {
		expect(refusalOf(() => override(verdict, { activity })).codes).toEqual([code]);
	});

	test('not of a quarter that is none of the plan’s', () => {
		const key = { strategy: SLUG, quarter: '2031-Q1', activity: '1.4' };
		const input = { verdict: 'at-risk', note: NOTE };
		expect(
			refusalOf(() => overrides.override(plan.as('coordinator'), key, 0, input)).codes
		).toEqual(['no-such-quarter']);
	});
});

describe('once the quarter is frozen', () => {
	const open = (activities: string[]) =>
		corrections.open(plan.as('owner', AFTER), KEY, { activities, reason: 'x', lang: 'en' });

	test('nothing changes but for what a correction names', () => {
		override('not-at-risk');
		freeze(plan.as('owner', AFTER), KEY);
		expect(refusalOf(() => takeBack(1)).codes).toEqual(['sealed-quarter']);
		open(['1.1']);
		expect(refusalOf(() => takeBack(1)).codes).toEqual(['sealed-quarter']);
		expect(refusalOf(() => override('at-risk', { version: 1 })).codes).toEqual(['sealed-quarter']);
	});

	test('a correction ends in a revision that says otherwise; the first stays as it is', () => {
		override('not-at-risk');
		freeze(plan.as('owner', AFTER), KEY);
		open(['1.4']);
		takeBack(1);
		expect(shown(AFTER).overrides).toHaveLength(1);
		freeze(plan.as('owner', AFTER), KEY);
		expect(shown(AFTER)).toMatchObject({ atRisk: ['1.4'], overrides: [] });
		expect(shown(AFTER, 1)).toMatchObject({ atRisk: [], overrides: [{ effect: 'removed' }] });
	});

	test.each([
		['taken back', () => takeBack(1)],
		['rewritten', () => override('not-at-risk', { version: 1, note: { en: 'Other.' } })]
	])('withdrawn, an override that was %s is what it was', (_, act) => {
		override('not-at-risk');
		const before = shown();
		freeze(plan.as('owner', AFTER), KEY);
		open(['1.4']);
		act();
		corrections.withdraw(plan.as('owner', AFTER), KEY);
		const { overrides: now } = quarters.readLive(plan.database, SLUG, QUARTER, { today: AFTER });
		expect(now).toMatchObject([{ verdict: 'not-at-risk', note: NOTE, version: 3 }]);
		expect(shown(AFTER)).toEqual(before);
		expect(holds(verifyHistory(plan.database))).toBe(true);
	});

	test('withdrawn, one that was made meanwhile is gone', () => {
		freeze(plan.as('owner', AFTER), KEY);
		open(['1.4']);
		override('not-at-risk');
		corrections.withdraw(plan.as('owner', AFTER), KEY);
		const { overrides: now } = quarters.readLive(plan.database, SLUG, QUARTER, { today: AFTER });
		expect(now).toEqual([]);
	});
});

test('a later reading of the same file knows them', () => {
	override('not-at-risk');
	const again = plan.reopened();
	try {
		expect(quarters.read(again, SLUG, QUARTER, { today: TODAY }).overrides).toMatchObject([
			{ verdict: 'not-at-risk', note: NOTE, by: 'coordinator' }
		]);
	} finally {
		again.close();
	}
});
