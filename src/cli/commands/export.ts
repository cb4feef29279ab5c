import { m } from '#lib/paraglide/messages.js';
import { portableOf } from '#lib/server/report/portable-zip.ts';
import { writeFileSync } from 'node:fs';
import { pathOf, textOf, type Command } from '../command.ts';
import { quarterOf, revisionOf, withDatabase } from '../session.ts';
import { wholeFile } from '../whole-file.ts';

/** A frozen quarter as one zip that proves itself. */
export const exportQuarter: Command = {
	usage:
		'export --strategy SLUG --quarter 2020-Q3 [--revision N] [--lang en|sr-Latn|sr-Cyrl] --out FILE.zip',
	summary: (locale) => m.cli_help_export({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		revision: { type: 'string' },
		out: { type: 'string' }
	},
	required: ['strategy', 'quarter', 'out'],
	run: (call) => {
		const { locale } = call;
		const order = {
			slug: textOf(call, 'strategy'),
			quarter: quarterOf(call),
			revision: revisionOf(call),
			locale
		};
		const file = pathOf(textOf(call, 'out'));
		return withDatabase(call, { mayCreate: false }, async (database) => {
			const bytes = await portableOf(database, order);
			await wholeFile(file, async (partial) => writeFileSync(partial, bytes));
			call.say(m.cli_export_done({ file }, { locale }));
		});
	}
};
