import type { ChainFault } from '#lib/domain/history-chain.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { verifyHistory, type KeptLink } from '#lib/server/history/verify.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { DOES_NOT_HOLD, GOOD, WrongUse, type Call, type Command } from '../command.ts';
import { withDatabase } from '../session.ts';

/** Whether the history is what was written. */
export const verify: Command = {
	usage: 'verify [--kept NUMBER:LINK] [--json]',
	summary: (locale) => m.cli_help_verify({}, { locale }),
	options: { kept: { type: 'string' }, json: { type: 'boolean' } },
	run: (call) => {
		const kept = keptIn(call);
		return withDatabase(call, { mayCreate: false }, (database) => {
			const { say, locale, values } = call;
			const verified = verifyHistory(database, kept);
			const { entries, head, fault } = verified;
			if (values.json) say(JSON.stringify(verified, null, '\t'));
			else {
				if (fault) say(sentenceOf(fault.kind, fault.seq, locale));
				say(m.cli_verify_entries({ number: formatNumber(entries, locale) }, { locale }));
				if (head) say(m.cli_verify_head({ kept: `${entries}:${head}` }, { locale }));
			}
			return fault ? DOES_NOT_HOLD : GOOD;
		});
	}
};

/** As an earlier call printed it: `1572:3573e1…`. */
function keptIn({ values }: Call): KeptLink | null {
	if (typeof values.kept !== 'string') return null;
	const [, seq, link] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(values.kept) ?? [];
	if (!seq || !link) throw new WrongUse((locale) => m.cli_verify_not_kept({}, { locale }));
	return { seq: Number(seq), link };
}

function sentenceOf(kind: ChainFault, seq: number, locale: Locale): string {
	switch (kind) {
		case 'missing':
			return m.cli_verify_missing({ seq }, { locale });
		case 'altered':
			return m.cli_verify_altered({ seq }, { locale });
		case 'put-in':
			return m.cli_verify_put_in({ seq }, { locale });
		case 'rewritten':
			return m.cli_verify_rewritten({ seq }, { locale });
		case 'contents-missing':
			return m.cli_verify_contents_missing({ seq }, { locale });
		case 'contents-altered':
			return m.cli_verify_contents_altered({ seq }, { locale });
	}
}
