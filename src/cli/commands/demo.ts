import { refusal } from '#lib/domain/refusal.ts';
import { isEmpty } from '#lib/server/db/contents.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import {
	LARGE_PLAN_SLUG,
	LARGEST_SIZE,
	loadLargePlan,
	NATIONAL_SIZE
} from '#lib/server/intake/large-plan.ts';
import type { Database } from '#lib/server/db/database.ts';
import { m } from '#lib/paraglide/messages.js';
import { WrongUse, type Call, type Command } from '../command.ts';
import { withDatabase } from '../session.ts';

/** The demonstration, or a generated plan to measure with, into an empty database only: its passwords are public. */
export const demo: Command = {
	usage: 'demo [--scale pulse [--activities N]]',
	summary: (locale) => m.cli_help_demo({}, { locale }),
	options: { scale: { type: 'string' }, activities: { type: 'string' } },
	run: (call) => {
		const activities = sizeOf(call);
		return withDatabase(call, { mayCreate: true }, async (database) => {
			if (!isEmpty(database))
				throw refusal('not-now', 'database_not_empty', { path: database.path });
			call.tell(m.cli_demo_loading({}, { locale: call.locale }));
			if (activities === null) await loadDemonstration(database);
			else await generate(call, database, activities);
			call.say(m.cli_demo_done({ path: database.path }, { locale: call.locale }));
		});
	}
};

/** How many activities to generate; null for the demonstration itself. */
function sizeOf({ values: { scale, activities } }: Call): number | null {
	if (scale === undefined && activities === undefined) return null;
	if (scale !== LARGE_PLAN_SLUG) {
		throw new WrongUse((locale) => m.cli_demo_scale({ name: LARGE_PLAN_SLUG }, { locale }));
	}
	const count = Number(activities ?? NATIONAL_SIZE);
	if (!Number.isInteger(count) || count < 1 || count > LARGEST_SIZE) {
		throw new WrongUse((locale) => m.cli_demo_size({ most: LARGEST_SIZE }, { locale }));
	}
	return count;
}

/** Says about once a second how far it is. */
async function generate(call: Call, database: Database, activities: number): Promise<void> {
	let saidAt = performance.now();
	await loadLargePlan(database, {
		activities,
		told: (written) => {
			if (performance.now() - saidAt < 1_000) return;
			saidAt = performance.now();
			call.tell(m.cli_demo_progress({ written, activities }, { locale: call.locale }));
		}
	});
}
