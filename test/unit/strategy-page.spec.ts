// The page about a strategy: of a short amendment every change, of a long one how many there are and those asked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANGE_KINDS } from '#lib/domain/amendment.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import * as strategyPage from '#lib/server/quarter/strategy-page.ts';
import { contextOf } from './database.ts';
import {
	changesAsked,
	withChanges
} from '../../src/routes/(app)/strategies/[strategy]/about/changes-asked.ts';

const today = '2020-10-05';
const { CHANGES_A_PAGE } = strategyPage;
let folder: string;
let shipped: Database;
let large: Database;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-strategy-page-'));
	shipped = openDatabase(join(folder, 'shipped.db'));
	large = openDatabase(join(folder, 'large.db'));
	await loadDemonstration(shipped);
	await loadLargePlan(large, { activities: 1_000 });
});
afterAll(() => {
	shipped.close();
	large.close();
	rmSync(folder, { recursive: true });
});

function planOf(database: Database, slug: string, changes?: strategyPage.ChangesAsked) {
	const { plans } = strategyPage.read(database, slug, { today, changes });
	return plans[0]!;
}

test('what the acts changed in a small plan is all there, in their order', () => {
	const { amendments } = planOf(shipped, 'cybercrime-2019-2023');
	expect(amendments.length).toBeGreaterThan(0);
	for (const { isLong, shown, total, counts, changes } of amendments) {
		expect({ isLong, shown }).toEqual({ isLong: false, shown: null });
		expect(changes).toHaveLength(total);
		for (const { kind, count } of counts) {
			expect(changes.filter((change) => change.kind === kind)).toHaveLength(count);
		}
		for (const { code, reason } of changes) {
			expect(code).toMatch(/^\d/);
			expect(Object.keys(reason).length).toBeGreaterThan(0);
		}
	}
	const merged = amendments.flatMap(({ changes }) => changes).find(({ kind }) => kind === 'merge');
	expect(merged?.into).toMatch(/^\d/);
});

test('what was told once is told anew on another day, and after a write', () => {
	const slug = 'cybercrime-2019-2023';
	const read = (day: string) => strategyPage.read(shipped, slug, { today: day });
	expect(read(today)).toMatchObject({ isInForce: true, plans: [{ isInForce: true }] });
	expect(read('2022-03-01')).toMatchObject({ isInForce: true, plans: [{ isInForce: false }] });
	expect(read('2024-01-01').isInForce).toBe(false);

	const emailOf = () => read(today).bodies.find(({ key }) => key === 'mup')!.email;
	expect(emailOf()).not.toBe('strategija@example.org');
	const parentOf = () => read(today).bodies.find(({ key }) => key === 'mup')!.parentKey;
	const { version } = bodies.page(shipped.read, 'mup', today);
	bodies.setContact(
		contextOf(shipped),
		{ key: 'mup', version },
		{ email: 'strategija@example.org', parent: parentOf() ?? '' }
	);
	expect(emailOf()).toBe('strategija@example.org');
});

describe('an amendment of many changes', () => {
	const long = () => planOf(large, 'pulse').amendments.find(({ isLong }) => isLong)!;

	test('is told in numbers', () => {
		const { total, counts, changes, shown } = long();
		expect(total).toBeGreaterThan(CHANGES_A_PAGE);
		expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
		expect({ changes, shown }).toEqual({ changes: [], shown: null });
	});

	test('is read a kind and a page at a time, and none is left out', () => {
		const { key, total, counts } = long();
		const plan = planOf(large, 'pulse').key;
		const read = counts.flatMap(({ kind, count }) => {
			const pages = Math.ceil(count / CHANGES_A_PAGE);
			return Array.from({ length: pages }, (_, index) => {
				const asked = { plan, amendment: key, kind, page: index + 1 };
				const { amendments } = planOf(large, 'pulse', asked);
				const amendment = amendments.find((one) => one.key === key)!;
				expect(amendment.shown).toMatchObject({ kind, page: index + 1, pages });
				expect(amendment.changes.every((change) => change.kind === kind)).toBe(true);
				return amendment.changes;
			}).flat();
		});
		expect(read).toHaveLength(total);
		expect(new Set(read.map(({ kind, code, into }) => `${kind} ${code} ${into}`)).size).toBe(total);
		expect(read.every(({ reason }) => Object.keys(reason).length > 0)).toBe(true);
	});

	test.each([
		['amendment', { amendment: 'none' }],
		['amendment', { plan: 'none' }],
		['page', { page: 0 }],
		['page', { page: 999_999 }]
	])('refuses an unknown %s', (filter, wrong) => {
		const { key, counts } = long();
		const { kind } = counts[0]!;
		const asked = { plan: planOf(large, 'pulse').key, amendment: key, kind, page: 1, ...wrong };
		expect(refusedFor(() => planOf(large, 'pulse', asked))).toEqual(filter);
	});
});

describe('the address', () => {
	const asked = { plan: 'first plan', amendment: 'a&b', kind: 'move', page: 2 } as const;

	test.each(CHANGE_KINDS)('says what it asks for, and is read as it was written: %s', (kind) => {
		const url = new URL('http://localhost:3000/about?quarter=2020-Q3&page=9');
		for (const page of [1, 2]) {
			const { searchParams } = new URL(withChanges(url, { ...asked, kind, page }), url);
			expect(changesAsked(searchParams)).toEqual({ ...asked, kind, page });
			expect(searchParams.get('quarter')).toBe('2020-Q3');
		}
	});

	test('without an amendment asks for none', () => {
		expect(changesAsked(new URLSearchParams('kind=move&page=2'))).toBeNull();
	});

	test.each(['', 'toString', 'MOVE'])('refuses a kind there is not: "%s"', (kind) => {
		const params = new URLSearchParams({ plan: 'p', amendment: 'a', kind });
		expect(refusedFor(() => changesAsked(params))).toBe('kind');
	});
});

function refusedFor(work: () => unknown): unknown {
	try {
		work();
	} catch (refused) {
		if (refused instanceof Refusal) return refused.problems[0]?.field;
		throw refused;
	}
	return null;
}
