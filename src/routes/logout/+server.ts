import { redirect, type RequestHandler } from '@sveltejs/kit';
import { setSessionCookie } from '#lib/server/access/request.ts';
import * as sessions from '#lib/server/access/sessions.ts';

export const POST: RequestHandler = async (event) => {
	const { database, sessionId } = event.locals;
	if (sessionId) await sessions.end(database, sessionId);
	setSessionCookie(event, null);
	redirect(303, '/login');
};
