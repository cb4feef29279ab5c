// Quarters opened after a plan's end, for what is unfinished.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { nextToOpen, openNext } from '#lib/server/filing/next-quarter.ts';
import { placeOf } from '#lib/server/filing/place.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { change } from '#lib/server/history/change.ts';
import { knownStrategies } from '#lib/server/plan/known-strategies.ts';
import * as overview from '#lib/server/quarter/overview.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	DONE,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan,
	type Who
} from './small-plan.ts';

const NEXT = '2021-Q1';
const WITHIN = '2021-04-05';
const REASON = { reason: 'Закључак Владе.', lang: 'sr-Cyrl' };

let plan: SmallPlan;
beforeEach(() => (plan = smallPlan()));
afterEach(() => plan.close());

const open = (quarter = NEXT, who: Who = 'coordinator', today = TODAY, input = REASON) =>
	openNext(plan.as(who, today), { strategy: SLUG, quarter }, input);

describe('the quarter after the last one', () => {
	test('is opened by the plan’s rule, with its reason', () => {
		expect(open()).toMatchObject({
			opensOn: '2021-04-01',
			dueOn: '2021-04-15',
			closesOn: '2021-05-01',
			reason: { 'sr-Cyrl': 'Закључак Владе.' }
		});
	});

	test('is a quarter everywhere, also where the plan was already in memory', () => {
		const before = planQuarters.of(plan.database, SLUG, WITHIN);
		expect(before).toMatchObject({ open: null, closed: '2020-Q4', lastPlanned: '2020-Q4' });
		open();
		const all = planQuarters.of(plan.database, SLUG, WITHIN);
		expect(all.quarters).toEqual([...before.quarters, NEXT]);
		expect(all).toMatchObject({ open: NEXT, lastPlanned: '2020-Q4' });
		const { trend, view } = overview.read(plan.database, SLUG, NEXT, { today: WITHIN });
		expect(trend.quarters.at(-1)!.quarter).toBe(NEXT);
		expect(view.quarters).toContain(NEXT);
		const { strategyId, planId } = windows.find(plan.database.read, {
			strategy: SLUG,
			quarter: NEXT
		});
		expect(windows.list(plan.database.read, { strategyId, planId }).at(-1)!.quarter).toBe(NEXT);
	});

	test('leaves the plan’s own period as adopted', () => {
		open();
		expect(quarters.read(plan.database, SLUG, NEXT, { today: WITHIN }).plan.lastQuarter).toBe(
			'2020-Q4'
		);
		expect(knownStrategies(plan.database)[0]!.plans[0]!.lastQuarter).toBe('2020-Q4');
	});

	test('takes filings on what is unfinished, and nothing finished is owed', () => {
		const owed = () =>
			quarters
				.read(plan.database, SLUG, NEXT, { today: WITHIN })
				.activities.flatMap(({ code, isOwed }) => (isOwed ? [code] : []));
		filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		filings.accept(plan.as('coordinator'), plan.key('1.1'), 1);
		open();
		// 1.6 was withdrawn; 1.5 is due by the end of the quarter after.
		expect(owed()).toEqual(['1.2', '1.3', '1.4', '1.5']);
		const key = plan.key('1.3', { quarter: NEXT });
		expect(filings.submit(plan.as('reporter', WITHIN), key, 0, RUNNING).state).toBe('submitted');
		expect(filings.accept(plan.as('coordinator', WITHIN), key, 1).state).toBe('accepted');
	});

	test('does not exist before it is opened', () => {
		const key = plan.key('1.3', { quarter: NEXT });
		const { kind } = refusalOf(() => filings.save(plan.as('reporter', WITHIN), key, 0, RUNNING));
		expect(kind).toBe('not-found');
	});

	test('is opened once, however often it is asked for', () => {
		expect(open().id).toBe(open().id);
		expect(open(NEXT, 'second').reason).toEqual({ 'sr-Cyrl': 'Закључак Владе.' });
	});

	test('only the next, and never one further while that has not begun', () => {
		expect(refusalOf(() => open('2021-Q2')).codes).toEqual(['not-the-next-quarter']);
		expect(refusalOf(() => open('2020-Q4')).codes).toEqual(['not-the-next-quarter']);
		expect(refusalOf(() => open('next')).codes).toEqual(['no-such-quarter']);
		open();
		expect(refusalOf(() => open('2021-Q2')).codes).toEqual(['quarter-not-begun']);
		expect(refusalOf(() => open('2021-Q3', 'coordinator', '2021-01-01')).codes).toEqual([
			'not-the-next-quarter'
		]);
		expect(open('2021-Q2', 'coordinator', '2021-01-01').opensOn).toBe('2021-07-01');
	});

	test('is the coordinator’s to open, with a reason', () => {
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => open(NEXT, who)).kind).toBe('forbidden');
		}
		expect(refusalOf(() => open(NEXT, 'coordinator', TODAY, { ...REASON, reason: ' ' }))).toEqual({
			kind: 'invalid',
			codes: ['window_reason_missing @reason']
		});
	});

	test('may be moved and closed like any other', () => {
		open();
		const moved = windows.change(plan.as('coordinator'), { strategy: SLUG, quarter: NEXT }, 1, {
			opensOn: '2021-04-01',
			dueOn: '2021-04-30',
			closesOn: '2021-05-31',
			...REASON
		});
		expect(moved.closesOn).toBe('2021-05-31');
	});
});

test('nextToOpen waits for a quarter after the end to begin, not for the plan’s own', () => {
	const lastPlanned = '2020-Q4';
	expect(nextToOpen({ quarters: ['2020-Q4'], lastPlanned }, '2020-02-01')).toBe('2021-Q1');
	const more = { quarters: ['2020-Q4', '2021-Q1'], lastPlanned };
	expect(nextToOpen(more, '2020-12-31')).toBeNull();
	expect(nextToOpen(more, '2021-01-01')).toBe('2021-Q2');
});

describe('with a later plan of the same strategy', () => {
	/** A plan for 2021 that prints a code of the first one, adopted after a quarter was opened beyond the first one's end. */
	function adoptNextPlan(): { planId: number; activityId: number } {
		const context = {
			database: plan.database,
			actor: CONSOLE,
			today: WITHIN,
			via: 'load' as const
		};
		return change(context, 'strategy.load', ({ tx, authorise, record }) => {
			authorise({});
			const [{ strategyId, goalId }] = tx
				.select({ strategyId: schema.goals.strategyId, goalId: schema.goals.id })
				.from(schema.goals)
				.all() as [{ strategyId: number; goalId: number }];
			const { id: planId } = tx
				.insert(schema.plans)
				.values({
					...{ strategyId, key: 'next', adoptedOn: '2021-03-01' },
					...{ firstQuarter: NEXT, lastQuarter: '2021-Q4' }
				})
				.returning()
				.get();
			tx.insert(schema.windows)
				.values({
					...{ planId, quarter: NEXT },
					...{ opensOn: '2021-04-01', dueOn: '2021-04-10', closesOn: '2021-04-20' }
				})
				.run();
			const { id: measureId } = tx
				.insert(schema.measures)
				.values({ planId, goalId, key: 'next', code: '1', position: 0 })
				.returning()
				.get();
			const { id: activityId } = tx
				.insert(schema.activities)
				.values({
					...{ planId, measureId, key: 'next', code: '1.3', position: 0 },
					...{ inForceFrom: '2021-01-01', deadlineReading: { kind: 'continuous' } }
				})
				.returning()
				.get();
			tx.insert(schema.activityBodies)
				.values({
					...{ activityId, bodyId: plan.bodyId('police'), role: 'lead' as const },
					...{ from: '2021-01-01', position: 0 }
				})
				.run();
			record({ subject: 'plan', before: null, after: 'next' });
			return { planId, activityId };
		});
	}

	test('a quarter both have is the newest plan’s, and the page and the filing agree', () => {
		open();
		const { planId, activityId } = adoptNextPlan();
		const key = plan.key('1.3', { quarter: NEXT });
		expect(placeOf(plan.database.read, key)).toMatchObject({ planId, activityId });
		expect(windows.find(plan.database.read, { strategy: SLUG, quarter: NEXT }).planId).toBe(planId);
		const view = quarters.read(plan.database, SLUG, NEXT, { today: WITHIN });
		expect(view.plan.id).toBe(planId);
		expect(view.window.closesOn).toBe('2021-04-20');
	});

	test('the earlier quarters stay the first plan’s', () => {
		open();
		const { planId } = adoptNextPlan();
		expect(placeOf(plan.database.read, plan.key('1.3')).planId).not.toBe(planId);
	});
});
