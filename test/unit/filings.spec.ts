import { count, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FilingContents } from '#lib/domain/filing.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { writerOf } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import { NOTHING_TO_REPORT } from '#lib/domain/filing-form.ts';
import { ofActivity } from '#lib/server/filing/exchange.ts';
import * as extensions from '#lib/server/filing/extensions.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as windows from '#lib/server/filing/windows.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	contents,
	DONE,
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	type SmallPlan,
	type Who
} from './small-plan.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const find = (activity = '1.3') => filings.find(plan.database.read, plan.key(activity));
const rowsIn = (table: typeof schema.history | typeof schema.filingVersions) =>
	plan.database.read.select({ n: count() }).from(table).get()!.n;
const saying = (text: string): FilingContents =>
	contents({ step: 'ongoing', texts: { ...RUNNING.texts, result: { 'sr-Cyrl': text } } });
const NOTE = [{ field: 'result', text: 'Који предмети?', lang: 'sr-Cyrl' }];

/** A filing of the police on 1.3 brought to a state, with one version. */
function bringTo(state: 'draft' | 'submitted' | 'returned' | 'accepted'): void {
	filings.save(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
	if (state === 'draft') return;
	filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
	if (state === 'returned') filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, NOTE);
	if (state === 'accepted') filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
}

describe('saving', () => {
	test('a draft may lack everything, and each save is a version kept', () => {
		const first = filings.save(plan.as('reporter'), plan.key('1.1'), 0, contents());
		expect(first).toMatchObject({ state: 'draft', version: 1, problems: [], isUnchanged: false });
		const second = filings.save(plan.as('reporter'), plan.key('1.1'), 1, DONE);
		expect(second).toMatchObject({ id: first.id, state: 'draft', version: 2 });
		const found = find('1.1')!;
		expect(found.contents).toEqual(DONE);
		expect(found.versions.map(({ number }) => number)).toEqual([1, 2]);
		expect(found.versions[0]!.contents).toEqual(contents());
		expect(found.firstSubmittedOn).toBe(null);
	});

	test('what is said already writes nothing, not even with an old version', () => {
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		const before = rowsIn(schema.history);
		const again = filings.save(plan.as('colleague'), plan.key('1.3'), 0, RUNNING);
		expect(again).toMatchObject({ version: 1, isUnchanged: true });
		expect(rowsIn(schema.history)).toBe(before);
		expect(rowsIn(schema.filingVersions)).toBe(1);
	});

	test("the second of two writers is told, and nothing of the first one's is lost or shown", () => {
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, saying('прва'));
		const refused = refusalOf(() =>
			filings.save(plan.as('colleague'), plan.key('1.3'), 0, saying('друга'))
		);
		expect(refused).toEqual({ kind: 'stale', codes: ['stale'] });
		expect(find()!.contents).toEqual(saying('прва'));
		filings.save(plan.as('colleague'), plan.key('1.3'), 1, saying('друга'));
		expect(find()!.versions.map((version) => version.contents.texts.result)).toEqual([
			{ 'sr-Cyrl': 'прва' },
			{ 'sr-Cyrl': 'друга' }
		]);
	});

	test('history holds what was before and after', () => {
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, saying('прва'));
		filings.save(plan.as('reporter'), plan.key('1.3'), 1, saying('друга'));
		const { id } = find()!;
		const entries = plan.database.read
			.select()
			.from(schema.history)
			.innerJoin(schema.historyPayloads, eq(schema.historyPayloads.seq, schema.history.seq))
			.where(eq(schema.history.subject, 'filing'))
			.all();
		expect(
			entries.map(({ history }) => [history.verb, history.subjectId, history.quarter])
		).toEqual([
			['filing.write', id, QUARTER],
			['filing.write', id, QUARTER]
		]);
		const [first, second] = entries.map(({ history_payloads }) =>
			JSON.parse(history_payloads.payload)
		);
		expect(first).toMatchObject({
			before: null,
			after: { act: 'save', state: 'draft', version: 1 }
		});
		expect(second.before.contents.texts.result).toEqual({ 'sr-Cyrl': 'прва' });
		expect(second.after.contents.texts.result).toEqual({ 'sr-Cyrl': 'друга' });
	});

	test('a step that is not of the scale', () => {
		expect(
			refusalOf(() =>
				filings.save(plan.as('reporter'), plan.key('1.3'), 0, contents({ step: 'splendid' }))
			)
		).toEqual({ kind: 'invalid', codes: ['no-such-step @step'] });
		expect(find()).toBe(null);
	});
});

describe('submitting', () => {
	test('with problems: kept as a draft, all problems told', () => {
		const outcome = filings.submit(
			plan.as('reporter'),
			plan.key('1.2'),
			0,
			contents({ step: 'partial' })
		);
		expect(outcome).toMatchObject({ state: 'draft', version: 1 });
		expect(outcome.problems.map(({ field }) => field)).toEqual([
			'reasons',
			'expectedCompletion',
			'problems'
		]);
		expect(find('1.2')).toMatchObject({ state: 'draft', contents: { step: 'partial' } });
	});

	test('a double click is one submission', () => {
		const submit = () => filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		expect(submit()).toMatchObject({ state: 'submitted', version: 1, isUnchanged: false });
		const before = rowsIn(schema.history);
		expect(submit()).toMatchObject({ state: 'submitted', version: 1, isUnchanged: true });
		expect(rowsIn(schema.history)).toBe(before);
		expect(find('1.1')!.versions.length).toBe(1);
	});

	test('late is judged by the first submission', () => {
		filings.submit(plan.as('reporter', '2020-10-14'), plan.key('1.3'), 0, RUNNING);
		filings.recall(plan.as('reporter', '2020-10-14'), plan.key('1.3'), 1);
		filings.submit(plan.as('reporter', '2020-10-20'), plan.key('1.3'), 1, saying('исправљено'));
		expect(find()).toMatchObject({
			state: 'submitted',
			version: 2,
			firstSubmittedOn: '2020-10-14',
			submittedOn: '2020-10-20'
		});
	});

	test('nothing to report, where nothing is due and only there', () => {
		const submit = (activity: string) =>
			filings.submit(plan.as('reporter'), plan.key(activity), 0, NOTHING_TO_REPORT);
		expect(submit('1.3').state).toBe('submitted');
		expect(submit('1.1').problems.map(({ code }) => code)).toEqual([
			'nothing_to_report_though_due'
		]);
	});

	test('all that are ready: all or none', () => {
		const as = plan.as('reporter');
		filings.save(as, plan.key('1.1'), 0, DONE);
		filings.save(as, plan.key('1.3'), 0, RUNNING);
		const of = { strategy: SLUG, body: 'police', quarter: QUARTER };
		const seen = [
			{ activity: '1.1', version: 1 },
			{ activity: '1.3', version: 1 }
		];
		filings.save(plan.as('colleague'), plan.key('1.3'), 1, saying('у међувремену'));
		expect(refusalOf(() => filings.submitAllReady(as, of, seen))).toMatchObject({ kind: 'stale' });
		expect([find('1.1')!.state, find('1.3')!.state]).toEqual(['draft', 'draft']);
		seen[1]!.version = 2;
		expect(filings.submitAllReady(as, of, seen).map(({ state }) => state)).toEqual([
			'submitted',
			'submitted'
		]);
	});

	test('a returned filing nobody has touched since is not ready', () => {
		bringTo('returned');
		expect(filings.isReady(find()!, [])).toBe(false);
		filings.save(plan.as('reporter'), plan.key('1.3'), 1, saying('допуњено'));
		expect(filings.isReady(find()!, [])).toBe(true);
		expect(filings.isReady(find()!, [{ code: 'x' }])).toBe(false);
	});
});

describe('who may', () => {
	const save = (who: Who, input: FilingContents = RUNNING) =>
		filings.save(plan.as(who), plan.key('1.3'), 0, input);
	const LETTER = contents({ ...RUNNING, letter: { number: '01-77/2020', on: '2020-10-02' } });

	test('another body, owner and reviewer write nothing', () => {
		for (const who of ['other', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => save(who)).kind).toBe('forbidden');
		}
		expect(find()).toBe(null);
	});

	test('a coordinator files for a body on its letter, and names it', () => {
		expect(refusalOf(() => save('coordinator'))).toEqual({
			kind: 'invalid',
			codes: ['letter_number_missing @letter.number', 'letter_day_missing @letter.on']
		});
		expect(save('coordinator', LETTER)).toMatchObject({ state: 'draft' });
		filings.submit(plan.as('coordinator'), plan.key('1.3'), 1, LETTER);
		expect(find()!.contents.letter).toEqual({ number: '01-77/2020', on: '2020-10-02' });
	});

	test('no letter is of tomorrow, in a draft neither', () => {
		const late = contents({ ...LETTER, letter: { number: '1', on: '2020-10-06' } });
		const said = { kind: 'invalid', codes: ['letter_in_future @letter.on'] };
		expect(refusalOf(() => save('coordinator', late))).toEqual(said);
		const submit = (today?: string) =>
			filings.submit(plan.as('coordinator', today), plan.key('1.3'), 0, late);
		expect(refusalOf(submit)).toEqual(said);
		expect(find()).toBe(null);
		expect(submit('2020-10-06').state).toBe('submitted');
	});

	test('a reporter names no letter', () => {
		expect(refusalOf(() => save('reporter', LETTER)).kind).toBe('forbidden');
	});

	test('nobody accepts or returns what they submitted', () => {
		filings.submit(plan.as('coordinator'), plan.key('1.3'), 0, LETTER);
		const own = { kind: 'forbidden', codes: ['own-submission'] };
		expect(refusalOf(() => filings.accept(plan.as('coordinator'), plan.key('1.3'), 1))).toEqual(
			own
		);
		expect(
			refusalOf(() => filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, NOTE))
		).toEqual(own);
		expect(filings.accept(plan.as('second'), plan.key('1.3'), 1).state).toBe('accepted');
	});

	test('one who reports and coordinates does not accept their own', () => {
		filings.submit(plan.as('both'), plan.key('1.3'), 0, RUNNING);
		expect(refusalOf(() => filings.accept(plan.as('both'), plan.key('1.3'), 1)).codes).toEqual([
			'own-submission'
		]);
	});

	test('only coordinators open, accept and return', () => {
		bringTo('submitted');
		for (const who of ['reporter', 'other', 'owner', 'reviewer'] as const) {
			const as = plan.as(who);
			const key = plan.key('1.3');
			expect(refusalOf(() => filings.open(as, key)).kind).toBe('forbidden');
			expect(refusalOf(() => filings.accept(as, key, 1)).kind).toBe('forbidden');
			expect(refusalOf(() => filings.giveBack(as, key, 1, NOTE)).kind).toBe('forbidden');
		}
		expect(find()).toMatchObject({ state: 'submitted', readOn: null });
	});
});

describe('what can be filed on', () => {
	const save = (activity: string, more = {}, today = '2020-10-05') =>
		refusalOf(() => filings.save(plan.as('reporter', today), plan.key(activity, more), 0, RUNNING));

	test('activities in force that the body leads', () => {
		expect(save('1.6').codes).toEqual(['not-in-force']);
		expect(save('1.4').codes).toEqual(['not-a-lead']);
		expect(filings.save(plan.as('reporter'), plan.key('1.5'), 0, RUNNING).state).toBe('draft');
	});

	test('what the key names has to be there', () => {
		expect(save('9.9').codes).toEqual(['no-such-activity']);
		expect(save('1.3', { body: 'nobody' }).codes).toEqual(['no-such-body']);
		expect(save('1.3', { strategy: 'none' }).codes).toEqual(['no-such-strategy']);
		expect(save('1.3', { quarter: '2019-Q4' }).kind).toBe('not-found');
		expect(save('1.3', { quarter: 'Q3' }).codes).toEqual(['no-such-quarter']);
	});

	test('while the window is open, both its ends included', () => {
		expect(save('1.3', {}, '2020-09-30').codes).toEqual(['window-upcoming']);
		expect(save('1.3', {}, '2020-11-01').codes).toEqual(['window-closed']);
		const on = (today: string, version: number, text: string) =>
			filings.save(plan.as('reporter', today), plan.key('1.3'), version, saying(text)).version;
		expect(on('2020-10-01', 0, 'а')).toBe(1);
		expect(on('2020-10-31', 1, 'б')).toBe(2);
	});

	test('a closed window keeps a draft from being submitted, recalled and revised', () => {
		bringTo('accepted');
		const late = plan.as('reporter', '2020-11-02');
		const codes = ['window-closed'];
		const key = plan.key('1.3');
		expect(refusalOf(() => filings.submit(late, key, 1, saying('x'))).codes).toEqual(codes);
		expect(refusalOf(() => filings.recall(late, key, 1)).codes).toEqual(codes);
		expect(refusalOf(() => filings.revise(late, key, 1, 'x')).codes).toEqual(codes);
	});
});

describe('recall', () => {
	test('until a coordinator has opened it', () => {
		bringTo('submitted');
		expect(filings.recall(plan.as('colleague'), plan.key('1.3'), 1).state).toBe('draft');
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
		filings.open(plan.as('coordinator'), plan.key('1.3'));
		expect(refusalOf(() => filings.recall(plan.as('reporter'), plan.key('1.3'), 1)).codes).toEqual([
			'filing-is-read'
		]);
	});

	test('a submission after a return has not been opened yet', () => {
		bringTo('returned');
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, saying('допуњено'));
		expect(find()!.readOn).toBe(null);
		expect(filings.recall(plan.as('reporter'), plan.key('1.3'), 2).state).toBe('draft');
	});

	test('a coordinator recalls only what came on a letter', () => {
		bringTo('submitted');
		expect(refusalOf(() => filings.recall(plan.as('coordinator'), plan.key('1.3'), 1)).kind).toBe(
			'forbidden'
		);
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		const letter = { number: '1', on: '2020-10-01' };
		filings.submit(plan.as('coordinator'), plan.key('1.3'), 1, { ...RUNNING, letter });
		expect(filings.recall(plan.as('coordinator'), plan.key('1.3'), 2).state).toBe('draft');
	});
});

describe('deciding', () => {
	test('accept: the version counts', () => {
		bringTo('accepted');
		expect(find()).toMatchObject({
			state: 'accepted',
			acceptedVersion: 1,
			decidedOn: '2020-10-05',
			readOn: '2020-10-05'
		});
	});

	test("accepting twice is accepting once; another's decision is told", () => {
		bringTo('accepted');
		const again = filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
		expect(again.isUnchanged).toBe(true);
		expect(refusalOf(() => filings.accept(plan.as('second'), plan.key('1.3'), 1)).codes).toEqual([
			'filing-is-accepted'
		]);
	});

	test('what is accepted is what was read', () => {
		bringTo('submitted');
		filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, saying('друго'));
		expect(refusalOf(() => filings.accept(plan.as('coordinator'), plan.key('1.3'), 1)).kind).toBe(
			'stale'
		);
	});

	test('accepted also after the window, returned only before its end', () => {
		bringTo('submitted');
		const late = plan.as('coordinator', '2020-11-05');
		expect(refusalOf(() => filings.giveBack(late, plan.key('1.3'), 1, NOTE)).codes).toEqual([
			'window-closed-extend-first'
		]);
		expect(filings.accept(late, plan.key('1.3'), 1).state).toBe('accepted');
	});

	test('a return says why, at a field or at the whole', () => {
		bringTo('submitted');
		const back = (notes: filings.NoteInput[]) =>
			filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, notes);
		expect(refusalOf(() => back([])).codes).toEqual(['note_missing @note']);
		expect(refusalOf(() => back([{ field: null, text: '  ', lang: 'en' }])).codes).toEqual([
			'note_missing @note'
		]);
		expect(refusalOf(() => back([{ field: 'secret', text: 'x', lang: 'en' }])).codes).toEqual([
			'no-such-field @field'
		]);
		back([...NOTE, { field: null, text: 'Допуните.', lang: 'sr-Cyrl' }]);
		expect(find()!.notes).toMatchObject([
			{ field: 'result', text: 'Који предмети?', version: 1, writtenOn: '2020-10-05' },
			{ field: null, text: 'Допуните.' }
		]);
	});

	test('the same return twice is one return', () => {
		bringTo('returned');
		const again = filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, NOTE);
		expect(again.isUnchanged).toBe(true);
		expect(find()!.notes.length).toBe(1);
	});

	test('a returned filing is changed and submitted again; its notes stay', () => {
		bringTo('returned');
		filings.save(plan.as('reporter'), plan.key('1.3'), 1, saying('у изради'));
		expect(find()!.state).toBe('returned');
		filings.submit(plan.as('reporter'), plan.key('1.3'), 2, saying('допуњено'));
		expect(find()).toMatchObject({ state: 'submitted', version: 3 });
		expect(find()!.notes.length).toBe(1);
	});

	test('several at once: all or none, each that cannot be is named', () => {
		filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		filings.submit(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		filings.save(plan.as('reporter'), plan.key('1.5'), 0, RUNNING);
		const chosen = (...codes: string[]) =>
			codes.map((code) => ({ key: plan.key(code), version: 1 }));
		const as = plan.as('coordinator');
		let problems: unknown;
		try {
			filings.acceptMany(as, [
				...chosen('1.1', '1.3', '1.5'),
				{ key: plan.key('1.2'), version: 1 }
			]);
		} catch (refused) {
			problems = (refused as ReturnType<typeof refusal>).problems.map(({ code, params }) => [
				code,
				params?.activity
			]);
		}
		expect(problems).toEqual([
			['filing-is-draft', '1.5'],
			['no-such-filing', '1.2']
		]);
		expect([find('1.1')!.state, find('1.3')!.state]).toEqual(['submitted', 'submitted']);
		expect(filings.acceptMany(as, chosen('1.1', '1.3')).length).toBe(2);
		expect([find('1.1')!.state, find('1.3')!.state]).toEqual(['accepted', 'accepted']);
	});

	test('what cannot be done in a state is refused with the state', () => {
		bringTo('draft');
		const key = plan.key('1.3');
		const as = plan.as('coordinator');
		expect(refusalOf(() => filings.accept(as, key, 1)).codes).toEqual(['filing-is-draft']);
		expect(refusalOf(() => filings.revise(plan.as('reporter'), key, 1, 'x')).codes).toEqual([
			'filing-is-draft'
		]);
		filings.submit(plan.as('reporter'), key, 1, RUNNING);
		expect(refusalOf(() => filings.save(plan.as('reporter'), key, 1, saying('x'))).codes).toEqual([
			'filing-is-submitted'
		]);
		filings.giveBack(as, key, 1, NOTE);
		expect(refusalOf(() => filings.accept(as, key, 1)).codes).toEqual(['filing-is-returned']);
	});
});

describe('a new revision', () => {
	const roleNow = () => {
		const view = quarters.read(plan.database, SLUG, QUARTER, { today: '2020-10-05' });
		const activity = view.activities.find(({ code }) => code === '1.1')!;
		return [activity.standing.role, activity.filings.length];
	};

	const acceptedOn = () =>
		quarters
			.read(plan.database, SLUG, QUARTER, { today: '2020-10-09' })
			.activities.find(({ code }) => code === '1.1')!.filings[0]?.acceptedOn;

	test('needs a reason, and what was accepted counts until the revision is accepted', () => {
		const key = plan.key('1.1');
		const [reporter, coordinator] = [plan.as('reporter'), plan.as('coordinator')];
		filings.submit(reporter, key, 0, DONE);
		expect(roleNow()).toEqual([null, 0]);
		filings.accept(coordinator, key, 1);
		expect(roleNow()).toEqual(['full', 1]);

		expect(refusalOf(() => filings.revise(reporter, key, 1, ' ')).codes).toEqual([
			'revision_reason_missing @reason'
		]);
		expect(refusalOf(() => filings.save(reporter, key, 1, RUNNING)).codes).toEqual([
			'filing-is-accepted'
		]);
		filings.revise(reporter, key, 1, 'Записник је поништен.');
		expect(filings.revise(reporter, key, 1, 'Записник је поништен.').isUnchanged).toBe(true);
		expect(find('1.1')).toMatchObject({ state: 'draft', revision: 2, acceptedVersion: 1 });
		expect(roleNow()).toEqual(['full', 1]);

		const changed = contents({
			step: 'partial',
			expectedCompletion: '2020-Q4',
			texts: { ...RUNNING.texts, reasons: { en: 'Annulled' }, problems: { en: 'Annulled' } }
		});
		filings.submit(reporter, key, 1, changed);
		expect(roleNow()).toEqual(['full', 1]);
		filings.giveBack(plan.as('coordinator', '2020-10-09'), key, 2, NOTE);
		expect(roleNow()).toEqual(['full', 1]);
		expect(acceptedOn()).toBe('2020-10-05');
		filings.submit(reporter, key, 2, { ...changed, expectedCompletion: '2021-Q1' });
		filings.accept(coordinator, key, 3);
		expect(find('1.1')).toMatchObject({ state: 'accepted', revision: 2, acceptedVersion: 3 });
		expect(roleNow()).toEqual(['partial', 1]);
		expect(find('1.1')!.versions.length).toBe(3);
	});
});

test('a recalled filing has not answered', () => {
	const response = () =>
		quarters.read(plan.database, SLUG, QUARTER, { today: '2020-10-05' }).response;
	bringTo('submitted');
	expect(response().silent).toEqual([plan.bodyId('regulator')]);
	filings.recall(plan.as('reporter'), plan.key('1.3'), 1);
	expect(response().silent).toEqual([plan.bodyId('police'), plan.bodyId('regulator')]);
});

test('the exchange tells who did what, without drafts', () => {
	bringTo('returned');
	filings.save(plan.as('colleague'), plan.key('1.3'), 1, saying('нацрт'));
	filings.submit(plan.as('reporter'), plan.key('1.3'), 2, saying('допуњено'));
	filings.open(plan.as('second'), plan.key('1.3'));
	filings.accept(plan.as('second'), plan.key('1.3'), 3);
	const { activityId } = find()!;
	const events = ofActivity(plan.database.read, activityId);
	expect(events.map(({ act, by, version }) => [act, by, version])).toEqual([
		['submit', 'The reporter', 1],
		['return', 'The coordinator', 1],
		['submit', 'The reporter', 3],
		['open', 'The second', 3],
		['accept', 'The second', 3]
	]);
	expect(events[1]!.notes.map(({ text }) => text)).toEqual(['Који предмети?']);
	expect(ofActivity(plan.database.read, activityId, { bodyId: plan.bodyId('regulator') })).toEqual(
		[]
	);
	expect(ofActivity(plan.database.read, activityId, { quarter: '2020-Q2' })).toEqual([]);
});

describe('a window', () => {
	const key = { strategy: SLUG, quarter: QUARTER };
	const moved = {
		opensOn: '2020-10-01',
		dueOn: '2020-10-20',
		closesOn: '2020-11-10',
		reason: 'Ванредно стање',
		lang: 'sr-Cyrl'
	};

	test('moves with a reason, by a coordinator, once', () => {
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => windows.change(plan.as(who), key, 1, moved)).kind).toBe('forbidden');
		}
		expect(windows.change(plan.as('coordinator'), key, 1, moved)).toMatchObject({ version: 2 });
		expect(windows.find(plan.database.read, key)).toMatchObject({
			closesOn: '2020-11-10',
			version: 2,
			reason: { 'sr-Cyrl': 'Ванредно стање' }
		});
		expect(
			refusalOf(() => windows.change(plan.as('second'), key, 1, { ...moved, dueOn: '2020-10-21' }))
		).toEqual({ kind: 'stale', codes: ['stale'] });
		const filed = filings.save(plan.as('reporter', '2020-11-05'), plan.key('1.3'), 0, RUNNING);
		expect(filed.state).toBe('draft');
	});

	test('says all that is wrong at once', () => {
		const wrong = { ...moved, opensOn: '2020-10-40', dueOn: '2020-11-20', reason: ' ' };
		expect(refusalOf(() => windows.change(plan.as('coordinator'), key, 1, wrong)).codes).toEqual([
			'not_a_day @opensOn',
			'window_closes_before_due @closesOn',
			'window_reason_missing @reason'
		]);
	});
});

describe('one body is given longer', () => {
	const quarter = { strategy: SLUG, quarter: QUARTER };
	const longer = { body: 'police', closesOn: '2020-11-10', reason: 'Пожар', lang: 'sr-Cyrl' };
	const extend = (more = {}, who: Who = 'coordinator') =>
		extensions.extend(plan.as(who), quarter, { ...longer, ...more });
	const view = () => quarters.read(plan.database, SLUG, QUARTER, { today: '2020-11-05' });

	test('by a coordinator: it files and is asked to mend until then, the others are not', () => {
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => extend({}, who)).kind).toBe('forbidden');
		}
		extend();
		const [late, decided] = [plan.as('reporter', '2020-11-10'), plan.as('second', '2020-11-10')];
		filings.submit(late, plan.key('1.3'), 0, RUNNING);
		expect(filings.giveBack(decided, plan.key('1.3'), 1, NOTE).state).toBe('returned');
		const save = (who: Who, day: string, body: string) =>
			refusalOf(() => filings.save(plan.as(who, day), plan.key('1.3', { body }), 1, saying('x')));
		expect(save('reporter', '2020-11-11', 'police').codes).toEqual(['window-closed']);
		expect(save('other', '2020-11-01', 'regulator').codes).toEqual(['window-closed']);
	});

	test('the response rate judges it by its own closing day, the due day is that of all', () => {
		extend();
		for (const code of ['1.1', '1.2', '1.3']) {
			const said = code === '1.3' ? RUNNING : DONE;
			filings.submit(plan.as('reporter', '2020-11-05'), plan.key(code), 0, {
				...said,
				texts: { ...said.texts, reasons: { en: 'Fire' } }
			});
		}
		const { response, extensions: given, window } = view();
		expect(response.rate).toEqual({ numerator: 1, denominator: 2, noData: 1 });
		expect(response.byDueDay).toBe(0);
		expect(window.closesOn).toBe('2020-10-31');
		expect(given).toEqual([
			{
				bodyId: plan.bodyId('police'),
				closesOn: '2020-11-10',
				reason: { 'sr-Cyrl': 'Пожар' },
				decidedOn: '2020-10-05'
			}
		]);
	});

	test('only later, with a reason, and the newest counts; the same one twice is one', () => {
		extend();
		const before = rowsIn(schema.history);
		extend();
		expect(rowsIn(schema.history)).toBe(before);
		expect(refusalOf(() => extend({ closesOn: '2020-11-09', reason: ' ' })).codes).toEqual([
			'extension_not_later @closesOn',
			'window_reason_missing @reason'
		]);
		extend({ closesOn: '2020-11-20', reason: 'Поплава' });
		expect(view().extensions).toMatchObject([{ closesOn: '2020-11-20' }]);
		const moved = { opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-11-30' };
		windows.change(plan.as('coordinator'), quarter, 1, { ...moved, reason: 'x', lang: 'en' });
		const codes = refusalOf(() => extend({ closesOn: '2020-11-25' })).codes;
		expect(codes).toEqual(['extension_not_later @closesOn']);
	});

	test('a body that is not there or leads nothing', () => {
		expect(refusalOf(() => extend({ body: 'nobody' })).codes).toEqual(['no-such-body']);
		expect(refusalOf(() => extend({ body: '' })).codes).toEqual(['extension_body_missing @body']);
	});

	test('is kept in the database as it was given', () => {
		extend();
		const raw = writerOf(plan.database).orm;
		for (const work of [
			() => raw.update(schema.windowExtensions).set({ closesOn: '2020-11-30' }).run(),
			() => raw.delete(schema.windowExtensions).run()
		]) {
			expect(work).toThrow();
		}
	});
});

describe('an acceptance is undone', () => {
	const undo = (who: Who = 'coordinator', today?: string) =>
		filings.undo(plan.as(who, today), plan.key('1.3'), 1);
	const stepNow = () =>
		quarters
			.read(plan.database, SLUG, QUARTER, { today: '2020-10-05' })
			.activities.find(({ code }) => code === '1.3')!
			.filings.map(({ acceptedOn }) => acceptedOn);

	test('the filing waits again, and nothing of it counts', () => {
		bringTo('accepted');
		expect(stepNow()).toEqual(['2020-10-05']);
		expect(undo('second')).toMatchObject({ state: 'submitted', isUnchanged: false });
		expect(find()).toMatchObject({ state: 'submitted', acceptedVersion: null, acceptedOn: null });
		expect(stepNow()).toEqual([]);
		expect(refusalOf(() => filings.recall(plan.as('reporter'), plan.key('1.3'), 1)).codes).toEqual([
			'filing-is-read'
		]);
		expect(filings.accept(plan.as('coordinator'), plan.key('1.3'), 1).state).toBe('accepted');
		const events = ofActivity(plan.database.read, find()!.activityId);
		expect(events.map(({ act, by }) => [act, by])).toEqual([
			['submit', 'The reporter'],
			['accept', 'The coordinator'],
			['undo', 'The second'],
			['accept', 'The coordinator']
		]);
	});

	test('of a revision: what was accepted before counts again, with its day', () => {
		bringTo('accepted');
		filings.revise(plan.as('reporter'), plan.key('1.3'), 1, 'Грешка');
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, saying('исправљено'));
		filings.accept(plan.as('coordinator', '2020-10-09'), plan.key('1.3'), 2);
		expect(stepNow()).toEqual(['2020-10-09']);
		filings.undo(plan.as('coordinator', '2020-10-10'), plan.key('1.3'), 2);
		expect(find()).toMatchObject({ acceptedVersion: 1, acceptedOn: '2020-10-05', version: 2 });
		expect(stepNow()).toEqual(['2020-10-05']);
	});

	test('twice is once', () => {
		bringTo('accepted');
		undo();
		const before = rowsIn(schema.history);
		expect(undo().isUnchanged).toBe(true);
		expect(rowsIn(schema.history)).toBe(before);
	});

	test('only by a coordinator who did not submit it, while the window is open and nothing new has begun', () => {
		bringTo('accepted');
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => undo(who)).kind).toBe('forbidden');
		}
		expect(refusalOf(() => undo('coordinator', '2020-11-01')).codes).toEqual([
			'undo-window-closed'
		]);
		filings.revise(plan.as('reporter'), plan.key('1.3'), 1, 'Грешка');
		expect(refusalOf(() => undo()).codes).toEqual(['filing-is-draft']);
	});

	test('not by the one who submitted it', () => {
		filings.submit(plan.as('both'), plan.key('1.3'), 0, RUNNING);
		filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
		expect(refusalOf(() => undo('both')).codes).toEqual(['own-submission']);
	});
});
