// What somebody gets who is not signed in (any more), or must first change a one-time password: a page to do so, and never the loss
// of what was typed.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#lib/domain/text.ts';
import { keptFormPage, keptOf, type Hindrance } from '#lib/wording/kept-form.ts';
import { isTooLarge } from './form.ts';

const STATUS: Readonly<Record<Hindrance, number>> = { session: 401, password: 403 };
const CODE: Readonly<Record<Hindrance, string>> = {
	session: 'session-ended',
	password: 'must-change-password'
};

/** Answers such a request; a page is left for the one where the hindrance is removed. */
export async function answerUnsigned(
	event: RequestEvent,
	hindrance: Hindrance,
	locale: Locale
): Promise<Response> {
	const { request, url } = event;
	const here = url.pathname + url.search;
	if (request.method === 'GET' || request.method === 'HEAD') {
		redirect(303, hindrance === 'session' ? `/login?to=${encodeURIComponent(here)}` : '/account');
	}
	const status = STATUS[hindrance];
	if (!isForm(request)) return Response.json({ message: CODE[hindrance] }, { status });
	let form: FormData;
	try {
		form = await request.formData();
	} catch (failed) {
		return Response.json(
			{ message: 'form-unreadable' },
			{ status: isTooLarge(failed) ? 413 : 400 }
		);
	}
	return new Response(keptFormPage({ locale, hindrance, action: here, ...keptOf(form) }), {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' }
	});
}

function isForm(request: Request): boolean {
	const type = request.headers.get('content-type') ?? '';
	return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
}
