// Whoever can write the file can take the triggers away: what they then do is seen, and where it begins is named.
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, openReader } from '../db/database.ts';
import { history, settings } from '../db/schema.ts';
import { contextOf, databaseOfItsOwn } from '../../../../test/unit/database.ts';
import { tamper } from '../../../../test/unit/tamper.ts';
import { change, together, type Context } from './change.ts';
import { linkOf } from '../db/history-link.ts';
import { sha256 } from '../sha256.ts';
import { holds, verifyHistory } from './verify.ts';

const ENTRIES = 12;

function put(context: Context, name: string): void {
	change(context, 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		tx.insert(settings).values({ name, value: name }).run();
		record({ subject: 'settings', before: null, after: { name } });
	});
}

/** A database with some entries, and what an intruder does to its file. */
function tampered(...statements: string[]) {
	const context = contextOf(databaseOfItsOwn());
	for (let number = 1; number <= ENTRIES; number += 1) put(context, `setting ${number}`);
	tamper(context.database.path, ...statements);
	return context.database;
}

test('what was written holds, and its head is the link of its last entry', () => {
	const database = tampered();
	const links = database.read.select({ link: history.link }).from(history).all();
	expect(verifyHistory(database)).toEqual({
		entries: ENTRIES,
		head: links.at(-1)!.link,
		redacted: 0,
		fault: null,
		rowsFrom: 1,
		rows: ENTRIES,
		row: null,
		trigger: null
	});
	expect(new Set(links.map(({ link }) => link)).size).toBe(ENTRIES);
});

test('a history without entries holds', () => {
	const verified = verifyHistory(databaseOfItsOwn());
	expect(verified).toMatchObject({ entries: 0, head: null, fault: null, rowsFrom: null, rows: 0 });
	expect(holds(verified)).toBe(true);
});

describe('the first entry that is not as written is named', () => {
	const COLUMNS = {
		recorded_at: `'2020-01-01T00:00:00.000Z'`,
		on_day: `'2020-01-01'`,
		actor_id: '1',
		via: `'web'`,
		verb: `'filing.accept'`,
		strategy_id: '1',
		quarter: `'2020-Q1'`,
		subject: `'filing'`,
		subject_id: '5',
		payload_digest: `'${'0'.repeat(64)}'`,
		rows_digest: `'${'0'.repeat(64)}'`,
		link: `'${'0'.repeat(64)}'`
	};

	test.each(Object.entries(COLUMNS))('edited: %s', (column, value) => {
		const database = tampered(`update history set ${column} = ${value} where seq = 5`);
		expect(verifyHistory(database)).toMatchObject({
			entries: 4,
			fault: { seq: 5, kind: 'altered' }
		});
	});

	test('edited contents', () => {
		const database = tampered(
			`update history_payloads set payload = '{"before":null,"after":{"name":"other"}}' where seq = 7`
		);
		expect(verifyHistory(database).fault).toEqual({ seq: 7, kind: 'contents-altered' });
	});

	test('edited contents with a digest to match', () => {
		const payload = '{"before":null,"after":{"name":"other"}}';
		const database = tampered(
			`update history_payloads set payload = '${payload}' where seq = 7`,
			`update history set payload_digest = '${sha256(payload)}' where seq = 7`
		);
		expect(verifyHistory(database).fault).toEqual({ seq: 7, kind: 'altered' });
	});

	test('edited, with a link to match: the next shows it', () => {
		const database = tampered();
		const [before, entry] = database.read.select().from(history).all().slice(4, 6);
		const edited = { ...entry!, verb: 'filing.accept' };
		const link = linkOf(edited, before!.link);
		tamper(
			database.path,
			`update history set verb = 'filing.accept', link = '${link}' where seq = 6`
		);
		expect(verifyHistory(database).fault).toEqual({ seq: 7, kind: 'altered' });
	});

	test('contents taken out', () => {
		const database = tampered('delete from history_payloads where seq = 3');
		expect(verifyHistory(database).fault).toEqual({ seq: 3, kind: 'contents-missing' });
	});

	test('edited rows', () => {
		const database = tampered(`update history_rows set rows = '{}' where seq = 7`);
		expect(verifyHistory(database).fault).toEqual({ seq: 7, kind: 'rows-altered' });
	});

	test('rows taken out', () => {
		const database = tampered('delete from history_rows where seq = 7');
		expect(verifyHistory(database).fault).toEqual({ seq: 7, kind: 'rows-missing' });
	});

	test('taken out', () => {
		const database = tampered(
			'delete from history_payloads where seq = 4',
			'delete from history_rows where seq = 4',
			'delete from history where seq = 4'
		);
		expect(verifyHistory(database).fault).toEqual({ seq: 4, kind: 'missing' });
	});

	test('taken out, and the rest moved up', () => {
		const database = tampered(
			'delete from history_payloads where seq = 4',
			'delete from history_rows where seq = 4',
			'delete from history where seq = 4',
			'update history_payloads set seq = seq - 1 where seq > 4',
			'update history_rows set seq = seq - 1 where seq > 4',
			'update history set seq = seq - 1 where seq > 4'
		);
		expect(verifyHistory(database).fault).toEqual({ seq: 4, kind: 'altered' });
	});

	test('exchanged for another', () => {
		const swap = (table: string) =>
			`update ${table} set seq = -seq where seq in (8, 9); update ${table} set seq = 17 + seq where seq < 0;`;
		const database = tampered(...['history', 'history_payloads', 'history_rows'].map(swap));
		expect(verifyHistory(database).fault).toEqual({ seq: 8, kind: 'altered' });
	});

	test.each([0, -1])('put in under number %i', (seq) => {
		const row = `'2020-10-05T08:00:00.000Z', '2020-10-05', 'console', 'filing.decide', 'filing', '${sha256('{}')}', '${'0'.repeat(64)}'`;
		const database = tampered(
			`insert into history (seq, recorded_at, on_day, via, verb, subject, payload_digest, link) values (${seq}, ${row})`,
			`insert into history_payloads values (${seq}, '{}')`
		);
		expect(verifyHistory(database)).toMatchObject({
			entries: 0,
			head: null,
			fault: { seq, kind: 'put-in' }
		});
	});

	test('cut off the end', () => {
		const database = tampered(
			'delete from history_payloads where seq > 10',
			'delete from history_rows where seq > 10',
			'delete from history where seq > 10'
		);
		expect(verifyHistory(database)).toMatchObject({
			entries: 10,
			fault: { seq: 11, kind: 'missing' }
		});
	});

	test('cut off the end, and written on', () => {
		const database = tampered(
			'delete from history_payloads where seq > 10',
			'delete from history_rows where seq > 10',
			'delete from history where seq > 10'
		);
		put(contextOf(database), 'a later setting');
		expect(verifyHistory(database).fault).toEqual({ seq: 11, kind: 'missing' });
	});
});

test('what cannot be told: that an entry at the end was added by another hand', () => {
	const database = tampered();
	const { entries, head } = verifyHistory(database);
	const entry = {
		...database.read.select().from(history).all().at(-1)!,
		seq: entries + 1,
		verb: 'filing.decide',
		payloadDigest: sha256('{}'),
		rowsDigest: sha256('{}')
	};
	const raw = new BetterSqlite3(database.path);
	raw
		.prepare(
			`insert into history (seq, recorded_at, on_day, via, verb, subject, payload_digest, rows_digest, link) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
		)
		.run(
			...[entry.seq, entry.recordedAt, entry.onDay, entry.via, entry.verb, entry.subject],
			...[entry.payloadDigest, entry.rowsDigest, linkOf(entry, head!)]
		);
	raw.prepare('insert into history_payloads values (?, ?)').run(entry.seq, '{}');
	raw.prepare('insert into history_rows values (?, ?)').run(entry.seq, '{}');
	raw.close();
	expect(verifyHistory(database, { seq: entries, link: head! })).toMatchObject({
		entries: entries + 1,
		fault: null
	});
});

test('what cannot be told by itself, but with a kept link: a chain made anew from somewhere on', () => {
	const database = tampered();
	const { entries, head } = verifyHistory(database);
	const kept = { seq: entries, link: head! };
	expect(verifyHistory(database, kept).fault).toBeNull();

	const all = database.read.select().from(history).all();
	let previous = all[5]!.link;
	const edits = all.slice(6).map((entry) => {
		const edited = { ...entry, verb: 'filing.accept' };
		previous = linkOf(edited, previous);
		return `update history set verb = '${edited.verb}', link = '${previous}' where seq = ${entry.seq}`;
	});
	tamper(database.path, ...edits);
	expect(verifyHistory(database).fault).toBeNull();
	expect(verifyHistory(database, kept).fault).toEqual({ seq: entries, kind: 'rewritten' });
	const beyond = { seq: entries + 5, link: kept.link };
	expect(verifyHistory(database, beyond).fault).toEqual({ seq: entries + 1, kind: 'missing' });
});

test('a program that knows no links or rows is refused, and nothing is written', () => {
	const { path } = tampered();
	const raw = new BetterSqlite3(path);
	expect(() =>
		raw.exec(
			`insert into history (recorded_at, on_day, via, verb, subject, payload_digest)
			values ('2020-10-05T08:00:00.000Z', '2020-10-05', 'web', 'filing.write', 'filing', 'x')`
		)
	).toThrow(/history (is linked|notes the rows)/);
	raw.close();
});

test('a long history is read in several goes', () => {
	const context = contextOf(databaseOfItsOwn());
	together(context, (inner) => {
		for (let number = 1; number <= 2_000; number += 1) put(inner, `setting ${number}`);
	});
	expect(verifyHistory(context.database)).toMatchObject({ entries: 2_000, fault: null });
	put(context, 'one more');
	expect(verifyHistory(context.database)).toMatchObject({ entries: 2_001, fault: null });
});

test('what is written meanwhile is neither held up nor looked at', () => {
	const context = contextOf(databaseOfItsOwn());
	together(context, (inner) => {
		for (let number = 1; number <= 1_000; number += 1) put(inner, `setting ${number}`);
	});
	const reader = openReader(context.database.path);
	const verified = verifyHistory(reader, null, (what) => {
		if (what === 'entries') put(context, 'meanwhile');
	});
	expect(verified).toMatchObject({ entries: 1_000, fault: null, rows: 1_000, row: null });
	expect(verifyHistory(reader)).toMatchObject({ entries: 1_001, rows: 1_001, row: null });
	reader.close();
});

test('changes that are made together are linked one after the other; what was rolled back leaves no gap', () => {
	const context = contextOf(databaseOfItsOwn());
	together(context, (inner) => {
		put(inner, 'first');
		put(inner, 'second');
	});
	expect(() =>
		together(context, (inner) => {
			put(inner, 'third');
			throw new Error('something else');
		})
	).toThrow('something else');
	put(context, 'fourth');
	expect(verifyHistory(context.database)).toMatchObject({ entries: 3, fault: null });
});

test('entries of two connections are one chain', () => {
	const context = contextOf(databaseOfItsOwn());
	const other = contextOf(openDatabase(context.database.path));
	try {
		for (let turn = 0; turn < 10; turn += 1) put(turn % 2 ? other : context, `setting ${turn}`);
	} finally {
		other.database.close();
	}
	const reader = openReader(context.database.path);
	expect(verifyHistory(reader)).toMatchObject({ entries: 10, fault: null });
	reader.close();
});
