import { m } from '#lib/paraglide/messages.js';
import { redact as takeOut } from '#lib/server/history/redact.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { textOf, WrongUse, type Command } from '../command.ts';
import { contextOf, withDatabase } from '../session.ts';

/** Takes an entry's contents out of the history, by an entry of its own. */
export const redact: Command = {
	usage: 'redact --entry NUMBER --reason TEXT [--as USERNAME]',
	summary: (locale) => m.cli_help_redact({}, { locale }),
	options: { entry: { type: 'string' }, reason: { type: 'string' }, as: { type: 'string' } },
	required: ['entry', 'reason'],
	run: (call) => {
		const text = textOf(call, 'entry');
		if (!/^[1-9]\d{0,14}$/.test(text)) {
			throw new WrongUse((locale) => m.cli_not_an_entry({ text }, { locale }));
		}
		return withDatabase(call, { mayCreate: false }, (database) => {
			const isNew = takeOut(contextOf(call, database), Number(text), textOf(call, 'reason'));
			const sentence = isNew ? m.cli_redacted : m.cli_redacted_before;
			call.say(sentence({ seq: formatNumber(Number(text), call.locale) }, { locale: call.locale }));
		});
	}
};
