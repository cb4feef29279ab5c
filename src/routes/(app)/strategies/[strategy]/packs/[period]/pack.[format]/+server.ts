// A pack: kept as it was given out before, or made now. Who reads pages is led to one that tells how far it is when that takes longer than
// somebody looks at an empty window; a program gets the file, however long it takes.
import { redirect } from '@sveltejs/kit';
import { soon } from '#lib/server/patience.ts';
import { download } from '#lib/server/report/download.ts';
import { packAnswer } from '#lib/server/report/file.ts';
import * as packMakings from '#lib/server/report/pack-makings.ts';
import { askedIn, makingAddress } from '../asked.server.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { actor, database, today } = locals;
		const asked = askedIn(locals, params, url.searchParams, locale);
		const asker = { userId: actor.userId!, today, making: url.searchParams.get('making') };
		const { making, bytes: awaited } = packMakings.ask(database, asked, asker);
		const readsPages = request.headers.get('accept')?.includes('text/html') ?? false;
		// What went wrong with a making is told on its page as well, with what to do.
		const bytes =
			making !== null && readsPages ? await soon(awaited).catch(() => null) : await awaited;
		if (!bytes) redirect(303, makingAddress(asked, making!));
		const { slug, format } = asked;
		return packAnswer({ slug, period: params.period, locale, format, bytes });
	});
