import BetterSqlite3 from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { folderOfItsOwn } from '../../../../test/unit/database.ts';
import { sha256 } from './history-link.ts';
import { verifyHistory } from '../history/verify.ts';
import { openDatabase } from './database.ts';
import { knownMigrations } from './migrations.ts';

function freshFile(): string {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	openDatabase(path).close();
	return path;
}

function withRaw(path: string, work: (raw: BetterSqlite3.Database) => void): void {
	const raw = new BetterSqlite3(path);
	work(raw);
	raw.close();
}

test('a fresh file gets the schema, without a back-up of nothing', () => {
	const path = freshFile();
	expect(existsSync(path)).toBe(true);
	expect(readdirSync(dirname(path)).filter((name) => name.includes('.before-'))).toEqual([]);
});

test('opening it again changes nothing and says nothing', () => {
	const path = freshFile();
	const lines: string[] = [];
	openDatabase(path, { log: (line) => lines.push(line) }).close();
	expect(lines).toEqual([]);
});

test('before a migration a back-up file is made, which holds what was there', () => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	withRaw(path, (raw) => {
		// As the first version of the program left it.
		const [ground] = readMigrationFiles({ migrationsFolder: 'drizzle' });
		for (const statement of ground!.sql) raw.exec(statement);
		raw.exec(
			'create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)'
		);
		raw
			.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
			.run(ground!.hash, ground!.folderMillis);
		raw.exec(`insert into settings (name, value) values ('colour', 'blue')`);
		raw.exec(`insert into bodies (key) values ('police')`);
	});
	const lines: string[] = [];
	openDatabase(path, { log: (line) => lines.push(line) }).close();
	const copy = readdirSync(dirname(path)).find((name) => name.includes('.before-'))!;
	expect(lines.join('\n')).toContain(copy);
	withRaw(join(dirname(path), copy), (raw) => {
		expect(raw.prepare('select value from settings').get()).toEqual({ value: 'blue' });
		expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
	});
	withRaw(path, (raw) => {
		const count = raw
			.prepare(`select count(*) as n from sqlite_master where type = 'trigger'`)
			.get();
		expect((count as { n: number }).n).toBeGreaterThan(10);
		expect(raw.prepare('select key, version from bodies').get()).toEqual({
			key: 'police',
			version: 1
		});
	});
});

test('entries written before there was a chain are linked, and cannot be changed after that', () => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	withRaw(path, (raw) => {
		const files = readMigrationFiles({ migrationsFolder: 'drizzle' }).slice(0, 5);
		raw.exec(
			'create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)'
		);
		for (const { sql, hash, folderMillis } of files) {
			for (const statement of sql) raw.exec(statement);
			raw
				.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
				.run(hash, folderMillis);
		}
		for (const name of ['first', 'second', 'third']) {
			const { lastInsertRowid } = raw
				.prepare(
					`insert into history (recorded_at, on_day, via, verb, subject, payload_digest)
					values ('2020-10-05T08:00:00.000Z', '2020-10-05', 'console', 'strategy.load', 'settings', ?)`
				)
				.run(sha256(name));
			raw.prepare('insert into history_payloads values (?, ?)').run(lastInsertRowid, name);
		}
	});
	const database = openDatabase(path);
	expect(verifyHistory(database)).toMatchObject({ entries: 3, fault: null });
	database.close();
	withRaw(path, (raw) => {
		expect(() => raw.exec(`update history set verb = 'other' where seq = 2`)).toThrow(
			'only added to'
		);
	});
});

test('a program older than the schema refuses, and leaves the file alone', () => {
	const path = freshFile();
	withRaw(path, (raw) =>
		raw.exec(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`)
	);
	try {
		openDatabase(path).close();
		expect.unreachable();
	} catch (error) {
		expect(error).toBeInstanceOf(Refusal);
		expect((error as Refusal).problems[0]?.code).toBe('schema_newer');
	}
});

test('several processes that start at once on a new file migrate it once', async () => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	const script = `import { openDatabase } from '#lib/server/db/database.ts'; openDatabase(process.argv[1]).close();`;
	const start = () =>
		new Promise<{ code: number | null; said: string }>((done) => {
			const child = spawn(process.execPath, ['--input-type=module', '-e', script, path]);
			let said = '';
			child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
			child.on('close', (code) => done({ code, said }));
		});
	const ended = await Promise.all([start(), start(), start()]);
	expect(ended.map(({ code, said }) => `${code} ${said}`)).toEqual(['0 ', '0 ', '0 ']);
	withRaw(path, (raw) => {
		const rows = raw.prepare('select created_at from __drizzle_migrations').all();
		expect(rows).toHaveLength(knownMigrations().length);
	});
});
