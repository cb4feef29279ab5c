// Amounts as a reader sees them: thousand dinars, why there is no amount, and what it is in euros.
import { eurosOf, isKnown, type Amount, type RateView, type Tally } from '#lib/domain/money.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatDecimal } from './format.ts';

/** @example amountText('1250.5', 'en') //=> '1,250.5' */
export function amountText(amount: Amount, locale: Locale): string {
	if (isKnown(amount)) return formatDecimal(amount, locale);
	return amount === 'not-available'
		? m.funds_not_available({}, { locale })
		: m.money_not_applicable({}, { locale });
}

/** @example euroText('1200', rate, 'en') //=> '€10,213' */
export function euroText(amount: Amount, rate: RateView | null, locale: Locale): string | null {
	if (!rate || !isKnown(amount)) return null;
	const euros = formatDecimal(eurosOf(amount, rate), locale);
	return m.money_euros({ euros }, { locale });
}

/** What of a total is not known, in words; empty where all of it is. */
export function unknownText(
	{ inPart, notAvailable, notApplicable }: Tally,
	locale: Locale
): string[] {
	const said: [number, (inputs: { n: number }, options: { locale: Locale }) => string][] = [
		[notAvailable, m.money_unknown],
		[inPart, m.money_in_part],
		[notApplicable, m.money_inapplicable]
	];
	return said.filter(([n]) => n > 0).map(([n, message]) => message({ n }, { locale }));
}

/** The rate amounts are shown in euros by, with its day and where it is from; or that there is none. */
export function rateSentence(
	rate: RateView | null,
	locale: Locale,
	content: (texts: Texts) => string
): string {
	if (!rate) return m.money_no_rate({}, { locale });
	const { on, rsdPerEur, source, isIllustrative } = rate;
	const said = m.money_rate(
		{
			rate: formatDecimal(rsdPerEur, locale),
			day: formatDay(on, locale, 'genitive'),
			source: content(source)
		},
		{ locale }
	);
	return isIllustrative ? `${said} ${m.money_rate_illustrative({}, { locale })}` : said;
}

/** A text in the reader's language, for sentences that stand as one. */
export function contentFor(locale: Locale, languages: readonly string[]) {
	return (texts: Texts) => contentIn(texts, locale, languages)?.text ?? '';
}
