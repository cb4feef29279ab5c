import { expect, onTestFinished, test } from 'vitest';
import { connect } from './connection.ts';

function opened() {
	const { raw } = connect(':memory:', { readonly: false });
	onTestFinished(() => void raw.close());
	raw.exec('create table bodies (id integer primary key, key text)');
	raw.prepare('insert into bodies (key) values (?)').run('ratel');
	return raw;
}

test('a statement is prepared once, whatever its rows looked like before', () => {
	const raw = opened();
	const sql = 'select id, key from bodies';
	const statement = raw.prepare(sql);
	expect(statement.raw().all()).toEqual([[1, 'ratel']]);
	expect(raw.prepare(sql)).toBe(statement);
	expect(raw.prepare(sql).all()).toEqual([{ id: 1, key: 'ratel' }]);
});

test('one that still gives rows is left alone', () => {
	const raw = opened();
	raw.prepare('insert into bodies (key) values (?)').run('mup');
	const sql = 'select key from bodies order by id';
	const seen = [];
	for (const row of raw.prepare(sql).iterate()) seen.push([row, raw.prepare(sql).all().length]);
	expect(seen).toEqual([
		[{ key: 'ratel' }, 2],
		[{ key: 'mup' }, 2]
	]);
});

test('a statement outlives a change of its table', () => {
	const raw = opened();
	const sql = 'select * from bodies';
	raw.prepare(sql).all();
	raw.exec('alter table bodies add column email text');
	expect(raw.prepare(sql).all()).toEqual([{ id: 1, key: 'ratel', email: null }]);
});
