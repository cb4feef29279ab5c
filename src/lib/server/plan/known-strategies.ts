// What every page asks of strategies, kept in memory: their heads, their days, their plans. Read anew when the history tells of anything that
// may have changed them.
import { and, asc, gt, notInArray } from 'drizzle-orm';
import { lastDayOf, type Day } from '#lib/domain/quarter.ts';
import type { PlanHead, StrategyHead } from '#lib/domain/quarter-view.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { newestEntry } from '../history/newest.ts';
import { headOf, planHead } from './strategies.ts';
import { textsOf } from './texts.ts';

export interface KnownStrategy {
	head: StrategyHead;
	startsOn: Day;
	endsOn: Day;
	/** Oldest first. */
	plans: readonly PlanHead[];
}

/** Whether a strategy is in force on a day, and whether it has a plan that is. */
export interface InForce {
	strategy: boolean;
	plan: boolean;
}

const kept = new WeakMap<Database, { newest: number; list: readonly KnownStrategy[] }>();

/** All strategies, oldest first, whoever may see them. One statement when nothing was written since. */
export function knownStrategies(database: Database): readonly KnownStrategy[] {
	return snapshot(database, (read) => {
		const newest = newestEntry(read);
		const known = kept.get(database);
		if (known?.newest === newest) return known.list;
		const isStill = known !== undefined && !hasChangedSince(read, known.newest);
		const list = isStill ? known.list : readAll(read);
		kept.set(database, { newest, list });
		return list;
	});
}

/** @example inForceOn(cybercrime, '2022-03-01') //=> { strategy: true, plan: false } */
export function inForceOn({ startsOn, endsOn, plans }: KnownStrategy, day: Day): InForce {
	return {
		strategy: startsOn <= day && day <= endsOn,
		plan: plans.some((plan) => plan.adoptedOn <= day && day <= lastDayOf(plan.lastQuarter))
	};
}

/** Subjects of entries that change nothing kept here. */
const TOUCH_NO_STRATEGY = [
	...['filing', 'window', 'user', 'body', 'amendment-draft'],
	...['frozen-quarter', 'correction', 'read-mark', 'pack', 'entry', 'override'],
	...['indicator', 'reading', 'planned-amount', 'spending', 'exchange-rate']
];

function hasChangedSince(read: Reader, seq: number): boolean {
	const { history } = schema;
	const entry = read
		.select({ seq: history.seq })
		.from(history)
		.where(and(gt(history.seq, seq), notInArray(history.subject, TOUCH_NO_STRATEGY)))
		.limit(1)
		.get();
	return entry !== undefined;
}

function readAll(read: Reader): KnownStrategy[] {
	const { strategies, plans } = schema;
	const planRows = read.select().from(plans).orderBy(asc(plans.adoptedOn), asc(plans.id)).all();
	return read
		.select()
		.from(strategies)
		.orderBy(asc(strategies.startsOn), asc(strategies.id))
		.all()
		.map((row) => {
			const texts = textsOf(read, row.id, ['strategy', 'plan']);
			return {
				head: headOf(read, row, texts),
				startsOn: row.startsOn,
				endsOn: row.endsOn,
				plans: planRows
					.filter(({ strategyId }) => strategyId === row.id)
					.map((plan) => planHead(plan, texts))
			};
		});
}
