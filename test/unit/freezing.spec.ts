// A quarter's record: what is in it, what can still get in, and that it says the same whatever happens to the tables afterwards.
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { faultsOf, readRecord, type RecordRow } from '#lib/domain/record.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as extensions from '#lib/server/filing/extensions.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as windows from '#lib/server/filing/windows.ts';
import * as activityLists from '#lib/server/quarter/activity-lists.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { drawAhead, freeze } from '#lib/server/quarter/freezing.ts';
import { frozenRevisions } from '#lib/server/quarter/frozen-heads.ts';
import { linesOf } from '#lib/server/quarter/frozen-facts.ts';
import * as overview from '#lib/server/quarter/overview.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { portableOf } from '#lib/server/report/portable-zip.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import { hashOf } from '#lib/server/quarter/record-lines.ts';
import { withNextMigration } from './next-migration.ts';
import {
	contents,
	DONE,
	QUARTER,
	refusalOf,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from './small-plan.ts';
import { tamper } from './tamper.ts';

/** After the window of 2020-Q3. */
const AFTER: Day = '2020-11-10';
const KEY = { strategy: SLUG, quarter: QUARTER };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	accepted('1.1', DONE);
	accepted('1.3', RUNNING);
});
afterEach(() => plan.close());

function accepted(activity: string, said: Parameters<typeof filings.submit>[3], day = TODAY) {
	const { version } = filings.submit(plan.as('reporter', day), plan.key(activity), 0, said);
	filings.accept(plan.as('coordinator', day), plan.key(activity), version);
}

const frozenNow = () => freeze(plan.as('owner', AFTER), KEY);
const live = () => quarters.readLive(plan.database, SLUG, QUARTER, { today: AFTER });
const shown = (revision?: number) =>
	quarters.read(plan.database, SLUG, QUARTER, { today: '2026-01-01', revision });
const recordOf = (revision = 1) => {
	const found = frozenRevisions(plan.database.read, live().plan.id).find(
		(one) => one.revision === revision
	)!;
	return { ...found, text: linesOf(plan.database.read, found.id) };
};

/** Writes to the file as no door of the program would. */
function meddle(sql: string): void {
	const raw = new BetterSqlite3(plan.path);
	try {
		raw.exec(sql);
	} finally {
		raw.close();
	}
}

describe('freezing', () => {
	test('the record says what the live quarter said', () => {
		const before = live();
		const { revision, hash } = frozenNow();
		const { frozen, ...rest } = shown();
		expect({ ...rest, frozen: null }).toEqual(before);
		expect(frozen).toMatchObject({
			revision: 1,
			hash,
			frozenOn: AFTER,
			signedBy: { name: 'The owner', function: {} },
			correction: null
		});
		expect(revision).toBe(1);
	});

	test('the hash is that of the lines, and every line is canonical', () => {
		const { hash, lines } = frozenNow();
		const { text } = recordOf();
		expect(text).toHaveLength(lines);
		expect(hashOf(text)).toBe(hash);
		for (const line of text) {
			const names = Object.keys(JSON.parse(line) as object);
			expect(names).toEqual(names.toSorted());
		}
	});

	test('everything in it follows from the rest of it', () => {
		frozenNow();
		const rows = recordOf().text.map((line) => JSON.parse(line) as RecordRow);
		expect(faultsOf(readRecord(rows))).toEqual([]);
		const [first] = readRecord(rows).activities;
		first!.standing.role = 'none';
		expect(faultsOf(readRecord(rows)).map(({ what }) => what)).toEqual(
			expect.arrayContaining(['standing', 'figures', 'goal-figures', 'body-figures'])
		);
	});

	test('it names the head of the history it was read at, and is an entry itself', () => {
		const head = plan.database.read.$client
			.prepare('select seq, link from history order by seq desc limit 1')
			.get() as { seq: number; link: string };
		frozenNow();
		expect(shown().frozen?.history).toEqual({ entries: head.seq, link: head.link });
		const entry = plan.database.read.$client
			.prepare('select verb, subject, quarter from history order by seq desc limit 1')
			.get();
		expect(entry).toEqual({ verb: 'quarter.freeze', subject: 'frozen-quarter', quarter: QUARTER });
	});

	test.each(['reporter', 'coordinator', 'reviewer'] as const)('a %s does not freeze', (who) => {
		expect(refusalOf(() => freeze(plan.as(who, AFTER), KEY)).kind).toBe('forbidden');
	});

	test('not while a body may still file, nor while a filing waits; both are said at once', () => {
		filings.submit(plan.as('reporter'), plan.key('1.2'), 0, contents({ ...DONE, step: 'full' }));
		const asked = refusalOf(() => freeze(plan.as('owner', '2020-10-20'), KEY));
		expect(asked.kind).toBe('not-now');
		expect(asked.codes).toContain('freeze-window-open');
		extensions.extend(plan.as('coordinator'), KEY, {
			body: 'regulator',
			closesOn: '2020-12-01',
			reason: 'late papers',
			lang: 'en'
		});
		expect(refusalOf(frozenNow).codes).toContain('freeze-window-open');
	});

	test('once: a second press and an old form freeze nothing', () => {
		freeze(plan.as('owner', AFTER), KEY, { expected: 1 });
		expect(refusalOf(() => freeze(plan.as('owner', AFTER), KEY, { expected: 1 })).codes).toEqual([
			'quarter-frozen'
		]);
		expect(frozenRevisions(plan.database.read, live().plan.id)).toHaveLength(1);
	});

	/** Freezes while others write each time it has been read; how often it was read. */
	function readsWhile(write: (time: number) => void): number {
		let reads = 0;
		freeze(plan.as('owner', AFTER), KEY, {
			onStep({ step }) {
				if (step === 'reading') reads += 1;
				if (step === 'keeping') write(reads);
			}
		});
		return reads;
	}
	function moveDue(quarter: '2020-Q2' | '2020-Q4', day: number, version: number) {
		const month = { '2020-Q2': '2020-07', '2020-Q4': '2021-01' }[quarter];
		windows.change(plan.as('coordinator', AFTER), { ...KEY, quarter }, version, {
			opensOn: `${month}-01`,
			dueOn: `${month}-${day}`,
			closesOn: `${month}-31`,
			reason: 'holiday',
			lang: 'en'
		});
	}

	test('is not held up by what others write of a later quarter', () => {
		const later = { ...KEY, quarter: '2020-Q4' } as const;
		const ofLater = plan.key('1.1', later);
		const longer = { body: 'police', closesOn: '2021-02-20', reason: 'late papers', lang: 'en' };
		const reads = readsWhile(() => {
			moveDue('2020-Q4', 20, 1);
			extensions.extend(plan.as('coordinator', AFTER), later, longer);
			filings.save(plan.as('reporter', '2021-01-05'), ofLater, 0, DONE);
		});
		expect(reads).toBe(1);
		expect(checkRecords(plan.database)).toMatchObject([{ faults: [] }]);
	});

	test('reads again what was written meanwhile, and gives up when that does not end', () => {
		expect(refusalOf(() => readsWhile((time) => moveDue('2020-Q2', 10 + time, time)))).toEqual({
			kind: 'not-now',
			codes: ['freeze-busy']
		});
		expect(checkRecords(plan.database)).toEqual([]);
		expect(readsWhile((time) => time === 1 && moveDue('2020-Q2', 25, 6))).toBe(2);
		const { past } = readRecord(recordOf().text.map((line) => JSON.parse(line) as RecordRow));
		expect(past.at(-1)).toMatchObject({ quarter: '2020-Q2', window: { dueOn: '2020-07-25' } });
	});

	/** Freezes what was drawn before; the steps that took. */
	function freezesAhead(
		between: () => void = () => {},
		{ today = AFTER, quarter = QUARTER } = {}
	): string[] {
		const ahead = drawAhead(plan.as('owner', AFTER), KEY);
		expect(ahead).not.toBe(null);
		between();
		const steps: string[] = [];
		const onStep = ({ step }: { step: string }) => steps.push(step);
		const key = { strategy: SLUG, quarter };
		const { hash } = freeze(plan.as('owner', today), key, { ahead, expected: 1, onStep });
		expect(checkRecords(plan.database)).toMatchObject([{ hash, faults: [] }]);
		return [...new Set(steps)];
	}
	const ALL_STEPS = ['reading', 'comparing', 'lines', 'keeping'];

	test('what was laid out ahead is kept as it is, also when what no record tells of was written since', () => {
		const steps = freezesAhead(() => moveDue('2020-Q4', 20, 1));
		expect(steps).toEqual(['keeping']);
		expect({ ...shown(), frozen: null }).toEqual({ ...live(), frozen: null });
		expect(shown().frozen).toMatchObject({ frozenOn: AFTER, signedBy: { name: 'The owner' } });
	});

	test('what was laid out ahead says nothing that has changed since', () => {
		const steps = freezesAhead(() => moveDue('2020-Q2', 25, 1));
		expect(steps).toEqual(['keeping', ...ALL_STEPS.slice(0, -1)]);
		const { past } = readRecord(recordOf().text.map((line) => JSON.parse(line) as RecordRow));
		expect(past.at(-1)).toMatchObject({ quarter: '2020-Q2', window: { dueOn: '2020-07-25' } });
	});

	test('on another day it is laid out again', () => {
		expect(freezesAhead(() => {}, { today: '2020-11-11' })).toEqual(ALL_STEPS);
		expect(shown().frozen).toMatchObject({ frozenOn: '2020-11-11' });
	});

	test('under a name that was changed since, it is laid out again', () => {
		const steps = freezesAhead(() => meddle(`update users set name = 'Another name'`));
		expect(steps).toEqual(ALL_STEPS);
		expect(shown().frozen).toMatchObject({ signedBy: { name: 'Another name' } });
	});

	test('laid out for one quarter, another is frozen as it is', () => {
		expect(freezesAhead(() => {}, { quarter: '2020-Q2' })).toEqual(ALL_STEPS);
		expect(frozenRevisions(plan.database.read, live().plan.id)).toMatchObject([
			{ quarter: '2020-Q2' }
		]);
	});

	test('laid out ahead, it is refused to who may not freeze it, and a second time', () => {
		const ahead = drawAhead(plan.as('owner', AFTER), KEY);
		const asOwner = plan.as('owner', AFTER);
		const { actor } = plan.as('coordinator');
		const lost = { ...asOwner, actor: { ...actor, userId: asOwner.actor.userId } };
		expect(refusalOf(() => freeze(lost, KEY, { ahead })).codes).toEqual(['forbidden']);
		freeze(asOwner, KEY, { ahead });
		expect(refusalOf(() => freeze(asOwner, KEY, { ahead })).codes).toEqual(['quarter-frozen']);
		expect(refusalOf(() => freeze(asOwner, KEY, { ahead, expected: 2 })).codes).toEqual([
			'quarter-frozen'
		]);
		expect(frozenRevisions(plan.database.read, live().plan.id)).toHaveLength(1);
	});

	test('nothing is laid out where something is in the way', () => {
		expect(drawAhead(plan.as('owner', TODAY), KEY)).toBe(null);
		expect(drawAhead(plan.as('reporter', AFTER), KEY)).toBe(null);
	});

	test('a live quarter has no revision to read', () => {
		expect(refusalOf(() => shown(1)).codes).toEqual(['no-such-revision']);
	});
});

describe('a frozen quarter takes nothing in', () => {
	test('no filing, decision, window or extension', () => {
		frozenNow();
		const reporter = plan.as('reporter', AFTER);
		const coordinator = plan.as('coordinator', AFTER);
		const key = plan.key('1.1');
		const letter = { number: '1', on: AFTER };
		const writes = [
			() => filings.save(reporter, plan.key('1.2'), 0, RUNNING),
			() => filings.submit(reporter, plan.key('1.2'), 0, RUNNING),
			() => filings.recall(reporter, key, 1),
			() => filings.revise(reporter, key, 1, 'a slip'),
			() => filings.save(coordinator, plan.key('1.2'), 0, { ...RUNNING, letter }),
			() => filings.accept(coordinator, key, 1),
			() => filings.undo(coordinator, key, 1),
			() => filings.giveBack(coordinator, key, 1, [{ field: null, text: 'why?', lang: 'en' }]),
			() =>
				extensions.extend(coordinator, KEY, {
					body: 'police',
					closesOn: '2021-01-01',
					reason: 'late',
					lang: 'en'
				}),
			() =>
				windows.change(coordinator, KEY, 1, {
					opensOn: '2020-10-01',
					dueOn: '2020-10-15',
					closesOn: '2021-01-01',
					reason: 'late',
					lang: 'en'
				})
		];
		for (const write of writes) expect(refusalOf(write).codes).toEqual(['sealed-quarter']);
	});

	test('and the file itself refuses a change of the record', () => {
		frozenNow();
		for (const sql of [
			"update frozen_lines set line = '{}' where number = 1",
			'delete from frozen_lines where number = 2',
			"insert into frozen_lines values (1, 9999, 'goal', null, '{}')",
			"insert or replace into frozen_lines values (1, 2, 'goal', null, '{}')",
			"insert into frozen_lines values (1, 0, 'goal', null, '{}')",
			"update compared_activities set activities = '[]'",
			'delete from compared_activities',
			'insert or replace into compared_activities select * from compared_activities',
			'insert or replace into frozen_quarters select * from frozen_quarters',
			"update frozen_quarters set hash = ''",
			'delete from frozen_quarters'
		]) {
			expect(() => meddle(sql)).toThrow('a frozen quarter does not change');
		}
	});
});

describe('reads of a frozen quarter use the record alone', () => {
	test('names, labels, deadlines and people may change: hash, screens and exports do not', async () => {
		frozenNow();
		const everything = () => ({
			view: shown(),
			overview: overview.read(plan.database, SLUG, QUARTER, { today: AFTER }),
			list: activityLists.read(plan.database, SLUG, QUARTER, {
				today: AFTER,
				locale: 'en',
				params: new URLSearchParams('sort=code')
			}).rows,
			life: quarters
				.life(plan.database, SLUG, '1.1', QUARTER, { today: AFTER })
				.quarters.find(({ quarter }) => quarter === QUARTER)
		});
		const before = structuredClone(everything());
		const order = { slug: SLUG, quarter: QUARTER, revision: null, timeZone: 'Europe/Belgrade' };
		// The record, its tables and its report.
		const exported = await portableOf(plan.database, { ...order, locale: 'en' });
		tamper(
			plan.path,
			`update body_names set name = 'Renamed';
			update steps set role = 'none', key = 'x' || key;
			update activities set in_force_until = '2020-02-01', ended = 'withdrawn' where code = '1.1';
			update activities set code = '9.9' where code = '1.3';
			update windows set due_on = '2020-10-02', closes_on = '2020-10-03' where quarter = '${QUARTER}';
			update users set name = 'Nobody', function_title = null;
			update filings set accepted_version = null;
			update settings set value = '0' where name = 'demonstration';`
		);
		// Another write: what is kept in memory is read anew.
		windows.change(plan.as('coordinator', AFTER), { ...KEY, quarter: '2020-Q4' }, 1, {
			opensOn: '2021-01-02',
			dueOn: '2021-01-15',
			closesOn: '2021-01-31',
			reason: 'holiday',
			lang: 'en'
		});
		const again = plan.reopened();
		try {
			expect(structuredClone(everything())).toEqual(before);
			expect(quarters.read(again, SLUG, QUARTER, { today: AFTER })).toEqual(before.view);
			const now = await portableOf(again, { ...order, locale: 'en' });
			expect(Buffer.from(now).equals(exported)).toBe(true);
		} finally {
			again.close();
		}
	});
});

test('and so may a migration: labels, bodies and what stands behind the figures', async () => {
	const { hash } = frozenNow();
	const before = shown();
	const order = { slug: SLUG, quarter: QUARTER, revision: 1, timeZone: 'Europe/Belgrade' };
	const exported = await portableOf(plan.database, { ...order, locale: 'en' });
	withNextMigration(
		[
			'ALTER TABLE `body_names` RENAME COLUMN `short` TO `abbreviation`',
			'ALTER TABLE `body_names` ADD `short` text',
			"UPDATE `body_names` SET `name` = upper(`name`), `short` = 'X'",
			"UPDATE `steps` SET `key` = 'step-' || `key`, `role` = 'none'",
			"UPDATE `texts` SET `text` = 'migrated'",
			'ALTER TABLE `filings` ADD `channel` text',
			'UPDATE `filings` SET `accepted_version` = null',
			'CREATE TABLE `labels` (`id` integer PRIMARY KEY, `text` text)'
		].join(';--> statement-breakpoint\n')
	);
	const migrated = plan.reopened();
	try {
		expect(checkRecords(migrated)).toMatchObject([{ hash, faults: [] }]);
		expect(quarters.read(migrated, SLUG, QUARTER, { today: '2026-01-01' })).toEqual(before);
		const now = await portableOf(migrated, { ...order, locale: 'en' });
		expect(Buffer.from(now).equals(exported)).toBe(true);
		// It did something: what is live is no longer what it was.
		const { bodies } = quarters.readLive(migrated, SLUG, QUARTER, { today: AFTER });
		expect(bodies.map(({ name }) => name)).not.toEqual(before.bodies.map(({ name }) => name));
	} finally {
		migrated.close();
	}
});

describe('the check of a record names the line', () => {
	const EDIT = `update frozen_lines set line = replace(line, 'police', 'militia') where kind = 'body'`;
	const faultsAfter = (...statements: string[]) => {
		frozenNow();
		tamper(plan.path, ...statements);
		return checkRecords(plan.database)[0]!.faults.filter(({ kind }) => kind !== 'not-derived');
	};

	test('that was edited', () => {
		frozenNow();
		const line = recordOf().text.findIndex((text) => text.includes('"key":"police"')) + 1;
		tamper(plan.path, EDIT);
		expect(checkRecords(plan.database)).toMatchObject([
			{ faults: [{ kind: 'hash-differs' }, { kind: 'line-altered', line }] }
		]);
	});

	test('from which on something is missing', () => {
		expect(
			faultsAfter(`delete from frozen_lines where kind = 'activity' and activity_id = 3`)
		).toContainEqual({ kind: 'line-altered', line: expect.any(Number) as number });
	});

	test.each([
		`update compared_activities set activities = packed(replace(unpacked(activities), '"inForceFrom":"20', '"inForceFrom":"19'))`,
		`update compared_activities set activities = packed('nonsense')`,
		`update compared_activities set activities = 'nonsense'`,
		`update compared_activities set activities = substr(activities, 1, length(activities) - 9)`,
		'insert into compared_activities select frozen_id, number + 1, activities from compared_activities',
		'update compared_activities set number = number + 7'
	])('and says when what is kept to be compared does not follow from the lines: %s', (edit) => {
		frozenNow();
		expect(checkRecords(plan.database)).toMatchObject([{ faults: [] }]);
		tamper(plan.path, edit);
		expect(checkRecords(plan.database)).toMatchObject([{ faults: [{ kind: 'compared-differs' }] }]);
	});

	test.each([
		[`update frozen_lines set kind = 'override' where kind = 'filing'`, /"kind":"filing"/],
		[
			`update frozen_lines set activity_id = 99 where activity_id = 3`,
			/"id":3,.*"kind":"activity"/
		],
		[`update frozen_lines set number = number + 100 where number > 9`, /./]
	])('that pages would no longer find, or take for another: %s', (edit, first) => {
		frozenNow();
		const lines = recordOf().text;
		const line = edit.includes('number >') ? 10 : lines.findIndex((text) => first.test(text)) + 1;
		tamper(plan.path, edit);
		expect(checkRecords(plan.database)).toMatchObject([
			{ faults: [{ kind: 'line-altered', line }] }
		]);
	});

	test('not of a record from before lines had digests: that it is another record is found all the same', () => {
		expect(faultsAfter(EDIT, 'delete from line_digests')).toEqual([{ kind: 'hash-differs' }]);
	});
});

describe('corrections', () => {
	const correct = (day = AFTER) =>
		corrections.open(plan.as('owner', day), KEY, {
			activities: ['1.1'],
			reason: 'The date was wrong.',
			lang: 'en'
		});

	test('let in what they name, and nothing else, and end in a second revision', () => {
		const first = frozenNow();
		correct();
		expect(
			refusalOf(() => filings.revise(plan.as('reporter', AFTER), plan.key('1.3'), 1, 'x'))
		).toEqual({ kind: 'not-now', codes: ['sealed-quarter'] });
		const reporter = plan.as('reporter', AFTER);
		filings.revise(reporter, plan.key('1.1'), 1, 'The date was wrong.');
		const corrected = { ...DONE, completedOn: '2020-09-30' };
		const { version } = filings.submit(reporter, plan.key('1.1'), 1, corrected);
		expect(refusalOf(frozenNow).codes).toEqual(['freeze-undecided']);
		filings.accept(plan.as('coordinator', AFTER), plan.key('1.1'), version);
		expect(shown().frozen?.revision).toBe(1);

		const second = freeze(plan.as('owner', '2020-11-12'), KEY);
		expect(second.revision).toBe(2);
		expect(second.hash).not.toBe(first.hash);
		expect(shown().frozen).toMatchObject({
			revision: 2,
			correction: {
				reason: { en: 'The date was wrong.' },
				activities: ['1.1'],
				of: { revision: 1, hash: first.hash }
			}
		});
		const completed = (revision: number) =>
			shown(revision).activities.find(({ code }) => code === '1.1')!.standing.completedOn;
		expect([completed(1), completed(2)]).toEqual(['2020-09-12', '2020-09-30']);
		expect(refusalOf(() => filings.revise(reporter, plan.key('1.1'), 2, 'again')).codes).toEqual([
			'sealed-quarter'
		]);
	});

	test('may be withdrawn: what was filed is again what it was', () => {
		frozenNow();
		const before = filings.find(plan.database.read, plan.key('1.1'))!;
		correct();
		const reporter = plan.as('reporter', AFTER);
		filings.revise(reporter, plan.key('1.1'), 1, 'The date was wrong.');
		const { version } = filings.submit(reporter, plan.key('1.1'), 1, {
			...DONE,
			completedOn: '2020-09-30'
		});
		filings.accept(plan.as('coordinator', AFTER), plan.key('1.1'), version);
		corrections.withdraw(plan.as('owner', AFTER), KEY);
		const after = filings.find(plan.database.read, plan.key('1.1'))!;
		expect(after).toMatchObject({
			state: 'accepted',
			acceptedVersion: before.acceptedVersion,
			revision: before.revision
		});
		expect(after.versions).toHaveLength(2);
		expect({ ...live(), frozen: null, readOn: '' }).toEqual({
			...shown(),
			frozen: null,
			readOn: ''
		});
		expect(refusalOf(() => corrections.withdraw(plan.as('owner', AFTER), KEY)).codes).toEqual([
			'no-correction-open'
		]);
	});

	test('say everything that is wrong with them at once', () => {
		expect(refusalOf(() => correct()).codes).toEqual(['quarter-not-frozen']);
		frozenNow();
		const asked = refusalOf(() =>
			corrections.open(plan.as('owner', AFTER), KEY, {
				activities: ['7.7', '8.8'],
				reason: ' ',
				lang: 'en'
			})
		);
		expect(asked.codes).toEqual([
			'correction-no-such-activity @activities',
			'correction-no-such-activity @activities',
			'correction-reason-missing @reason'
		]);
		expect(
			refusalOf(() =>
				corrections.open(plan.as('coordinator', AFTER), KEY, {
					activities: ['1.1'],
					reason: 'x',
					lang: 'en'
				})
			).kind
		).toBe('forbidden');
	});

	test('asked for twice are one; another beside an open one is refused', () => {
		frozenNow();
		expect(correct()).toEqual(correct());
		expect(
			refusalOf(() =>
				corrections.open(plan.as('owner', AFTER), KEY, {
					activities: ['1.3'],
					reason: 'Something else.',
					lang: 'en'
				})
			).codes
		).toEqual(['correction-open']);
	});
});

test('a later quarter says which revision of the earlier ones it stood on', () => {
	freeze(plan.as('owner', AFTER), { ...KEY, quarter: '2020-Q2' });
	const { hash } = frozenRevisions(plan.database.read, live().plan.id)[0]!;
	frozenNow();
	const found = frozenRevisions(plan.database.read, live().plan.id).at(-1)!;
	const rows = linesOf(plan.database.read, found.id).map((line) => JSON.parse(line) as RecordRow);
	const past = readRecord(rows).past.map(({ quarter, stoodOn }) => [quarter, stoodOn]);
	expect(past).toEqual([
		['2020-Q1', null],
		['2020-Q2', { revision: 1, hash }]
	]);
	expect(snapshot(plan.database, () => shown()).frozen?.revision).toBe(1);
});
