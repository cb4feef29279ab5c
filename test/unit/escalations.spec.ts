// What bodies ask a higher level to decide: from the filing through the coordinator to the owner, and the answer back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_CONTENTS, type FilingContents } from '#lib/domain/filing.ts';
import * as escalations from '#lib/server/filing/escalations.ts';
import { ofActivity } from '#lib/server/filing/exchange.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { owedBy } from '#lib/server/filing/owed.ts';
import { newestEntry } from '#lib/server/history/newest.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { strategyIdOf } from '#lib/server/filing/place.ts';
import {
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan,
	type Who
} from './small-plan.ts';

const ASKING: FilingContents = {
	...RUNNING,
	texts: { ...EMPTY_CONTENTS.texts, escalation: { 'sr-Cyrl': 'Потребна је сагласност Владе.' } }
};
/** What an overdue activity owes beside. */
const NEEDED = {
	expectedCompletion: '2020-Q4',
	texts: { ...ASKING.texts, reasons: { 'sr-Cyrl': 'Недостају средства.' } }
};
const NOTE = { text: 'Предлажемо закључак.', lang: 'sr-Cyrl' };
const DECISION = { text: 'Влада је дала сагласност.', lang: 'sr-Cyrl' };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	filings.submit(plan.as('reporter'), plan.key('1.3'), 0, ASKING);
});
afterEach(() => plan.close());

const list = () => escalations.list(plan.database, SLUG, QUARTER);
const waiting = () =>
	escalations.waiting(plan.database.read, strategyIdOf(plan.database.read, SLUG));
const forward = (seen = { filing: 1, escalation: 0 }, note = NOTE, who: Who = 'coordinator') =>
	escalations.forward(plan.as(who), plan.key('1.3'), seen, note);
const answer = (version = 1, decision = DECISION, who: Who = 'owner') =>
	escalations.answer(plan.as(who), plan.key('1.3'), version, decision);

describe('an escalation', () => {
	test('is listed from the submission on, and of a draft nothing is', () => {
		filings.save(plan.as('reporter'), plan.key('1.2'), 0, ASKING);
		expect(list()).toMatchObject([
			{
				...{ code: '1.3', body: { key: 'police' }, state: 'submitted', filingVersion: 1 },
				text: { 'sr-Cyrl': 'Потребна је сагласност Владе.' },
				forwarded: null
			}
		]);
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		expect(list()).toEqual([]);
	});

	test('goes to the owner with the coordinator’s note, and comes back with an answer', () => {
		expect(waiting().count).toBe(0);
		forward();
		expect(waiting()).toEqual({ count: 1, quarter: QUARTER });
		expect(list()[0]!.forwarded).toEqual({
			...{ filingVersion: 1, on: TODAY, version: 1 },
			...{ note: { 'sr-Cyrl': 'Предлажемо закључак.' }, answer: null }
		});
		answer();
		expect(waiting().count).toBe(0);
		expect(list()[0]!.forwarded!.answer).toEqual({
			...{ on: TODAY, text: { 'sr-Cyrl': 'Влада је дала сагласност.' } }
		});
	});

	test('is answered where its body looks, without the coordinator’s note', () => {
		forward();
		const view = () => quarters.read(plan.database, SLUG, QUARTER, { today: TODAY });
		const own = { bodyId: plan.bodyId('police'), isOwn: true, opened: '1.3' };
		const row = () =>
			owedBy(plan.database, view(), own).find(({ activity }) => activity.code === '1.3')!;
		expect(row().filing!.escalated).toEqual({ forwardedOn: TODAY, answer: null });
		answer();
		expect(row().filing!.escalated!.answer!.text).toEqual({ 'sr-Cyrl': DECISION.text });
		expect(JSON.stringify(row())).not.toContain(NOTE.text);
		const { activityId } = filings.find(plan.database.read, plan.key('1.3'))!;
		const told = ofActivity(plan.database.read, activityId);
		expect(told.at(-1)).toMatchObject({ act: 'answer', reason: DECISION.text });
		expect(JSON.stringify(told)).not.toContain(NOTE.text);
	});

	test('what waits for the owner comes first, what was answered last', () => {
		const other = plan.key('1.3', { body: 'regulator' });
		filings.submit(plan.as('other'), other, 0, ASKING);
		escalations.forward(plan.as('coordinator'), other, { filing: 1, escalation: 0 }, NOTE);
		const order = () => list().map(({ body }) => body.key);
		expect(order()).toEqual(['regulator', 'police']);
		escalations.answer(plan.as('owner'), other, 1, DECISION);
		expect(order()).toEqual(['police', 'regulator']);
	});

	test('once forwarded stays as it was said, whatever the body writes afterwards', () => {
		forward();
		const note = { field: null, text: 'Допунити.', lang: 'sr-Cyrl' };
		filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, [note]);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
		expect(list()).toMatchObject([{ filingVersion: 1, forwarded: { filingVersion: 1 } }]);
		forward({ filing: 1, escalation: 1 }, { ...NOTE, text: 'Предлажемо састанак.' });
		expect(list()[0]!.forwarded).toMatchObject({ filingVersion: 1, version: 2 });
	});
});

describe('what nobody has forwarded is counted for the coordinator', () => {
	const unforwarded = () =>
		escalations.toForward(plan.database, SLUG, newestEntry(plan.database.read));

	test('whatever the quarter, with the oldest, until it is forwarded', () => {
		expect(unforwarded()).toEqual({ count: 1, quarter: QUARTER });
		const early = plan.key('1.2', { quarter: '2020-Q2' });
		filings.submit(plan.as('reporter', '2020-07-10'), early, 0, { ...ASKING, ...NEEDED });
		expect(unforwarded()).toEqual({ count: 2, quarter: '2020-Q2' });
		escalations.forward(plan.as('coordinator'), early, { filing: 1, escalation: 0 }, NOTE);
		expect(unforwarded()).toEqual({ count: 1, quarter: QUARTER });
		forward();
		expect(unforwarded()).toEqual({ count: 0, quarter: null });
		answer();
		expect(unforwarded().count).toBe(0);
	});

	test('as long as it is in: not once it was recalled, or returned, or left out', () => {
		expect(unforwarded().count).toBe(1);
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		expect(unforwarded().count).toBe(0);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, ASKING);
		expect(unforwarded().count).toBe(1);
		const note = { field: null, text: 'Допунити.', lang: 'sr-Cyrl' };
		filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, [note]);
		expect(unforwarded().count).toBe(0);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
		expect(unforwarded().count).toBe(0);
	});

	test('once for a text in two languages, as it counts while a revision is written', () => {
		const both = { 'sr-Cyrl': 'Потребна је одлука.', en: 'A decision is needed.' };
		const asking = { ...ASKING, texts: { ...ASKING.texts, escalation: both } };
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, asking);
		filings.accept(plan.as('coordinator'), plan.key('1.3'), 2);
		filings.revise(plan.as('reporter'), plan.key('1.3'), 2, 'Исправка');
		filings.save(plan.as('reporter'), plan.key('1.3'), 2, RUNNING);
		expect(unforwarded().count).toBe(1);
		expect(list()).toHaveLength(1);
	});

	test('what another process wrote is counted, and read anew it is the same', () => {
		expect(unforwarded().count).toBe(1);
		const elsewhere = plan.reopened();
		const context = { ...plan.as('other'), database: elsewhere };
		filings.submit(context, plan.key('1.3', { body: 'regulator' }), 0, ASKING);
		expect(unforwarded().count).toBe(2);
		const anew = escalations.toForward(elsewhere, SLUG, newestEntry(elsewhere.read));
		expect(anew).toEqual(unforwarded());
		elsewhere.close();
	});
});

describe('is refused', () => {
	test('to whom it is not given', () => {
		for (const who of ['reporter', 'owner', 'reviewer', 'officer'] as const) {
			expect(refusalOf(() => forward(undefined, undefined, who)).kind).toBe('forbidden');
		}
		forward();
		for (const who of ['reporter', 'coordinator', 'reviewer', 'officer'] as const) {
			expect(refusalOf(() => answer(1, DECISION, who)).kind).toBe('forbidden');
		}
	});

	test('without words, or with too many', () => {
		const long = { ...NOTE, text: 'а'.repeat(4_001) };
		expect(refusalOf(() => forward(undefined, { ...NOTE, text: ' ' })).codes).toEqual([
			'forward-note-missing @note'
		]);
		expect(refusalOf(() => forward(undefined, long)).codes).toEqual(['too_long @note']);
		forward();
		expect(refusalOf(() => answer(1, { ...DECISION, text: '' })).codes).toEqual([
			'answer-missing @answer'
		]);
	});

	test('where nothing was escalated, or not submitted, or not forwarded', () => {
		const plain = plan.key('1.3', { body: 'regulator' });
		filings.submit(plan.as('other'), plain, 0, RUNNING);
		const ofPlain = () =>
			escalations.forward(plan.as('coordinator'), plain, { filing: 1, escalation: 0 }, NOTE);
		expect(refusalOf(ofPlain).codes).toEqual(['nothing-escalated']);
		expect(refusalOf(() => answer()).codes).toEqual(['not-forwarded']);
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		expect(refusalOf(() => forward()).codes).toEqual(['nothing-escalated']);
	});

	test('on what somebody has changed meanwhile; sent twice it is done once', () => {
		forward();
		forward();
		expect(list()[0]!.forwarded!.version).toBe(1);
		const late = () => forward({ filing: 1, escalation: 0 }, { ...NOTE, text: 'Друго.' }, 'second');
		expect(refusalOf(late).kind).toBe('stale');
		forward({ filing: 1, escalation: 1 }, { ...NOTE, text: 'Друго.' }, 'second');
		expect(refusalOf(() => answer(1)).kind).toBe('stale');
		answer(2);
		answer(2);
		expect(refusalOf(() => answer(3, { ...DECISION, text: 'Ипак не.' })).codes).toEqual([
			'escalation-answered'
		]);
		expect(refusalOf(() => forward({ filing: 1, escalation: 3 })).codes).toEqual([
			'escalation-answered'
		]);
	});
});
