// An activity of a strategy's plan by its code, for those who write about it.
import { and, eq } from 'drizzle-orm';
import { refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { activities } from '../db/schema.ts';
import { planOf } from './strategies.ts';

/** @throws {Refusal} not-found `no-such-activity` */
export function activityOf(read: Reader, strategyId: number, code: string) {
	const activity = read
		.select({ id: activities.id, ended: activities.ended })
		.from(activities)
		.where(and(eq(activities.planId, planOf(read, strategyId)?.id ?? 0), eq(activities.code, code)))
		.get();
	if (!activity) throw refusal('not-found', 'no-such-activity', { code });
	return activity;
}
