// The one read, over the shipped demonstration. The counts were made by a separate program from the folder's files, not by Kvartal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';

const SLUG = 'cybercrime-2019-2023';
const TODAY = '2020-10-05';
let database: Database;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-quarters-'));
	database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

const read = (quarter: string, today = TODAY) => quarters.read(database, SLUG, quarter, { today });
const codeOf = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error.problems[0]?.code;
		throw error;
	}
	return null;
};

test.each([
	// quarter, P, due, full and due, on time, indicator met, bodies responded / owing
	['2019-Q4', 55, 18, 11, 8, 6, 11, 13],
	['2020-Q1', 57, 18, 12, 9, 3, 12, 15],
	['2020-Q2', 57, 24, 15, 10, 9, 12, 15],
	['2020-Q3', 57, 34, 16, 11, 10, 2, 15]
])('the figures of %s', (quarter, population, due, full, onTime, met, responded, owing) => {
	const { figures, response } = read(quarter);
	expect(figures.population).toBe(population);
	expect(figures.formulas.B).toMatchObject({ numerator: full, denominator: due });
	expect(figures.threeNumbers.onTime.numerator).toBe(onTime);
	expect(figures.threeNumbers.indicatorMet.numerator).toBe(met);
	expect(response.rate).toMatchObject({ numerator: responded, denominator: owing });
});

test('goals add up to the plan; bodies, which share activities, need not', () => {
	const { figures, goalFigures } = read('2020-Q2');
	for (const name of ['A', 'B', 'C', 'D'] as const) {
		const sum = (part: 'numerator' | 'denominator' | 'noData') =>
			goalFigures.reduce((total, goal) => total + goal.figures.formulas[name][part], 0);
		expect({
			numerator: sum('numerator'),
			denominator: sum('denominator'),
			noData: sum('noData')
		}).toEqual(figures.formulas[name]);
	}
});

test('an activity shows the filings of this quarter alone, and only accepted ones', () => {
	const view = read('2020-Q3');
	for (const activity of view.activities) {
		for (const filing of activity.filings) expect(filing.quarter).toBe('2020-Q3');
	}
	const returned = view.activities.find(({ code }) => code === '4.2.1')!;
	const ratel = view.bodies.find(({ key }) => key === 'ratel')!;
	expect(returned.leads).toContain(ratel.id);
	expect(returned.filings.filter(({ bodyId }) => bodyId === ratel.id)).toEqual([]);
});

test('a moved deadline keeps its whole way', () => {
	const equip = read('2020-Q3').activities.find(({ code }) => code === '2.3.1')!;
	expect(equip.adopted.reading).toMatchObject({ latest: '2019-09-30' });
	expect(equip.ledger.map(({ kind, to }) => [kind, to.reading])).toEqual([
		['amendment', expect.objectContaining({ latest: '2020-06-30' })],
		['extension', expect.objectContaining({ latest: '2020-12-31' })]
	]);
	expect(equip.slipDays).toBe(458);
	const before = read('2019-Q4').activities.find(({ code }) => code === '2.3.1')!;
	expect(before.ledger).toEqual([]);
	expect(before.slipDays).toBe(0);
});

test('what left the plan stands beside it, with what became of it', () => {
	const merged = read('2020-Q3').outside.find(({ code }) => code === '3.3.4')!;
	expect(merged.ended).toBe('merged');
	expect(merged.into).toEqual(['3.3.6']);
	expect(read('2019-Q4').activities.map(({ code }) => code)).toContain('3.3.4');
	expect(read('2019-Q4').outside).toEqual([]);
});

describe('the window', () => {
	test.each([
		['2020-Q3', '2020-09-30', 'upcoming'],
		['2020-Q3', '2020-10-01', 'open'],
		['2020-Q3', '2020-10-31', 'open'],
		['2020-Q3', '2020-11-01', 'closed']
	])('of %s on %s is %s', (quarter, today, expected) => {
		expect(read(quarter, today).windowState).toBe(expected);
	});
});

describe('the quarter a page is about', () => {
	const inQuestion = (today: string, asked: string | null, isReporter: boolean, slug = SLUG) =>
		planQuarters.inQuestion(planQuarters.of(database, slug, today), asked, isReporter);
	test('for reporters the open one, for others the last closed', () => {
		expect(inQuestion(TODAY, null, true)).toBe('2020-Q3');
		expect(inQuestion(TODAY, null, false)).toBe('2020-Q2');
	});
	test('between two windows reporters see the last closed', () => {
		expect(inQuestion('2020-09-10', null, true)).toBe('2020-Q2');
	});
	test('before anything has opened, the plan’s first', () => {
		expect(inQuestion('2018-12-31', null, false)).toBe('2019-Q1');
	});
	test('the one asked for, if the plan has it', () => {
		expect(inQuestion(TODAY, '2019-Q2', true)).toBe('2019-Q2');
		expect(codeOf(() => inQuestion(TODAY, '2031-Q1', true))).toBe('no_such_quarter');
	});
	test('where there is no plan, none', () => {
		expect(inQuestion(TODAY, '2020-Q3', true, 'information-security-2017-2020')).toBeNull();
	});
});

test('an activity’s life has every quarter begun, with its filings and standings', () => {
	const life = quarters.life(database, SLUG, '2.1.1', '2020-Q3', { today: TODAY });
	expect(life.quarters.map(({ quarter }) => quarter)).toEqual([
		'2019-Q1',
		'2019-Q2',
		'2019-Q3',
		'2019-Q4',
		'2020-Q1',
		'2020-Q2',
		'2020-Q3'
	]);
	const roles = life.quarters.map(({ standing }) => standing.role);
	const wentBack = roles.findIndex((role, index) => role !== 'full' && roles[index - 1] === 'full');
	expect(wentBack).toBeGreaterThan(0);
});

test.each([
	['no-such', '2020-Q3', 'no_such_strategy'],
	['information-security-2017-2020', '2020-Q3', 'no_plan'],
	[SLUG, '2021-Q1', 'no_such_quarter'],
	[SLUG, '2020-Q5', 'no_such_quarter'],
	[SLUG, "2020-Q3' or 1=1", 'no_such_quarter']
])('%s %s is %s', (slug, quarter, code) => {
	expect(codeOf(() => quarters.read(database, slug, quarter, { today: TODAY }))).toBe(code);
});

test('no two narratives of the demonstration are alike', () => {
	const seen = new Map<string, string>();
	for (const quarter of read('2020-Q3').quarters) {
		for (const { code, filings } of read(quarter).activities) {
			for (const { texts } of filings) {
				for (const text of [texts.narrative.en, texts.result.en]) {
					if (!text) continue;
					expect(seen.get(text), `${code} ${quarter}`).toBeUndefined();
					seen.set(text, `${code} ${quarter}`);
				}
			}
		}
	}
	expect(seen.size).toBeGreaterThan(100);
});

test('a demonstration goes into an empty database only', async () => {
	await expect(loadDemonstration(database)).rejects.toThrow('database_not_empty');
});
