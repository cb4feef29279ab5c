import { m } from '#lib/paraglide/messages.js';
import { withLast } from '#lib/server/quarter/changes.ts';
import { writeReport } from '#lib/server/report/report.ts';
import { pathOf, textOf, type Command } from '../command.ts';
import { quarterOf, revisionOf, todayIn, withDatabase } from '../session.ts';
import { wholeFile } from '../whole-file.ts';

/** The quarter's Excel report, in the language of --lang. */
export const report: Command = {
	usage:
		'report --strategy SLUG --quarter 2020-Q3 [--revision N] [--lang en|sr-Latn|sr-Cyrl] --out FILE',
	summary: (locale) => m.cli_help_report({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		revision: { type: 'string' },
		out: { type: 'string' }
	},
	required: ['strategy', 'quarter', 'out'],
	run: (call) => {
		const quarter = quarterOf(call);
		const file = pathOf(textOf(call, 'out'));
		return withDatabase(call, { mayCreate: false }, async (database) => {
			const today = todayIn(database);
			const { view, ...beside } = withLast(database, textOf(call, 'strategy'), {
				quarter,
				revision: revisionOf(call),
				today
			});
			await wholeFile(file, (partial) =>
				writeReport(view, call.locale, partial, { madeAt: new Date().toISOString(), ...beside })
			);
			call.say(m.cli_report_done({ file }, { locale: call.locale }));
		});
	}
};
