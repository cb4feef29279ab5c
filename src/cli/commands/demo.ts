import { refusal } from '#lib/domain/refusal.ts';
import { isEmpty } from '#lib/server/db/contents.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Command } from '../command.ts';
import { withDatabase } from '../session.ts';

/** The demonstration, into an empty database only: its passwords are public. */
export const demo: Command = {
	usage: 'demo',
	summary: (locale) => m.cli_help_demo({}, { locale }),
	run: (call) =>
		withDatabase(call, { mayCreate: true }, async (database) => {
			if (!isEmpty(database))
				throw refusal('not-now', 'database_not_empty', { path: database.path });
			call.tell(m.cli_demo_loading({}, { locale: call.locale }));
			await loadDemonstration(database);
			call.say(m.cli_demo_done({ path: database.path }, { locale: call.locale }));
		})
};
