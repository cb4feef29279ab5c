import { restoreFrom } from '#lib/server/db/backup.ts';
import { databasePath, openDatabase } from '#lib/server/db/database.ts';
import { m } from '#lib/paraglide/messages.js';
import { pathOf, type Command } from '../command.ts';

/** Puts a back-up in the database's place; what was there is kept beside it. */
export const restore: Command = {
	usage: 'restore FILE',
	summary: (locale) => m.cli_help_restore({}, { locale }),
	operands: ['FILE'],
	async run({ operands, locale, say, tell }) {
		const file = pathOf(operands[0] ?? '');
		const path = databasePath();
		const { kept } = await restoreFrom(file, path);
		// A back-up of an older program is brought to this one's schema now, not at the first request.
		openDatabase(path, { log: tell }).close();
		if (kept !== null) tell(m.cli_restore_kept({ file: kept }, { locale }));
		say(m.cli_restore_done({ file, path }, { locale }));
	}
};
