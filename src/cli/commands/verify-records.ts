// The part of `verify` that is about frozen quarters: those of the database, and a portable one without any.
import { existsSync, readFileSync } from 'node:fs';
import { refusal } from '#lib/domain/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Database } from '#lib/server/db/database.ts';
import {
	checkRecords,
	type RecordFaultKind,
	type WhichRecords
} from '#lib/server/quarter/record-check.ts';
import { checkPortable, type PortableFault } from '#lib/server/report/portable-check.ts';
import { formatNumber, formatQuarter } from '#lib/wording/format.ts';
import type { Locale } from '#lib/domain/text.ts';
import { DOES_NOT_HOLD, GOOD, pathOf, type Call } from '../command.ts';

/** More than these of one record are counted, not told. */
const MOST_TOLD = 20;

/** What is found of a database's records, for `--json`, and whether all of it holds. */
export function verifyRecords(
	{ locale, say, tell, isWatched, values }: Call,
	database: Database,
	which: WhichRecords = {}
): { records: ReturnType<typeof checkRecords>; status: number } {
	const began = performance.now();
	const records = checkRecords(database, which, (done, all) => {
		if (!isWatched || performance.now() - began < 1_000) return;
		tell(m.cli_verify_progress({ done: formatNumber(done, locale), all }, { locale }));
	});
	if (!values.json) {
		for (const { quarter, revision, hash, lines, areFiguresJudged, faults } of records) {
			const named = { quarter: formatQuarter(quarter, locale), revision };
			for (const fault of faults.slice(0, MOST_TOLD)) say(recordSentence(fault, named, locale));
			if (faults.length === 0) {
				say(m.cli_verify_record({ ...named, lines: formatNumber(lines, locale) }, { locale }));
			}
			if (!areFiguresJudged) say(m.cli_verify_other_rules({}, { locale }));
			say(m.cli_hash({ hash }, { locale }));
		}
	}
	return {
		records,
		status: records.some(({ faults }) => faults.length > 0) ? DOES_NOT_HOLD : GOOD
	};
}

/** Checks a portable quarter's file. */
export async function verifyFile({ locale, say, values }: Call, typed: string): Promise<number> {
	const check = await checkPortable(bytesOf(typed));
	const { strategy, quarter, revision, hash, signedBy, unjudged, faults } = check;
	const status = faults.length > 0 ? DOES_NOT_HOLD : GOOD;
	if (values.json) {
		say(JSON.stringify({ ...check, isConsistent: status === GOOD }, null, '\t'));
		return status;
	}
	const named = { quarter: formatQuarter(quarter, locale), revision };
	for (const fault of faults.slice(0, MOST_TOLD)) say(fileSentence(fault, locale));
	if (status === GOOD) {
		const sentence =
			unjudged.length === 0 ? m.cli_verify_consistent : m.cli_verify_consistent_as_far;
		say(sentence({ strategy, ...named }, { locale }));
	}
	if (unjudged.includes('figures')) say(m.cli_verify_other_rules({}, { locale }));
	if (unjudged.includes('files')) say(m.cli_verify_other_layout({}, { locale }));
	say(
		signedBy === null
			? m.cli_verify_unsigned({}, { locale })
			: m.cli_verify_signed_by({ fingerprint: signedBy }, { locale })
	);
	say(m.cli_hash({ hash }, { locale }));
	return status;
}

function bytesOf(typed: string): Uint8Array {
	const path = pathOf(typed);
	if (!existsSync(path)) throw refusal('not-found', 'no-such-file', { file: typed });
	return readFileSync(path);
}

function recordSentence(
	fault: RecordFaultKind,
	named: { quarter: string; revision: number },
	locale: Locale
): string {
	const about = m.cli_verify_record_fault(named, { locale });
	return `${about} ${faultSentence(fault, locale)}`;
}

function faultSentence(fault: RecordFaultKind, locale: Locale): string {
	switch (fault.kind) {
		case 'line-not-canonical':
			return m.cli_verify_line({ line: fault.line }, { locale });
		case 'not-derived':
			return fault.of === null
				? m.cli_verify_not_derived_whole({ what: fault.what }, { locale })
				: m.cli_verify_not_derived({ what: fault.what, of: fault.of }, { locale });
		case 'line-altered':
			return m.cli_verify_line_altered({ line: fault.line }, { locale });
		case 'hash-differs':
			return m.cli_verify_hash({}, { locale });
		case 'compared-differs':
			return m.cli_verify_compared({}, { locale });
		case 'unreadable':
			return m.cli_verify_unreadable({}, { locale });
		case 'history-differs':
			return m.cli_verify_anchor({ entry: fault.entry }, { locale });
	}
}

function fileSentence(fault: PortableFault, locale: Locale): string {
	switch (fault.kind) {
		case 'file-missing':
			return m.cli_verify_file_missing({ file: fault.file }, { locale });
		case 'file-unknown':
			return m.cli_verify_file_unknown({ file: fault.file }, { locale });
		case 'file-altered':
			return m.cli_verify_file_altered({ file: fault.file }, { locale });
		case 'file-differs':
			return m.cli_verify_file_differs({ file: fault.file }, { locale });
		case 'cell-differs':
			return m.cli_verify_cell(
				{ file: fault.file, sheet: fault.sheet, cell: fault.cell },
				{ locale }
			);
		case 'signature-wrong':
			return m.cli_verify_signature({}, { locale });
		default:
			return faultSentence(fault, locale);
	}
}
