// The generated plan: illustrative throughout, the same every time, and such that its rows could have come through the doors.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeadlineReading } from '#lib/domain/deadline.ts';
import { currentDeadline, ledgerProblems, type LedgerEntry } from '#lib/domain/deadline-ledger.ts';
import { filingProblems } from '#lib/domain/filing.ts';
import { lastDayOf } from '#lib/domain/quarter.ts';
import { openDatabase, type Database } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import * as filings from '../filing/filings.ts';
import * as quarters from '../quarter/quarters.ts';
import { loadLargePlan } from './large-plan.ts';

const SIZE = 600;
let folder: string;
let database: Database;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-large-'));
	database = openDatabase(join(folder, 'large.db'));
	await loadLargePlan(database, { activities: SIZE });
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true });
});

function rowsOf(of: Database, table: typeof schema.texts | typeof schema.filings): unknown[] {
	return of.read.select().from(table).all();
}

test('the same number of activities gives the same rows', async () => {
	const digests: string[] = [];
	for (const name of ['one.db', 'two.db']) {
		const small = openDatabase(join(folder, name));
		await loadLargePlan(small, { activities: 40 });
		const rows = [...rowsOf(small, schema.texts), ...rowsOf(small, schema.filings)];
		digests.push(createHash('sha256').update(JSON.stringify(rows)).digest('hex'));
		small.close();
	}
	expect(digests[0]).toBe(digests[1]);
});

test('into an empty database only', async () => {
	await expect(loadLargePlan(database, { activities: 1 })).rejects.toMatchObject({
		problems: [{ code: 'database_not_empty' }]
	});
});

test('says of itself that it is a demonstration, and illustrative in every text', () => {
	const { settings, texts, provenances } = schema;
	expect(database.read.select().from(settings).all()).toContainEqual({
		name: 'demonstration',
		value: '1'
	});
	const view = quarters.read(database, 'pulse', '2020-Q3', { today: '2020-10-05' });
	expect(view.isDemonstration).toBe(true);
	expect(view.strategy.title.en).toContain('generated for measurement');
	const kinds = database.read.selectDistinct({ kind: provenances.kind }).from(provenances).all();
	expect(kinds).toEqual([{ kind: 'illustrative' }]);
	const marked = new Set(
		database.read
			.select()
			.from(provenances)
			.all()
			.map(({ subject, subjectId, field }) => `${subject} ${subjectId} ${field}`)
	);
	const unmarked = database.read
		.select()
		.from(texts)
		.all()
		.filter(({ field }) => field === 'title' || field === 'description' || field === 'label')
		.filter(({ subject, subjectId, field, lang }) => {
			return !marked.has(`${subject} ${subjectId} ${field}.${lang}`);
		});
	expect(unmarked).toEqual([]);
});

test('the history has one entry a batch, with counts', () => {
	const { history } = schema;
	const entries = database.read
		.select({ subject: history.subject, verb: history.verb })
		.from(history)
		.all()
		.filter(({ verb }) => verb === 'strategy.load');
	expect(entries.map(({ subject }) => subject)).toEqual([
		'large-plan',
		'large-plan-batch',
		'large-plan-batch'
	]);
});

describe('the rows could have come through the doors', () => {
	const ledgersOf = () => {
		const rows = database.read.select().from(schema.deadlineLedger).all();
		return Map.groupBy(rows, ({ activityId }) => activityId);
	};
	const asEntry = (row: typeof schema.deadlineLedger.$inferSelect): LedgerEntry => ({
		kind: row.kind,
		decidedOn: row.decidedOn,
		from: row.fromReading as DeadlineReading,
		to: row.toReading as DeadlineReading
	});

	test('every chain of deadlines holds, and about one activity in eight was moved', () => {
		const activities = database.read.select().from(schema.activities).all();
		const ledgers = ledgersOf();
		const broken = activities.flatMap(({ id, deadlineReading }) =>
			ledgerProblems(deadlineReading as DeadlineReading, (ledgers.get(id) ?? []).map(asEntry))
		);
		expect(broken).toEqual([]);
		const moved = [...ledgers.values()].filter((rows) =>
			rows.some(({ kind }) => kind === 'amendment' || kind === 'extension')
		);
		expect(moved.length / activities.length).toBeGreaterThan(0.08);
		expect(moved.length / activities.length).toBeLessThan(0.16);
	});

	test('every filing that was submitted holds what its circumstances ask for', () => {
		const activities = new Map(
			database.read
				.select()
				.from(schema.activities)
				.all()
				.map((row) => [row.id, row])
		);
		const ledgers = ledgersOf();
		const roles = new Map(
			database.read
				.select()
				.from(schema.steps)
				.all()
				.map(({ key, role }) => [key, role])
		);
		const ids = [...activities.keys()];
		const found = filings.list(database.read, {
			activityIds: ids,
			quarters: ['2019-Q2', '2020-Q3']
		});
		const problems = found
			.filter(({ state }) => state !== 'draft')
			.flatMap(({ activityId, quarter, contents }) => {
				const deadline = currentDeadline(
					activities.get(activityId)!.deadlineReading as DeadlineReading,
					(ledgers.get(activityId) ?? []).map(asEntry),
					lastDayOf(quarter)
				);
				const role = contents.step === null ? null : roles.get(contents.step)!;
				return filingProblems(contents, { at: quarter, deadline, role });
			});
		expect(found.length).toBeGreaterThan(SIZE / 2);
		expect(problems).toEqual([]);
	});

	test('titles and results are as long as real ones, in both languages', () => {
		const { texts, filingTexts } = schema;
		const titles = database.read
			.select()
			.from(texts)
			.all()
			.filter(({ subject, field }) => subject === 'activity' && field === 'title');
		expect(titles).toHaveLength(2 * SIZE);
		const results = database.read
			.select()
			.from(filingTexts)
			.all()
			.filter(({ field }) => field === 'result');
		for (const [rows, least, most] of [
			[titles, 60, 160],
			[results, 150, 600]
		] as const) {
			const lengths = rows.map(({ text }) => text.length);
			expect(Math.min(...lengths)).toBeGreaterThanOrEqual(least);
			expect(Math.max(...lengths)).toBeLessThanOrEqual(most);
		}
	});

	test('all twelve quarters were filed on, the open one in every state', () => {
		const rows = database.read
			.select({ quarter: schema.filings.quarter, state: schema.filings.state })
			.from(schema.filings)
			.all();
		expect(new Set(rows.map(({ quarter }) => quarter)).size).toBe(12);
		const open = rows.filter(({ quarter }) => quarter === '2020-Q3');
		expect(new Set(open.map(({ state }) => state))).toEqual(
			new Set(['draft', 'submitted', 'returned', 'accepted'])
		);
	});

	test('whatever refers to a row refers to one that is there', () => {
		expect(database.read.all(sql`pragma foreign_key_check`)).toEqual([]);
	});
});
