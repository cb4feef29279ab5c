import BetterSqlite3 from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { desc } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { contextOf, folderOfItsOwn } from '../../../../test/unit/database.ts';
import { withNextMigration } from '../../../../test/unit/next-migration.ts';
import { tamper } from '../../../../test/unit/tamper.ts';
import { change } from '../history/change.ts';
import { sha256 } from '../sha256.ts';
import { verifyHistory } from '../history/verify.ts';
import { openDatabase, openReader } from './database.ts';
import { knownMigrations } from './migrations.ts';
import { bodies, history, historyRows } from './schema.ts';

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

/** A file as the program left it after so many migrations. */
function writeAsAfter(raw: BetterSqlite3.Database, migrations: number): void {
	raw.exec(
		'create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)'
	);
	const files = readMigrationFiles({ migrationsFolder: 'drizzle' }).slice(0, migrations);
	for (const { sql, hash, folderMillis } of files) {
		for (const statement of sql) raw.exec(statement);
		raw
			.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
			.run(hash, folderMillis);
	}
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
		writeAsAfter(raw, 1);
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
		writeAsAfter(raw, 5);
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
	expect(verifyHistory(database)).toMatchObject({ entries: 3, fault: null, rowsFrom: null });
	database.close();
	withRaw(path, (raw) => {
		expect(() => raw.exec(`update history set verb = 'other' where seq = 2`)).toThrow(
			'only added to'
		);
	});
});

test('rows written before they were noted are noted by an entry of the migration, and compared from there on', () => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	withRaw(path, (raw) => {
		writeAsAfter(raw, 6);
		raw.exec(`insert into bodies (key) values ('police'), ('court')`);
	});
	const database = openDatabase(path);
	expect(verifyHistory(database)).toMatchObject({ fault: null, row: null, rowsFrom: 1, rows: 2 });
	expect(database.read.select().from(history).all()).toMatchObject([
		{ verb: 'history.baseline', via: 'migration', actorId: null }
	]);
	database.close();
	tamper(path, `update bodies set key = 'army' where id = 2`);
	const reader = openReader(path);
	expect(verifyHistory(reader).row).toMatchObject({ table: 'bodies', key: [2], kind: 'altered' });
	reader.close();
});

test('what a migration does to rows is noted, and what an intruder did before it is not vouched for', () => {
	const path = freshFile();
	const database = openDatabase(path);
	change(contextOf(database), 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		const keys = ['police', 'court', 'army'];
		tx.insert(bodies)
			.values(keys.map((key) => ({ key })))
			.run();
		record({ subject: 'body', before: null, after: keys });
	});
	database.close();
	tamper(path, `update bodies set key = 'navy' where id = 3`);

	withNextMigration(
		`ALTER TABLE bodies ADD fax text DEFAULT 'none' NOT NULL;--> statement-breakpoint
DELETE FROM bodies WHERE id = 2;`
	);
	const migrated = openDatabase(path);
	onTestFinished(() => migrated.close());
	const rows = migrated.read.select().from(historyRows).orderBy(desc(historyRows.seq)).get()!;
	expect(JSON.parse(rows.rows)).toEqual({
		bodies: { '[1]': expect.any(String) as string, '[2]': null }
	});
	expect(verifyHistory(migrated)).toMatchObject({
		entries: 2,
		fault: null,
		row: { table: 'bodies', key: [3], kind: 'altered' }
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

test('no migration touches a frozen quarter once it is there', () => {
	const [first, ...later] = readdirSync('drizzle')
		.filter((name) => name.endsWith('.sql'))
		.sort()
		.slice(6);
	expect(first).toBe('0006_frozen_quarters.sql');
	for (const name of later) {
		const sql = readFileSync(join('drizzle', name), 'utf8');
		// Further tables may name it.
		expect(sql.replaceAll('REFERENCES `frozen_quarters`', '')).not.toMatch(
			/frozen_(lines|quarters)/
		);
	}
});
