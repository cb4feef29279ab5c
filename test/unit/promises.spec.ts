// Nothing but an amendment changes a promise, by any path: whoever writes to the file itself is refused as well.
import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import { contextOf, folderOfItsOwn } from './database.ts';

let raw: BetterSqlite3.Database;

beforeEach(() => {
	const path = join(folderOfItsOwn(), 'kvartal.db');
	const database = openDatabase(path);
	loadFolder(contextOf(database), 'test/fixtures/small');
	database.close();
	raw = new BetterSqlite3(path);
	// Whatever the writer's settings are.
	raw.pragma('foreign_keys = off');
});
afterEach(() => raw.close());

const FOURTH = `(select id from activities where key = 'fourth')`;

/** Everything a promise is made of. */
function promises(): string {
	const tables = [
		'activities',
		'activity_bodies',
		'amendments',
		'amendment_changes',
		'deadline_ledger'
	];
	const rows = tables.map((table) => raw.prepare(`select * from ${table}`).all());
	const texts = raw
		.prepare(`select * from texts where subject in ('activity', 'change', 'ledger', 'measure')`)
		.all();
	return JSON.stringify([rows, texts]);
}

const DATED = `'{"kind":"dated","earliest":"2030-01-01","latest":"2030-12-31"}'`;

test.each([
	`update activities set deadline_reading = ${DATED} where key = 'fourth'`,
	`update activities set deadline_on = '2030-12-31'`,
	`update activities set code = '9.9.9' where key = 'fourth'`,
	`update activities set measure_id = 99`,
	`update activities set in_force_from = '2020-01-01'`,
	`update activities set in_force_until = '2020-06-01', ended = 'withdrawn' where key = 'fourth'`,
	`update activities set in_force_until = null, ended = null where key = 'third'`,
	`update activities set ended = 'merged' where key = 'third'`,
	`delete from activities where key = 'fourth'`,
	`insert or replace into activities select id, plan_id, measure_id, key, code, position, in_force_from, null, null, deadline_reading, deadline_on
		from activities where key = 'third'`,
	`update texts set text = 'Something else' where subject = 'activity' and field = 'title'`,
	`update texts set subject = 'activity', subject_id = ${FOURTH}, field = 'title', lang = 'sr-Cyrl' where subject = 'strategy'`,
	`update texts set text = 'Something else' where subject = 'measure'`,
	`delete from texts where subject = 'activity' and field = 'deadline'`,
	`insert or replace into texts select strategy_id, subject, subject_id, field, lang, 'Something else' from texts where subject = 'activity'`,
	`insert into texts select strategy_id, subject, subject_id, field, lang || '-Latn', 'Something else' from texts where subject = 'activity'`,
	`update deadline_ledger set to_reading = ${DATED}`,
	`delete from deadline_ledger`,
	`insert or replace into deadline_ledger select id, activity_id, key, position, kind, decided_on, from_reading, ${DATED}, to_on, amendment_id,
		recorded_at, recorded_by, triggered_on from deadline_ledger`,
	`insert into deadline_ledger (activity_id, key, position, kind, decided_on, from_reading, to_reading, recorded_at)
		values (${FOURTH}, 'x', 2, 'extension', '2020-05-01', ${DATED}, ${DATED}, '2020-05-01T00:00:00Z')`,
	`insert into deadline_ledger (activity_id, key, position, kind, decided_on, from_reading, to_reading, recorded_at)
		select activity_id, 'x', 2, 'extension', '2020-01-01', to_reading, ${DATED}, recorded_at from deadline_ledger`,
	`insert into deadline_ledger (activity_id, key, position, kind, decided_on, from_reading, to_reading, recorded_at)
		select activity_id, 'x', 3, 'extension', '2020-05-01', to_reading, ${DATED}, recorded_at from deadline_ledger`,
	`insert into deadline_ledger (activity_id, key, position, kind, decided_on, from_reading, to_reading, recorded_at)
		select activity_id, 'x', 2, 'amendment', '2020-05-01', to_reading, ${DATED}, recorded_at from deadline_ledger`,
	`update amendments set adopted_on = '2020-01-01'`,
	`delete from amendments`,
	`update amendment_changes set kind = 'add'`,
	`delete from amendment_changes`,
	`insert or replace into amendment_changes select id, amendment_id, 'add', activity_id, into_id, position from amendment_changes`,
	`update activity_bodies set body_id = 99`,
	`update activity_bodies set role = 'partner'`,
	`update activity_bodies set until_on = '2020-05-01'`,
	`delete from activity_bodies`,
	`insert into activity_bodies (activity_id, body_id, role, from_on, position) values (${FOURTH}, 1, 'lead', '2020-05-01', 2)`
])('refused: %s', (statement) => {
	const before = promises();
	expect(() => raw.exec(statement)).toThrow(/amendment|ledger|merger/);
	expect(promises()).toBe(before);
});

test('what the plan itself may do is not refused: one more entry at the chain’s end, a language that was missing', () => {
	raw.exec(`insert into deadline_ledger (activity_id, key, position, kind, decided_on, from_reading, to_reading, recorded_at)
		select activity_id, 'x', 2, 'extension', '2020-05-01', to_reading, ${DATED}, recorded_at from deadline_ledger`);
	raw.exec(`insert into texts select strategy_id, subject, subject_id, field, 'fr', 'Autre chose' from texts
		where subject = 'activity' and field = 'title' and lang = 'en'`);
	expect(raw.prepare('select count(*) as n from deadline_ledger').get()).toEqual({ n: 2 });
});
