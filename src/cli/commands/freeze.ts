import { m } from '#lib/paraglide/messages.js';
import { freeze as freezeQuarter } from '#lib/server/quarter/freezing.ts';
import { formatQuarter } from '#lib/wording/format.ts';
import { textOf, type Command } from '../command.ts';
import { contextOf, quarterOf, withDatabase } from '../session.ts';

/** Freezes a closed quarter, or its open correction, and prints the SHA-256 of the record. */
export const freeze: Command = {
	usage: 'freeze --strategy SLUG --quarter 2020-Q3 [--as USERNAME] [--json]',
	summary: (locale) => m.cli_help_freeze({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		as: { type: 'string' },
		json: { type: 'boolean' }
	},
	required: ['strategy', 'quarter'],
	run: (call) => {
		const { locale, say, tell, values } = call;
		const key = { strategy: textOf(call, 'strategy'), quarter: quarterOf(call) };
		return withDatabase(call, { mayCreate: false }, (database) => {
			const frozen = freezeQuarter(contextOf(call, database), key, {
				onStep: (step) =>
					tell(
						step === 'reading'
							? m.cli_freeze_reading({}, { locale })
							: m.cli_freeze_keeping({}, { locale })
					)
			});
			if (values.json)
				return say(JSON.stringify({ strategy: key.strategy, ...frozen }, null, '\t'));
			const { quarter, revision, lines, hash } = frozen;
			const inWords = formatQuarter(quarter, locale);
			say(m.cli_freeze_done({ quarter: inWords, revision, lines }, { locale }));
			say(m.cli_hash({ hash }, { locale }));
		});
	}
};
