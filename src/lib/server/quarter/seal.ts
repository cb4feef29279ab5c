// The seal of a frozen quarter, asked by every write that could change what its record says: nothing goes in but what its open correction names. An
// escalation is forwarded and answered, and a filing is opened by a coordinator, after freezing as before: no record tells of them.
import { and, eq } from 'drizzle-orm';
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { frozenQuarters } from '../db/schema.ts';
import { openCorrection } from './open-correction.ts';

/** `correcting`: frozen, and open again for this activity. */
export type Seal = 'live' | 'frozen' | 'correcting';

/** At most two statements. */
export function sealOf(
	read: Reader,
	{ planId, quarter, activityId }: { planId: number; quarter: Quarter; activityId?: number }
): Seal {
	const row = read
		.select({ id: frozenQuarters.id })
		.from(frozenQuarters)
		.where(and(eq(frozenQuarters.planId, planId), eq(frozenQuarters.quarter, quarter)))
		.limit(1)
		.get();
	if (!row) return 'live';
	if (activityId === undefined) return 'frozen';
	const open = openCorrection(read, { planId, quarter });
	return open?.activityIds.includes(activityId) ? 'correcting' : 'frozen';
}

/** @throws {Refusal} not-now `sealed-quarter` */
export function requireUnsealed(seal: Seal, quarter: Quarter): void {
	if (seal === 'frozen') throw refusal('not-now', 'sealed-quarter', { quarter });
}
