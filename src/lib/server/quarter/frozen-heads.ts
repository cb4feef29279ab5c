// Which quarters of a plan are frozen, and what each comes to: the little of every record that is asked for all the time.
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { RecordHeader, RecordRow } from '#lib/domain/record.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import { frozenLines, frozenQuarters, plans, strategies } from '../db/schema.ts';
import type { WholePlan } from './facts.ts';

/** A revision of a frozen quarter. */
export interface FrozenRevision {
	id: number;
	quarter: Quarter;
	revision: number;
	/** SHA-256, in hex, of the record's lines. */
	hash: string;
	lines: number;
	frozenOn: Day;
	header: RecordHeader;
}

/** The newest revision of a frozen quarter, with the figures of the plan as a whole. */
export interface FrozenHead extends FrozenRevision {
	whole: WholePlan;
}

/** Every revision of every frozen quarter, oldest quarter and first revision first. One statement. */
export function frozenRevisions(read: Reader, planId: number): FrozenRevision[] {
	return read
		.select({
			id: frozenQuarters.id,
			quarter: frozenQuarters.quarter,
			revision: frozenQuarters.revision,
			hash: frozenQuarters.hash,
			lines: frozenQuarters.lines,
			frozenOn: frozenQuarters.frozenOn,
			header: frozenLines.line
		})
		.from(frozenQuarters)
		.innerJoin(
			frozenLines,
			and(eq(frozenLines.frozenId, frozenQuarters.id), eq(frozenLines.number, 1))
		)
		.where(eq(frozenQuarters.planId, planId))
		.orderBy(asc(frozenQuarters.quarter), asc(frozenQuarters.revision))
		.all()
		.map((row) => ({ ...row, header: JSON.parse(row.header) as RecordHeader }));
}

/** One revision of a strategy's quarter, the newest when `revision` is null; null where there is none. One statement. */
export function findRevision(
	read: Reader,
	{ slug, quarter, revision }: { slug: string; quarter: Quarter; revision: number | null }
): (Pick<FrozenRevision, 'id' | 'revision' | 'hash' | 'lines'> & { recordedAt: string }) | null {
	const row = read
		.select({
			id: frozenQuarters.id,
			revision: frozenQuarters.revision,
			hash: frozenQuarters.hash,
			lines: frozenQuarters.lines,
			recordedAt: frozenQuarters.recordedAt
		})
		.from(frozenQuarters)
		.innerJoin(plans, eq(plans.id, frozenQuarters.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(
			and(
				eq(strategies.slug, slug),
				eq(frozenQuarters.quarter, quarter),
				revision === null ? undefined : eq(frozenQuarters.revision, revision)
			)
		)
		.orderBy(desc(frozenQuarters.revision))
		.limit(1)
		.get();
	return row ?? null;
}

/** The newest revision of each frozen quarter. Two statements. */
export function newestFrozen(read: Reader, planId: number): ReadonlyMap<Quarter, FrozenHead> {
	const newest = new Map(frozenRevisions(read, planId).map((one) => [one.quarter, one]));
	if (newest.size === 0) return new Map();
	const ids = [...newest.values()].map(({ id }) => id);
	const wholes = new Map(
		read
			.select({ id: frozenLines.frozenId, line: frozenLines.line })
			.from(frozenLines)
			.where(
				and(
					inArray(frozenLines.frozenId, ids),
					// Found by the index of activities' lines, instead of by passing over a record's 20,000.
					isNull(frozenLines.activityId),
					eq(frozenLines.kind, 'figures')
				)
			)
			.all()
			.map(({ id, line }) => {
				const { figures, response } = JSON.parse(line) as Extract<RecordRow, { kind: 'figures' }>;
				return [id, { figures, response }];
			})
	);
	return new Map(
		[...newest].map(([quarter, one]) => [quarter, { ...one, whole: wholes.get(one.id)! }])
	);
}
