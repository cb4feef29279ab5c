// How many statements a page asks for does not depend on how large the plan is: 40 activities or many. `npm run test:long` takes the size of
// a national plan; `npm run bench` counts whole answers of the built server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { statementsRun } from '#lib/server/db/statements.ts';
import { loadLargePlan, NATIONAL_SIZE } from '#lib/server/intake/large-plan.ts';
import { load as loadOverview } from '../../src/routes/(app)/strategies/[strategy]/+page.server.ts';
import { load as loadAbout } from '../../src/routes/(app)/strategies/[strategy]/about/+page.server.ts';
import { load as loadActivities } from '../../src/routes/(app)/strategies/[strategy]/activities/+page.server.ts';
import { load as loadActivity } from '../../src/routes/(app)/strategies/[strategy]/activities/[code]/+page.server.ts';
import { load as loadDeadline } from '../../src/routes/(app)/strategies/[strategy]/activities/[code]/deadline/+page.server.ts';
import { load as loadBoard } from '../../src/routes/(app)/strategies/[strategy]/board/+page.server.ts';
import { load as loadBody } from '../../src/routes/(app)/strategies/[strategy]/bodies/[body]/+page.server.ts';
import { load as loadEscalations } from '../../src/routes/(app)/strategies/[strategy]/escalations/+page.server.ts';
import { load as loadGlossary } from '../../src/routes/(app)/strategies/[strategy]/glossary/+page.server.ts';
import { load as loadGoal } from '../../src/routes/(app)/strategies/[strategy]/goals/[goal]/+page.server.ts';
import { load as loadHistory } from '../../src/routes/(app)/strategies/[strategy]/history/+page.server.ts';
import { load as loadIndicators } from '../../src/routes/(app)/strategies/[strategy]/indicators/+page.server.ts';
import { load as loadIndicator } from '../../src/routes/(app)/strategies/[strategy]/indicators/[indicator]/+page.server.ts';
import { load as loadMeasure } from '../../src/routes/(app)/strategies/[strategy]/measures/[measure]/+page.server.ts';
import { load as loadPlanned } from '../../src/routes/(app)/strategies/[strategy]/activities/[code]/money/planned/+page.server.ts';
import { load as loadWithdraw } from '../../src/routes/(app)/strategies/[strategy]/indicators/[indicator]/withdraw/+page.server.ts';
import { load as loadMoney } from '../../src/routes/(app)/strategies/[strategy]/money/+page.server.ts';
import { load as loadOwed } from '../../src/routes/(app)/strategies/[strategy]/owed/+page.server.ts';
import { load as loadSignatures } from '../../src/routes/(app)/strategies/[strategy]/signatures/+page.server.ts';
import { load as loadPlan } from '../../src/routes/(app)/strategies/[strategy]/plan/+page.server.ts';
import { load as loadPlausibility } from '../../src/routes/(app)/strategies/[strategy]/plausibility/+page.server.ts';
import { load as loadSlip } from '../../src/routes/(app)/strategies/[strategy]/slip/+page.server.ts';
import { load as loadPacks } from '../../src/routes/(app)/strategies/[strategy]/packs/+page.server.ts';
import { load as loadMaking } from '../../src/routes/(app)/strategies/[strategy]/packs/[period]/making/+page.server.ts';
import { load as loadPortableMaking } from '../../src/routes/(app)/strategies/[strategy]/quarters/[quarter]/making/+page.server.ts';
import { load as loadQuarter } from '../../src/routes/(app)/strategies/[strategy]/quarter/+page.server.ts';
import { load as loadWarning } from '../../src/routes/(app)/strategies/[strategy]/warning/+page.server.ts';
import { load as loadWindows } from '../../src/routes/(app)/strategies/[strategy]/windows/+page.server.ts';
import type { OwedPage } from '../../src/routes/(app)/strategies/[strategy]/owed/owed-page.server.ts';
import type { WarningPage } from '../../src/routes/(app)/strategies/[strategy]/warning/warning-page.server.ts';
import { actorNamed, dataOf, type AskedPage, type Load } from '../page-loads.ts';

const LARGE = process.env.KVARTAL_LONG ? NATIONAL_SIZE : 1_000;
/** What recognising a signed-in person takes, before any page: settings, session, account, rights. */
const SIGNED_IN = 4;

/** Address, who asks, page, and how many statements it may take at most: a number to be lowered, never raised; 15 is the promise. */
const PAGES: [string, string, Load, number][] = [
	['/strategies/pulse', 'reviewer', loadOverview, 7],
	['/strategies/pulse/activities', 'reviewer', loadActivities, 10],
	['/strategies/pulse/activities?q=uprav&goal=1', 'reviewer', loadActivities, 10],
	['/strategies/pulse/activities/1.1.3', 'reviewer', loadActivity, 11],
	['/strategies/pulse/activities/1.1.3', 'coordinator', loadActivity, 12],
	['/strategies/pulse/bodies/body-01', 'reviewer', loadBody, 13],
	['/strategies/pulse/goals/1', 'reviewer', loadGoal, 10],
	['/strategies/pulse/measures/1.1', 'reviewer', loadMeasure, 10],
	['/strategies/pulse/slip', 'reviewer', loadSlip, 7],
	['/strategies/pulse/money', 'reviewer', loadMoney, 7],
	['/strategies/pulse/money?year=2020', 'coordinator', loadMoney, 8],
	['/strategies/pulse/activities/1.1.3/money/planned', 'coordinator', loadPlanned, 7],
	['/strategies/pulse/indicators', 'reviewer', loadIndicators, 7],
	['/strategies/pulse/indicators/indicator-1', 'coordinator', loadIndicator, 9],
	['/strategies/pulse/indicators/indicator-1/withdraw', 'coordinator', loadWithdraw, 7],
	['/strategies/pulse/warning', 'reviewer', loadWarning, 8],
	['/strategies/pulse/warning', 'coordinator', loadWarning, 8],
	['/strategies/pulse/warning?override=', 'coordinator', loadWarning, 9],
	['/strategies/pulse/plausibility', 'coordinator', loadPlausibility, 10],
	['/strategies/pulse/plan?on=2020-05-01', 'reviewer', loadPlan, 7],
	['/strategies/pulse/activities/1.1.3/deadline', 'coordinator', loadDeadline, 7],
	['/strategies/pulse/about', 'reviewer', loadAbout, 13],
	['/strategies/pulse/glossary', 'reviewer', loadGlossary, 7],
	['/strategies/pulse/board', 'coordinator', loadBoard, 9],
	['/strategies/pulse/windows', 'coordinator', loadWindows, 11],
	['/strategies/pulse/windows?close=2020-Q3', 'coordinator', loadWindows, 13],
	['/strategies/pulse/history', 'owner', loadHistory, 9],
	['/strategies/pulse/escalations', 'owner', loadEscalations, 8],
	['/strategies/pulse/escalations', 'coordinator', loadEscalations, 8],
	['/strategies/pulse', 'owner', loadOverview, 8],
	['/strategies/pulse', 'coordinator', loadOverview, 7],
	['/strategies/pulse/signatures', 'coordinator', loadSignatures, 9],
	['/strategies/pulse/packs', 'reviewer', loadPacks, 8],
	['/strategies/pulse/packs/2020-Q3/making', 'reviewer', loadMaking, 7],
	['/strategies/pulse/quarters/2020-Q2/making', 'reviewer', loadPortableMaking, 7],
	['/strategies/pulse/quarter', 'owner', loadQuarter, 10],
	['/strategies/pulse/owed', 'reporter', loadOwed, 13],
	['/strategies/pulse/owed?open=', 'reporter', loadOwed, 13],
	['/strategies/pulse/owed', 'coordinator', loadOwed, 7]
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

/** How many statements a page's loads take, the layouts' among them. */
async function statementsOf(database: Database, page: AskedPage): Promise<number> {
	const before = statementsRun();
	await dataOf(database, page);
	return statementsRun() - before;
}

/** An activity of which the asker's body has something to show. */
async function filedCode(database: Database, page: AskedPage): Promise<string> {
	const address = page.address.replace(/\?.*/, '');
	const { rows } = (await dataOf(database, { ...page, address })) as OwedPage;
	return rows.find(({ state }) => state !== 'none')!.activity.code;
}

/** An activity that is due next quarter: whether it is at risk can be said otherwise. */
async function dueCode(database: Database, page: AskedPage): Promise<string> {
	const address = page.address.replace(/\?.*/, '');
	const { atRisk, others } = (await dataOf(database, { ...page, address })) as WarningPage;
	return [...atRisk.rows, ...others.rows][0]!.activity.code;
}

describe.each(PAGES)('%s, for %s', (address, username, load, most) => {
	const of = async (database: Database) => {
		const page = { address, load, actor: actorNamed(database, username) };
		if (address.endsWith('open=')) page.address += await filedCode(database, page);
		if (address.endsWith('override=')) page.address += await dueCode(database, page);
		return statementsOf(database, page);
	};

	test('asks the same of a small plan and of a large one, the first time and again', async () => {
		for (const time of ['first', 'again']) {
			const ofSmall = await of(small);
			const ofLarge = await of(large);
			expect({ time, statements: ofLarge }).toEqual({ time, statements: ofSmall });
		}
	});

	test('asks for no more than it may, all told', async () => {
		const statements = await of(large);
		expect(statements).toBeGreaterThan(0);
		expect(statements + SIGNED_IN).toBeLessThanOrEqual(most);
	});
});
