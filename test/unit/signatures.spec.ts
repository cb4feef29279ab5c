// Bodies that sign their filings: a contact point drafts and offers, a named officer submits under a letter of the body.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '#lib/domain/refusal.ts';
import { signatures } from '#lib/server/db/schema.ts';
import { ofActivity } from '#lib/server/filing/exchange.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as signatureRules from '#lib/server/filing/signature-rules.ts';
import { boardOf } from '#lib/server/filing/board.ts';
import { owedBy } from '#lib/server/filing/owed.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	contents,
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

const POLICE = { strategy: SLUG, body: 'police', quarter: QUARTER };
const LETTER = { number: '03-12/2020', on: '2020-10-05' };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	signatureRules.setRequired(plan.as('coordinator'), POLICE, 0, true);
});
afterEach(() => plan.close());

const offer = (activity: string, version = 0, given = RUNNING, who: Who = 'reporter') =>
	filings.offer(plan.as(who), plan.key(activity), version, given);
const sign = (seen: [string, number][], letter = LETTER, who: Who = 'officer') =>
	filings.sign(
		plan.as(who),
		POLICE,
		seen.map(([activity, version]) => ({ activity, version })),
		letter
	);
const found = (activity: string) => filings.find(plan.database.read, plan.key(activity))!;
const signed = () => plan.database.read.select().from(signatures).all();

describe('where filings are signed', () => {
	test('who drafts may save and offer, and not submit', () => {
		expect(filings.save(plan.as('reporter'), plan.key('1.3'), 0, RUNNING).state).toBe('draft');
		const submit = () => filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
		expect(refusalOf(submit)).toEqual({ kind: 'not-now', codes: ['needs-signature'] });
		const all = () =>
			filings.submitAllReady(plan.as('reporter'), POLICE, [{ activity: '1.3', version: 1 }]);
		expect(refusalOf(all).codes).toEqual(['needs-signature']);
		expect(offer('1.3', 1)).toMatchObject({ state: 'draft', version: 1, problems: [] });
		expect(filings.isOffered(found('1.3'))).toBe(true);
	});

	test('the officer submits what was offered, under one letter, and may not write', () => {
		offer('1.3');
		offer('1.1', 0, DONE);
		expect(
			sign([
				['1.3', 1],
				['1.1', 1]
			]).map(({ state }) => state)
		).toEqual(['submitted', 'submitted']);
		const by = plan.as('officer').actor.userId;
		expect(found('1.3')).toMatchObject({ submittedBy: by, firstSubmittedOn: TODAY });
		expect(signed()).toMatchObject([
			{ version: 1, letterNumber: '03-12/2020', letterOn: '2020-10-05', signedBy: by },
			{ version: 1, letterNumber: '03-12/2020', letterOn: '2020-10-05', signedBy: by }
		]);
		// Of a body's own letter the contents say nothing: theirs is the one a coordinator files on.
		expect(found('1.3').contents.letter).toBeNull();
		const save = () => filings.save(plan.as('officer'), plan.key('1.2'), 0, RUNNING);
		expect(refusalOf(save).kind).toBe('forbidden');
	});

	test('a draft changed or saved again after it was offered waits no more', () => {
		offer('1.3');
		filings.save(plan.as('colleague'), plan.key('1.3'), 1, contents({ step: 'partial' }));
		expect(refusalOf(() => sign([['1.3', 1]])).codes).toEqual(['stale']);
		expect(refusalOf(() => sign([['1.3', 2]])).codes).toEqual(['not-offered']);
		offer('1.3', 2);
		const { version, contents: same } = found('1.3');
		filings.save(plan.as('reporter'), plan.key('1.3'), version, same);
		expect(refusalOf(() => sign([['1.3', version]])).codes).toEqual(['not-offered']);
		expect(signed()).toEqual([]);
	});

	test('what lacks something is kept and not offered', () => {
		const { problems, version } = offer('1.1', 0, contents({ step: 'full' }));
		expect(problems.map(({ code }) => code)).toEqual(['completed_on_missing', 'evidence_missing']);
		expect(filings.isOffered(found('1.1'))).toBe(false);
		expect(refusalOf(() => sign([['1.1', version]])).codes).toEqual(['not-offered']);
	});

	test('all are signed or none', () => {
		offer('1.3');
		filings.save(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		expect(
			refusalOf(() =>
				sign([
					['1.3', 1],
					['1.1', 1]
				])
			).codes
		).toEqual(['not-offered']);
		expect(found('1.3').state).toBe('draft');
		expect(signed()).toEqual([]);
	});

	test('a letter has a number and a day, and something is chosen', () => {
		offer('1.3');
		const nothing = { number: ' ', on: '' };
		expect(refusalOf(() => sign([['1.3', 1]], nothing))).toEqual({
			kind: 'invalid',
			codes: ['signature_number_missing @letter.number', 'signature_day_missing @letter.on']
		});
		const notADay = refusalOf(() => sign([['1.3', 1]], { ...LETTER, on: '2020-02-30' }));
		expect(notADay.codes).toEqual(['not_a_day @letter.on']);
		expect(refusalOf(() => sign([])).codes).toEqual(['nothing-chosen']);
	});

	test('only an officer of the body signs', () => {
		offer('1.3');
		for (const who of ['reporter', 'coordinator', 'owner', 'reviewer', 'other'] as const) {
			expect(refusalOf(() => sign([['1.3', 1]], LETTER, who)).kind).toBe('forbidden');
		}
	});

	test('signing twice is signing once', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		expect(sign([['1.3', 1]])).toMatchObject([{ isUnchanged: true }]);
		expect(signed()).toHaveLength(1);
	});

	test('signing again under another letter says which one stands, and changes nothing', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		const again = (letter: typeof LETTER, who: Who = 'officer') =>
			refusalOf(() => sign([['1.3', 1]], letter, who));
		for (const letter of [
			{ ...LETTER, number: '99' },
			{ ...LETTER, on: '2020-10-04' }
		]) {
			expect(again(letter)).toEqual({ kind: 'not-now', codes: ['already-signed'] });
		}
		try {
			sign([['1.3', 1]], { ...LETTER, number: '99' });
		} catch (refused) {
			expect((refused as Refusal).problems[0]!.params).toEqual({ activity: '1.3', ...LETTER });
		}
		filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
		expect(again({ ...LETTER, number: '99' }).codes).toEqual(['already-signed']);
		expect(signed()).toMatchObject([{ letterNumber: LETTER.number, letterOn: LETTER.on }]);
	});

	test('recalled, it is offered and signed under another letter', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		filings.recall(plan.as('officer'), plan.key('1.3'), 1);
		offer('1.3', 1);
		const other = { ...LETTER, number: '03-14/2020' };
		expect(sign([['1.3', 1]], other)).toMatchObject([{ state: 'submitted' }]);
		expect(sign([['1.3', 1]], other)).toMatchObject([{ isUnchanged: true }]);
		expect(refusalOf(() => sign([['1.3', 1]])).codes).toEqual(['already-signed']);
	});

	test('a letter of tomorrow is none yet', () => {
		offer('1.3');
		const late = { number: '', on: '2020-10-06' };
		expect(refusalOf(() => sign([['1.3', 1]], { ...late, number: '1' }))).toEqual({
			kind: 'invalid',
			codes: ['letter_in_future @letter.on']
		});
		expect(refusalOf(() => sign([['1.3', 1]], late)).codes).toEqual([
			'signature_number_missing @letter.number',
			'letter_in_future @letter.on'
		]);
		expect(signed()).toEqual([]);
	});

	test('what was returned is offered and signed again; each version has its own signature', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		const note = { field: null, text: 'Допунити.', lang: 'sr-Cyrl' };
		filings.giveBack(plan.as('coordinator'), plan.key('1.3'), 1, [note]);
		offer('1.3', 1, contents({ step: 'partial' }));
		expect(found('1.3').state).toBe('returned');
		sign([['1.3', 2]], { number: '03-13/2020', on: '2020-10-05' });
		expect(signed().map(({ version, letterNumber }) => [version, letterNumber])).toEqual([
			[1, '03-12/2020'],
			[2, '03-13/2020']
		]);
	});

	test('who drafts or signs takes it back while nobody has read it', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		expect(filings.recall(plan.as('officer'), plan.key('1.3'), 1).state).toBe('draft');
		expect(filings.isOffered(found('1.3'))).toBe(false);
	});

	test('a coordinator still files on a letter the body sent', () => {
		const onLetter = { ...RUNNING, letter: { number: '1', on: '2020-10-02' } };
		const { state } = filings.submit(plan.as('coordinator'), plan.key('1.3'), 0, onLetter);
		expect(state).toBe('submitted');
		expect(signed()).toEqual([]);
	});

	test('the exchange names the function of who signed and the letter, and no person', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		const [event] = ofActivity(plan.database.read, found('1.3').activityId);
		expect(event).toMatchObject({
			...{ act: 'submit', by: null, letter: null },
			signature: { function: {}, letter: LETTER }
		});
	});

	test('what the body owes names them to the body alone', () => {
		offer('1.3');
		sign([['1.3', 1]]);
		const view = quarters.readLive(plan.database, SLUG, QUARTER, { today: TODAY });
		const shown = (isOwn: boolean) => {
			const rows = owedBy(plan.database, view, { bodyId: plan.bodyId('police'), isOwn });
			return rows.find(({ activity }) => activity.code === '1.3')!.filing!;
		};
		expect(shown(true)).toMatchObject({ submittedBy: 'The officer', isSigned: false });
		expect(shown(false)).toMatchObject({ submittedBy: null, isSigned: true });
		expect(JSON.stringify(shown(false))).not.toContain('The officer');
	});

	test('offered, it is a draft to everybody outside', () => {
		offer('1.3');
		const actor = plan.as('coordinator').actor;
		const { counts } = boardOf(plan.database, {
			slug: SLUG,
			quarter: QUARTER,
			today: TODAY,
			actor
		});
		expect(counts).toMatchObject({ draft: 1, submitted: 0 });
	});
});

describe('the rule of a body', () => {
	test('is the body’s alone: others submit as ever', () => {
		const key = plan.key('1.3', { body: 'regulator' });
		expect(filings.submit(plan.as('other'), key, 0, RUNNING).state).toBe('submitted');
		const offered = () =>
			filings.offer(plan.as('other'), plan.key('1.4', { body: 'regulator' }), 0, RUNNING);
		expect(refusalOf(offered).codes).toEqual(['no-signature-needed']);
	});

	test('released, what was offered is submitted by who drafts', () => {
		offer('1.3');
		signatureRules.setRequired(plan.as('second'), POLICE, 1, false);
		expect(refusalOf(() => sign([['1.3', 1]])).codes).toEqual(['no-signature-needed']);
		expect(filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING).state).toBe(
			'submitted'
		);
	});

	test('is set by a coordinator or an administrator, on the version they saw', () => {
		const set = (who: Who, version: number, isRequired: boolean) =>
			signatureRules.setRequired(plan.as(who), POLICE, version, isRequired);
		for (const who of ['reporter', 'officer', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => set(who, 1, false)).kind).toBe('forbidden');
		}
		expect(refusalOf(() => set('second', 0, false)).kind).toBe('stale');
		set('second', 1, false);
		// Already so: nothing to be late for.
		set('coordinator', 0, false);
		const administrator = plan.as('reviewer');
		administrator.actor = { ...administrator.actor, isAdministrator: true };
		signatureRules.setRequired(administrator, POLICE, 2, true);
		const asked = { slug: SLUG, actor: plan.as('coordinator').actor, today: TODAY };
		expect(signatureRules.list(plan.database, asked)).toMatchObject([
			{ body: { key: 'police' }, isRequired: true, version: 3, officers: [{}] },
			{ body: { key: 'regulator' }, isRequired: false, version: 0, officers: [] }
		]);
	});
});
