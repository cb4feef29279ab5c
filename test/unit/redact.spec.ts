// Contents of an entry that must not stay are taken out by an act of its own, and the history still verifies.
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import { history, historyPayloads } from '#lib/server/db/schema.ts';
import * as exchange from '#lib/server/filing/exchange.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as windows from '#lib/server/filing/windows.ts';
import type { Context } from '#lib/server/history/change.ts';
import { redact } from '#lib/server/history/redact.ts';
import { holds, verifyHistory } from '#lib/server/history/verify.ts';
import {
	contents,
	QUARTER,
	refusalOf,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from './small-plan.ts';
import { tamper } from './tamper.ts';

const SECRET = 'Име осумњиченог, које овде није смело да стоји.';
let plan: SmallPlan;
let console: Context;

beforeEach(() => {
	plan = smallPlan();
	console = { database: plan.database, actor: CONSOLE, today: TODAY, via: 'console' };
	const narrative = { 'sr-Cyrl': SECRET };
	const texts = { ...contents().texts, narrative };
	filings.save(plan.as('reporter'), plan.key('1.1'), 0, contents({ texts }));
});
afterEach(() => plan.close());

const entries = () => plan.database.read.select().from(history).orderBy(asc(history.seq)).all();
const payloads = () => plan.database.read.select().from(historyPayloads).all();

test('what was before and after is gone, the entry stays, and an entry says who did it and why', () => {
	const [, saved] = entries();
	expect(payloads()[1]!.payload).toContain(SECRET);
	expect(redact(console, saved!.seq, '  Лични подаци  ')).toBe(true);
	expect(entries()[1]).toEqual(saved);
	expect(payloads().some(({ payload }) => payload.includes(SECRET))).toBe(false);
	expect(entries()[2]).toMatchObject({
		verb: 'history.redact',
		subject: 'entry',
		subjectId: saved!.seq,
		strategyId: saved!.strategyId,
		quarter: QUARTER
	});
	expect(JSON.parse(payloads().at(-1)!.payload)).toEqual({
		before: null,
		after: { reason: 'Лични подаци' }
	});
	const verified = verifyHistory(plan.database);
	expect(holds(verified)).toBe(true);
	expect(verified).toMatchObject({ entries: 3, redacted: 1 });
});

test('a second time changes nothing', () => {
	redact(console, 2, 'Лични подаци');
	expect(redact(console, 2, 'Још једном')).toBe(false);
	expect(entries()).toHaveLength(3);
});

test('contents taken out with no such entry are missing, and with one for another too', () => {
	redact(console, 1, 'Пробно');
	tamper(plan.path, 'delete from history_payloads where seq = 2');
	expect(verifyHistory(plan.database).fault).toEqual({ seq: 2, kind: 'contents-missing' });
});

test('the database itself lets no contents go that no entry names', () => {
	const raw = plan.database.read.$client;
	raw.pragma('query_only = off');
	expect(() => raw.exec('delete from history_payloads where seq = 2')).toThrow('only added to');
	expect(() => raw.exec(`update history_payloads set payload = '{}'`)).toThrow('only added to');
});

test('it is for administrators, demands a reason and an entry that is there', () => {
	for (const who of ['reporter', 'coordinator', 'owner'] as const) {
		expect(refusalOf(() => redact(plan.as(who), 2, 'x')).kind).toBe('forbidden');
	}
	expect(refusalOf(() => redact(console, 2, ' '))).toEqual({
		kind: 'invalid',
		codes: ['redact_reason_missing @reason']
	});
	expect(refusalOf(() => redact(console, 2, 'x'.repeat(2_001))).codes).toEqual([
		'too_long @reason'
	]);
	expect(refusalOf(() => redact(console, 99, 'x'))).toEqual({
		kind: 'not-found',
		codes: ['no-such-entry']
	});
	expect(entries()).toHaveLength(2);
});

test('what reads contents does without: a window still says that it was moved, an exchange leaves the act out', () => {
	const coordinator = plan.as('coordinator');
	const key = { strategy: SLUG, quarter: '2020-Q4' };
	const days = { opensOn: '2021-01-01', dueOn: '2021-01-15', closesOn: '2021-02-15' };
	windows.change(coordinator, key, 1, { ...days, reason: 'Празници', lang: 'sr-Cyrl' });
	redact(console, 3, 'Пробно');
	redact(console, 2, 'Пробно');
	const { id, strategyId, planId } = windows.find(plan.database.read, key);
	const listed = windows.list(plan.database.read, { strategyId, planId });
	expect(listed.find((one) => one.id === id)!.moves).toEqual([
		{ on: TODAY, was: null, became: null, reason: {} }
	]);
	const { activityId } = filings.find(plan.database.read, plan.key('1.1'))!;
	expect(exchange.ofActivity(plan.database.read, activityId)).toEqual([]);
});
