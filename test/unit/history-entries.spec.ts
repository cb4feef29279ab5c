// The history as it is read: who sees what of it, page by page, and what of a filing is never told in it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { historyQueryIn } from '#lib/domain/history-query.ts';
import { CONSOLE } from '#lib/domain/permission.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as signatureRules from '#lib/server/filing/signature-rules.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { change, together, type Context } from '#lib/server/history/change.ts';
import * as entries from '#lib/server/history/entries.ts';
import { redact } from '#lib/server/history/redact.ts';
import {
	contents,
	DONE,
	QUARTER,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from './small-plan.ts';

let plan: SmallPlan;
let console: Context;
beforeEach(() => {
	plan = smallPlan();
	console = { database: plan.database, actor: CONSOLE, today: TODAY, via: 'console' };
});
afterEach(() => plan.close());

const STRATEGY = 1;
const read = (address = '', strategyId: number | null = null) =>
	entries.read(plan.database.read, historyQueryIn(new URLSearchParams(address)), {
		strategyId,
		today: TODAY
	});
const numbersOf = (address: string, strategyId: number | null = null) =>
	read(address, strategyId).entries.map(({ seq }) => seq);

/** A filing saved, submitted, returned with a note and submitted again; a window moved meanwhile. Entries 2 to 6. */
function aQuarter(): void {
	const narrative = { en: 'What only the body and those it files with may read.' };
	const draft = contents({ ...DONE, texts: { ...contents().texts, narrative } });
	const key = plan.key('1.1');
	filings.save(plan.as('reporter', '2020-10-02'), key, 0, draft);
	filings.submit(plan.as('reporter'), key, 1, draft);
	const note = { field: null, text: 'Where is the report of the working group?', lang: 'en' };
	filings.giveBack(plan.as('coordinator'), key, 1, [note]);
	windows.change(plan.as('coordinator'), { strategy: SLUG, quarter: '2020-Q4' }, 1, {
		...{ opensOn: '2021-01-01', dueOn: '2021-01-15', closesOn: '2021-02-15' },
		...{ reason: 'Holidays', lang: 'en' }
	});
	const evidence = [
		...DONE.evidence,
		{ ...DONE.evidence[0]!, title: 'Report of the working group' }
	];
	filings.submit(plan.as('colleague'), key, 1, { ...draft, evidence });
}

test('who signed for a body is told to nobody, and is not found by asking', () => {
	const police = { strategy: SLUG, body: 'police', quarter: QUARTER };
	signatureRules.setRequired(plan.as('coordinator'), police, 0, true);
	filings.offer(plan.as('reporter'), plan.key('1.3'), 0, RUNNING);
	const letter = { number: '03-12/2020', on: TODAY };
	filings.sign(plan.as('officer'), police, [{ activity: '1.3', version: 1 }], letter);
	expect(read().entries[0]).toMatchObject({ verb: 'filing.sign', who: null, isSigned: true });
	expect(JSON.stringify(read().entries)).not.toContain('The officer');
	const officer = plan.as('officer').actor.userId!;
	expect(numbersOf(`who=${officer}`)).toEqual([]);
	const names = entries.actorsOf(plan.database.read, STRATEGY).map(({ name }) => name);
	expect(names).toEqual(['The coordinator', 'The reporter']);
});

test('the newest is first, with who, when, by which path, and what it was done to', () => {
	aQuarter();
	const [newest, moved, returned] = read().entries;
	expect(newest).toMatchObject({
		seq: 6,
		onDay: TODAY,
		who: { name: 'The colleague' },
		via: 'web',
		verb: 'filing.write',
		strategy: SLUG,
		quarter: QUARTER,
		subject: 'filing',
		filing: { activity: '1.1', body: { name: { en: 'police' } } },
		redactedBy: null
	});
	expect(newest!.contents!.changes).toContainEqual({ name: 'act', before: null, after: 'submit' });
	expect(moved).toMatchObject({ subject: 'window', quarter: '2020-Q4', filing: null });
	expect(moved!.contents!.changes).toContainEqual({
		name: 'closesOn',
		before: '2021-01-31',
		after: '2021-02-15'
	});
	expect(returned!.contents).toEqual({
		changes: [
			{ name: 'state', before: 'submitted', after: 'returned' },
			{ name: 'version', before: 1, after: 1 },
			{ name: 'act', before: null, after: 'return' }
		],
		isWithheld: true
	});
	expect(read().entries.at(-1)).toMatchObject({ seq: 1, who: null, via: 'load', strategy: null });
});

test('what was written in a filing, its evidence and its notes are in the history and never told of it', () => {
	aQuarter();
	const written = /only the body|Записник|working group/;
	const kept = plan.database.read.select().from(schema.historyPayloads).all();
	expect(kept.filter(({ payload }) => written.test(payload))).toHaveLength(4);
	expect(JSON.stringify(read())).not.toMatch(written);
});

test('a strategy’s history holds its own entries alone', () => {
	aQuarter();
	expect(numbersOf('', STRATEGY)).toEqual([6, 5, 4, 3, 2]);
	expect(numbersOf('', 2)).toEqual([]);
});

test.each([
	['who=console', [1]],
	['act=filing.decide', [4]],
	['subject=window', [5]],
	['of=2020-Q3', [6, 4, 3, 2]],
	['of=2020-Q3&act=filing.write', [6, 3, 2]],
	['activity=1.1', [6, 4, 3, 2]],
	['activity=1.2', []],
	['until=2020-10-04&of=2020-Q3', [2]],
	['from=2020-10-03&subject=filing', [6, 4, 3]],
	['before=4', [3, 2, 1]],
	['after=4', [6, 5]]
])('%s', (address, expected) => {
	aQuarter();
	expect(numbersOf(address)).toEqual(expected);
});

test('by who: those who acted are offered, others are not', () => {
	aQuarter();
	const actors = entries.actorsOf(plan.database.read, STRATEGY);
	expect(actors.map(({ name }) => name)).toEqual([
		...['The colleague', 'The coordinator', 'The reporter']
	]);
	expect(numbersOf(`who=${plan.as('coordinator').actor.userId}`)).toEqual([5, 4]);
	expect(entries.actorsOf(plan.database.read, 2)).toEqual([]);
});

test('redacted contents are named with the entry that took them out', () => {
	aQuarter();
	redact(console, 3, 'Personal data');
	const [redaction, , , , redacted] = read().entries;
	expect(redacted).toMatchObject({ seq: 3, contents: null, redactedBy: 7 });
	expect(redaction).toMatchObject({ seq: 7, verb: 'history.redact', subjectId: 3 });
	expect(redaction!.contents!.changes).toEqual([
		{ name: 'reason', before: null, after: 'Personal data' }
	]);
});

test('page by page, there and back', () => {
	together(console, (inner) => {
		for (let number = 0; number < 120; number += 1) {
			change(inner, 'strategy.load', ({ tx, authorise, record }) => {
				authorise({});
				tx.insert(schema.settings)
					.values({ name: `${number}`, value: '' })
					.run();
				record({ subject: 'settings', before: null, after: number });
			});
		}
	});
	const first = read();
	expect(first).toMatchObject({ isNewer: false, isOlder: true });
	expect(first.entries.map(({ seq }) => seq)).toEqual(
		Array.from({ length: 50 }, (_, index) => 121 - index)
	);
	const second = read(`before=${first.entries.at(-1)!.seq}`);
	expect(second).toMatchObject({ isNewer: true, isOlder: true });
	const last = read(`before=${second.entries.at(-1)!.seq}`);
	expect(last).toMatchObject({ isNewer: true, isOlder: false });
	expect(last.entries.at(-1)!.seq).toBe(1);
	const back = read(`after=${last.entries[0]!.seq}`);
	expect(back.entries).toEqual(second.entries);
	expect(back).toMatchObject({ isNewer: true, isOlder: true });
	expect(read(`after=${second.entries[0]!.seq}`)).toMatchObject({ isNewer: false, isOlder: true });
});
