// This installation: its one database, and what its settings say.
import { eq, inArray } from 'drizzle-orm';
import { dayOf, isDay, type Day } from '#lib/domain/quarter.ts';
import { databasePath, openDatabase, type Database, type Reader } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { settings } from '../db/schema.ts';
import { log } from '../log.ts';

export interface Installation {
	/** Made of illustrative data; it never turns real. */
	isDemonstration: boolean;
	/** The business day: the demonstration's own, else the day it is in TIME_ZONE. */
	today: Day;
}

let opened: Database | undefined;

/** The database of this installation, opened (and migrated) when it is first asked for. */
export function installedDatabase(): Database {
	opened ??= openDatabase(databasePath(), { log: (line) => log('database', { line }) });
	return opened;
}

/** Closes it, when the server stops. */
export function closeInstalledDatabase(): void {
	opened?.close();
	opened = undefined;
}

const ownSettings = prepared((read) =>
	read
		.select({ name: settings.name, value: settings.value })
		.from(settings)
		.where(inArray(settings.name, ['demonstration', 'business_day']))
		.prepare()
);

/**
 * Reads the installation's settings, once a request.
 *
 * @param instant the machine clock, ISO 8601 in UTC
 * @param timeZone where the office is
 */
export function installationOf(
	read: Reader,
	instant: string,
	timeZone: string = process.env.TIME_ZONE || 'Europe/Belgrade'
): Installation {
	const rows = ownSettings(read).all();
	const valueOf = (name: string) => rows.find((row) => row.name === name)?.value;
	const isDemonstration = valueOf('demonstration') === '1';
	const own = valueOf('business_day');
	return {
		isDemonstration,
		today: isDemonstration && own && isDay(own) ? own : dayOf(instant, timeZone)
	};
}

/** Whether the database is made of illustrative data. */
export function isDemonstration(read: Reader): boolean {
	const row = read
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.name, 'demonstration'))
		.get();
	return row?.value === '1';
}
