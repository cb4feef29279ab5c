// What the two pages are given: rows with what is missing, marks, and never a draft's text to whoever is not of its body.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as board from '#lib/server/filing/board.ts';
import * as extensions from '#lib/server/filing/extensions.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { owedBy } from '#lib/server/filing/owed.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import {
	contents,
	DONE,
	QUARTER,
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

const viewOn = (today: string, quarter = QUARTER) =>
	quarters.read(plan.database, SLUG, quarter, { today });
const rows = (isOwn = true, today = '2020-10-05') =>
	owedBy(plan.database, viewOn(today), { bodyId: plan.bodyId('police'), isOwn });
const row = (code: string, isOwn = true) =>
	rows(isOwn).find(({ activity }) => activity.code === code)!;
const boardOn = (who: Who, today = '2020-10-05') =>
	board.boardOf(plan.database, { slug: SLUG, quarter: QUARTER, today, actor: plan.as(who).actor });
const opened = (who: Who, code = '1.3') =>
	board.openedOf(plan.database, viewOn('2020-10-05'), {
		code,
		body: 'police',
		actor: plan.as(who).actor
	});
const SECRET = contents({ step: 'ongoing', texts: { ...RUNNING.texts, result: { en: 'secret' } } });

describe('what a body owes', () => {
	test('by its deadlines, what hurts most first; what has left the plan is not there', () => {
		expect(rows().map(({ activity, group, isOwed }) => [activity.code, group, isOwed])).toEqual([
			['1.2', 'overdue', true],
			['1.1', 'due', true],
			['1.3', 'running', true],
			['1.5', 'other', false]
		]);
	});

	test('says what is missing of what was begun, and of the rest nothing', () => {
		filings.save(plan.as('reporter'), plan.key('1.1'), 0, contents({ step: 'full' }));
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		expect(row('1.1').problems.map(({ field }) => field)).toEqual(['completedOn', 'evidence']);
		expect([row('1.1').isReady, row('1.3').isReady, row('1.2').isReady]).toEqual([
			false,
			true,
			false
		]);
		expect(row('1.2').problems).toEqual([]);
	});

	test('what was said last quarter stands beside, when it was said to others', () => {
		const key = plan.key('1.3', { quarter: '2020-Q2' });
		filings.submit(plan.as('reporter', '2020-07-10'), key, 0, SECRET);
		expect(row('1.3').last).toMatchObject({ quarter: '2020-Q2', contents: SECRET });
		filings.recall(plan.as('reporter', '2020-07-10'), key, 1);
		expect(row('1.3').last).not.toBe(null);
		expect(row('1.3', false).last).toBe(null);
	});

	test('done this quarter, it stays where it was looked for', () => {
		filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		filings.accept(plan.as('coordinator'), plan.key('1.1'), 1);
		expect(row('1.1')).toMatchObject({
			group: 'due',
			isOwed: true,
			before: { step: { role: 'full' } }
		});
	});

	test("a draft's text is its body's own", () => {
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, SECRET);
		expect(row('1.3').filing!.contents).toEqual(SECRET);
		expect(row('1.3', false).filing).toMatchObject({ state: 'draft', version: 1, contents: null });
		expect(JSON.stringify(rows(false))).not.toContain('secret');
	});
});

describe('the board', () => {
	test('has a mark for each filing owed or begun, late ones outlined', () => {
		filings.save(plan.as('reporter'), plan.key('1.5'), 0, RUNNING);
		filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
		const marks = (today: string) =>
			boardOn('owner', today)
				.rows.find(({ body }) => body.key === 'police')!
				.marks!.map(({ code, state, isLate }) => [code, state, isLate]);
		expect(marks('2020-10-15')).toEqual([
			['1.1', 'submitted', false],
			['1.2', 'none', false],
			['1.3', 'none', false],
			['1.5', 'draft', false]
		]);
		expect(marks('2020-10-16').map(([, , isLate]) => isLate)).toEqual([false, true, true, false]);
	});

	test('counts the response, and names the silent', () => {
		filings.submit(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		const { rows: bodies, silent, counts } = boardOn('owner');
		expect(bodies.map(({ owed, submitted }) => [submitted, owed])).toEqual([
			[1, 3],
			[0, 2]
		]);
		expect(silent.map(({ key }) => key)).toEqual(['regulator']);
		expect(counts).toEqual({ none: 4, draft: 0, submitted: 1, returned: 0, accepted: 0 });
	});

	test('shows no draft, no recalled text, and a submitted one to its judge only once it is opened', () => {
		const key = plan.key('1.3');
		const contentsFor = (who: Who) => opened(who).contents;
		filings.save(plan.as('reporter'), key, 0, SECRET);
		expect([contentsFor('coordinator'), contentsFor('owner')]).toEqual([null, null]);
		filings.submit(plan.as('reporter'), key, 1, SECRET);
		expect(contentsFor('coordinator')).toBe(null);
		expect(contentsFor('owner')).toEqual(SECRET);
		filings.recall(plan.as('reporter'), key, 1);
		expect([contentsFor('coordinator'), contentsFor('owner')]).toEqual([null, null]);
		filings.submit(plan.as('reporter'), key, 1, SECRET);
		filings.open(plan.as('coordinator'), key);
		expect(contentsFor('coordinator')).toEqual(SECRET);
	});

	test('after a return, what was returned is seen, and not what is written since', () => {
		const key = plan.key('1.3');
		filings.submit(plan.as('reporter'), key, 0, RUNNING);
		filings.giveBack(plan.as('coordinator'), key, 1, [{ field: null, text: 'x', lang: 'en' }]);
		filings.save(plan.as('reporter'), key, 1, SECRET);
		expect(opened('coordinator').contents).toEqual(RUNNING);
	});

	test('lets nobody decide on their own submission, and owners on none', () => {
		const letter = { number: '1', on: '2020-10-01' };
		filings.submit(plan.as('coordinator'), plan.key('1.3'), 0, { ...RUNNING, letter });
		const mayDecide = (who: Who) => boardOn(who).waiting.map((mark) => mark.mayDecide);
		expect([mayDecide('coordinator'), mayDecide('second'), mayDecide('owner')]).toEqual([
			[false],
			[true],
			[false]
		]);
	});

	test('shows what was begun after somebody looked at it', () => {
		expect(boardOn('owner').counts).toMatchObject({ none: 5, draft: 0 });
		filings.save(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		expect(boardOn('owner').counts).toMatchObject({ none: 4, draft: 1 });
		filings.submit(plan.as('reporter'), plan.key('1.3'), 1, RUNNING);
		expect(boardOn('coordinator').waiting.map(({ code }) => code)).toEqual(['1.3']);
	});

	test('goes on with what comes after the filing decided on, then from the top', () => {
		for (const [code, day] of [
			['1.1', '2020-10-03'],
			['1.3', '2020-10-02'],
			['1.5', '2020-10-04']
		] as const) {
			const said = code === '1.1' ? DONE : RUNNING;
			filings.submit(plan.as('reporter', day), plan.key(code), 0, said);
		}
		expect(boardOn('coordinator').waiting.map(({ code }) => code)).toEqual(['1.3', '1.1', '1.5']);
		const after = (activity: string, who: Who = 'coordinator') =>
			board.nextAfter(
				plan.database,
				{ slug: SLUG, quarter: QUARTER, today: '2020-10-05', actor: plan.as(who).actor },
				{ activity, body: 'police' }
			);
		filings.accept(plan.as('coordinator'), plan.key('1.1'), 1);
		expect(after('1.1')).toEqual({ activity: '1.5', body: 'police' });
		filings.accept(plan.as('coordinator'), plan.key('1.5'), 1);
		expect(after('1.5')).toEqual({ activity: '1.3', body: 'police' });
		expect(after('1.5', 'owner')).toBe(null);
		filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
		expect(after('1.3')).toBe(null);
	});

	test('offers to undo an acceptance while its body can still file', () => {
		filings.submit(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
		filings.accept(plan.as('coordinator'), plan.key('1.3'), 1);
		expect([opened('coordinator').mayUndo, opened('owner').mayUndo]).toEqual([true, false]);
		const decidedOn = (today: string) =>
			board.boardOf(plan.database, {
				...{ slug: SLUG, quarter: QUARTER, today, actor: plan.as('coordinator').actor },
				decided: { code: '1.3', body: 'police' }
			}).decided?.mayUndo;
		expect([decidedOn('2020-10-31'), decidedOn('2020-11-01')]).toEqual([true, false]);
		extensions.extend(
			plan.as('coordinator'),
			{ strategy: SLUG, quarter: QUARTER },
			{ body: 'police', closesOn: '2020-11-10', reason: 'x', lang: 'en' }
		);
		expect(decidedOn('2020-11-10')).toBe(true);
	});
});
