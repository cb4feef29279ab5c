import type { ChainFault } from '#lib/domain/history-chain.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { verifyHistory, type KeptLink } from '#lib/server/history/verify.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { DOES_NOT_HOLD, WrongUse, type Call, type Command } from '../command.ts';
import { quarterOf, revisionOf, withDatabase } from '../session.ts';
import { verifyFile, verifyRecords } from './verify-records.ts';

/** Whether the history is what was written. */
export const verify: Command = {
	usage:
		'verify [FILE.zip] [--strategy SLUG] [--quarter 2020-Q3] [--revision N] [--kept NUMBER:LINK] [--json]',
	operands: ['FILE'],
	optional: ['FILE'],
	summary: (locale) => m.cli_help_verify({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		revision: { type: 'string' },
		kept: { type: 'string' },
		json: { type: 'boolean' }
	},
	run: (call) => {
		const [file] = call.operands;
		if (file !== undefined) return verifyFile(call, file);
		const which = recordsIn(call);
		const isAboutRecords = Object.values(which).some((asked) => asked !== undefined);
		const kept = keptIn(call);
		return withDatabase(call, { mayCreate: false }, (database) => {
			const { say, locale, values } = call;
			if (isAboutRecords) {
				const { records, status } = verifyRecords(call, database, which);
				if (values.json) say(JSON.stringify(records, null, '\t'));
				return status;
			}
			const verified = verifyHistory(database, kept);
			const { entries, head, fault } = verified;
			const { records, status } = verifyRecords(call, database);
			if (values.json) say(JSON.stringify({ ...verified, records }, null, '\t'));
			else {
				if (fault) say(sentenceOf(fault.kind, fault.seq, locale));
				say(m.cli_verify_entries({ number: formatNumber(entries, locale) }, { locale }));
				if (head) say(m.cli_verify_head({ kept: `${entries}:${head}` }, { locale }));
			}
			return fault ? DOES_NOT_HOLD : status;
		});
	}
};

/** Which records are asked for by name. */
function recordsIn(call: Call) {
	const { strategy, quarter } = call.values;
	return {
		strategy: typeof strategy === 'string' ? strategy : undefined,
		quarter: quarter === undefined ? undefined : quarterOf(call),
		revision: revisionOf(call) ?? undefined
	};
}

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
