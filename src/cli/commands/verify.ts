import type { ChainFault } from '#lib/domain/history-chain.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { verifyHistory } from '#lib/server/history/verify.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { DOES_NOT_HOLD, GOOD, type Command } from '../command.ts';
import { withDatabase } from '../session.ts';

/** Whether the history is what was written. */
export const verify: Command = {
	usage: 'verify [--json]',
	summary: (locale) => m.cli_help_verify({}, { locale }),
	options: { json: { type: 'boolean' } },
	run: (call) =>
		withDatabase(call, { mayCreate: false }, (database) => {
			const { say, locale, values } = call;
			const verified = verifyHistory(database);
			const { entries, head, fault } = verified;
			if (values.json) say(JSON.stringify(verified, null, '\t'));
			else {
				if (fault) say(sentenceOf(fault.kind, fault.seq, locale));
				say(m.cli_verify_entries({ number: formatNumber(entries, locale) }, { locale }));
				if (head) say(m.cli_verify_head({ head }, { locale }));
			}
			return fault ? DOES_NOT_HOLD : GOOD;
		})
};

function sentenceOf(kind: ChainFault, seq: number, locale: Locale): string {
	switch (kind) {
		case 'missing':
			return m.cli_verify_missing({ seq }, { locale });
		case 'altered':
			return m.cli_verify_altered({ seq }, { locale });
		case 'contents-missing':
			return m.cli_verify_contents_missing({ seq }, { locale });
		case 'contents-altered':
			return m.cli_verify_contents_altered({ seq }, { locale });
	}
}
