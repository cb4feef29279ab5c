// What packs are called.
import type { PackPeriod } from '#lib/domain/pack-period.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatQuarter } from './format.ts';

/**
 * The period a pack is about, in words.
 *
 * @example periodLabel({ kind: 'half', year: 2020, half: 1 }, 'en') //=> 'First half of 2020'
 * @example periodLabel({ kind: 'half', year: 2020, half: 2 }, 'sr-Cyrl') //=> 'Друго полугодиште 2020.'
 */
export function periodLabel(period: PackPeriod, locale: Locale): string {
	switch (period.kind) {
		case 'quarter':
			return formatQuarter(period.quarter, locale);
		case 'half':
			return period.half === 1
				? m.pack_period_first_half({ year: period.year }, { locale })
				: m.pack_period_second_half({ year: period.year }, { locale });
		case 'year':
			return m.pack_period_year({ year: period.year }, { locale });
		case 'final':
			return m.pack_period_final({}, { locale });
	}
}

/** When and to whom a report on a half-year goes; empty for other periods. */
export function periodUse(period: PackPeriod, locale: Locale): string {
	if (period.kind !== 'half') return '';
	return period.half === 1
		? m.pack_use_june({ year: period.year }, { locale })
		: m.pack_use_january({ year: period.year + 1 }, { locale });
}

/** A language of packs in that language. */
export const LANGUAGE_OF_PACK: Readonly<Record<Locale, string>> = {
	en: 'English',
	'sr-Latn': 'Srpski',
	'sr-Cyrl': 'Српски'
};

export function packFormatLabel(format: 'xlsx' | 'html' | 'docx', locale: Locale): string {
	switch (format) {
		case 'xlsx':
			return m.pack_format_xlsx({}, { locale });
		case 'html':
			return m.pack_format_html({}, { locale });
		case 'docx':
			return m.pack_format_docx({}, { locale });
	}
}

/** What is being done of a file that is made. */
export function makingStepText(step: 'reading' | 'laying-out' | 'keeping', locale: Locale): string {
	const saying = {
		reading: m.making_reading,
		'laying-out': m.making_laying,
		keeping: m.making_keeping
	};
	return saying[step]({}, { locale });
}
