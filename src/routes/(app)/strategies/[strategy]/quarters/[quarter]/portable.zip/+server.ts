// The portable quarter: a frozen quarter as one signed zip.
import { strategyFor } from '#lib/server/access/visible.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { download } from '#lib/server/report/download.ts';
import { portableFileName, ZIP_TYPE } from '#lib/server/report/file.ts';
import * as portables from '#lib/server/report/portables.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { slug } = strategyFor(locals, params.strategy);
		const { quarter } = params;
		const revision = revisionIn(url.searchParams);
		const order = { path: locals.database.path, slug, quarter, revision, locale };
		const bytes = await portables.make(order, { signal: request.signal });
		return { fileName: portableFileName({ slug, quarter, revision }), bytes, type: ZIP_TYPE };
	});
