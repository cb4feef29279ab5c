import { fail, redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/access/demonstration.ts';
import { formOf } from '#lib/server/access/form.ts';
import { addressOf, setSessionCookie } from '#lib/server/access/request.ts';
import { sameSitePath } from '#lib/server/access/same-site.ts';
import * as sessions from '#lib/server/access/sessions.ts';
import { signIn } from '#lib/server/access/sign-in.ts';
import * as users from '#lib/server/access/users.ts';
import { log } from '#lib/server/log.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, request, url }) => {
	const to = sameSitePath(url.searchParams.get('to') ?? '/');
	// Who is signed in and tries to sign in as somebody else, in vain, is to be told so.
	if (locals.user && request.method === 'GET') redirect(303, to);
	const accounts = locals.isDemonstration ? users.list(locals.database.read) : [];
	return {
		to,
		isSentHere: url.searchParams.has('to'),
		password: locals.isDemonstration ? DEMONSTRATION_PASSWORD : null,
		accounts: accounts
			.filter((account) => account.canSignIn && !account.isDisabled)
			.map(({ username, name, functionTitle }) => ({ username, name, functionTitle }))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = await formOf(request).catch(() => new FormData());
		const username = String(form.get('username') ?? '').slice(0, 100);
		const password = String(form.get('password') ?? '');
		const facts = { id: locals.requestId, address: addressOf(event) };
		let session: sessions.Session;
		try {
			session = await signIn(locals.database, {
				username,
				password,
				address: facts.address,
				now: Date.now()
			});
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const { code, params } = refused.problems[0] ?? { code: 'sign-in-wrong' };
			log(code, facts);
			if (params?.seconds) event.setHeaders({ 'retry-after': String(params.seconds) });
			return fail(params?.seconds ? 429 : 401, { problems: refused.problems, username });
		}
		// Whatever session this browser had is over: a new person, or the same one anew.
		if (locals.sessionId) await sessions.end(locals.database, locals.sessionId);
		setSessionCookie(event, session);
		log('sign-in', { ...facts, user: session.userId });
		redirect(303, sameSitePath(form.get('to')));
	}
};
