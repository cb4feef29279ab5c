// A quarter closed early, and that a closed quarter refuses filings by every path there is.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { signatureRules } from '#lib/server/db/schema.ts';
import { boardOf } from '#lib/server/filing/board.ts';
import { closeEarly, type ClosingInput } from '#lib/server/filing/closing.ts';
import * as extensions from '#lib/server/filing/extensions.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { setRequired } from '#lib/server/filing/signature-rules.ts';
import { placeOf } from '#lib/server/filing/place.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { actions as owedActions } from '../../src/routes/(app)/strategies/[strategy]/owed/+page.server.ts';
import {
	contents,
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan,
	type Who
} from './small-plan.ts';

const KEY = { strategy: SLUG, quarter: QUARTER };
const YESTERDAY = '2020-10-04';
const LETTER = { number: '01-1/2020', on: '2020-10-02' };

let plan: SmallPlan;
beforeEach(() => (plan = smallPlan()));
afterEach(() => plan.close());

const closing = (changed: Partial<ClosingInput> = {}): ClosingInput => ({
	lastDay: YESTERDAY,
	reason: 'Седница је померена.',
	lang: 'sr-Cyrl',
	ending: [],
	...changed
});
const close = (who: Who = 'coordinator', changed?: Partial<ClosingInput>, version = 1) =>
	closeEarly(plan.as(who), KEY, version, closing(changed));
const extend = (closesOn: Day) =>
	extensions.extend(plan.as('coordinator'), KEY, {
		...{ body: 'police', closesOn, reason: 'Спајање служби.', lang: 'sr-Cyrl' }
	});
const windowNow = () => windows.find(plan.database.read, KEY);

describe('closing early', () => {
	test('makes yesterday the last day, and the due day moves with it', () => {
		close();
		expect(windowNow()).toMatchObject({
			opensOn: '2020-10-01',
			dueOn: YESTERDAY,
			closesOn: YESTERDAY,
			version: 2,
			reason: { 'sr-Cyrl': 'Седница је померена.' }
		});
	});

	test('with today as the last day leaves bodies the rest of it', () => {
		close('coordinator', { lastDay: TODAY });
		const key = plan.key('1.3');
		expect(filings.submit(plan.as('reporter'), key, 0, RUNNING).state).toBe('submitted');
		expect(() => filings.recall(plan.as('reporter', '2020-10-06'), key, 1)).toThrow(Refusal);
	});

	test('is told among the moves of the window, with what it was', () => {
		close();
		const { strategyId, planId } = windowNow();
		const moved = windows.list(plan.database.read, { strategyId, planId })[2]!;
		expect(moved.moves).toMatchObject([
			{ on: TODAY, was: { closesOn: '2020-10-31' }, reason: { 'sr-Cyrl': 'Седница је померена.' } }
		]);
	});

	test('sent twice is done once; sent on what was seen before somebody moved it, not at all', () => {
		close();
		close();
		expect(windowNow().version).toBe(2);
		expect(refusalOf(() => close('second', { reason: 'Други разлог.' }))).toEqual({
			kind: 'not-now',
			codes: ['quarter-not-open']
		});
	});

	test('is the coordinator’s alone', () => {
		for (const who of ['reporter', 'owner', 'reviewer'] as const) {
			expect(refusalOf(() => close(who)).kind).toBe('forbidden');
		}
		expect(windowNow().version).toBe(1);
	});

	test('says everything that is wrong at once', () => {
		const lastDays = ['', '2020-10-20', '2020-09-30', 'soon'];
		for (const lastDay of lastDays) {
			expect(refusalOf(() => close('coordinator', { lastDay, reason: ' ' }))).toEqual({
				kind: 'invalid',
				codes: ['last-day-missing @lastDay', 'window_reason_missing @reason']
			});
		}
	});

	test('its reason can be said otherwise, and sent twice is said once', () => {
		const { opensOn, dueOn, closesOn } = windowNow();
		const days = { opensOn, dueOn, closesOn, lang: 'sr-Cyrl' };
		const { version } = windows.change(plan.as('second'), KEY, 1, { ...days, reason: 'Празник.' });
		const again = { ...days, reason: 'Седница је померена.' };
		expect(windows.change(plan.as('second'), KEY, version, again)).toMatchObject({
			version: version + 1,
			reason: { 'sr-Cyrl': 'Седница је померена.' }
		});
		expect(windows.change(plan.as('second'), KEY, version, again).version).toBe(version + 1);
	});

	test('is refused on a version seen long ago', () => {
		const { opensOn, dueOn } = windowNow();
		const input = { opensOn, dueOn, closesOn: '2020-11-15', reason: 'Празник.', lang: 'sr-Cyrl' };
		windows.change(plan.as('second'), KEY, 1, input);
		expect(refusalOf(() => close()).kind).toBe('stale');
	});

	test('ends the longer time of a body that was named, and is refused where it was not', () => {
		extend('2020-11-20');
		expect(refusalOf(() => close())).toEqual({ kind: 'stale', codes: ['stale'] });
		close('coordinator', { ending: ['police'] });
		expect(placeOf(plan.database.read, plan.key('1.1')).window.closesOn).toBe(YESTERDAY);
		const facts = factsOf(plan.database, plan.database.read, SLUG);
		expect(facts.windows.get(QUARTER)!.extensions).toMatchObject([{ closesOn: YESTERDAY }]);
	});

	test('opened again by moving its closing day, the longer time stays ended', () => {
		extend('2020-11-20');
		close('coordinator', { ending: ['police'] });
		windows.change(plan.as('coordinator'), KEY, 2, {
			...{ opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-10-31' },
			...{ reason: 'Ипак се прима.', lang: 'sr-Cyrl' }
		});
		expect(placeOf(plan.database.read, plan.key('1.1')).window.closesOn).toBe('2020-10-31');
	});
});

test('what is still out is said before', () => {
	filings.submit(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
	filings.save(plan.as('reporter'), plan.key('1.1'), 0, contents({ step: 'partial' }));
	extend('2020-11-20');
	const asked = { slug: SLUG, quarter: QUARTER, today: TODAY, actor: plan.as('coordinator').actor };
	expect(boardOf(plan.database, asked).closing).toMatchObject({
		lastDays: [TODAY, YESTERDAY],
		waiting: 1,
		unsent: 1,
		// 1.2 of the police, 1.3 and 1.4 of the regulator.
		missing: 3,
		submittedToday: 1,
		extended: [{ body: { key: 'police' }, closesOn: '2020-11-20' }]
	});
	expect(boardOf(plan.database, { ...asked, today: '2020-11-01' }).closing).toBeNull();
});

/** Says whether the police sign their filings. */
function signs({ as }: SmallPlan, isRequired: boolean): void {
	const police = { strategy: SLUG, body: 'police' };
	const known = as('coordinator').database.read.select().from(signatureRules).get();
	setRequired(as('coordinator'), police, known?.version ?? 0, isRequired);
}

/** Every function of filing/filings.ts: what it does to a closed quarter. A new one has to say. */
const VERBS: Record<keyof typeof filings, 'reads' | 'decides' | ((plan: SmallPlan) => unknown)> = {
	find: 'reads',
	list: 'reads',
	notesOf: 'reads',
	isReady: 'reads',
	isOffered: 'reads',
	save: ({ as, key }) => filings.save(as('reporter'), key('1.1'), 1, RUNNING),
	submit: ({ as, key }) =>
		filings.submit(as('other'), key('1.4', { body: 'regulator' }), 0, RUNNING),
	recall: ({ as, key }) => filings.recall(as('reporter'), key('1.3'), 1),
	revise: ({ as, key }) => filings.revise(as('reporter'), key('1.2'), 1, 'Исправка.'),
	submitAllReady: ({ as }) =>
		filings.submitAllReady(as('reporter'), { ...KEY, body: 'police' }, [
			{ activity: '1.5', version: 1 }
		]),
	offer: (plan) => {
		signs(plan, true);
		return filings.offer(plan.as('reporter'), plan.key('1.5'), 1, RUNNING);
	},
	offerAllReady: (plan) => {
		signs(plan, true);
		return filings.offerAllReady(plan.as('reporter'), { ...KEY, body: 'police' }, [
			{ activity: '1.5', version: 1 }
		]);
	},
	sign: (plan) => {
		signs(plan, true);
		return filings.sign(
			plan.as('officer'),
			{ ...KEY, body: 'police' },
			[{ activity: '1.5', version: 1 }],
			LETTER
		);
	},
	giveBack: ({ as, key }) =>
		filings.giveBack(as('coordinator'), key('1.3'), 1, [
			{ field: null, text: 'Допунити.', lang: 'sr-Cyrl' }
		]),
	undo: ({ as, key }) => filings.undo(as('coordinator'), key('1.2'), 1),
	// What came in time is decided whenever: nothing is filed by it.
	open: 'decides',
	accept: 'decides',
	acceptMany: 'decides'
};

/** The same by a coordinator on a body's letter, which is not a verb of its own. */
const ON_BEHALF: Record<string, (plan: SmallPlan) => unknown> = {
	'save on behalf': ({ as, key }) =>
		filings.save(as('coordinator'), key('1.1'), 1, { ...RUNNING, letter: LETTER }),
	'submit on behalf': ({ as, key }) =>
		filings.submit(as('coordinator'), key('1.1'), 1, { ...RUNNING, letter: LETTER }),
	'recall on behalf': ({ as, key }) =>
		filings.recall(as('coordinator'), key('1.3', { body: 'regulator' }), 1)
};

const WRITING = Object.entries({ ...VERBS, ...ON_BEHALF }).flatMap(([name, does]) =>
	typeof does === 'function' ? [[name, does] as const] : []
);

describe('a closed quarter', () => {
	test('every function that files is known here', () => {
		expect(Object.keys(VERBS).sort()).toEqual(Object.keys(filings).sort());
	});

	/** Filings in every state, made while the quarter was open. */
	function fileInEveryState(): void {
		const { as, key } = plan;
		const overdue = contents({
			...{ step: 'partial', expectedCompletion: '2020-Q4' },
			texts: {
				...contents().texts,
				problems: { 'sr-Cyrl': 'Кадрови.' },
				reasons: { 'sr-Cyrl': 'Набавка.' }
			}
		});
		filings.save(as('reporter'), key('1.1'), 0, contents({ step: 'partial' }));
		filings.submit(as('reporter'), key('1.2'), 0, overdue);
		filings.accept(as('coordinator'), key('1.2'), 1);
		filings.submit(as('reporter'), key('1.3'), 0, RUNNING);
		filings.save(as('reporter'), key('1.5'), 0, RUNNING);
		const onLetter = { ...RUNNING, letter: LETTER };
		filings.submit(as('both'), key('1.3', { body: 'regulator' }), 0, onLetter);
		signs(plan, true);
		filings.offer(as('reporter'), key('1.5'), 1, RUNNING);
		signs(plan, false);
	}

	const everything = () =>
		filings.list(plan.database.read, {
			activityIds: [...factsOf(plan.database, plan.database.read, SLUG).register.activities.keys()],
			quarters: [QUARTER]
		});

	test.each(WRITING)('refuses to %s, and keeps what there is', (_, does) => {
		fileInEveryState();
		close();
		const before = everything();
		const { kind, codes } = refusalOf(() => does(plan));
		expect(kind).toBe('not-now');
		expect(codes).toEqual([
			expect.stringMatching(/^(window-closed|window-closed-extend-first|undo-window-closed)$/)
		]);
		expect(everything()).toEqual(before);
	});

	test.each(WRITING)('while it is open, %s is not refused for it', (_, does) => {
		fileInEveryState();
		expect(() => does(plan)).not.toThrow();
	});

	test('is decided all the same', () => {
		fileInEveryState();
		close();
		expect(filings.accept(plan.as('second'), plan.key('1.3'), 1).state).toBe('accepted');
	});

	test.each(['save', 'submit', 'nothing', 'recall', 'revise', 'ready'] as const)(
		'refuses the button %s of the page',
		async (button) => {
			fileInEveryState();
			close();
			const before = everything();
			const activity = { recall: '1.3', revise: '1.2' }[button as string] ?? '1.5';
			const body = new URLSearchParams({
				...{ activity, version: '1', reason: 'Исправка.', step: 'ongoing', ready: '1.5 1' }
			});
			const url = new URL(
				`http://localhost/strategies/${SLUG}/owed?quarter=${QUARTER}&body=police`
			);
			const context = plan.as('reporter');
			const answer = await owedActions[button]!({
				...{ url, params: { strategy: SLUG } },
				request: new Request(url, { method: 'POST', body }),
				locals: { ...context, context, locale: 'en', user: null, isDemonstration: false }
			} as never);
			expect(answer).toMatchObject({ status: 409 });
			expect(everything()).toEqual(before);
		}
	);
});
