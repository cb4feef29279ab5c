import { loadFolder } from '#lib/server/plan/load.ts';
import { m } from '#lib/paraglide/messages.js';
import { pathOf, type Command } from '../command.ts';
import { contextOf, withDatabase } from '../session.ts';

/** A strategy's folder, or what has changed in it. All of it or nothing. */
export const load: Command = {
	usage: 'load FOLDER [--as USERNAME]',
	summary: (locale) => m.cli_help_load({}, { locale }),
	operands: ['FOLDER'],
	options: { as: { type: 'string' } },
	run: (call) =>
		withDatabase(call, { mayCreate: false }, (database) => {
			const folder = pathOf(call.operands[0] ?? '');
			const { slug, added } = loadFolder({ ...contextOf(call, database), via: 'load' }, folder);
			const rows = Object.values(added).reduce((sum, count) => sum + count, 0);
			const sentence = rows > 0 ? m.cli_load_done : m.cli_load_unchanged;
			call.say(sentence({ strategy: slug, n: rows }, { locale: call.locale }));
		})
};
