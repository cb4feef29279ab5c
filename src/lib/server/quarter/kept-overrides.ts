// What coordinators said of W2 against the rule, as it stands: those taken back are left out.
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Override } from '#lib/domain/early-warning.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import { activities, warningOverrides } from '../db/schema.ts';

/** Of a plan, by quarter. One statement. */
export function overridesOf(
	read: Reader,
	planId: number
): ReadonlyMap<Quarter, readonly Override[]> {
	const { activityId, quarter, verdict, note, decidedOn, decidedBy, version } = warningOverrides;
	const rows = read
		.select({ activityId, quarter, verdict, note, decidedOn, decidedBy, version })
		.from(warningOverrides)
		.innerJoin(activities, eq(activities.id, activityId))
		.where(and(eq(activities.planId, planId), isNotNull(verdict)))
		.orderBy(asc(activityId))
		.all();
	const byQuarter = new Map<Quarter, Override[]>();
	for (const { quarter, verdict, decidedBy, ...row } of rows) {
		const by = decidedBy === null ? 'console' : 'coordinator';
		const override: Override = { ...row, verdict: verdict!, by };
		const own = byQuarter.get(quarter);
		if (own) own.push(override);
		else byQuarter.set(quarter, [override]);
	}
	return byQuarter;
}
