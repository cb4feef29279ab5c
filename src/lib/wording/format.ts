// Days, quarters, numbers and fractions as a reader of each language writes them. Written out here and not left to Intl: server, browser
// and workbook must print the same characters, and ICU data differ between them.
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import {
	firstDayOf,
	isQuarter,
	lastDayOf,
	quarterNumberOf,
	quarterOf,
	yearOf,
	type Day,
	type Quarter
} from '#lib/domain/quarter.ts';
import { toLatin } from '#lib/domain/script.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';

/** The grammatical case a Serbian sentence needs; English has one form for all. */
export type Case = 'nominative' | 'genitive' | 'locative';

type Month = readonly [nominative: string, genitive: string];

const EN_MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

const CYRILLIC_MONTHS: readonly Month[] = [
	['јануар', 'јануара'],
	['фебруар', 'фебруара'],
	['март', 'марта'],
	['април', 'априла'],
	['мај', 'маја'],
	['јун', 'јуна'],
	['јул', 'јула'],
	['август', 'августа'],
	['септембар', 'септембра'],
	['октобар', 'октобра'],
	['новембар', 'новембра'],
	['децембар', 'децембра']
];

const LATIN_MONTHS: readonly Month[] = [
	['januar', 'januara'],
	['februar', 'februara'],
	['mart', 'marta'],
	['april', 'aprila'],
	['maj', 'maja'],
	['jun', 'juna'],
	['jul', 'jula'],
	['avgust', 'avgusta'],
	['septembar', 'septembra'],
	['oktobar', 'oktobra'],
	['novembar', 'novembra'],
	['decembar', 'decembra']
];

const QUARTER_WORD: Record<Exclude<Locale, 'en'>, Record<Case, string>> = {
	'sr-Cyrl': { nominative: 'квартал', genitive: 'квартала', locative: 'кварталу' },
	'sr-Latn': { nominative: 'kvartal', genitive: 'kvartala', locative: 'kvartalu' }
};

const ROMAN = ['I', 'II', 'III', 'IV'];

/** What is printed where there is nothing to print, and for 0/0. */
export const NOTHING = '–';

/**
 * A day in words.
 *
 * @example formatDay('2020-10-05', 'en') //=> '5 October 2020'
 * @example formatDay('2020-10-05', 'sr-Cyrl') //=> '5. октобар 2020.'
 * @example formatDay('2020-10-05', 'sr-Latn', 'genitive') //=> '5. oktobra 2020.'
 */
export function formatDay(day: Day, locale: Locale, grammaticalCase: Case = 'nominative'): string {
	const [year, month, dayOfMonth] = partsOf(day);
	if (locale === 'en') return `${dayOfMonth} ${EN_MONTHS[month - 1]} ${year}`;
	return `${dayOfMonth}. ${serbianMonth(month, locale, grammaticalCase)} ${year}.`;
}

/**
 * A day without its year, where the year is in sight.
 *
 * @example formatDayOfYear('2020-10-15', 'sr-Cyrl', 'genitive') //=> '15. октобра'
 */
export function formatDayOfYear(
	day: Day,
	locale: Locale,
	grammaticalCase: Case = 'nominative'
): string {
	const [, month, dayOfMonth] = partsOf(day);
	if (locale === 'en') return `${dayOfMonth} ${EN_MONTHS[month - 1]}`;
	return `${dayOfMonth}. ${serbianMonth(month, locale, grammaticalCase)}`;
}

/**
 * A year by itself, in Serbian an ordinal.
 *
 * @example formatYear(2020, 'en') //=> '2020'
 * @example formatYear(2020, 'sr-Cyrl') //=> '2020.'
 */
export function formatYear(year: number, locale: Locale): string {
	return locale === 'en' ? String(year) : `${year}.`;
}

/**
 * A quarter in words.
 *
 * @example formatQuarter('2020-Q3', 'en') //=> 'Q3 2020'
 * @example formatQuarter('2020-Q3', 'sr-Cyrl') //=> 'III квартал 2020.'
 */
export function formatQuarter(
	quarter: Quarter,
	locale: Locale,
	grammaticalCase: Case = 'nominative'
): string {
	const number = quarterNumberOf(quarter);
	if (locale === 'en') return `Q${number} ${yearOf(quarter)}`;
	return `${ROMAN[number - 1]} ${QUARTER_WORD[locale][grammaticalCase]} ${yearOf(quarter)}.`;
}

/**
 * A quarter for narrow columns.
 *
 * @example formatQuarterShort('2020-Q3', 'sr-Latn') //=> 'III kv. 2020.'
 */
export function formatQuarterShort(quarter: Quarter, locale: Locale): string {
	const number = quarterNumberOf(quarter);
	if (locale === 'en') return `Q${number} ${yearOf(quarter)}`;
	return `${ROMAN[number - 1]} ${locale === 'sr-Latn' ? 'kv.' : 'кв.'} ${yearOf(quarter)}.`;
}

/** A day or a quarter in words. */
export function formatPeriod(
	period: Day | Quarter,
	locale: Locale,
	grammaticalCase: Case = 'nominative'
): string {
	return isQuarter(period)
		? formatQuarter(period, locale, grammaticalCase)
		: formatDay(period, locale, grammaticalCase);
}

/**
 * A whole number with the reader's separators.
 *
 * @example formatNumber(12345, 'sr-Cyrl') //=> '12.345'
 */
export function formatNumber(value: number, locale: Locale): string {
	return formatDecimal(String(value), locale);
}

/**
 * A decimal kept as text, with the reader's separators and no digit lost.
 *
 * @example formatDecimal('-1234.50', 'sr-Latn') //=> '−1.234,50'
 */
export function formatDecimal(value: string, locale: Locale): string {
	const found = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
	if (!found) return value;
	const [, sign, whole = '', fraction] = found;
	const [thousands, point] = locale === 'en' ? [',', '.'] : ['.', ','];
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
	return `${sign === '-' ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`;
}

/**
 * A share in percent, whole; one decimal where rounding would claim all or nothing. 0/0 prints a dash.
 *
 * @example formatPercent({ numerator: 14, denominator: 31 }, 'en') //=> '45%'
 * @example formatPercent({ numerator: 199, denominator: 200 }, 'sr-Cyrl') //=> '99,5%'
 * @example formatPercent({ numerator: 0, denominator: 0 }, 'en') //=> '–'
 */
export function formatPercent(
	{ numerator, denominator }: Pick<Fraction, 'numerator' | 'denominator'>,
	locale: Locale
): string {
	if (denominator === 0) return NOTHING;
	const whole = Math.round((numerator * 100) / denominator);
	const isFalse = (whole === 100 && numerator < denominator) || (whole === 0 && numerator > 0);
	if (!isFalse) return `${whole}%`;
	const tenths = Math.min(999, Math.max(1, Math.round((numerator * 1000) / denominator)));
	return `${formatDecimal(`${Math.floor(tenths / 10)}.${tenths % 10}`, locale)}%`;
}

/**
 * Numerator and denominator.
 *
 * @example formatRatio({ numerator: 14, denominator: 31 }, 'en') //=> '14/31'
 */
export function formatRatio(
	{ numerator, denominator }: Pick<Fraction, 'numerator' | 'denominator'>,
	locale: Locale
): string {
	return `${formatNumber(numerator, locale)}/${formatNumber(denominator, locale)}`;
}

/**
 * A fraction said whole: what it counts, of how many, in percent, and what is not known.
 *
 * @example formatFraction({ numerator: 14, denominator: 31, noData: 4 }, 'en') //=> '14/31 (45%), 4 without data'
 */
export function formatFraction(fraction: Fraction, locale: Locale): string {
	const known = `${formatRatio(fraction, locale)} (${formatPercent(fraction, locale)})`;
	return fraction.noData === 0 ? known : `${known}, ${formatNoData(fraction.noData, locale)}`;
}

/**
 * A number as messages take it that need its plural: as it is, and as it is written.
 *
 * @example counted(1412, 'sr-Latn') //=> { n: 1412, count: '1.412' }
 */
export function counted(n: number, locale: Locale): { n: number; count: string } {
	return { n, count: formatNumber(n, locale) };
}

/** @example formatNoData(4, 'en') //=> '4 without data' */
export function formatNoData(n: number, locale: Locale): string {
	return m.format_no_data(counted(n, locale), { locale });
}

/** @example formatDayCount(1, 'en') //=> '1 day' */
export function formatDayCount(n: number, locale: Locale): string {
	return m.format_days(counted(n, locale), { locale });
}

/**
 * How far a deadline moved; null where it cannot be said, or did not move.
 *
 * @example formatSlip(92, 'en') //=> '92 days later'
 */
export function formatSlip(days: number | null, locale: Locale): string | null {
	if (days === null || days === 0) return null;
	return days > 0
		? m.format_slip_later(counted(days, locale), { locale })
		: m.format_slip_earlier(counted(-days, locale), { locale });
}

/**
 * What a deadline was read as, in the reader's words.
 *
 * @example formatDeadline({ kind: 'dated', earliest: '2020-10-01', latest: '2020-12-31' }, 'en') //=> 'Q4 2020'
 */
export function formatDeadline(reading: DeadlineReading, locale: Locale): string {
	switch (reading.kind) {
		case 'dated':
			return formatSpan(reading.earliest, reading.latest, locale);
		case 'continuous':
			return m.deadline_continuous({}, { locale });
		case 'recurring':
			return formatRecurring(reading, locale);
		case 'triggered':
			return TRIGGERED[reading.unit](
				{
					n: reading.amount,
					// A text of the plan's, in its own language, in a script the reader reads.
					trigger: locale === 'sr-Cyrl' ? reading.trigger : toLatin(reading.trigger)
				},
				{ locale }
			);
		case 'unread':
			return UNREAD[reading.why]({}, { locale });
	}
}

const TRIGGERED = {
	day: m.deadline_triggered_days,
	month: m.deadline_triggered_months,
	year: m.deadline_triggered_years
};

const UNREAD = {
	empty: m.deadline_unread_empty,
	'not-understood': m.deadline_unread_not_understood,
	disagrees: m.deadline_unread_disagrees
};

const EVERY = {
	month: m.deadline_every_month,
	quarter: m.deadline_every_quarter,
	'half-year': m.deadline_every_half_year,
	year: m.deadline_every_year
};

function formatRecurring(
	{ occurrences, every }: Extract<DeadlineReading, { kind: 'recurring' }>,
	locale: Locale
): string {
	if (every !== null) return EVERY[every]({}, { locale });
	if (occurrences === null || occurrences.length === 0) return m.deadline_recurring({}, { locale });
	const days = occurrences.map((day) =>
		day === lastDayOf(quarterOf(day))
			? formatQuarter(quarterOf(day), locale)
			: formatDay(day, locale)
	);
	return m.deadline_recurring_on({ days: formatList(days, locale) }, { locale });
}

/** Days from the first to the last: a day, a quarter, quarters, or the last day alone where the first says nothing. */
function formatSpan(earliest: Day, latest: Day, locale: Locale): string {
	if (earliest === latest) return formatDay(latest, locale);
	const [from, until] = [quarterOf(earliest), quarterOf(latest)];
	if (earliest === firstDayOf(from) && latest === lastDayOf(until)) {
		return from === until
			? formatQuarter(until, locale)
			: `${formatQuarter(from, locale)} – ${formatQuarter(until, locale)}`;
	}
	return m.format_by_day({ day: formatDay(latest, locale, 'genitive') }, { locale });
}

/**
 * Things one after the other.
 *
 * @example formatList(['A', 'B', 'C'], 'en') //=> 'A, B and C'
 */
export function formatList(items: readonly string[], locale: Locale): string {
	if (items.length < 2) return items.join('');
	return m.format_list_and(
		{ first: items.slice(0, -1).join(', '), last: items.at(-1)! },
		{ locale }
	);
}

function serbianMonth(month: number, locale: Locale, grammaticalCase: Case): string {
	const names = locale === 'sr-Latn' ? LATIN_MONTHS : CYRILLIC_MONTHS;
	return names[month - 1]![grammaticalCase === 'nominative' ? 0 : 1];
}

function partsOf(day: Day): [year: number, month: number, dayOfMonth: number] {
	return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
