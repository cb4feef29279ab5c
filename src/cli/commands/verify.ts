import type { ChainFault } from '#lib/domain/history-chain.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	holds,
	verifyHistory,
	type KeptLink,
	type Told,
	type Verified
} from '#lib/server/history/verify.ts';
import { formatNumber, formatQuarter } from '#lib/wording/format.ts';
import { DOES_NOT_HOLD, WrongUse, type Call, type Command } from '../command.ts';
import { quarterOf, revisionOf, withDatabase } from '../session.ts';
import { verifyPacks } from './verify-packs.ts';
import { verifyFile, verifyRecords } from './verify-records.ts';

/** Whether the history is what was written, and the tables what it says. */
export const verify: Command = {
	usage:
		'verify [FILE.zip | [--strategy SLUG] [--quarter 2020-Q3] [--revision N] | --kept NUMBER:LINK] [--json]',
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
		const which = recordsIn(call);
		const isAboutRecords = Object.values(which).some((asked) => asked !== undefined);
		const keptLink = keptIn(call);
		const asked = [file !== undefined, isAboutRecords, keptLink !== null];
		if (asked.filter(Boolean).length > 1) {
			throw new WrongUse((locale) => m.cli_verify_one({}, { locale }));
		}
		if (file !== undefined) return verifyFile(call, file);
		return withDatabase(call, { mayCreate: false }, (database) => {
			if (isAboutRecords) {
				const { records, status } = verifyRecords(call, database, which);
				if (call.values.json) call.say(JSON.stringify(records, null, '\t'));
				return status;
			}
			const verified = verifyHistory(database, keptLink, toldEverySecond(call));
			if (!call.values.json) sentencesOf(verified, call.locale).forEach(call.say);
			const { records, status } = verifyRecords(call, database);
			const kept = verifyPacks(call, database);
			if (call.values.json) {
				call.say(JSON.stringify({ ...verified, records, packs: kept.packs }, null, '\t'));
			}
			return holds(verified) ? Math.max(status, kept.status) : DOES_NOT_HOLD;
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

/** A large plan takes seconds; whoever waits is told how far it is. */
function toldEverySecond({ tell, isWatched, locale }: Call): Told {
	let last = Date.now();
	return (what, count) => {
		if (!isWatched || Date.now() - last < 1_000) return;
		last = Date.now();
		const number = formatNumber(count, locale);
		const sentence = what === 'rows' ? m.cli_verify_telling_rows : m.cli_verify_telling_entries;
		tell(sentence({ number }, { locale }));
	};
}

function sentencesOf(verified: Verified, locale: Locale): string[] {
	const { entries, head, redacted, rows, rowsFrom, fault, row, trigger } = verified;
	const number = (count: number) => formatNumber(count, locale);
	return [
		...(fault ? [entrySentence(fault.kind, fault.seq, locale)] : []),
		...(row ? rowSentences(row, locale) : []),
		...(trigger ? [triggerSentence(trigger, locale)] : []),
		m.cli_verify_entries({ number: number(entries) }, { locale }),
		...(redacted > 0 ? [m.cli_verify_redacted({ number: number(redacted) }, { locale })] : []),
		...(fault || row ? [] : [m.cli_verify_rows({ number: number(rows) }, { locale })]),
		...(rowsFrom !== null && rowsFrom > 1
			? [m.cli_verify_rows_from({ seq: rowsFrom }, { locale })]
			: []),
		...(head ? [m.cli_verify_head({ kept: `${entries}:${head}` }, { locale })] : [])
	];
}

function entrySentence(kind: ChainFault, seq: number, locale: Locale): string {
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
		case 'rows-missing':
			return m.cli_verify_rows_missing({ seq }, { locale });
		case 'rows-altered':
			return m.cli_verify_rows_altered({ seq }, { locale });
	}
}

function rowSentences(
	{ table, key, kind, filing }: NonNullable<Verified['row']>,
	locale: Locale
): string[] {
	const sentence = {
		missing: m.cli_verify_row_missing,
		altered: m.cli_verify_row_altered,
		'put-in': m.cli_verify_row_put_in
	}[kind];
	const named = filing && { ...filing, quarter: formatQuarter(filing.quarter, locale) };
	return [
		sentence({ table, key: key.join(', ') }, { locale }),
		...(named ? [m.cli_verify_row_filing(named, { locale })] : [])
	];
}

function triggerSentence({ name, kind }: NonNullable<Verified['trigger']>, locale: Locale): string {
	const sentence = {
		missing: m.cli_verify_trigger_missing,
		altered: m.cli_verify_trigger_altered,
		'put-in': m.cli_verify_trigger_put_in
	}[kind];
	return sentence({ name }, { locale });
}
