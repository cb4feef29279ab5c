// Freezing as the server does it: in its thread, once at a time for a quarter, and told to whoever asks while it goes on or afterwards.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as freezings from '#lib/server/quarter/freezings.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import { DONE, QUARTER, SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

const AFTER = '2020-11-10';
const KEY = { strategy: SLUG, quarter: QUARTER };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const freeze = ({ today = AFTER, expected = 1, quarter = QUARTER } = {}) => {
	const userId = plan.as('owner').actor.userId!;
	return freezings.freeze(plan.database, { strategy: SLUG, quarter, userId, today, expected });
};

async function codesOf(work: Promise<unknown>): Promise<string[]> {
	const refused: unknown = await work.catch((error: unknown) => error);
	if (!(refused instanceof Refusal)) throw refused;
	return refused.problems.map(({ code }) => code);
}

test('while it goes on, it is told, and nobody begins it a second time; then there is the record', async () => {
	const freezing = freeze();
	expect(freezings.underWay(plan.database, KEY, 0)).toMatchObject({ at: null });
	// Its record is kept before its thread has said so: who reads it then is not told that it is still to come.
	expect(freezings.underWay(plan.database, KEY, 1)).toBe(null);
	expect(freezings.underWay(plan.database, { ...KEY, quarter: '2020-Q2' }, 0)).toBe(null);
	expect(await codesOf(freeze())).toEqual(['freeze-under-way']);
	const { revision, hash } = await freezing;
	expect(freezings.underWay(plan.database, KEY, 0)).toBe(null);
	expect(freezings.endedWithout(plan.database, KEY, 1)).toBe(null);
	expect(checkRecords(plan.database)).toMatchObject([{ revision, hash, faults: [] }]);
});

test('what is in the way is said before a thread is asked', async () => {
	expect(await codesOf(freeze({ today: TODAY }))).toEqual(['freeze-window-open']);
	filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
	expect(await codesOf(freeze())).toEqual(['freeze-undecided']);
	expect(freezings.underWay(plan.database, KEY, 0)).toBe(null);
	expect(freezings.endedWithout(plan.database, KEY, 0)).toBe(null);
});

test('one that ends without a record says why to whoever comes back, until there is the record', async () => {
	expect(await codesOf(freeze({ expected: 2 }))).toEqual(['stale']);
	expect(freezings.endedWithout(plan.database, KEY, 0)).toMatchObject({
		problems: [{ code: 'stale' }]
	});
	expect(freezings.endedWithout(plan.database, KEY, 2)).toBe(null);
	await freeze();
	expect(freezings.endedWithout(plan.database, KEY, 0)).toBe(null);
});

test.each(['2031-Q1', 'x', ''])('there is no quarter %j to freeze', async (quarter) => {
	expect(await codesOf(freeze({ quarter }))).toEqual(['no_such_quarter']);
	expect(checkRecords(plan.database)).toEqual([]);
});
