import * as users from '#lib/server/access/users.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf, type Command } from '../command.ts';
import { contextOf, idOf, withDatabase } from '../session.ts';

const as = { as: { type: 'string' } } as const;

/** An account without rights; they are given on screen. */
export const userAdd: Command = {
	usage: 'user add USERNAME --name "FULL NAME" [--administrator] [--as USERNAME]',
	summary: (locale) => m.cli_help_user_add({}, { locale }),
	operands: ['USERNAME'],
	options: { ...as, name: { type: 'string' }, administrator: { type: 'boolean' } },
	required: ['name'],
	run: (call) =>
		withDatabase(call, { mayCreate: false }, async (database) => {
			const username = call.operands[0] ?? '';
			const { oneTimePassword } = await users.addUser(contextOf(call, database), {
				username,
				name: textOf(call, 'name'),
				isAdministrator: call.values.administrator === true
			});
			call.say(
				m.cli_one_time_password({ username, password: oneTimePassword }, { locale: call.locale })
			);
		})
};

/** A new one-time password for somebody who has lost theirs. */
export const userPassword: Command = {
	usage: 'user password USERNAME [--as USERNAME]',
	summary: (locale) => m.cli_help_user_password({}, { locale }),
	operands: ['USERNAME'],
	options: as,
	run: (call) =>
		withDatabase(call, { mayCreate: false }, async (database) => {
			const username = call.operands[0] ?? '';
			const userId = idOf(username, database.read);
			const password = await users.setPassword(contextOf(call, database), { userId });
			call.say(m.cli_one_time_password({ username, password }, { locale: call.locale }));
		})
};

export const userDisable: Command = {
	usage: 'user disable USERNAME [--as USERNAME]',
	summary: (locale) => m.cli_help_user_disable({}, { locale }),
	operands: ['USERNAME'],
	options: as,
	run: (call) =>
		withDatabase(call, { mayCreate: false }, (database) => {
			const username = call.operands[0] ?? '';
			const userId = idOf(username, database.read);
			users.disableUser(contextOf(call, database), { userId });
			call.say(m.cli_user_disabled({ username }, { locale: call.locale }));
		})
};
