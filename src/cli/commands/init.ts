import * as signingKey from '#lib/server/access/signing-key.ts';
import * as users from '#lib/server/access/users.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { isEmpty } from '#lib/server/db/contents.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Command } from '../command.ts';
import { contextOf, withDatabase } from '../session.ts';

/** An empty database with one administrator, whose one-time password is printed this once. */
export const init: Command = {
	usage: 'init [--username NAME] [--name "FULL NAME"]',
	summary: (locale) => m.cli_help_init({}, { locale }),
	options: {
		username: { type: 'string', default: 'admin' },
		name: { type: 'string', default: 'Administrator' }
	},
	run: (call) =>
		withDatabase(call, { mayCreate: true }, async (database) => {
			const { locale, values } = call;
			if (!isEmpty(database))
				throw refusal('not-now', 'database_not_empty', { path: database.path });
			const username = String(values.username);
			const { oneTimePassword } = await users.createAdministrator(contextOf(call, database), {
				username,
				name: String(values.name)
			});
			const { fingerprint } = signingKey.make(contextOf(call, database));
			call.tell(m.cli_init_key({ fingerprint }, { locale }));
			call.tell(m.cli_init_done({ path: database.path }, { locale }));
			call.say(m.cli_one_time_password({ username, password: oneTimePassword }, { locale }));
		})
};
