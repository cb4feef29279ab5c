// The quarter's Excel report.
import { strategyFor } from '#lib/server/access/visible.ts';
import { download } from '#lib/server/report/download.ts';
import { fileName } from '#lib/server/report/file.ts';
import * as reports from '#lib/server/report/reports.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const { quarter } = params;
		const madeAt = new Date().toISOString();
		const revision = revisionIn(url.searchParams);
		const order = { path: database.path, slug, quarter, revision, today, locale, madeAt };
		const bytes = await reports.make(order, { signal: request.signal });
		return { fileName: fileName({ slug, quarter, locale }), bytes };
	});
