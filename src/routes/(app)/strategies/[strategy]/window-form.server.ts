// What the forms that move a filing window send, on the board and on the page of all windows.
import { tagOf } from '#lib/domain/filing-form.ts';
import type { Locale } from '#lib/domain/text.ts';
import { numberOf, textOf } from '#lib/server/access/form.ts';
import type { ClosingInput } from '#lib/server/filing/closing.ts';
import type { WindowInput } from '#lib/server/filing/windows.ts';

/** The version that was seen, and the days with their reason. */
export function windowIn(form: FormData, locale: Locale): [version: number, input: WindowInput] {
	return [
		numberOf(form, 'version') ?? 0,
		{
			opensOn: textOf(form, 'opensOn'),
			dueOn: textOf(form, 'dueOn'),
			closesOn: textOf(form, 'closesOn'),
			...reasonIn(form, locale)
		}
	];
}

/** The version that was seen, and how the quarter is to close early. */
export function closingIn(form: FormData, locale: Locale): [version: number, input: ClosingInput] {
	return [
		numberOf(form, 'version') ?? 0,
		{
			lastDay: textOf(form, 'lastDay'),
			...reasonIn(form, locale),
			ending: form.getAll('ending').map(String)
		}
	];
}

export function reasonIn(form: FormData, locale: Locale): { reason: string; lang: string } {
	const reason = textOf(form, 'reason');
	return { reason, lang: writtenIn(reason, locale) };
}

/** A coordinator writes in one language: Serbian by its script, unless the page is in English and the text in Latin letters. */
export function writtenIn(text: string, locale: Locale): string {
	const tag = tagOf('sr', text);
	return tag === 'sr-Latn' && locale === 'en' ? 'en' : tag;
}
