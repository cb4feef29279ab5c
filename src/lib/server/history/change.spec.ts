import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { NOBODY } from '#lib/domain/permission.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase } from '../db/database.ts';
import { history, historyPayloads, settings } from '../db/schema.ts';
import { contextOf, databaseOfItsOwn } from '../../../../test/unit/database.ts';
import { change, together, type Context } from './change.ts';

function put(context: Context, name: string, value: string): void {
	change(context, 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		tx.insert(settings).values({ name, value }).run();
		record({ subject: 'settings', before: null, after: { name, value } });
	});
}

const namesIn = ({ database }: Context) =>
	database.read
		.select({ name: settings.name })
		.from(settings)
		.orderBy(asc(settings.name))
		.all()
		.map(({ name }) => name);
const entriesIn = ({ database }: Context) => database.read.select().from(history).all();

test('a change leaves one entry: who, which business day, by which path, and the digest of before and after', () => {
	const context = contextOf(databaseOfItsOwn(), { today: '2020-10-05' });
	put(context, 'colour', 'blue');
	const [entry] = entriesIn(context);
	expect(entry).toMatchObject({
		onDay: '2020-10-05',
		actorId: null,
		via: 'console',
		verb: 'strategy.load',
		subject: 'settings'
	});
	expect(entry!.recordedAt).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
	const payload = context.database.read
		.select()
		.from(historyPayloads)
		.where(eq(historyPayloads.seq, entry!.seq))
		.get()!.payload;
	expect(JSON.parse(payload)).toEqual({ before: null, after: { name: 'colour', value: 'blue' } });
	expect(entry!.payloadDigest).toBe(createHash('sha256').update(payload).digest('hex'));
});

test('who may not is refused, and nothing is written', () => {
	const context = contextOf(databaseOfItsOwn(), { actor: NOBODY });
	expect(() => put(context, 'colour', 'blue')).toThrow(Refusal);
	expect(namesIn(context)).toEqual([]);
	expect(entriesIn(context)).toEqual([]);
});

test('what fails half-way leaves nothing behind', () => {
	const context = contextOf(databaseOfItsOwn());
	expect(() =>
		change(context, 'strategy.load', ({ tx, authorise, record }) => {
			authorise({});
			tx.insert(settings).values({ name: 'colour', value: 'blue' }).run();
			record({ subject: 'settings', before: null, after: 1 });
			throw new Error('half-way');
		})
	).toThrow('half-way');
	expect(namesIn(context)).toEqual([]);
	expect(entriesIn(context)).toEqual([]);
});

describe('a change cannot forget its manners', () => {
	test('nobody was asked', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() => change(context, 'strategy.load', ({ unchanged }) => unchanged())).toThrow(
			/authorise/
		);
	});

	test('nothing was recorded', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() =>
			change(context, 'strategy.load', ({ tx, authorise }) => {
				authorise({});
				tx.insert(settings).values({ name: 'colour', value: 'blue' }).run();
			})
		).toThrow(/recorded/);
		expect(namesIn(context)).toEqual([]);
	});
});

describe('several as one', () => {
	test('all of them', () => {
		const context = contextOf(databaseOfItsOwn());
		together(context, (inner) => {
			put(inner, 'a', '1');
			put(inner, 'b', '2');
		});
		expect(namesIn(context)).toEqual(['a', 'b']);
		expect(entriesIn(context)).toHaveLength(2);
	});

	test('or none', () => {
		const context = contextOf(databaseOfItsOwn());
		expect(() =>
			together(context, (inner) => {
				put(inner, 'a', '1');
				put(inner, 'a', '2');
			})
		).toThrow();
		expect(namesIn(context)).toEqual([]);
		expect(entriesIn(context)).toEqual([]);
	});
});

test('the connection for reading cannot write', () => {
	const database = databaseOfItsOwn();
	expect(() => database.read.insert(settings).values({ name: 'a', value: '1' }).run()).toThrow();
});

test.each(['update history set verb = 1', 'delete from history'])('%s is refused', (statement) => {
	const context = contextOf(databaseOfItsOwn());
	put(context, 'colour', 'blue');
	expect(() =>
		change(context, 'strategy.load', ({ tx, authorise }) => {
			authorise({});
			if (statement.startsWith('update')) tx.update(history).set({ verb: 'other' }).run();
			else tx.delete(history).run();
		})
	).toThrow(/only added to|Failed to run/);
	expect(entriesIn(context)).toHaveLength(1);
});

test('two connections writing in turn both keep what they wrote', () => {
	const first = databaseOfItsOwn();
	const second = openDatabase(first.path);
	for (let index = 0; index < 10; index += 1) {
		put(contextOf(index % 2 ? first : second), `name-${index}`, 'x');
	}
	second.close();
	expect(namesIn(contextOf(first))).toHaveLength(10);
	expect(entriesIn(contextOf(first)).map(({ seq }) => seq)).toEqual([
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10
	]);
});
