import { existsSync } from 'node:fs';
import { refusal } from '#lib/domain/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { writeReport } from '#lib/server/report/report.ts';
import { pathOf, textOf, type Command } from '../command.ts';
import { quarterOf, todayIn, withDatabase } from '../session.ts';

/** The quarter's Excel report, in the language of --lang. */
export const report: Command = {
	usage:
		'report --strategy SLUG --quarter 2020-Q3 [--lang en|sr-Latn|sr-Cyrl] --out FILE [--force]',
	summary: (locale) => m.cli_help_report({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		out: { type: 'string' },
		force: { type: 'boolean' }
	},
	required: ['strategy', 'quarter', 'out'],
	run: (call) => {
		const quarter = quarterOf(call);
		const file = pathOf(textOf(call, 'out'));
		if (existsSync(file) && !call.values.force) {
			throw refusal('not-now', 'file_exists', { path: file });
		}
		return withDatabase(call, { mayCreate: false }, async (database) => {
			const today = todayIn(database);
			const view = quarters.read(database, textOf(call, 'strategy'), quarter, { today });
			await writeReport(view, call.locale, file);
			call.say(m.cli_report_done({ file }, { locale: call.locale }));
		});
	}
};
