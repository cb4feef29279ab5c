// Lists, parts and starts over the shipped demonstration; the list as a workbook.
import ExcelJS from 'exceljs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor, Right } from '#lib/domain/permission.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { startOf } from '#lib/server/access/start.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { inForceOn, knownStrategies } from '#lib/server/plan/known-strategies.ts';
import * as activityLists from '#lib/server/quarter/activity-lists.ts';
import * as partPages from '#lib/server/quarter/part-pages.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import * as reports from '#lib/server/report/reports.ts';

const SLUG = 'cybercrime-2019-2023';
const QUARTER = '2020-Q2';
const today = '2020-10-05';
let database: Database;
let folder: string;

beforeAll(async () => {
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	folder = mkdtempSync(join(tmpdir(), 'kvartal-lists-'));
	database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

const list = (query: string, { locale = 'en' as Locale, isWhole = false } = {}) =>
	activityLists.read(database, SLUG, QUARTER, {
		...{ today, locale, isWhole },
		params: new URLSearchParams(query)
	});
const codes = (query: string) => list(query).rows.map(({ code }) => code);
const codeOf = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (refused) {
		return (refused as Refusal).problems[0]!.code;
	}
};

describe('a list', () => {
	test('of everything is the plan, and those that left it at the end', () => {
		const { view, rows, matching, outside, ofGoals } = list('');
		const whole = quarters.read(database, SLUG, QUARTER, { today });
		const all = [...whole.activities, ...whole.outside];
		expect(rows.map(({ code }) => code)).toEqual(all.map(({ code }) => code));
		expect([matching, outside]).toEqual([whole.activities.length, whole.outside.length]);
		expect([...ofGoals.values()].reduce((sum, n) => sum + n)).toBe(matching);
		expect(view.figures).toEqual(whole.figures);
	});

	test('has as many rows as the figures count', () => {
		const { view } = list('');
		for (const role of ['full', 'ongoing', 'partial', 'none'] as const) {
			expect(list(`assessment=${role}`).matching).toBe(view.figures.assessment[role]);
		}
		expect(list('assessment=no-data').matching).toBe(view.figures.assessment.noData);
		expect(list('timeliness=overdue,late').matching).toBe(
			view.figures.timeliness.overdue + view.figures.timeliness.late
		);
		for (const { bodyId, figures } of view.bodyFigures) {
			const { key } = view.bodies.find(({ id }) => id === bodyId)!;
			expect(list(`body=${key}&role=lead`).matching).toBe(figures.population);
		}
	});

	test('is searched in either script', () => {
		expect(codes('q=обука').length).toBeGreaterThan(0);
		expect(codes('q=OBUKA')).toEqual(codes('q=обука'));
	});

	test('its titles are in the reader’s order', () => {
		const titles = list('sort=activity').rows.flatMap(({ title, ended }) =>
			ended ? [] : [title.en!]
		);
		expect(titles).toEqual(titles.toSorted(new Intl.Collator('en', { numeric: true }).compare));
	});

	test('views the rows of its page only', () => {
		const { view, rows } = list('goal=1&assessment=full');
		expect(view.activities.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
		expect(list('page=2').rows).toEqual([]);
	});

	test('refuses what it does not know', () => {
		expect(codeOf(() => list('goal=17'))).toBe('unknown-filter');
	});
});

describe('the place of an activity', () => {
	const place = (code: string, query: string) =>
		activityLists.placeOf(database, SLUG, QUARTER, {
			...{ code, locale: 'en' },
			params: new URLSearchParams(query)
		});
	test('is that of the list one came from', () => {
		const all = codes('goal=2&sort=-deadline');
		const asked = 'goal=2&sort=-deadline';
		expect(place(all[1]!, asked)).toMatchObject({
			...{ position: 2, total: all.length, previous: all[0], next: all[2] }
		});
		expect(place(all[0]!, asked).previous).toBeNull();
		expect(place(all.at(-1)!, asked).next).toBeNull();
	});
	test('is none where that list does not have it', () => {
		expect(place(codes('goal=1')[0]!, 'goal=2')).toMatchObject({
			...{ position: null, previous: null, next: null }
		});
	});
});

describe('a part of the plan', () => {
	test('a goal’s figures are those of the overview, its measures’ add up to them', () => {
		const { view } = list('');
		for (const { code, id } of view.goals) {
			const page = partPages.goal(database, SLUG, QUARTER, { today, code });
			expect(page.figures).toEqual(view.goalFigures.find(({ goalId }) => goalId === id)!.figures);
			const parts = page.measures.map(({ figures }) => figures.population);
			expect(parts.reduce((sum, n) => sum + n)).toBe(page.figures.population);
			expect(page.activities.total).toBe(page.figures.population + page.figures.outside);
		}
	});

	test('a measure has its own activities', () => {
		const { view } = list('');
		const [{ code, id }] = view.measures as [(typeof view.measures)[number]];
		const page = partPages.measure(database, SLUG, QUARTER, { today, code });
		expect(page.activities.rows.every(({ measureId }) => measureId === id)).toBe(true);
		expect(page.activities.rows.map((one) => one.code)).toEqual(codes(`measure=${code}`));
	});

	test('a body’s answers are those the overview counts, quarter by quarter', () => {
		const page = partPages.body(database, SLUG, QUARTER, { today, key: 'ratel' });
		expect(page.answered.map(({ quarter }) => quarter)).toEqual([
			...['2020-Q3', '2020-Q2', '2020-Q1', '2019-Q4', '2019-Q3', '2019-Q2', '2019-Q1']
		]);
		for (const { quarter, owed, submitted, byDueDay } of page.answered) {
			const { response } = quarters.read(database, SLUG, quarter, { today, choose: () => [] });
			const { id: bodyId } = page.body;
			const own = response.bodies.find((one) => one.bodyId === bodyId);
			expect(own).toEqual({ bodyId, owed, submitted, byDueDay });
		}
		expect(page.children.map(({ key }) => key)).toEqual(['cert']);
	});

	test('there is none of a name nobody bears', () => {
		const at = { today, code: 'x', key: 'x' };
		const refused = (['goal', 'measure', 'body'] as const).map((kind) =>
			codeOf(() => partPages[kind](database, SLUG, QUARTER, at))
		);
		expect(refused).toEqual(['no-such-goal', 'no-such-measure', 'no-such-body']);
	});
});

test('a strategy may be in force when its plan is not', () => {
	const known = knownStrategies(database).find(({ head }) => head.slug === SLUG)!;
	expect(inForceOn(known, '2020-10-05')).toEqual({ strategy: true, plan: true });
	expect(inForceOn(known, '2022-03-01')).toEqual({ strategy: true, plan: false });
	expect(inForceOn(known, '2024-01-01')).toEqual({ strategy: false, plan: false });
});

describe('the start', () => {
	const idOf = (slug: string) =>
		knownStrategies(database).find(({ head }) => head.slug === slug)!.head.id;
	const actor = (more: Partial<Actor>, ...roles: [Right['role'], string][]): Actor => ({
		...{ userId: 1, isConsole: false, isAdministrator: false },
		rights: roles.map(([role, slug]) => ({ role, strategyId: idOf(slug), bodyId: null })),
		...more
	});
	const start = (who: Actor, day = today) => startOf({ database, actor: who }, day);
	const at = `/strategies/${SLUG}`;
	const other = 'information-security-2017-2020';

	test('of a reporter is what the body owes, of a coordinator who has filed, while a window is open', () => {
		expect(start(actor({}, ['reporter', SLUG]))).toBe(`${at}/owed?quarter=2020-Q3`);
		expect(start(actor({}, ['coordinator', SLUG]))).toBe(`${at}/board?quarter=2020-Q3`);
		expect(start(actor({}, ['coordinator', SLUG], ['reporter', SLUG]))).toBe(
			`${at}/owed?quarter=2020-Q3`
		);
		expect(start(actor({}, ['reporter', SLUG]), '2020-09-10')).toBe(at);
	});
	test('of others is where the strategy stands, of one without a plan what is known of it', () => {
		expect(start(actor({}, ['reviewer', SLUG]))).toBe(at);
		expect(start(actor({}, ['owner', SLUG], ['owner', other]))).toBe(at);
		expect(start(actor({}, ['reviewer', other]))).toBe(`/strategies/${other}`);
	});
	test('of an administrator alone is the users; of nobody’s in particular the strategies', () => {
		expect(start(actor({ isAdministrator: true }))).toBe('/users');
		expect(start(actor({ isAdministrator: true }, ['owner', SLUG]))).toBe(at);
		expect(start(actor({}))).toBe('/strategies');
	});
});

test('the list as Excel has the rows of all pages, the code and the chosen columns', async () => {
	const query = 'timeliness=overdue&columns=activity,kind,slip&sort=-slip';
	const bytes = await reports.make({
		...{ path: database.path, slug: SLUG, quarter: QUARTER, today, locale: 'en' },
		...{ madeAt: '2026-11-21T21:00:00Z', list: query }
	});
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(bytes.buffer);
	const sheet = workbook.getWorksheet('Activities')!;
	const rows = Array.from({ length: sheet.rowCount }, (_, index) =>
		(sheet.getRow(index + 1).values as unknown[]).slice(1)
	);
	const header = rows.findIndex(([first]) => first === 'Code');
	expect(rows[header]!.slice(0, 4)).toEqual([
		...['Code', 'Activity', 'Kind of deadline', 'Slip, days']
	]);
	expect(rows.slice(header + 1).map(([code]) => code)).toEqual(codes(query));
	const about = rows.slice(0, header).flat().join(' ');
	expect(about).toContain('Timeliness: overdue');
	expect(about).toContain(`/strategies/${SLUG}/activities?quarter=${QUARTER}&timeliness=overdue`);
});
