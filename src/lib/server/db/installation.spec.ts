import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, writerOf, type Database } from './database.ts';
import { businessDay, isDemonstration, isEmpty } from './installation.ts';
import { settings, users } from './schema.ts';

let folder: string;
let database: Database;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-'));
	database = openDatabase(join(folder, 'kvartal.db'));
});
afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true });
});

test('a new database is empty until somebody has an account', () => {
	expect(isEmpty(database)).toBe(true);
	writerOf(database)
		.orm.insert(users)
		.values({ username: 'admin', name: 'Admin', createdAt: '2026-01-01T00:00:00Z' })
		.run();
	expect(isEmpty(database)).toBe(false);
});

test('the business day is the day in Belgrade, or the demonstration’s own', () => {
	const newYearsEve = new Date('2020-12-31T23:30:00Z');
	expect(businessDay(database, newYearsEve)).toBe('2021-01-01');
	expect(isDemonstration(database)).toBe(false);
	writerOf(database)
		.orm.insert(settings)
		.values([
			{ name: 'demonstration', value: '1' },
			{ name: 'business_day', value: '2020-10-05' }
		])
		.run();
	expect(businessDay(database, newYearsEve)).toBe('2020-10-05');
	expect(isDemonstration(database)).toBe(true);
});
