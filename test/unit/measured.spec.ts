// Readings and money: what filings give counts once they are accepted, what a coordinator enters stands beside it, and a frozen quarter keeps
// what it knew.
import BetterSqlite3 from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changesBetween } from '#lib/domain/changes.ts';
import { toldContents } from '#lib/domain/history-contents.ts';
import { CONSOLE } from '#lib/domain/permission.ts';
import { moneyOf } from '#lib/domain/money.ts';
import type { FundInput, IndicatorInput, ReadingInput } from '#lib/domain/measured-input.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { openDatabase, snapshot } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { change } from '#lib/server/history/change.ts';
import { holds, verifyHistory } from '#lib/server/history/verify.ts';
import * as indicators from '#lib/server/plan/indicators.ts';
import * as money from '#lib/server/plan/money.ts';
import * as planned from '#lib/server/plan/planned-money.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import {
	contents,
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from './small-plan.ts';
import { tamper } from './tamper.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	withMeasures();
});
afterEach(() => plan.close());

/** The continuous activity, led by police and regulator, has an indicator and two lines of money. */
function withMeasures(): void {
	const context = { ...plan.as('coordinator'), actor: CONSOLE };
	change(context, 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		const { id: activityId } = tx
			.select({ id: schema.activities.id })
			.from(schema.activities)
			.where(eq(schema.activities.code, '1.3'))
			.get()!;
		const { id: indicatorId } = tx
			.insert(schema.indicators)
			.values({ strategyId: 1, key: 'trained', activityId, direction: 'up', position: 1 })
			.returning({ id: schema.indicators.id })
			.get();
		tx.insert(schema.indicatorTargets).values({ indicatorId, year: 2020, value: '20' }).run();
		tx.insert(schema.funds)
			.values([
				{
					activityId,
					year: 2020,
					source: 'budget',
					planned: '1000',
					programme: '0601',
					position: 1
				},
				{ activityId, year: 2020, source: 'donor', planned: null, position: 2 }
			])
			.run();
		record({ subject: 'strategy', before: null, after: 'measures' });
	});
}

const FILED = contents({
	...RUNNING,
	readings: [{ indicator: 'trained', on: '2020-09-15', value: '21', source: { en: 'Register' } }],
	spent: [
		{ line: 1, amount: '300.50' },
		{ line: 2, amount: 'not-available' }
	]
});

const at = (quarter: Quarter = QUARTER, today = TODAY) =>
	quarters.read(plan.database, SLUG, quarter, { today });
const activityAt = (quarter?: Quarter, today?: string) =>
	at(quarter, today).activities.find(({ code }) => code === '1.3')!;
const spentAt = (quarter?: Quarter) => activityAt(quarter).funds.map(({ spent }) => spent?.amount);
const readingsAt = (quarter?: Quarter) =>
	at(quarter).indicators[0]!.readings.map(({ on, value }) => `${on} ${value}`);

/** As another process reads it that has read nothing before. */
function isAsReadAnew(): void {
	const other = openDatabase(plan.path);
	try {
		for (const quarter of ['2020-Q2', QUARTER, '2020-Q4']) {
			expect(at(quarter)).toEqual(quarters.read(other, SLUG, quarter, { today: TODAY }));
		}
	} finally {
		other.close();
	}
}

describe('what a filing gives', () => {
	const key = () => plan.key('1.3');

	test('counts when it is accepted, and no sooner', () => {
		filings.submit(plan.as('reporter'), key(), 0, FILED);
		expect(readingsAt()).toEqual([]);
		expect(spentAt()).toEqual(['not-available', 'not-available']);
		expect(activityAt().indicator).toBe('not-measured');
		filings.accept(plan.as('coordinator'), key(), 1);
		expect(readingsAt()).toEqual(['2020-09-15 21']);
		expect(spentAt()).toEqual(['300.50', 'not-available']);
		expect(activityAt().indicator).toBe('met');
		const [line] = activityAt().funds;
		// The other lead has said nothing.
		expect(line!.spent).toMatchObject({ isPart: true });
		expect(line!.spent!.said).toMatchObject([{ bodyId: plan.bodyId('police'), quarter: QUARTER }]);
		isAsReadAnew();
	});

	test('is taken back with the acceptance, and replaced by a revision once that is accepted', () => {
		filings.submit(plan.as('reporter'), key(), 0, FILED);
		filings.accept(plan.as('coordinator'), key(), 1);
		filings.undo(plan.as('coordinator'), key(), 1);
		expect(readingsAt()).toEqual([]);
		expect(spentAt()).toEqual(['not-available', 'not-available']);
		isAsReadAnew();
		filings.accept(plan.as('coordinator'), key(), 1);
		filings.revise(plan.as('reporter'), key(), 1, 'Other figures');
		const revised = contents({
			...FILED,
			readings: [{ ...FILED.readings[0]!, value: '19' }],
			spent: [{ line: 1, amount: '0' }]
		});
		filings.submit(plan.as('reporter'), key(), 1, revised);
		expect(readingsAt()).toEqual(['2020-09-15 21']);
		filings.accept(plan.as('coordinator'), key(), 2);
		expect(readingsAt()).toEqual(['2020-09-15 19']);
		expect(spentAt()).toEqual(['0', 'not-available']);
		isAsReadAnew();
	});

	test('is nothing that another activity or another quarter has', () => {
		const wrong = contents({
			...FILED,
			readings: [{ indicator: 'other', on: '2020-12-01', value: '1', source: {} }],
			spent: [{ line: 9, amount: '1' }]
		});
		expect(refusalOf(() => filings.save(plan.as('reporter'), key(), 0, wrong))).toEqual({
			kind: 'invalid',
			codes: [
				'indicator_not_of_activity @readings.other.value',
				'indicator_read_after_quarter @readings.other.on',
				'money_line_not_of_activity @spent.9.amount'
			]
		});
		const hostile = { ...FILED, spent: [{ line: 1, amount: '-1' }] };
		expect(refusalOf(() => filings.save(plan.as('reporter'), key(), 0, hostile)).codes).toEqual([
			'not_an_amount @spent.0.amount'
		]);
	});

	test('adds up over leads, and changes no earlier quarter', () => {
		filings.submit(plan.as('reporter'), key(), 0, FILED);
		filings.accept(plan.as('coordinator'), key(), 1);
		const other = contents({ ...RUNNING, spent: [{ line: 1, amount: '99.5' }] });
		const otherKey = plan.key('1.3', { body: 'regulator' });
		filings.submit(plan.as('other'), otherKey, 0, other);
		filings.accept(plan.as('coordinator'), otherKey, 1);
		expect(spentAt()).toEqual(['400.00', 'not-available']);
		expect(spentAt('2020-Q2')).toEqual(['not-available', 'not-available']);
		expect(moneyOf(at()).whole).toMatchObject({
			planned: { known: '1000', lines: 1, notAvailable: 1 },
			spent: { known: '400.00', lines: 1, notAvailable: 1 }
		});
	});
});

describe('what a coordinator enters of money', () => {
	const target = (seen: number) => ({ strategy: SLUG, activity: '1.3', quarter: QUARTER, seen });
	const SOURCE = { en: 'Treasury execution' };
	const enter = (seen: number, amount: string, who: 'coordinator' | 'second' = 'coordinator') =>
		money.enterSpent(plan.as(who), target(seen), { lines: [{ line: 1, amount }], source: SOURCE });

	test('stands for all leads, with its source', () => {
		enter(0, '750');
		expect(spentAt()).toEqual(['750', 'not-available']);
		expect(activityAt().funds[0]!.spent!.said).toEqual([
			{ bodyId: null, quarter: QUARTER, amount: '750', source: SOURCE }
		]);
		isAsReadAnew();
	});

	test('sent twice is entered once; two at once never overwrite each other', () => {
		enter(0, '750');
		enter(0, '750');
		expect(refusalOf(() => enter(0, '800', 'second'))).toEqual({
			kind: 'stale',
			codes: ['money_entered_meanwhile']
		});
		enter(1, 'not-applicable', 'second');
		expect(spentAt()).toEqual(['not-applicable', 'not-available']);
		const entries = snapshot(plan.database, (read) =>
			money.enteredAt(read, activityAt().id, QUARTER)
		);
		expect(entries).toEqual({
			entries: 2,
			lines: { 1: { amount: 'not-applicable', source: SOURCE } }
		});
	});

	test('needs a source, a line of the activity, a quarter that has begun, and a coordinator', () => {
		const said = (lines: unknown, source: unknown = SOURCE) =>
			refusalOf(() => money.enterSpent(plan.as('coordinator'), target(0), { lines, source }));
		expect(said([{ line: 1, amount: '1' }], { en: ' ' }).codes).toEqual([
			'money_source_missing @source'
		]);
		expect(said([]).codes).toEqual(['money_nothing_said']);
		expect(said([{ line: 7, amount: '1' }]).codes).toEqual([
			'money_line_not_of_activity @spent.7.amount'
		]);
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			const work = () =>
				money.enterSpent(plan.as(who), target(0), {
					lines: [{ line: 1, amount: '1' }],
					source: SOURCE
				});
			expect(refusalOf(work).kind).toBe('forbidden');
		}
		const early = { ...target(0), quarter: '2020-Q4' };
		const work = () =>
			money.enterSpent(plan.as('coordinator', '2020-09-30'), early, {
				lines: [{ line: 1, amount: '1' }],
				source: SOURCE
			});
		expect(refusalOf(work).codes).toEqual(['quarter-not-begun']);
	});

	test('the file itself refuses to change or take out what was entered', () => {
		enter(0, '750');
		money.enterRate(plan.as('coordinator'), SLUG, RATE);
		const raw = new BetterSqlite3(plan.path);
		try {
			for (const table of ['spendings', 'exchange_rates']) {
				expect(() => raw.exec(`delete from ${table}`)).toThrow(/only added to/);
			}
			expect(() => raw.exec(`update spendings set amount = '1'`)).toThrow(/only added to/);
			expect(() => raw.exec(`update indicator_targets set value = '1'`)).toThrow(/by an act/);
			const insert = `insert into spendings (fund_id, quarter, state, amount, source, said_on, recorded_at) values`;
			expect(() => raw.exec(`${insert} (1, 'x', 'not-available', '5', '{}', '', '')`)).toThrow(
				/CHECK/
			);
			expect(() => raw.exec(`${insert} (1, 'x', 'amount', null, '{}', '', '')`)).toThrow(/CHECK/);
		} finally {
			raw.close();
		}
	});

	test('a rate counts from its day on; without one there is none', () => {
		expect(at().rate).toBe(null);
		money.enterRate(plan.as('coordinator'), SLUG, RATE);
		money.enterRate(plan.as('coordinator'), SLUG, RATE);
		expect(at().rate).toEqual(RATE);
		expect(at('2020-Q2').rate).toBe(null);
		money.enterRate(plan.as('second'), SLUG, { ...RATE, rsdPerEur: '118' });
		expect(at().rate?.rsdPerEur).toBe('118');
		const wrong = (changed: object) =>
			refusalOf(() => money.enterRate(plan.as('coordinator'), SLUG, { ...RATE, ...changed })).codes;
		expect(wrong({ rsdPerEur: '0' })).toEqual(['money_rate_invalid @rsdPerEur']);
		expect(wrong({ on: '2020-10-06' })).toEqual(['money_rate_in_future @on']);
		expect(wrong({ source: {} })).toEqual(['money_source_missing @source']);
	});
});

describe('planned money by acts', () => {
	const AT_1_3 = { strategy: SLUG, activity: '1.3' };
	const ACT = { decidedOn: '2020-08-01', act: { en: 'Decision 7' }, reason: { en: 'Rebalance' } };
	const LESS = { ...ACT, planned: '800' };
	const DONOR: FundInput = {
		...{ ...ACT, year: 2020, source: 'donor', programme: null, planned: '50.5' },
		name: { en: 'Council of Europe' }
	};
	const change = (
		seen: number,
		input: unknown = LESS,
		who: 'coordinator' | 'second' = 'coordinator'
	) => planned.changePlanned(plan.as(who), { ...AT_1_3, line: 1, seen }, input);
	const add = (input: unknown = DONOR, activity = '1.3') =>
		planned.addLine(plan.as('coordinator'), { strategy: SLUG, activity }, input);
	const plannedAt = (quarter?: Quarter) => activityAt(quarter).funds.map((fund) => fund.planned);

	test('an amount said anew counts from the act on; the adopted one stays beside it', () => {
		change(0);
		expect(plannedAt('2020-Q2')).toEqual(['1000', 'not-available']);
		expect(plannedAt()).toEqual(['800', 'not-available']);
		const [line] = activityAt().funds;
		expect(line).toMatchObject({ adopted: '1000', added: null, acts: [LESS] });
		expect(moneyOf(at('2020-Q2')).whole.planned.known).toBe('1000');
		expect(moneyOf(at()).whole.planned.known).toBe('800');
		isAsReadAnew();
	});

	test('sent twice is said once; two at once never overwrite each other', () => {
		change(0);
		change(0);
		const other = { ...LESS, planned: '900' };
		expect(refusalOf(() => change(0, other, 'second'))).toEqual({
			kind: 'stale',
			codes: ['money_planned_meanwhile']
		});
		change(1, other, 'second');
		expect(plannedAt()).toEqual(['900', 'not-available']);
		expect(activityAt().funds[0]!.acts).toHaveLength(2);
	});

	test('an act is of no day to come and not older than the last, and changes something', () => {
		change(0);
		const codes = (changed: object) => refusalOf(() => change(1, { ...LESS, ...changed })).codes;
		expect(codes({})).toEqual(['changes-nothing @planned']);
		expect(codes({ planned: '1', decidedOn: '2020-07-31' })).toEqual([
			'act-before-previous @decidedOn'
		]);
		expect(codes({ planned: '1', decidedOn: '2020-10-06' })).toEqual([
			'decided-in-future @decidedOn'
		]);
		expect(codes({ planned: '-1', act: {}, reason: { en: ' ' } })).toEqual([
			'act-missing @act',
			'act_reason_missing @reason',
			'not_an_amount @planned'
		]);
		const elsewhere = () =>
			planned.changePlanned(plan.as('coordinator'), { ...AT_1_3, line: 9, seen: 0 }, LESS);
		expect(refusalOf(elsewhere)).toEqual({ kind: 'not-found', codes: ['no-such-line'] });
	});

	test('a line is added once, and is not there before its act', () => {
		expect(add()).toBe(3);
		expect(add()).toBe(3);
		expect(plannedAt('2020-Q2')).toEqual(['1000', 'not-available']);
		expect(plannedAt()).toEqual(['1000', 'not-available', '50.5']);
		expect(activityAt().funds[2]).toMatchObject({ line: 3, name: DONOR.name, added: ACT });
		isAsReadAnew();
		expect(add(DONOR, '1.1')).toBe(1);
		expect(refusalOf(() => add({ ...DONOR, planned: '60' })).codes).toEqual(['money_line_there']);
		expect(refusalOf(() => add(DONOR, '1.6')).codes).toEqual(['activity-has-left']);
		expect(refusalOf(() => add({ ...DONOR, programme: '0601', name: {} })).codes).toEqual([
			'money_programme_of_donor @programme',
			'money_donor_missing @name'
		]);
		expect(refusalOf(() => add({ ...DONOR, year: 20 })).codes).toEqual(['year_invalid @year']);
	});

	test('what was spent can be said of a line that was added, not for quarters before it', () => {
		add({ ...DONOR, decidedOn: '2020-07-01' });
		const lines = [{ line: 3, amount: '5' }];
		const enter = (quarter: Quarter) =>
			money.enterSpent(
				plan.as('coordinator'),
				{ ...AT_1_3, quarter, seen: 0 },
				{ lines, source: { en: 'Treasury' } }
			);
		expect(refusalOf(() => enter('2020-Q2')).codes).toEqual([
			'money_line_not_of_activity @spent.3.amount'
		]);
		const filed = contents({ ...RUNNING, spent: [{ line: 3, amount: '4' }] });
		const early = plan.key('1.3', { quarter: '2020-Q2' });
		expect(
			refusalOf(() => filings.save(plan.as('reporter', '2020-07-10'), early, 0, filed)).codes
		).toEqual(['money_line_not_of_activity @spent.3.amount']);
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, filed);
		enter(QUARTER);
		expect(spentAt()).toEqual(['not-available', 'not-available', '5']);
	});

	test('is for coordinators, and told to the owner in the history', () => {
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => planned.addLine(plan.as(who), AT_1_3, DONOR)).kind).toBe('forbidden');
			const target = { ...AT_1_3, line: 1, seen: 0 };
			expect(refusalOf(() => planned.changePlanned(plan.as(who), target, LESS)).kind).toBe(
				'forbidden'
			);
		}
		change(0);
		const { payload } = snapshot(plan.database, (read) =>
			read.select().from(schema.historyPayloads).all()
		).at(-1)!;
		const { changes, isWithheld } = toldContents('planned-amount', payload);
		expect(isWithheld).toBe(false);
		expect(changes).toContainEqual({ name: 'planned', before: '1000', after: '800' });
	});

	test('the file itself refuses to change an amount, and replays to the same', () => {
		add();
		change(0);
		const raw = new BetterSqlite3(plan.path);
		try {
			expect(() => raw.exec(`update funds set planned = '1'`)).toThrow(/by an act/);
			expect(() => raw.exec('delete from funds')).toThrow(/by an act/);
			expect(() => raw.exec('delete from fund_changes')).toThrow(/only added to/);
			const insert =
				'insert into funds (activity_id, year, source, planned, position, is_not_applicable)';
			expect(() => raw.exec(`${insert} values (1, 2020, 'budget', '5', 9, 1)`)).toThrow(
				/not applicable/
			);
		} finally {
			raw.close();
		}
		expect(holds(verifyHistory(plan.database))).toBe(true);
	});

	test('a frozen quarter keeps what was planned; an act recorded late counts in the quarters after it', () => {
		const after = '2020-11-10';
		change(0);
		freeze(plan.as('owner', after), { strategy: SLUG, quarter: QUARTER });
		const frozen = at(QUARTER, after);
		expect(moneyOf(frozen).whole.planned.known).toBe('800');
		planned.changePlanned(
			plan.as('coordinator', after),
			{ ...AT_1_3, line: 1, seen: 1 },
			{ ...LESS, decidedOn: '2020-09-01', planned: 'not-applicable' }
		);
		expect(at(QUARTER, after)).toEqual(frozen);
		expect(activityAt('2020-Q4', after).funds[0]!.planned).toBe('not-applicable');
		expect(checkRecords(plan.database).flatMap(({ faults }) => faults)).toEqual([]);
		tamper(
			plan.path,
			`update frozen_lines set line = replace(line, '"planned":"800","programme"', '"planned":"8000","programme"')`
		);
		const faults = checkRecords(plan.database).flatMap(({ faults }) => faults);
		expect(faults).toContainEqual({ kind: 'not-derived', what: 'planned', of: '1.3' });
	});
});

const RATE = {
	on: '2020-09-30',
	rsdPerEur: '117.5',
	source: { en: 'Made up for a test' },
	isIllustrative: true
};

describe('indicators on screen', () => {
	const READING: ReadingInput = {
		on: '2020-06-30',
		value: '12',
		source: { en: 'Register' },
		kind: 'quoted',
		quote: 'twelve were trained'
	};
	const TRAINED = { strategy: SLUG, indicator: 'trained' };
	const ENTRY: IndicatorInput = {
		decidedOn: '2020-08-01',
		act: { en: 'Decision 5' },
		reason: { en: 'Fewer posts' },
		passport: {
			title: { en: 'Officers trained' },
			unit: { en: 'officers' },
			definition: {},
			source: {},
			direction: 'up',
			isCumulative: false,
			baseline: null,
			targets: [{ year: 2020, value: '10' }]
		}
	};

	test('a reading is entered, corrected with a reason, and never lost', () => {
		indicators.enterReading(plan.as('coordinator'), TRAINED, READING);
		indicators.enterReading(plan.as('coordinator'), TRAINED, READING);
		expect(readingsAt('2020-Q2')).toEqual(['2020-06-30 12']);
		const another = { ...READING, value: '13' };
		expect(
			refusalOf(() => indicators.enterReading(plan.as('second'), TRAINED, another)).codes
		).toEqual(['indicator_reading_there @on']);
		const seen = { ...TRAINED, on: READING.on, seen: 1 };
		expect(
			refusalOf(() => indicators.correctReading(plan.as('second'), seen, another, ' ')).codes
		).toEqual(['indicator_reason_missing @reason']);
		indicators.correctReading(plan.as('second'), seen, another, 'Miscounted');
		const stale = () =>
			indicators.correctReading(plan.as('coordinator'), seen, { ...READING, value: '14' }, 'No');
		expect(refusalOf(stale)).toEqual({ kind: 'stale', codes: ['indicator_changed_meanwhile'] });
		expect(readingsAt('2020-Q2')).toEqual(['2020-06-30 13']);
		const told = snapshot(plan.database, (read) =>
			read.select().from(schema.historyPayloads).all()
		).at(-1)!;
		expect(JSON.parse(told.payload)).toMatchObject({
			before: { value: '12' },
			after: { value: '13', reason: 'Miscounted' }
		});
		isAsReadAnew();
		indicators.takeReadingBack(plan.as('coordinator'), { ...seen, seen: 2 }, 'Of another body');
		expect(readingsAt('2020-Q2')).toEqual([]);
		isAsReadAnew();
		expect(holds(verifyHistory(plan.database))).toBe(true);
	});

	test('a reading is quoted with its quotation, of a day up to today, and entered by a coordinator', () => {
		const enter = (changed: object, who: 'coordinator' | 'reporter' = 'coordinator') =>
			refusalOf(() => indicators.enterReading(plan.as(who), TRAINED, { ...READING, ...changed }));
		expect(enter({ quote: null }).codes).toEqual(['indicator_quote_missing @quote']);
		expect(enter({ on: '2020-10-06' }).codes).toEqual(['indicator_read_in_future @on']);
		expect(enter({ source: {} }).codes).toEqual(['indicator_source_missing @source']);
		expect(enter({}, 'reporter').kind).toBe('forbidden');
	});

	test('a target eased by an act counts from the act on, and is told as serious', () => {
		indicators.enterReading(plan.as('coordinator'), TRAINED, READING);
		indicators.changePassport(plan.as('coordinator'), { ...TRAINED, seen: 0 }, ENTRY);
		indicators.changePassport(plan.as('coordinator'), { ...TRAINED, seen: 0 }, ENTRY);
		expect(at('2020-Q2').indicators[0]).toMatchObject({ verdict: 'not-met', acts: [] });
		const { verdict, acts, targets } = at().indicators[0]!;
		expect({ verdict, targets }).toEqual({ verdict: 'met', targets: ENTRY.passport.targets });
		expect(acts).toMatchObject([{ decidedOn: '2020-08-01', reason: { en: 'Fewer posts' } }]);
		const told = changesBetween(at('2020-Q2'), at()).filter(({ kind }) => kind === 'target');
		expect(told).toMatchObject([{ from: '20', to: '10', severity: 'serious' }]);
		const other = { ...ENTRY, reason: { en: 'Other' } };
		const stale = () =>
			indicators.changePassport(plan.as('second'), { ...TRAINED, seen: 0 }, other);
		expect(refusalOf(stale).kind).toBe('stale');
		const same = () => indicators.changePassport(plan.as('second'), { ...TRAINED, seen: 1 }, other);
		expect(refusalOf(same).codes).toEqual(['changes-nothing']);
		isAsReadAnew();
	});

	test('one is added by an act, once, and is not there before it', () => {
		const owner = { strategy: SLUG, owner: { goal: '1' } };
		const key = indicators.add(plan.as('coordinator'), owner, ENTRY);
		expect(key).toBe('officers-trained');
		expect(indicators.add(plan.as('coordinator'), owner, ENTRY)).toBe(key);
		const keysAt = (quarter: Quarter) => at(quarter).indicators.map((one) => one.key);
		expect(keysAt('2020-Q2')).toEqual(['trained']);
		expect(keysAt(QUARTER)).toEqual(['trained', key]);
		expect(at().indicators[1]!.added).toMatchObject({ decidedOn: '2020-08-01' });
		const elsewhere = () =>
			indicators.add(plan.as('coordinator'), { strategy: SLUG, owner: { activity: '1.6' } }, ENTRY);
		expect(refusalOf(elsewhere).codes).toEqual(['activity-has-left']);
		const wrong = { ...ENTRY, act: {}, passport: { ...ENTRY.passport, title: { en: ' ' } } };
		expect(refusalOf(() => indicators.add(plan.as('coordinator'), owner, wrong)).codes).toEqual([
			'act-missing @act',
			'required @passport.title'
		]);
		isAsReadAnew();
	});
});

describe('a frozen quarter', () => {
	const AFTER = '2020-11-10';
	const key = () => plan.key('1.3');

	beforeEach(() => {
		filings.submit(plan.as('reporter'), key(), 0, FILED);
		filings.accept(plan.as('coordinator'), key(), 1);
		money.enterRate(plan.as('coordinator'), SLUG, RATE);
		freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter: QUARTER });
	});

	test('gives the same readings and money from its record alone, whatever is entered later', () => {
		const before = at(QUARTER, AFTER);
		expect(before.rate).toEqual(RATE);
		expect(moneyOf(before).whole.spent.known).toBe('300.50');
		money.enterSpent(
			plan.as('coordinator', AFTER),
			{ strategy: SLUG, activity: '1.3', quarter: QUARTER, seen: 0 },
			{ lines: [{ line: 1, amount: '999' }], source: { en: 'Treasury' } }
		);
		money.enterRate(plan.as('coordinator', AFTER), SLUG, { ...RATE, rsdPerEur: '200' });
		indicators.enterReading(
			plan.as('coordinator', AFTER),
			{ strategy: SLUG, indicator: 'trained' },
			{ on: '2020-09-30', value: '5', source: { en: 'Late' }, kind: 'inferred', quote: null }
		);
		expect(at(QUARTER, AFTER)).toEqual(before);
		// A live read of a later quarter knows of it.
		expect(activityAt('2020-Q4', '2021-01-02').funds[0]!.spent!.amount).toBe('999');
		const [indicator] = at('2020-Q4', '2021-01-02').indicators;
		expect(indicator!.readings.map(({ value }) => value)).toEqual(['21', '5']);
		expect(checkRecords(plan.database).flatMap(({ faults }) => faults)).toEqual([]);
	});

	test('an act about an indicator of before it, recorded after it, is told as recorded late', () => {
		const coordinator = plan.as('coordinator', AFTER);
		const act = { decidedOn: '2020-09-01', act: { en: 'Decision 5' }, reason: { en: 'Posts' } };
		const target = { strategy: SLUG, indicator: 'trained', seen: 0 };
		const { title: _, ...known } = at(QUARTER, AFTER).indicators[0]!;
		const passport = { ...known, title: { en: 'Trained' }, unit: { en: 'officers' } };
		const eased = { ...passport, targets: [{ year: 2020, value: '10' }] };
		indicators.changePassport(coordinator, target, { ...act, passport: eased });
		const late = () =>
			changesBetween(at(QUARTER, AFTER), at('2020-Q4', '2021-01-02'))
				.filter((change) => 'indicator' in change)
				.map(({ kind, isRecordedLate, severity }) => [kind, isRecordedLate, severity]);
		expect(late()).toEqual([
			['target', true, 'serious'],
			['indicator-restated', true, 'serious']
		]);
		indicators.withdraw(coordinator, { ...target, seen: 1 }, act);
		expect(late()).toEqual([['indicator-gone', true, 'serious']]);
		const owner = { strategy: SLUG, owner: { activity: '1.3' } };
		indicators.add(coordinator, owner, { ...act, passport: eased });
		expect(late()).toContainEqual(['indicator-new', true, 'serious']);
	});

	test('a correction that is withdrawn puts readings and money back', () => {
		const asked = { strategy: SLUG, quarter: QUARTER };
		const owner = plan.as('owner', AFTER);
		corrections.open(owner, asked, { activities: ['1.3'], reason: 'Wrong figures', lang: 'en' });
		filings.revise(plan.as('reporter', AFTER), key(), 1, 'Wrong figures');
		filings.submit(plan.as('reporter', AFTER), key(), 1, contents(RUNNING));
		filings.accept(plan.as('coordinator', AFTER), key(), 2);
		const live = () =>
			quarters
				.readLive(plan.database, SLUG, QUARTER, { today: AFTER })
				.activities.find(({ code }) => code === '1.3')!.funds[0]!.spent!.amount;
		expect(live()).toBe('not-available');
		corrections.withdraw(owner, asked);
		expect(live()).toBe('300.50');
	});

	test('a spent amount that does not follow from what was said is found', () => {
		const raw = new BetterSqlite3(plan.path);
		try {
			raw.exec('drop trigger frozen_lines_no_update');
			raw.exec(
				`update frozen_lines set line = replace(line, '"amount":"300.50","isPart"', '"amount":"30.50","isPart"')`
			);
		} finally {
			raw.close();
		}
		const faults = checkRecords(plan.database).flatMap(({ faults }) => faults);
		expect(faults).toContainEqual({ kind: 'not-derived', what: 'spent', of: '1.3' });
	});
});

test('entries beside filings are caught up with: the plan is not read anew', () => {
	const facts = () => snapshot(plan.database, (read) => factsOf(plan.database, read, SLUG));
	const before = facts();
	before.at(QUARTER);
	money.enterRate(plan.as('coordinator'), SLUG, RATE);
	indicators.enterReading(
		plan.as('coordinator'),
		{ strategy: SLUG, indicator: 'trained' },
		{ on: '2020-09-30', value: '25', source: { en: 'Register' }, kind: 'inferred', quote: null }
	);
	expect(facts()).toBe(before);
	expect(activityAt().indicator).toBe('met');
	isAsReadAnew();
});

describe('an indicator that an act withdraws', () => {
	const TRAINED = { strategy: SLUG, indicator: 'trained', seen: 0 };
	const ACT = { decidedOn: '2020-08-01', act: { en: 'Decision 8' }, reason: { en: 'No register' } };
	const withdraw = (input: unknown = ACT, seen = 0) =>
		indicators.withdraw(plan.as('coordinator'), { ...TRAINED, seen }, input);
	const reading = (on: string) => ({
		...{ on, value: '25', source: { en: 'Register' }, kind: 'inferred' as const, quote: null }
	});
	const enter = (on: string) =>
		indicators.enterReading(plan.as('coordinator'), TRAINED, reading(on));

	test('stays in quarters that ended before the act, and is in none later', () => {
		enter('2020-06-30');
		expect(activityAt().indicator).toBe('met');
		withdraw();
		withdraw();
		expect(at('2020-Q2').indicators.map(({ key }) => key)).toEqual(['trained']);
		expect(at('2020-Q2').withdrawnIndicators).toEqual([]);
		expect(activityAt('2020-Q2').indicator).toBe('met');
		expect(at().indicators).toEqual([]);
		expect(activityAt().indicator).toBe('not-measured');
		expect(at().withdrawnIndicators).toMatchObject([{ key: 'trained', withdrawn: ACT }]);
		const told = changesBetween(at('2020-Q2'), at()).map(({ kind, severity }) => [kind, severity]);
		expect(told).toContainEqual(['indicator-gone', 'serious']);
		isAsReadAnew();
	});

	test('has no reading of its day or later, neither entered nor filed', () => {
		withdraw();
		enter('2020-07-31');
		expect(refusalOf(() => enter('2020-08-01')).codes).toEqual(['indicator_withdrawn_by @on']);
		const filed = () => filings.save(plan.as('reporter'), plan.key('1.3'), 0, FILED);
		expect(refusalOf(filed).codes).toEqual(['indicator_not_of_activity @readings.trained.value']);
		const before = contents({
			...RUNNING,
			readings: [{ indicator: 'trained', on: '2020-06-30', value: '9', source: {} }]
		});
		const key = plan.key('1.3', { quarter: '2020-Q2' });
		filings.save(plan.as('reporter', '2020-07-10'), key, 0, before);
	});

	test('is withdrawn once, after the acts about it, by a coordinator', () => {
		const codes = (changed: object) => refusalOf(() => withdraw({ ...ACT, ...changed })).codes;
		expect(codes({ act: {}, reason: {} })).toEqual([
			'act-missing @act',
			'act_reason_missing @reason'
		]);
		expect(codes({ decidedOn: '2020-10-06' })).toEqual(['decided-in-future @decidedOn']);
		const passport = { ...at().indicators[0]!, targets: [{ year: 2020, value: '5' }] };
		const change = { ...ACT, passport: { ...passport, title: { en: 'A' }, unit: { en: 'b' } } };
		indicators.changePassport(plan.as('coordinator'), TRAINED, change);
		expect(refusalOf(() => withdraw()).kind).toBe('stale');
		const early = { ...ACT, decidedOn: '2020-07-31' };
		expect(refusalOf(() => withdraw(early, 1)).codes).toEqual(['act-before-previous @decidedOn']);
		withdraw(ACT, 1);
		const again = { ...ACT, reason: { en: 'Other' } };
		expect(refusalOf(() => withdraw(again, 1)).codes).toEqual(['indicator_withdrawn']);
		const later = () =>
			indicators.changePassport(plan.as('second'), { ...TRAINED, seen: 1 }, change);
		expect(refusalOf(later).codes).toEqual(['indicator_withdrawn']);
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			const work = () => indicators.withdraw(plan.as(who), { ...TRAINED, seen: 1 }, ACT);
			expect(refusalOf(work).kind).toBe('forbidden');
		}
		expect(holds(verifyHistory(plan.database))).toBe(true);
	});

	test('may be added anew by another act, as one of its own', () => {
		const { title, unit, definition, source, direction, isCumulative, baseline, targets } =
			at().indicators[0]!;
		withdraw();
		const passport = { definition, source, direction, isCumulative, baseline, targets };
		const entry = {
			...{ ...ACT, decidedOn: '2020-09-01' },
			passport: { ...passport, title: { ...title, en: 'Trained' }, unit: { ...unit, en: 'x' } }
		};
		const owner = { strategy: SLUG, owner: { activity: '1.3' } };
		expect(indicators.add(plan.as('coordinator'), owner, entry)).toBe('trained-2');
		expect(at().indicators.map(({ key }) => key)).toEqual(['trained-2']);
	});

	test('stays as it was in a frozen quarter, and a quarter frozen later tells of it', () => {
		const after = '2021-02-10';
		freeze(plan.as('owner', '2020-11-10'), { strategy: SLUG, quarter: QUARTER });
		const frozen = at(QUARTER, after);
		indicators.withdraw(plan.as('coordinator', '2020-11-11'), TRAINED, ACT);
		expect(at(QUARTER, after)).toEqual(frozen);
		freeze(plan.as('owner', after), { strategy: SLUG, quarter: '2020-Q4' });
		expect(at('2020-Q4', after)).toMatchObject({
			indicators: [],
			withdrawnIndicators: [{ key: 'trained', withdrawn: ACT }]
		});
		expect(checkRecords(plan.database).flatMap(({ faults }) => faults)).toEqual([]);
	});
});
