// A thread that begins with what the server knows of a plan does the same as one that reads it.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, snapshot, type Database } from '#lib/server/db/database.ts';
import * as users from '#lib/server/access/users.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { newestEntry } from '#lib/server/history/newest.ts';
import { loadLargePlan } from '#lib/server/intake/large-plan.ts';
import { KeptThread } from '#lib/server/kept-thread.ts';
import { between } from '#lib/server/quarter/changes.ts';
import { factsOf, MANY, type PlanFacts } from '#lib/server/quarter/facts.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { begin, factsIn, imageFor, makeImage } from '#lib/server/quarter/plan-image.ts';
import * as quarterThread from '#lib/server/quarter/quarter-thread.ts';
import { checkRecords } from '#lib/server/quarter/record-check.ts';
import { contextOf } from './database.ts';
import { tamper } from './tamper.ts';

const SLUG = 'pulse';
const TODAY = '2020-10-05';

let folder: string;
let original: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-test-'));
	original = join(folder, 'pulse.db');
	const database = openDatabase(original);
	await loadLargePlan(database, { activities: MANY });
	database.close();
});
const opened: Database[] = [];
afterAll(() => {
	for (const database of opened) database.close();
	rmSync(folder, { recursive: true, force: true });
});

function copyOf(name: string): string {
	const path = join(folder, name);
	copyFileSync(original, path);
	return path;
}

function open(path: string): Database {
	const database = openDatabase(path);
	opened.push(database);
	return database;
}

function knownOf(database: Database): PlanFacts {
	return snapshot(database, (read) => factsOf(database, read, SLUG));
}

/** One that has not begun. */
const noThread = () =>
	new KeptThread({ name: '', source: '', mostMemoryMb: 1, keptMs: 1, mostWaiting: 1 });
const imageOf = (database: Database) => imageFor(noThread(), database, SLUG);

test('an image says what was read, and there is none before it is made', async () => {
	const database = open(copyOf('read.db'));
	expect(imageOf(database)).toBeNull();
	const facts = knownOf(database);
	expect(imageOf(database)).toBeNull();
	await makeImage(facts);
	const image = imageOf(database)!;
	const bytes = image.reduce((sum, { byteLength }) => sum + byteLength, 0);
	expect(bytes).toBeLessThan(1_000_000);
	expect(factsIn(image).reading).toEqual(facts.reading);
	expect(factsIn(image).figures('2020-Q2')).toEqual(facts.figures('2020-Q2'));
});

test('what happened after the image was made is caught up with', async () => {
	const path = copyOf('compared.db');
	const database = open(path);
	const facts = knownOf(database);
	await makeImage(facts);
	const { newest } = facts;
	const row = database.read.$client
		.prepare(
			`select a.key activity, b.key body, f.quarter, f.version from filings f
			join activities a on a.id = f.activity_id join bodies b on b.id = f.body_id
			where f.state = 'submitted' order by f.quarter desc, f.id limit 1`
		)
		.get() as { activity: string; body: string; quarter: string; version: number };
	const coordinator = users.actorOf(database.read, users.idOf(database.read, 'coordinator')!);
	const code = [...facts.register.activities.values()].find(
		({ key }) => key === row.activity
	)!.code;
	const key = { strategy: SLUG, activity: code, body: row.body, quarter: row.quarter };
	filings.accept(contextOf(database, { actor: coordinator }), key, row.version);
	expect(knownOf(database).newest).toBeGreaterThan(newest);
	const quarters = facts.register.quarters;
	const before = quarters[quarters.indexOf(row.quarter) - 1]!;
	const asked = {
		from: { quarter: before, revision: null },
		to: { quarter: row.quarter, revision: null },
		today: TODAY
	};
	const other = open(path);
	begin(other, SLUG, imageOf(database)!);
	const caughtUp = between(other, SLUG, asked).changes;
	const anew = between(open(path), SLUG, asked).changes;
	expect(caughtUp).toEqual(anew);
	expect(anew.some(({ activity }) => activity?.code === code)).toBe(true);
});

test('a quarter frozen by a thread that began with an image has the record of one that was read', async () => {
	const [read, imaged] = [copyOf('frozen.db'), copyOf('imaged.db')];
	for (const path of [read, imaged]) {
		tamper(path, `update filings set state = 'returned' where state = 'submitted'`);
	}
	const [here, there] = [open(read), open(imaged)];
	const userId = users.idOf(here.read, 'owner')!;
	const actor = users.actorOf(here.read, userId);
	const key = { strategy: SLUG, quarter: '2020-Q1' };
	const { hash } = freeze(contextOf(here, { actor, today: TODAY }), key);
	await makeImage(knownOf(there));
	expect(imageOf(there)).not.toBeNull();
	const order = { ...key, userId, today: TODAY, expected: 1 };
	expect(await quarterThread.freeze(there, order, () => {})).toMatchObject({ hash });
});

test.each([
	['before', ['keeping']],
	['while it is frozen', ['reading', 'comparing', 'lines', 'keeping']]
])('a record that the thread laid out %s is kept as it was laid out', async (when, expected) => {
	const database = open(copyOf(`ahead ${when}.db`));
	tamper(database.path, `update filings set state = 'returned' where state = 'submitted'`);
	const userId = users.idOf(database.read, 'owner')!;
	const of = { strategy: SLUG, quarter: '2020-Q1', userId, today: TODAY };
	const plan = { newest: newestEntry(database.read), activities: MANY };
	const laidOut = quarterThread.drawAhead(database, of, plan);
	if (when === 'before') await laidOut;
	const steps: string[] = [];
	const onStep = ({ step }: { step: string }) => steps.at(-1) !== step && steps.push(step);
	const { hash } = await quarterThread.freeze(database, { ...of, expected: 1 }, onStep);
	expect(steps).toEqual(expected);
	expect(checkRecords(database)).toMatchObject([{ hash, faults: [] }]);
});
