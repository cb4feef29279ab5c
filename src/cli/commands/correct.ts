import { tagIn } from '#lib/domain/filing-form.ts';
import { m } from '#lib/paraglide/messages.js';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { textOf, WrongUse, type Command } from '../command.ts';
import { contextOf, quarterOf, withDatabase } from '../session.ts';

/** Opens a frozen quarter again for some activities, or withdraws that. */
export const correct: Command = {
	usage:
		'correct --strategy SLUG --quarter 2020-Q3 (--activities 1.1.1,1.1.2 --reason TEXT | --withdraw) [--as USERNAME] [--json]',
	summary: (locale) => m.cli_help_correct({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		activities: { type: 'string' },
		reason: { type: 'string' },
		withdraw: { type: 'boolean' },
		as: { type: 'string' },
		json: { type: 'boolean' }
	},
	required: ['strategy', 'quarter'],
	run: (call) => {
		const { locale, say, values } = call;
		const key = { strategy: textOf(call, 'strategy'), quarter: quarterOf(call) };
		const { activities, reason, withdraw } = values;
		const isOpening = typeof activities === 'string' && typeof reason === 'string';
		const saysWhat = activities !== undefined || reason !== undefined;
		if (withdraw === true ? saysWhat : !isOpening) {
			throw new WrongUse((locale) => m.cli_correct_either({}, { locale }));
		}
		return withDatabase(call, { mayCreate: false }, (database) => {
			const context = contextOf(call, database);
			if (!isOpening) corrections.withdraw(context, key);
			else {
				const codes = activities.split(',');
				corrections.open(context, key, { activities: codes, reason, lang: tagIn(locale, reason) });
			}
			if (values.json) say(JSON.stringify({ ...key, isOpen: isOpening }, null, '\t'));
			else if (isOpening) say(m.cli_correct_opened({}, { locale }));
			else say(m.cli_correct_withdrawn({}, { locale }));
		});
	}
};
