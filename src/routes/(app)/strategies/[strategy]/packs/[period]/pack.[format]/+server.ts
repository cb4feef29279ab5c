// A pack: kept as it was given out before, or made now.
import { redirect } from '@sveltejs/kit';
import { download, whenMade } from '#lib/server/report/download.ts';
import { packAnswer } from '#lib/server/report/file.ts';
import * as packMakings from '#lib/server/report/pack-makings.ts';
import { askedIn, makingAddress } from '../asked.server.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { actor, database, today } = locals;
		const asked = askedIn(locals, params, url.searchParams, locale);
		const asker = { userId: actor.userId!, today, making: url.searchParams.get('making') };
		const file = packMakings.ask(database, asked, asker);
		const bytes = await whenMade(request, file);
		if (!bytes) redirect(303, makingAddress(asked, file.making!));
		const { slug, format } = asked;
		return packAnswer({ slug, period: params.period, locale, format, bytes });
	});
