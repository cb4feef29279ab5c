import { backUp } from '#lib/server/db/backup.ts';
import { databasePath } from '#lib/server/db/database.ts';
import { m } from '#lib/paraglide/messages.js';
import { pathOf, type Command } from '../command.ts';

/** A sound copy of the database while the server runs. */
export const backup: Command = {
	usage: 'backup FILE [--force]',
	summary: (locale) => m.cli_help_backup({}, { locale }),
	operands: ['FILE'],
	options: { force: { type: 'boolean' } },
	run({ operands, values, locale, say }) {
		const file = pathOf(operands[0] ?? '');
		const { bytes } = backUp(databasePath(), file, { mayOverwrite: values.force === true });
		say(m.cli_backup_done({ file, size: Math.ceil(bytes / 1024) }, { locale }));
	}
};
