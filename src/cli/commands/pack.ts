import { writeFileSync } from 'node:fs';
import { readPeriod, type PackPeriod } from '#lib/domain/pack-period.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MakingStep } from '#lib/server/report/makings.ts';
import { makePack } from '#lib/server/report/pack-making.ts';
import { PACK_FORMATS, type PackFormat } from '#lib/server/report/packs.ts';
import { makingStepText } from '#lib/wording/pack.ts';
import { pathOf, textOf, WrongUse, type Call, type Command } from '../command.ts';
import { contextOf, revisionOf, withDatabase } from '../session.ts';
import { wholeFile } from '../whole-file.ts';

/** The options that name a period, and what kind each means. */
const PERIODS = ['quarter', 'half', 'year'] as const;

/** The pack of a quarter, a half-year, a year or the whole plan; of frozen quarters as it is kept. */
export const pack: Command = {
	usage:
		'pack --strategy SLUG (--quarter 2020-Q3 [--revision N] | --half 2020-H1 | --year 2020 | --final) [--lang en|sr-Latn|sr-Cyrl] ' +
		`[--format ${PACK_FORMATS.join('|')}] [--as USER] --out FILE`,
	summary: (locale) => m.cli_help_pack({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		half: { type: 'string' },
		year: { type: 'string' },
		final: { type: 'boolean' },
		revision: { type: 'string' },
		format: { type: 'string' },
		as: { type: 'string' },
		out: { type: 'string' }
	},
	required: ['strategy', 'out'],
	run: (call) => {
		const period = periodIn(call);
		const format = formatIn(call);
		const revision = revisionOf(call);
		if (revision !== null && period.kind !== 'quarter') {
			throw new WrongUse((locale) => m.cli_pack_revision_of_quarter({}, { locale }));
		}
		const file = pathOf(textOf(call, 'out'));
		const { locale, tell, isWatched } = call;
		const onStep = (step: MakingStep) => isWatched && tell(makingStepText(step, locale));
		return withDatabase(call, { mayCreate: false }, async (database) => {
			const slug = textOf(call, 'strategy');
			const asked = { slug, period, revision, locale, format, layout: null };
			const now = new Date().toISOString();
			const { bytes, hash, isKept } = await makePack(contextOf(call, database), asked, {
				...{ now, onStep }
			});
			await wholeFile(file, async (partial) => writeFileSync(partial, bytes));
			call.say(m.cli_pack_done({ file }, { locale }));
			call.say(`SHA-256 ${hash}`);
			tell(isKept ? m.cli_pack_kept({}, { locale }) : m.cli_pack_draft({}, { locale }));
		});
	}
};

/** Exactly one of the options, and what it names. */
function periodIn({ values }: Call): PackPeriod {
	const named = PERIODS.filter((option) => values[option] !== undefined);
	if (named.length + (values.final ? 1 : 0) !== 1) {
		throw new WrongUse((locale) => m.cli_pack_one_period({}, { locale }));
	}
	const [option] = named;
	if (option === undefined) return { kind: 'final' };
	const name = String(values[option]);
	const period = readPeriod(name);
	if (period?.kind !== option) {
		throw new WrongUse((locale) => m.cli_not_a_period({ option: `--${option}`, name }, { locale }));
	}
	return period;
}

function formatIn({ values }: Call): PackFormat {
	const name = values.format ?? 'xlsx';
	const format = PACK_FORMATS.find((one) => one === name);
	if (!format)
		throw new WrongUse((locale) => m.cli_not_a_format({ name: String(name) }, { locale }));
	return format;
}
