// How many statements a page asks for does not depend on how large the plan is: 40 activities or many. `npm run test:long` takes the size of
// a national plan; `npm run bench` counts whole answers of the built server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as users from '#lib/server/access/users.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { statementsRun } from '#lib/server/db/statements.ts';
import { loadLargePlan, NATIONAL_SIZE } from '#lib/server/intake/large-plan.ts';
import { load as loadApp } from '../../src/routes/(app)/+layout.server.ts';
import { load as loadStrategy } from '../../src/routes/(app)/strategies/[strategy]/+layout.server.ts';
import { load as loadOverview } from '../../src/routes/(app)/strategies/[strategy]/+page.server.ts';
import { load as loadActivities } from '../../src/routes/(app)/strategies/[strategy]/activities/+page.server.ts';
import { load as loadActivity } from '../../src/routes/(app)/strategies/[strategy]/activities/[code]/+page.server.ts';
import { load as loadBoard } from '../../src/routes/(app)/strategies/[strategy]/board/+page.server.ts';
import { load as loadOwed } from '../../src/routes/(app)/strategies/[strategy]/owed/+page.server.ts';

const LARGE = process.env.KVARTAL_LONG ? NATIONAL_SIZE : 1_000;
/** What recognising a signed-in person takes, before any page: settings, session, account, rights. */
const SIGNED_IN = 5;

type Load = (event: never) => unknown;

/** Address, page, who asks, and how many statements it may take at most: a number to be lowered, never raised; 15 is the promise. */
const PAGES: [string, Load, string, number][] = [
	['/strategies/pulse', loadOverview, 'reviewer', 18],
	['/strategies/pulse/activities', loadActivities, 'reviewer', 18],
	['/strategies/pulse/activities?q=uprav&goal=1', loadActivities, 'reviewer', 18],
	['/strategies/pulse/activities/1.1.3', loadActivity, 'reviewer', 21],
	['/strategies/pulse/board', loadBoard, 'coordinator', 26],
	['/strategies/pulse/owed', loadOwed, 'reporter', 24]
];

let folder: string;
let small: Database;
let large: Database;

beforeAll(async () => {
	vi.stubEnv('KVARTAL_COUNT_STATEMENTS', '1');
	folder = mkdtempSync(join(tmpdir(), 'kvartal-statements-'));
	small = openDatabase(join(folder, 'small.db'));
	large = openDatabase(join(folder, 'large.db'));
	await loadLargePlan(small, { activities: 40 });
	await loadLargePlan(large, { activities: LARGE });
});
afterAll(() => {
	small.close();
	large.close();
	rmSync(folder, { recursive: true });
	vi.unstubAllEnvs();
});

/** Runs a page's loads as the framework would, layouts first; answers how many statements that took. */
async function statementsOf(
	database: Database,
	address: string,
	page: Load,
	username: string
): Promise<number> {
	const url = new URL(address, 'http://localhost:3000');
	const actor = users.actorOf(database.read, users.idOf(database.read, username)!);
	const today = '2020-10-05';
	const event = {
		url,
		params: { strategy: 'pulse', code: url.pathname.split('/')[4] },
		locals: {
			database,
			actor,
			today,
			locale: 'en',
			context: { database, actor, today, via: 'web' }
		},
		depends: () => {}
	};
	const before = statementsRun();
	await (loadApp as Load)(event as never);
	const data = await (loadStrategy as Load)(event as never);
	const parent = async () => data;
	await page({ ...event, parent } as never);
	return statementsRun() - before;
}

describe.each(PAGES)('%s', (address, page, username, most) => {
	test('asks the same of a small plan and of a large one, the first time and again', async () => {
		for (const time of ['first', 'again']) {
			const ofSmall = await statementsOf(small, address, page, username);
			const ofLarge = await statementsOf(large, address, page, username);
			expect({ time, statements: ofLarge }).toEqual({ time, statements: ofSmall });
		}
	});

	test('asks for no more than it may, all told', async () => {
		const statements = await statementsOf(large, address, page, username);
		expect(statements).toBeGreaterThan(0);
		expect(statements + SIGNED_IN).toBeLessThanOrEqual(most);
	});
});
