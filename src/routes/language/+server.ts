import { redirect, type RequestHandler } from '@sveltejs/kit';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { formOf } from '#lib/server/access/form.ts';
import { shown } from '#lib/server/access/answer.ts';
import { isLocale, LOCALE_COOKIE } from '#lib/server/access/locale.ts';
import { sameSitePath } from '#lib/server/access/same-site.ts';
import * as users from '#lib/server/access/users.ts';

const A_YEAR = 365 * 24 * 3600;

/** Fields `locale` and `to`, the page to come back to. */
export const POST: RequestHandler = async ({ cookies, locals, request }) => {
	const form = await shown(locals, () => formOf(request));
	const locale = shown(locals, () => localeIn(form));
	cookies.set(LOCALE_COOKIE, locale, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: process.env.ORIGIN?.startsWith('https://') ?? false,
		maxAge: A_YEAR
	});
	if (locals.user) users.setLocale(locals.context, locale);
	redirect(303, sameSitePath(form.get('to')));
};

function localeIn(form: FormData): Locale {
	const locale = form.get('locale');
	if (!isLocale(locale)) throw refusal('invalid', 'unknown-language', {}, 'locale');
	return locale;
}
