import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf, SLUG, smallPlan, type SmallPlan } from '../../../../test/unit/small-plan.ts';
import * as extensions from './extensions.ts';
import * as windows from './windows.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const KEY = { strategy: SLUG, quarter: '2020-Q3' };
const all = () => {
	const { strategyId, planId } = windows.find(plan.database.read, KEY);
	return windows.list(plan.database.read, { strategyId, planId });
};
const MOVED = {
	...{ opensOn: '2020-10-01', dueOn: '2020-10-20', closesOn: '2020-11-15' },
	...{ reason: 'State of emergency', lang: 'en' }
};

test('the windows of a plan come with their quarters, in order', () => {
	expect(all().map(({ quarter, moves }) => [quarter, moves.length])).toEqual([
		['2020-Q1', 0],
		['2020-Q2', 0],
		['2020-Q3', 0],
		['2020-Q4', 0]
	]);
});

test('a window tells what it was before each move, and why it was moved', () => {
	windows.change(plan.as('coordinator'), KEY, 1, MOVED);
	windows.change(plan.as('coordinator', '2020-10-07'), KEY, 2, {
		...MOVED,
		closesOn: '2020-11-30',
		reason: 'Longer still'
	});
	expect(all()[2]).toMatchObject({
		closesOn: '2020-11-30',
		reason: { en: 'Longer still' },
		moves: [
			{ on: '2020-10-05', was: { closesOn: '2020-10-31' }, reason: { en: 'State of emergency' } },
			{ on: '2020-10-07', was: { closesOn: '2020-11-15' }, reason: { en: 'Longer still' } }
		]
	});
});

test('an owner looks, and does not move', () => {
	expect(refusalOf(() => windows.change(plan.as('owner'), KEY, 1, MOVED)).kind).toBe('forbidden');
});

test('days that cannot be meant are refused, all at once, at their fields', () => {
	const never = { ...MOVED, opensOn: '1900-01-01', closesOn: '9999-12-31', reason: '' };
	expect(refusalOf(() => windows.change(plan.as('coordinator'), KEY, 1, never))).toEqual({
		kind: 'invalid',
		codes: [
			'window_opens_before_quarter @opensOn',
			'window_closes_too_late @closesOn',
			'window_reason_missing @reason'
		]
	});
	expect(all()[2]).toMatchObject({ opensOn: '2020-10-01', version: 1 });
});

test('one body is given no longer than a window may be open', () => {
	const longer = (closesOn: string) =>
		extensions.extend(plan.as('coordinator'), KEY, {
			...{ body: 'police', closesOn, reason: 'Fire', lang: 'en' }
		});
	expect(refusalOf(() => longer('9999-12-31')).codes).toEqual(['window_closes_too_late @closesOn']);
	expect(longer('2022-10-05')).toBe('2022-10-05');
});

test('a quarter of years ago is opened again, to be caught up with', () => {
	const key = { ...KEY, quarter: '2020-Q1' };
	const late = { ...MOVED, opensOn: '2020-04-01', dueOn: '2026-12-31', closesOn: '2027-01-31' };
	const moved = windows.change(plan.as('coordinator', '2026-11-23'), key, 1, late);
	expect(moved).toMatchObject({ closesOn: '2027-01-31', version: 2 });
});
