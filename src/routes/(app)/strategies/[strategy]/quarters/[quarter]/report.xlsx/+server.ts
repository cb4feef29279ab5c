// The address reports had before there were packs: it was cited.
import { redirect } from '@sveltejs/kit';
import { strategyFor } from '#lib/server/access/visible.ts';
import { download } from '#lib/server/report/download.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url }) =>
	download({ lang: null, reader: locals.locale }, async () => {
		const { slug } = strategyFor(locals, params.strategy);
		const quarter = encodeURIComponent(params.quarter);
		redirect(308, `/strategies/${slug}/packs/${quarter}/pack.xlsx${url.search}`);
	});
