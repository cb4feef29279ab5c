// The correction of a frozen quarter that is open, if one is.
import { and, eq, isNull } from 'drizzle-orm';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { corrections, type FilingBefore, type OverrideBefore } from '../db/schema.ts';

export interface OpenCorrection {
	id: number;
	frozenId: number;
	reason: Texts;
	activityIds: readonly number[];
	before: readonly FilingBefore[];
	overridesBefore: readonly OverrideBefore[] | null;
	openedOn: Day;
}

/** One statement. */
export function openCorrection(
	read: Reader,
	{ planId, quarter }: { planId: number; quarter: Quarter }
): OpenCorrection | null {
	const row = read
		.select({
			id: corrections.id,
			frozenId: corrections.frozenId,
			reason: corrections.reason,
			activityIds: corrections.activityIds,
			before: corrections.before,
			overridesBefore: corrections.overridesBefore,
			openedOn: corrections.openedOn
		})
		.from(corrections)
		.where(
			and(
				eq(corrections.planId, planId),
				eq(corrections.quarter, quarter),
				isNull(corrections.outcome)
			)
		)
		.get();
	return row ?? null;
}
