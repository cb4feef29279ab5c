// Packs: what they stand on, that they are made once and kept, and that the same records give the same bytes anywhere.
import BetterSqlite3 from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { verifyHistory } from '#lib/server/history/verify.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { PACK_LAYOUT } from '#lib/server/report/layout.ts';
import { makePack } from '#lib/server/report/pack-making.ts';
import { checkPacks } from '#lib/server/report/pack-check.ts';
import { allKept, byHash, find, type PackAsked } from '#lib/server/report/packs.ts';
import * as packsPage from '#lib/server/report/packs-page.ts';
import { portableOf } from '#lib/server/report/portable-zip.ts';
import { workbookOf } from '#lib/server/report/report.ts';
import { unzipped } from '#lib/server/workbook/unzip.ts';
import { DONE, QUARTER, refusalOf, SLUG, smallPlan, type SmallPlan } from './small-plan.ts';
import { tamper } from './tamper.ts';

/** After the windows of the first three quarters. */
const AFTER: Day = '2020-11-10';
const NOW = '2026-11-22T09:00:00.000Z';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	const { version } = filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
	filings.accept(plan.as('coordinator'), plan.key('1.1'), version);
});
afterEach(() => plan.close());

function frozen(...quarters: string[]): void {
	for (const quarter of quarters) freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter });
}

const asked = (period: string, more: Partial<PackAsked> = {}): PackAsked => ({
	...{ slug: SLUG, period: readPeriod(period)!, revision: null, locale: 'en', format: 'xlsx' },
	...{ layout: null, ...more }
});
const made = (period: string, more: Partial<PackAsked> = {}, now = NOW) =>
	makePack(plan.as('reviewer', AFTER), asked(period, more), { now });
const contents = (period: string, today = AFTER) =>
	contentsOf(plan.database, SLUG, readPeriod(period)!, { today });

describe('what a pack stands on', () => {
	test('a live quarter is a draft on every page, and is not kept', async () => {
		const { isDraft, standsOn } = contents(QUARTER);
		expect({ isDraft, standsOn }).toEqual({ isDraft: true, standsOn: [] });
		const { sheets } = workbookOf(contents(QUARTER), 'en', { madeAt: NOW });
		expect(sheets.map(({ print }) => print.header.right)).toEqual(
			sheets.map(() => 'DRAFT · Q3 2020')
		);
		expect(await made(QUARTER)).toMatchObject({ isKept: false });
		expect(allKept(plan.database.read, SLUG)).toEqual([]);
	});

	test('a half-year of which one quarter is not frozen is a draft, and says which', () => {
		frozen('2020-Q1');
		const { isDraft, standsOn, quarters } = contents('2020-H1');
		expect(isDraft).toBe(true);
		expect(standsOn.map(({ quarter }) => quarter)).toEqual(['2020-Q1']);
		expect(quarters.map(({ frozen }) => frozen !== null)).toEqual([true, false]);
		const { sheets } = workbookOf(contents('2020-H1'), 'en', { madeAt: NOW });
		expect(JSON.stringify(sheets[0])).toContain(standsOn[0]!.hash);
		expect(sheets.every(({ print }) => print.header.right.startsWith('DRAFT'))).toBe(true);
	});

	test('a period whose last quarter has not begun is a draft of those that have', () => {
		frozen('2020-Q1', '2020-Q2', '2020-Q3');
		const { isDraft, upcoming, view } = contents('2020');
		expect({ isDraft, upcoming, at: view.quarter }).toEqual({
			isDraft: true,
			upcoming: ['2020-Q4'],
			at: '2020-Q3'
		});
	});

	test('a half-year compared with a quarter that is not frozen is a draft', () => {
		frozen('2020-Q3');
		freeze(plan.as('owner', '2021-03-01'), { strategy: SLUG, quarter: '2020-Q4' });
		expect(contents('2020-H2', '2021-03-01').isDraft).toBe(true);
		frozen('2020-Q2');
		const { isDraft, standsOn } = contents('2020-H2', '2021-03-01');
		expect(isDraft).toBe(false);
		expect(standsOn.map(({ quarter }) => quarter)).toEqual(['2020-Q2', '2020-Q3', '2020-Q4']);
	});

	test('of several quarters each activity shows how it stood at the end of each', () => {
		const { courses, view } = contents('2020');
		const courseOf = (code: string) => {
			const all = [...view.activities, ...view.outside];
			return courses!.get(all.find((one) => one.code === code)!.key)!;
		};
		expect(courseOf('1.1').map((standing) => standing?.role)).toEqual([null, null, 'full']);
		// Withdrawn on the first day of the third quarter.
		expect(courseOf('1.6').map((standing) => standing === null)).toEqual([false, false, true]);
	});

	test('what is no period, lies outside the plan or has not begun is refused', () => {
		expect(refusalOf(() => contents('2031-Q1')).codes).toEqual(['no-such-period']);
		expect(refusalOf(() => contents('2019')).codes).toEqual(['no-such-period']);
		expect(refusalOf(() => contents('2020-H2', '2020-07-10')).codes).toEqual(['pack-not-begun']);
	});

	test('a revision is of one quarter: no longer period has any', async () => {
		frozen('2020-Q1', '2020-Q2');
		await expect(made('2020-H1', { revision: 1 })).rejects.toThrow('pack-revision-of-quarter');
	});
});

describe('a pack of frozen quarters', () => {
	test('is made once, and served as it was kept', async () => {
		frozen(QUARTER);
		const first = await made(QUARTER);
		const again = await made(QUARTER, {}, '2030-01-01T00:00:00.000Z');
		expect(first.isKept).toBe(true);
		expect(again.hash).toBe(first.hash);
		expect(createHash('sha256').update(again.bytes).digest('hex')).toBe(first.hash);
		expect(allKept(plan.database.read, SLUG)).toHaveLength(1);
		expect(find(plan.database, asked(QUARTER), AFTER).there!.hash).toBe(first.hash);
		expect(byHash(plan.database.read, SLUG, first.hash).bytes).toEqual(first.bytes);
	});

	test.each(['Pacific/Auckland', 'America/Los_Angeles'])(
		'is the same bytes in another process, in %s',
		async (zone) => {
			frozen(QUARTER);
			const { hash } = await made(QUARTER);
			const script = join(import.meta.dirname, 'pack-hash.ts');
			const env = { ...process.env, TZ: zone, TIME_ZONE: zone };
			const args = [script, plan.path, SLUG, QUARTER, '2031-05-05'];
			expect(execFileSync(process.execPath, args, { env, encoding: 'utf8' })).toBe(hash);
		}
	);

	test('two who ask at once get the same', async () => {
		frozen(QUARTER);
		const [one, other] = await Promise.all([made(QUARTER), made(QUARTER)]);
		expect(one.hash).toBe(other.hash);
		expect(allKept(plan.database.read, SLUG)).toHaveLength(1);
	});

	test('is another one for each revision; the first stays', async () => {
		frozen(QUARTER);
		const first = await made(QUARTER);
		const opening = { activities: ['1.1'], reason: 'Misread.', lang: 'en' };
		const key = { strategy: SLUG, quarter: QUARTER };
		corrections.open(plan.as('owner', AFTER), key, opening);
		freeze(plan.as('owner', AFTER), key);
		const second = await made(QUARTER);
		expect(second.hash).not.toBe(first.hash);
		expect((await made(QUARTER, { revision: 1 })).hash).toBe(first.hash);
		expect(byHash(plan.database.read, SLUG, first.hash).standsOn).toMatchObject([{ revision: 1 }]);
	});

	test('is the report in the portable quarter, byte for byte', async () => {
		frozen(QUARTER);
		const zip = await portableOf(plan.database, {
			...{ slug: SLUG, quarter: QUARTER, revision: null, locale: 'en' }
		});
		const { bytes } = await made(QUARTER);
		expect(Buffer.from(unzipped(zip, 1e8).get('report-en.xlsx')!).equals(bytes)).toBe(true);
	});

	test('cannot be changed, taken away or replaced, and the history vouches for it', async () => {
		frozen(QUARTER);
		await made(QUARTER);
		for (const sql of [
			"update packs set hash = 'x'",
			'delete from packs',
			"update pack_files set bytes = x'00'",
			'delete from pack_files',
			"insert or replace into pack_files select pack_id, x'00' from pack_files"
		]) {
			const raw = new BetterSqlite3(plan.path);
			expect(() => raw.exec(sql)).toThrow('a kept pack does not change');
			raw.close();
		}
		expect(verifyHistory(plan.database)).toMatchObject({ fault: null, row: null, trigger: null });
		expect(checkPacks(plan.database)).toEqual({ packs: 1, faults: [] });
	});

	test.each([
		["update pack_files set bytes = x'00'", 'bytes-altered'],
		['delete from pack_files', 'bytes-missing'],
		['delete from frozen_quarters', 'record-missing']
	])('whoever goes behind the program is found out: %s', async (sql, kind) => {
		frozen(QUARTER);
		const { hash } = await made(QUARTER);
		tamper(plan.path, sql);
		const after = plan.reopened();
		expect(checkPacks(after).faults).toEqual([{ hash, period: QUARTER, kind }]);
		after.close();
	});

	test('names no layout it was not kept in', async () => {
		frozen(QUARTER);
		const { hash } = await made(QUARTER);
		expect((await made(QUARTER, { layout: PACK_LAYOUT })).hash).toBe(hash);
		await expect(made(QUARTER, { layout: PACK_LAYOUT + 1 })).rejects.toThrow('no-such-layout');
	});

	test('who may not see the strategy keeps nothing', async () => {
		frozen(QUARTER);
		const stranger = { ...plan.as('reviewer', AFTER).actor, rights: [], isAdministrator: false };
		const context = { ...plan.as('reviewer', AFTER), actor: stranger };
		await expect(makePack(context, asked(QUARTER), { now: NOW })).rejects.toThrow('forbidden');
		expect(allKept(plan.database.read, SLUG)).toEqual([]);
	});
});

describe('packs that an older program has left, in its layout', () => {
	const OLDER = PACK_LAYOUT - 1;
	const inOlder = (period: string, more: Partial<PackAsked> = {}) =>
		makePack(plan.as('reviewer', AFTER), asked(period, more), { now: NOW, layout: OLDER });
	const shown = () =>
		packsPage
			.read(plan.database, SLUG, AFTER)
			.kept.map(({ period, layout, newer }) => ({ period, layout, newer }));
	const corrected = (quarter: string) => {
		const key = { strategy: SLUG, quarter };
		const opening = { activities: ['1.3'], reason: 'Misread.', lang: 'en' };
		corrections.open(plan.as('owner', AFTER), key, opening);
		freeze(plan.as('owner', AFTER), key);
	};

	test.each(['xlsx', 'html'] as const)(
		'are served as they were kept, as %s; the newer one is made when it is asked for, and kept beside them',
		async (format) => {
			frozen(QUARTER);
			const old = await inOlder(QUARTER, { format });
			expect((await made(QUARTER, { format })).hash).toBe(old.hash);
			const newer = await made(QUARTER, { format, layout: PACK_LAYOUT });
			expect(newer.hash).not.toBe(old.hash);
			expect((await made(QUARTER, { format, layout: PACK_LAYOUT })).hash).toBe(newer.hash);
			for (const { hash, bytes } of [old, newer]) {
				expect(byHash(plan.database.read, SLUG, hash).bytes).toEqual(bytes);
			}
			// Without a layout it is the one that was given out first.
			expect(find(plan.database, asked(QUARTER, { format }), AFTER).there!.hash).toBe(old.hash);
			expect(checkPacks(plan.database)).toEqual({ packs: 2, faults: [] });
			expect(verifyHistory(plan.database)).toMatchObject({ fault: null, row: null });
		}
	);

	test('of a layout that never was there is none to be had, nor of an older one that was not kept', async () => {
		frozen(QUARTER);
		await made(QUARTER);
		await expect(made(QUARTER, { layout: OLDER })).rejects.toThrow('no-such-layout');
		await expect(made('2020-Q2', { layout: OLDER })).rejects.toThrow('no-such-layout');
	});

	test('the page offers the newer of the same revision, until it is kept as well', async () => {
		frozen(QUARTER);
		await inOlder(QUARTER);
		corrected(QUARTER);
		// The second revision in the newest layout is no newer layout of the first.
		await made(QUARTER, { revision: 2 });
		const first = { kind: 'to-be-made', layout: PACK_LAYOUT, revision: 1 };
		expect(shown()).toEqual([
			{ period: QUARTER, layout: PACK_LAYOUT, newer: null },
			{ period: QUARTER, layout: OLDER, newer: first }
		]);
		await made(QUARTER, { revision: 1, layout: PACK_LAYOUT });
		expect(shown().map(({ newer }) => newer)).toEqual([null, null, null]);
	});

	test('of a longer period the page offers it while it would stand on the same records', async () => {
		frozen('2020-Q1', '2020-Q2');
		await inOlder('2020-H1');
		expect(shown()[0]!.newer).toEqual({
			...{ kind: 'to-be-made', layout: PACK_LAYOUT, revision: null }
		});
		corrected('2020-Q2');
		expect(shown()[0]!.newer).toEqual({ kind: 'superseded' });
	});
});
