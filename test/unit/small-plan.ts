// A small plan on a database file of its own, for tests of filings. Business day 5 October 2020, inside the window of 2020-Q3.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import { EMPTY_CONTENTS, type FilingContents } from '#lib/domain/filing.ts';
import { CONSOLE, type Actor, type RoleName } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import type { FilingKey } from '#lib/server/filing/filings.ts';
import { change, type Context, type Tx } from '#lib/server/history/change.ts';
import { copies } from './database.ts';
import { requireWords } from './told-words.ts';

export const TODAY = '2020-10-05';
export const SLUG = 'small';
export const QUARTER = '2020-Q3';

const dated = (latest: Day): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });

/** Code, deadline, leads, and the first day it is no longer in force. */
const ACTIVITIES: [string, DeadlineReading, string[], Day | null][] = [
	['1.1', dated('2020-09-30'), ['police'], null], // due this quarter
	['1.2', dated('2020-06-30'), ['police'], null], // overdue
	['1.3', { kind: 'continuous' }, ['police', 'regulator'], null],
	['1.4', dated('2020-12-31'), ['regulator'], null], // due next quarter
	['1.5', dated('2021-06-30'), ['police'], null], // may be reported, not owed
	['1.6', dated('2020-12-31'), ['police'], '2020-07-01'] // withdrawn
];

const WINDOWS: [string, Day, Day, Day][] = [
	['2020-Q1', '2020-04-01', '2020-04-15', '2020-05-01'],
	['2020-Q2', '2020-07-01', '2020-07-15', '2020-07-31'],
	['2020-Q3', '2020-10-01', '2020-10-15', '2020-10-31'],
	['2020-Q4', '2021-01-01', '2021-01-15', '2021-01-31']
];

export type Who =
	| 'reporter'
	| 'colleague'
	| 'other'
	| 'officer'
	| 'coordinator'
	| 'second'
	| 'owner'
	| 'reviewer'
	| 'both';

export interface SmallPlan {
	path: string;
	database: Database;
	/** The context of somebody on a day. */
	as(who: Who, today?: Day): Context;
	/** The key of a filing; of the police on 2020-Q3 unless told. */
	key(activity: string, more?: Partial<FilingKey>): FilingKey;
	bodyId(key: string): number;
	/** The same file, opened by another process so to speak. */
	reopened(): Database;
	/** What was done must have words in the history. */
	close(): void;
}

/** Makes the plan in a new file under the temporary folder. */
export function smallPlan(): SmallPlan {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-plan-'));
	const path = join(folder, 'plan.db');
	const [database, { bodies, actors }] = filled(path);
	return {
		path,
		database,
		as: (who, today = TODAY) => ({ database, actor: actors[who], today, via: 'web' }),
		key: (activity, more) => ({
			strategy: SLUG,
			activity,
			body: 'police',
			quarter: QUARTER,
			...more
		}),
		bodyId: (key) => bodies[key]!,
		reopened: () => openDatabase(path),
		close() {
			try {
				requireWords(database);
			} finally {
				database.close();
				rmSync(folder, { recursive: true, force: true });
			}
		}
	};
}

const filled = copies((database) => {
	const context: Context = { database, actor: CONSOLE, today: TODAY, via: 'load' };
	return change(context, 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		const made = fill(tx);
		record({ subject: 'strategy', before: null, after: SLUG });
		return made;
	});
});

function fill(tx: Tx): { bodies: Record<string, number>; actors: Record<Who, Actor> } {
	const bodies: Record<string, number> = {};
	for (const [index, key] of ['police', 'regulator'].entries()) {
		const { id } = tx.insert(schema.bodies).values({ key }).returning().get();
		bodies[key] = id;
		tx.insert(schema.bodyNames)
			.values({ bodyId: id, lang: 'en', name: key, position: index, kind: 'illustrative' })
			.run();
	}
	const strategy = tx
		.insert(schema.strategies)
		.values({
			slug: SLUG,
			languages: ['sr', 'en'],
			startsOn: '2020-01-01',
			endsOn: '2021-12-31',
			leadBodyId: bodies.police
		})
		.returning()
		.get();
	const strategyId = strategy.id;
	for (const [position, role] of (['full', 'ongoing', 'partial', 'none'] as const).entries()) {
		tx.insert(schema.steps).values({ strategyId, key: role, role, position }).run();
	}
	const goal = tx
		.insert(schema.goals)
		.values({ strategyId, key: 'goal', code: '1', position: 0 })
		.returning()
		.get();
	const plan = tx
		.insert(schema.plans)
		.values({
			strategyId,
			key: 'plan',
			adoptedOn: '2019-12-01',
			firstQuarter: '2020-Q1',
			lastQuarter: '2020-Q4'
		})
		.returning()
		.get();
	const measure = tx
		.insert(schema.measures)
		.values({ planId: plan.id, goalId: goal.id, key: 'measure', code: '1', position: 0 })
		.returning()
		.get();
	for (const [quarter, opensOn, dueOn, closesOn] of WINDOWS) {
		tx.insert(schema.windows).values({ planId: plan.id, quarter, opensOn, dueOn, closesOn }).run();
	}
	for (const [position, [code, reading, leads, until]] of ACTIVITIES.entries()) {
		const { id } = tx
			.insert(schema.activities)
			.values({
				planId: plan.id,
				measureId: measure.id,
				key: `activity-${code.replace('.', '-')}`,
				code,
				position,
				inForceFrom: '2020-01-01',
				inForceUntil: until,
				ended: until ? 'withdrawn' : null,
				deadlineReading: reading
			})
			.returning()
			.get();
		for (const [order, lead] of leads.entries()) {
			tx.insert(schema.activityBodies)
				.values({
					activityId: id,
					bodyId: bodies[lead]!,
					role: 'lead',
					from: '2020-01-01',
					position: order
				})
				.run();
		}
	}
	return { bodies, actors: peopleIn(tx, strategyId, bodies) };
}

function peopleIn(tx: Tx, strategyId: number, bodies: Record<string, number>): Record<Who, Actor> {
	const held: Record<Who, [role: RoleName, body?: string][]> = {
		reporter: [['reporter', 'police']],
		colleague: [['reporter', 'police']],
		other: [['reporter', 'regulator']],
		officer: [['signatory', 'police']],
		coordinator: [['coordinator']],
		second: [['coordinator']],
		owner: [['owner']],
		reviewer: [['reviewer']],
		both: [['reporter', 'police'], ['coordinator']]
	};
	return Object.fromEntries(
		Object.entries(held).map(([username, roles]) => {
			const { id } = tx
				.insert(schema.users)
				.values({ username, name: `The ${username}`, createdAt: '2020-01-01T00:00:00Z' })
				.returning()
				.get();
			const rights = roles.map(([role, body]) => ({
				role,
				strategyId,
				bodyId: body === undefined ? null : bodies[body]!
			}));
			for (const right of rights)
				tx.insert(schema.rights)
					.values({ userId: id, ...right })
					.run();
			return [username, { userId: id, isConsole: false, isAdministrator: false, rights }];
		})
	) as unknown as Record<Who, Actor>;
}

/** Contents with something changed. */
export function contents(changed: Partial<FilingContents> = {}): FilingContents {
	return { ...EMPTY_CONTENTS, ...changed };
}

/** What a continuous activity's filing needs, and no more. */
export const RUNNING: FilingContents = contents({ step: 'ongoing' });

/** What a full filing of this quarter needs, and no more. */
export const DONE: FilingContents = contents({
	step: 'full',
	completedOn: '2020-09-12',
	evidence: [{ kind: 'document', title: 'Записник', number: '01-1/2020', on: '2020-09-12' }]
});

/** The refusal some work ends in: its kind, and its codes with their fields. */
export function refusalOf(work: () => unknown): { kind: string; codes: string[] } {
	try {
		work();
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		return {
			kind: refused.kind,
			codes: refused.problems.map(({ code, field }) => (field ? `${code} @${field}` : code))
		};
	}
	throw new Error('Nothing was refused.');
}
