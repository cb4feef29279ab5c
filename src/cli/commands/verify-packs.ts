// The part of `verify` that is about packs which were given out and kept.
import { m } from '#lib/paraglide/messages.js';
import type { Database } from '#lib/server/db/database.ts';
import { checkPacks, type PackFault } from '#lib/server/report/pack-check.ts';
import { formatNumber } from '#lib/wording/format.ts';
import type { Locale } from '#lib/domain/text.ts';
import { DOES_NOT_HOLD, GOOD, type Call } from '../command.ts';

/** What is found of a database's packs, for `--json`, and whether all of it holds. */
export function verifyPacks(
	{ locale, say, values }: Call,
	database: Database
): { packs: ReturnType<typeof checkPacks>; status: number } {
	const found = checkPacks(database);
	if (!values.json && found.packs > 0) {
		for (const fault of found.faults) say(packSentence(fault, locale));
		if (found.faults.length === 0) {
			say(m.cli_verify_packs({ n: formatNumber(found.packs, locale) }, { locale }));
		}
	}
	return { packs: found, status: found.faults.length > 0 ? DOES_NOT_HOLD : GOOD };
}

function packSentence({ kind, hash, period }: PackFault, locale: Locale): string {
	const sentence = {
		'bytes-missing': m.cli_verify_pack_missing,
		'bytes-altered': m.cli_verify_pack_altered,
		'record-missing': m.cli_verify_pack_record
	}[kind];
	return sentence({ hash, period }, { locale });
}
