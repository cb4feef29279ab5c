// A reviewer says to have read a quarter, and is shown what changed since.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permission.ts';
import { startOf } from '#lib/server/access/start.ts';
import * as schema from '#lib/server/db/schema.ts';
import { newestEntry } from '#lib/server/history/newest.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as readMarks from '#lib/server/quarter/read-marks.ts';
import { refusalOf, SLUG, smallPlan, TODAY, type SmallPlan, type Who } from './small-plan.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const at = (quarter: string, revision: number | null = null) => ({ quarter, revision });
const mark = (quarter: string, who: Who = 'reviewer', today = TODAY) =>
	readMarks.mark(plan.as(who, today), SLUG, at(quarter));
const marksOf = (who: Who) => {
	const { actor, database } = plan.as(who);
	const strategyId = actor.rights[0]!.strategyId;
	const marks = readMarks.of(database, newestEntry(database.read), {
		userId: actor.userId,
		strategyId
	});
	return marks.map(({ quarter, revision, readOn }) => ({ quarter, revision, readOn }));
};
const entries = () =>
	plan.database.read
		.select()
		.from(schema.history)
		.where(eq(schema.history.subject, 'read-mark'))
		.all();

test('what was read is one’s own, with its day, and told by the history', () => {
	mark('2020-Q2');
	expect(marksOf('reviewer')).toEqual([{ quarter: '2020-Q2', revision: null, readOn: TODAY }]);
	expect(marksOf('owner')).toEqual([]);
	expect(entries()).toMatchObject([{ verb: 'quarter.mark-read', quarter: '2020-Q2' }]);
});

test('noted twice on one day, it is written once; another day, or revision, anew', () => {
	mark('2020-Q2');
	mark('2020-Q2');
	expect(entries()).toHaveLength(1);
	mark('2020-Q2', 'reviewer', '2020-10-06');
	expect(marksOf('reviewer')).toEqual([
		{ quarter: '2020-Q2', revision: null, readOn: '2020-10-06' }
	]);
	freeze(plan.as('owner'), { strategy: SLUG, quarter: '2020-Q2' });
	readMarks.mark(plan.as('reviewer', '2020-10-06'), SLUG, at('2020-Q2', 1));
	expect(marksOf('reviewer')).toMatchObject([{ revision: 1 }]);
	expect(entries()).toHaveLength(3);
});

test('of a revision that there is none of, nothing is noted', () => {
	const markRevision = (revision: number) =>
		readMarks.mark(plan.as('reviewer'), SLUG, at('2020-Q2', revision));
	expect(refusalOf(() => markRevision(1)).codes).toEqual(['no-such-revision']);
	freeze(plan.as('owner'), { strategy: SLUG, quarter: '2020-Q2' });
	markRevision(1);
	expect(refusalOf(() => markRevision(2)).codes).toEqual(['no-such-revision']);
	expect(marksOf('reviewer')).toMatchObject([{ revision: 1 }]);
});

test.each(['reporter', 'coordinator', 'owner'] as const)('not for a %s', (who) => {
	expect(refusalOf(() => mark('2020-Q2', who)).kind).toBe('forbidden');
	expect(entries()).toHaveLength(0);
});

test.each(['2031-Q1', 'x', "2020-Q2'; drop table read_marks"])(
	'not of the quarter %s',
	(quarter) => {
		expect(refusalOf(() => mark(quarter)).codes).toEqual(['no_such_quarter']);
	}
);

test('what is read last comes first, and only what is before a quarter is compared with it', () => {
	mark('2020-Q3');
	mark('2020-Q1');
	mark('2020-Q2');
	const marks = marksOf('reviewer');
	const before = (quarter: string) => readMarks.lastRead(marks, quarter, null);
	expect(before('2020-Q4')?.quarter).toBe('2020-Q2');
	expect(before('2020-Q2')?.quarter).toBe('2020-Q1');
	expect(before('2020-Q1')).toBe(null);
});

test('of a quarter that was corrected since, the revision that was read is compared', () => {
	const marked = (quarter: string, revision: number | null) => ({
		...{ quarter, revision, readOn: TODAY }
	});
	const newest = new Map([['2020-Q2', { revision: 2 }]]);
	const marks = [marked('2020-Q2', 1), marked('2020-Q1', null)];
	expect(readMarks.lastRead(marks, '2020-Q2', 2)).toMatchObject({ revision: 1 });
	expect(readMarks.lastRead([marked('2020-Q2', 2)], '2020-Q2', 2)).toBe(null);
	expect(readMarks.unread(marks, '2020-Q2', newest)).toBe('2020-Q2');
	// The one in question is read; one that was corrected is not, as it now is.
	const read = [marked('2020-Q3', null), ...marks];
	expect(readMarks.unread(read, '2020-Q3', newest)).toBe('2020-Q2');
	expect(readMarks.unread(read, '2020-Q3', new Map([['2020-Q2', { revision: 1 }]]))).toBe(null);
});

test('who read a quarter live is led to what it became when it is frozen, and again when it is corrected', () => {
	const { database } = plan;
	const start = () => startOf({ database, actor: plan.as('reviewer').actor }, TODAY);
	const key = { strategy: SLUG, quarter: '2020-Q2' };
	const changes = `/strategies/${SLUG}/changes?quarter=2020-Q2`;
	mark('2020-Q1');
	mark('2020-Q2');
	expect(start()).toBe(`/strategies/${SLUG}`);
	freeze(plan.as('owner'), key);
	expect(start()).toBe(changes);
	readMarks.mark(plan.as('reviewer'), SLUG, at('2020-Q2', 1));
	expect(start()).toBe(`/strategies/${SLUG}`);
	corrections.open(plan.as('owner'), key, { activities: ['1.1'], reason: 'wrong', lang: 'en' });
	freeze(plan.as('owner'), key);
	expect(start()).toBe(changes);
});

test('a reviewer who has read one begins with what changed since; one who has read none, or all, with the whole', () => {
	const { database } = plan;
	const start = (actor: Actor = plan.as('reviewer').actor) => startOf({ database, actor }, TODAY);
	expect(start()).toBe(`/strategies/${SLUG}`);
	mark('2020-Q1');
	expect(start()).toBe(`/strategies/${SLUG}/changes?quarter=2020-Q2`);
	expect(start(plan.as('owner').actor)).toBe(`/strategies/${SLUG}`);
	mark('2020-Q2');
	expect(start()).toBe(`/strategies/${SLUG}`);
});
