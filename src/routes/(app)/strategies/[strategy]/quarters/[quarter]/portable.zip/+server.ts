// The portable quarter: a frozen quarter as one signed zip.
import { redirect } from '@sveltejs/kit';
import { download, whenMade } from '#lib/server/report/download.ts';
import { portableFileName, ZIP_TYPE } from '#lib/server/report/file.ts';
import * as portables from '#lib/server/report/portables.ts';
import { askedIn, makingAddress } from '../asked.server.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const asked = askedIn(locals, params, url.searchParams, locale);
		const file = portables.ask(locals.database, asked, url.searchParams.get('making'));
		const bytes = await whenMade(request, file);
		if (!bytes) redirect(303, makingAddress(asked, file.making!));
		return { fileName: portableFileName(asked), bytes, type: ZIP_TYPE };
	});
