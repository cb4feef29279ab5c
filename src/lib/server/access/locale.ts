// In which of the three languages the interface speaks to somebody.
import type { Locale } from '#lib/domain/text.ts';

export const LOCALES: readonly Locale[] = ['en', 'sr-Cyrl', 'sr-Latn'];
export const LOCALE_COOKIE = 'kvartal_locale';

export function isLocale(text: unknown): text is Locale {
	return LOCALES.includes(text as Locale);
}

/** The person's own choice, else the browser's cookie, else what the browser asks for, else English. */
export function localeFor(asked: {
	user: Locale | null;
	cookie: string | undefined;
	acceptLanguage: string | null;
}): Locale {
	if (asked.user) return asked.user;
	if (isLocale(asked.cookie)) return asked.cookie;
	return accepted(asked.acceptLanguage ?? '') ?? 'en';
}

/**
 * The first of a browser's languages (RFC 9110, 12.5.4) that Kvartal speaks. Serbian without a script is Cyrillic.
 *
 * @example accepted('de, sr-Latn-RS;q=0.8, en;q=0.5') //=> 'sr-Latn'
 */
export function accepted(header: string): Locale | null {
	const wanted = header
		.slice(0, 500)
		.split(',')
		.map((part) => {
			const [tag = '', ...params] = part.trim().split(';');
			const quality = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find(Boolean);
			return {
				tag: tag.trim().toLowerCase(),
				quality: quality === undefined ? 1 : Number(quality)
			};
		})
		.filter(({ tag, quality }) => tag !== '' && quality > 0)
		.sort((a, b) => b.quality - a.quality);
	for (const { tag } of wanted) {
		if (/^en(-|$)/.test(tag)) return 'en';
		if (/^sr-latn(-|$)/.test(tag)) return 'sr-Latn';
		if (/^sr(-|$)/.test(tag)) return 'sr-Cyrl';
	}
	return null;
}
