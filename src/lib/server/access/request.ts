// What is known of a request before its route sees it: who asks, on which business day, in which language.
import type { RequestEvent } from '@sveltejs/kit';
import { NOBODY } from '#lib/domain/permission.ts';
import { installationOf, installedDatabase } from './installation.ts';
import { LOCALE_COOKIE, localeFor } from './locale.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

/** Fills `event.locals`; prolongs the session's cookie, or takes away one that stands for nothing. */
export async function recognise(event: RequestEvent): Promise<void> {
	const { cookies, locals, request } = event;
	const database = installedDatabase();
	const now = new Date().toISOString();
	const { today, isDemonstration } = installationOf(database.read, now);

	const id = cookies.get(sessions.cookieName(process.env.ORIGIN));
	const session = id ? await sessions.validate(database, id) : null;
	if (id && (!session || session.isFresh)) setSessionCookie(event, session);

	const account = session ? users.find(database.read, session.userId) : null;
	const actor = account ? users.actorFrom(account) : NOBODY;
	locals.database = database;
	locals.today = today;
	locals.isDemonstration = isDemonstration;
	locals.user = account && userFrom(account);
	locals.actor = actor;
	locals.sessionId = session?.id ?? null;
	locals.context = { database, actor, today, via: 'web' };
	locals.locale = localeFor({
		user: account?.locale ?? null,
		cookie: cookies.get(LOCALE_COOKIE),
		acceptLanguage: request.headers.get('accept-language')
	});
}

/** Sends the cookie of a session, or with null the one that takes it away. */
export function setSessionCookie(event: RequestEvent, session: sessions.Session | null): void {
	const { name, value, options } = sessions.cookieOf(session, process.env.ORIGIN);
	event.cookies.set(name, value, options);
}

function userFrom(account: users.Account): users.SignedInUser {
	const { id, username, name, locale, mustChangePassword, isAdministrator } = account;
	return { id, username, name, locale, mustChangePassword, isAdministrator };
}

/** The address a request comes from; behind a proxy adapter-node takes it from the header that ADDRESS_HEADER names. */
export function addressOf(event: RequestEvent): string {
	try {
		return event.getClientAddress();
	} catch {
		// ADDRESS_HEADER is set and the request did not come through the proxy.
		return 'unknown';
	}
}
