import { m } from '#lib/paraglide/messages.js';
import { freeze as freezeQuarter, type FreezingStep } from '#lib/server/quarter/freezing.ts';
import { formatNumber, formatQuarter } from '#lib/wording/format.ts';
import { textOf, type Call, type Command } from '../command.ts';
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
		const { locale, say, values } = call;
		const key = { strategy: textOf(call, 'strategy'), quarter: quarterOf(call) };
		return withDatabase(call, { mayCreate: false }, (database) => {
			const frozen = freezeQuarter(contextOf(call, database), key, {
				onStep: toldOf(call)
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

/** Each step; of the lines, which are many, only once a second and only to who watches. */
function toldOf({ locale, tell, isWatched }: Call): (step: FreezingStep) => void {
	let last = Date.now();
	return (at) => {
		switch (at.step) {
			case 'reading':
				return tell(m.cli_freeze_reading({}, { locale }));
			case 'comparing':
				return tell(m.cli_freeze_comparing({}, { locale }));
			case 'keeping':
				return tell(m.cli_freeze_keeping({}, { locale }));
			case 'lines': {
				if (!isWatched || Date.now() - last < 1_000) return;
				last = Date.now();
				const [done, all] = [formatNumber(at.done, locale), formatNumber(at.all, locale)];
				tell(m.cli_freeze_lines({ done, all }, { locale }));
			}
		}
	};
}
