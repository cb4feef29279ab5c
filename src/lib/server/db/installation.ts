// Facts about this installation: whether it holds anything, whether it is a demonstration, and which day it is.
import { eq } from 'drizzle-orm';
import { dayOf, type Day } from '#lib/domain/quarter.ts';
import type { Database, Reader } from './database.ts';
import { settings, strategies, users } from './schema.ts';

/** Whether nobody has an account and no strategy is loaded. */
export function isEmpty({ read }: Database): boolean {
	return (
		!read.select({ id: users.id }).from(users).limit(1).get() &&
		!read.select({ id: strategies.id }).from(strategies).limit(1).get()
	);
}

/** Whether this database holds the demonstration, with its public passwords. It never turns real. */
export function isDemonstration({ read }: Database): boolean {
	return setting(read, 'demonstration') === '1';
}

/**
 * The business day: a demonstration's own, or the day of the instant in TIME_ZONE (Europe/Belgrade unless set).
 *
 * @throws {RangeError} when TIME_ZONE is not a time zone.
 */
export function businessDay({ read }: Database, now: Date = new Date()): Day {
	return (
		setting(read, 'business_day') ??
		dayOf(now.toISOString(), process.env.TIME_ZONE || 'Europe/Belgrade')
	);
}

function setting(read: Reader, name: string): string | null {
	const row = read
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.name, name))
		.get();
	return row?.value ?? null;
}
