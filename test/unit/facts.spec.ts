// What is kept in memory of a plan must be what a fresh look would find, whatever was written since, and by whom.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import * as users from '#lib/server/access/users.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { contextOf, folderOfItsOwn } from './database.ts';

const SLUG = 'cybercrime-2019-2023';
const QUARTERS = ['2019-Q4', '2020-Q2', '2020-Q3', '2020-Q4'];
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-facts-'));
	const database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
	database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the demonstration, opened twice: one who has looked before, and a fresh pair of eyes for every look. */
function copyOfIt(): { database: Database; freshly: <T>(look: (database: Database) => T) => T } {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	copyFileSync(join(folder, 'kvartal.db'), path);
	const database = openDatabase(path);
	return {
		database,
		freshly(look) {
			const fresh = openDatabase(path);
			try {
				return look(fresh);
			} finally {
				fresh.close();
			}
		}
	};
}

const lookAt = (database: Database) =>
	QUARTERS.map((quarter) => quarters.read(database, SLUG, quarter, { today: '2020-10-05' }));

const as = (database: Database, username: string) =>
	contextOf(database, {
		actor: users.actorOf(database.read, users.idOf(database.read, username)!)
	});

const key = { strategy: SLUG, activity: '2.2.4', body: 'ratel', quarter: '2020-Q3' };

test('a filing accepted here is seen at once', () => {
	const { database, freshly } = copyOfIt();
	const before = lookAt(database);
	const { version } = filings.find(database.read, key)!;
	filings.accept(as(database, 'coordinator'), key, version);
	const after = lookAt(database);
	expect(after).toEqual(freshly(lookAt));
	expect(after).not.toEqual(before);
	const filed = after[2]!.activities.find(({ code }) => code === '2.2.4')!.filings;
	expect(filed).toHaveLength(1);
	database.close();
});

test('and so is one accepted by another process', () => {
	const { database, freshly } = copyOfIt();
	const before = lookAt(database);
	freshly((other) => {
		const { version } = filings.find(other.read, key)!;
		filings.accept(as(other, 'coordinator'), key, version);
	});
	expect(lookAt(database)).toEqual(freshly(lookAt));
	expect(lookAt(database)).not.toEqual(before);
	database.close();
});

test('a draft changes nothing that everyone sees', () => {
	const { database, freshly } = copyOfIt();
	const before = lookAt(database);
	const draft = { ...key, activity: '3.1.2' };
	const found = filings.find(database.read, draft)!;
	filings.save(as(database, 'reporter'), draft, found.version, {
		...found.contents,
		texts: { ...found.contents.texts, next_steps: { en: 'Something else' } }
	});
	expect(lookAt(database)).toEqual(before);
	expect(freshly(lookAt)).toEqual(before);
	database.close();
});

test('what was refused half-way leaves no trace in what is kept', () => {
	const { database, freshly } = copyOfIt();
	const before = lookAt(database);
	const { version } = filings.find(database.read, key)!;
	expect(() =>
		filings.acceptMany(as(database, 'coordinator'), [
			{ key, version },
			{ key: { ...key, activity: '3.1.2' }, version: 1 }
		])
	).toThrow();
	expect(lookAt(database)).toEqual(before);
	expect(freshly(lookAt)).toEqual(before);
	database.close();
});
