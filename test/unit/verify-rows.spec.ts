// Tables edited beside the history: whoever can write the file can do it, and verify names the first row that is not what the history says.
import BetterSqlite3 from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditedTables, NOT_AUDITED } from '#lib/server/db/audited.ts';
import { openDatabase, openReader } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import { change, together, type Context } from '#lib/server/history/change.ts';
import { holds, verifyHistory, type Verified } from '#lib/server/history/verify.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { contextOf, databaseOfItsOwn, folderOfItsOwn } from './database.ts';
import { tamper } from './tamper.ts';

let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-rows-'));
	const database = openDatabase(join(folder, 'kvartal.db'));
	await loadDemonstration(database);
	database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The demonstration as verify finds it after an intruder's statements. */
function verifiedAfter(...statements: string[]): Verified {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	copyFileSync(join(folder, 'kvartal.db'), path);
	tamper(path, ...statements);
	const reader = openReader(path);
	try {
		return verifyHistory(reader);
	} finally {
		reader.close();
	}
}

/** A value of the demonstration. */
function asked<T>(query: string): T {
	const raw = new BetterSqlite3(join(folder, 'kvartal.db'), { readonly: true });
	try {
		return raw.prepare(query).pluck().get() as T;
	} finally {
		raw.close();
	}
}

test('the demonstration holds, from its first entry on', () => {
	const verified = verifiedAfter();
	expect(verified).toMatchObject({ fault: null, row: null, trigger: null, rowsFrom: 1 });
	expect(verified.rows).toBeGreaterThan(3_000);
});

describe('is named', () => {
	test('an edited filing, with activity, body and quarter', () => {
		const id = asked<number>(
			`select version_id from filing_texts where field = 'narrative' limit 1`
		);
		const { row } = verifiedAfter(
			`update filing_texts set text = 'Everything is done.' where version_id = ${id} and field = 'narrative' and lang = 'sr-Cyrl'`
		);
		expect(row).toMatchObject({
			table: 'filing_texts',
			key: [id, 'narrative', 'sr-Cyrl'],
			kind: 'altered',
			filing: {
				activity: expect.stringMatching(/^\d\.\d\.\d+$/) as string,
				body: expect.any(String) as string,
				quarter: expect.stringMatching(/^20\d\d-Q\d$/) as string
			}
		});
	});

	test('another version made the one that counts', () => {
		const id = asked<number>(`select id from filings where accepted_version = 2 limit 1`);
		const { row } = verifiedAfter(`update filings set accepted_version = 1 where id = ${id}`);
		expect(row).toMatchObject({ table: 'filings', key: [id], kind: 'altered' });
		expect(row!.filing).not.toBeNull();
	});

	test('evidence taken out', () => {
		const id = asked<number>('select version_id from evidence limit 1');
		const { row } = verifiedAfter(`delete from evidence where version_id = ${id}`);
		expect(row).toMatchObject({ table: 'evidence', key: [id, 0], kind: 'missing' });
		expect(row!.filing).not.toBeNull();
	});

	test('a window put in', () => {
		const { row } = verifiedAfter(
			`insert into windows (id, plan_id, quarter, opens_on, due_on, closes_on) values (900, 1, '2031-Q1', '2031-04-01', '2031-04-02', '2031-04-03')`
		);
		expect(row).toEqual({ table: 'windows', key: [900], kind: 'put-in', filing: null });
	});

	test('an entry of the deadline ledger that was given to another activity', () => {
		const id = asked<number>('select max(id) from deadline_ledger');
		const { row } = verifiedAfter(
			`update deadline_ledger set activity_id = 1, position = 90 where id = ${id}`
		);
		expect(row).toMatchObject({ table: 'deadline_ledger', key: [id], kind: 'altered' });
	});

	test('somebody who made themselves an administrator', () => {
		const id = asked<number>(`select id from users where username = 'reporter'`);
		const { row } = verifiedAfter(`update users set is_administrator = 1 where id = ${id}`);
		expect(row).toMatchObject({ table: 'users', key: [id], kind: 'altered' });
	});

	test('a right nobody gave', () => {
		const { row } = verifiedAfter(
			`insert into rights (id, user_id, strategy_id, role) values (900, 1, 1, 'owner')`
		);
		expect(row).toMatchObject({ table: 'rights', key: [900], kind: 'put-in' });
	});

	test('a demonstration that wants to be real', () => {
		const { row } = verifiedAfter(`delete from settings where name = 'demonstration'`);
		expect(row).toMatchObject({ table: 'settings', key: ['demonstration'], kind: 'missing' });
	});

	test('a trigger that was taken away, changed, or put in', () => {
		const path = join(folderOfItsOwn(), 'kvartal.db');
		copyFileSync(join(folder, 'kvartal.db'), path);
		const raw = new BetterSqlite3(path);
		const triggerAfter = (statement: string) => {
			raw.exec(statement);
			const reader = openReader(path);
			const verified = verifyHistory(reader);
			reader.close();
			expect(holds(verified)).toBe(verified.trigger === null);
			return verified.trigger;
		};
		const name = 'filing_versions_no_update';
		expect(triggerAfter(`drop trigger ${name}`)).toEqual({ name, kind: 'missing' });
		expect(
			triggerAfter(`create trigger ${name} before update on filing_versions begin select 1; end`)
		).toEqual({ name, kind: 'altered' });
		raw.exec(`drop trigger ${name}`);
		const original = asked<string>(`select sql from sqlite_master where name = '${name}'`);
		expect(triggerAfter(original)).toBeNull();
		expect(
			triggerAfter(
				`create trigger always_done after insert on filings begin update filings set accepted_version = 1; end`
			)
		).toEqual({ name: 'always_done', kind: 'put-in' });
		raw.close();
	});
});

describe('of every table', () => {
	const tables = Object.values(schema).filter((table) => is(table, SQLiteTable));

	test('a row that is taken out is missed, unless the table is named as not audited', () => {
		expect(NOT_AUDITED.map((table) => getTableName(table))).toEqual([
			'sessions',
			'history',
			'history_payloads',
			'history_rows',
			'frozen_lines',
			'compared_activities',
			'pack_files'
		]);
		const names = tables
			.filter((table) => !NOT_AUDITED.includes(table))
			.map((table) => getTableName(table));
		const filled = names.filter((name) => asked<number>(`select count(*) from ${name}`) > 0);
		expect(filled.length).toBeGreaterThan(20);
		for (const name of filled) {
			const { row } = verifiedAfter(
				`delete from ${name} where rowid = (select min(rowid) from ${name})`
			);
			expect(row).toMatchObject({ table: name, kind: 'missing' });
		}
	});

	test('all columns are audited, but for what users are called and sign in with', () => {
		const raw = new BetterSqlite3(join(folder, 'kvartal.db'), { readonly: true });
		for (const { name, row } of auditedTables(raw)) {
			const columns = raw.pragma(`table_info(${name})`) as { name: string }[];
			const left = columns
				.map((column) => column.name)
				.filter((one) => !row('t').includes(`"${one}"`));
			expect([name, ...left]).toEqual(
				name === 'users'
					? ['users', 'username', 'name', 'function_title', 'password_hash', 'locale']
					: [name]
			);
		}
		raw.close();
	});
});

test('what cannot be told: a name, a password or a session, of which the history keeps nothing', () => {
	const verified = verifiedAfter(
		`update users set name = 'Somebody else', password_hash = null`,
		'delete from sessions'
	);
	expect(holds(verified)).toBe(true);
});

describe('a write', () => {
	const put = (context: Context, name: string, isRecorded = true) =>
		change(context, 'strategy.load', ({ tx, authorise, record, unchanged }) => {
			authorise({});
			tx.insert(schema.settings).values({ name, value: name }).run();
			if (isRecorded) record({ subject: 'settings', before: null, after: name });
			else unchanged();
		});
	const rowsIn = ({ database }: Context) =>
		database.read
			.select({ rows: schema.historyRows.rows })
			.from(schema.historyRows)
			.all()
			.map(({ rows }) => JSON.parse(rows) as unknown);

	test('notes the rows it wrote, as they are in the end', () => {
		const context = contextOf(databaseOfItsOwn());
		change(context, 'strategy.load', ({ tx, authorise, record }) => {
			authorise({});
			tx.insert(schema.settings).values({ name: 'a', value: '1' }).run();
			tx.update(schema.settings).set({ value: '2' }).run();
			tx.update(schema.settings).set({ name: 'b' }).run();
			tx.insert(schema.settings).values({ name: 'c', value: '3' }).run();
			tx.delete(schema.settings).where(eq(schema.settings.name, 'c')).run();
			record({ subject: 'settings', before: null, after: 1 });
		});
		const digest = createHash('sha256').update('["b","2"]').digest('base64url');
		expect(rowsIn(context)).toEqual([
			{ settings: { '["a"]': null, '["b"]': digest, '["c"]': null } }
		]);
	});

	test('that no entry tells of is refused, also where it says that nothing changed', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() => put(context, 'colour', false)).toThrow('no history entry records: settings');
		put(context, 'size');
		expect(verifyHistory(context.database)).toMatchObject({ entries: 1, rows: 1, row: null });
	});

	test('after the last entry is refused', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() =>
			together(context, (inner) => {
				put(inner, 'colour');
				inner.tx!.delete(schema.settings).run();
			})
		).toThrow('no history entry records: settings');
	});

	test('that is rolled back takes its notes along, whole or in part', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() =>
			together(context, (inner) => {
				put(inner, 'colour');
				throw new Error('something else');
			})
		).toThrow('something else');
		together(context, (inner) => {
			expect(() => put(inner, 'size', false)).toThrow();
			put(inner, 'weight');
		});
		expect(rowsIn(context)).toEqual([{ settings: { '["weight"]': expect.any(String) as string } }]);
		expect(holds(verifyHistory(context.database))).toBe(true);
	});

	test('of a secret setting leaves no digest of it', () => {
		const context = contextOf(databaseOfItsOwn());
		put(context, 'signing_key');
		expect(rowsIn(context)).toEqual([{}]);
		expect(verifyHistory(context.database)).toMatchObject({ rows: 0, row: null });
	});

	test('that changes nothing needs no entry', () => {
		const context = contextOf(databaseOfItsOwn());
		put(context, 'colour');
		change(context, 'strategy.load', ({ tx, authorise, unchanged }) => {
			authorise({});
			tx.update(schema.settings).set({ value: 'colour' }).run();
			unchanged();
		});
		expect(rowsIn(context)).toHaveLength(1);
	});
});
