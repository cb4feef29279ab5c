// The list of activities as Excel: the same filters and columns, the rows of all pages.
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import { download } from '#lib/server/report/download.ts';
import { tableFileName } from '#lib/server/report/file.ts';
import * as reports from '#lib/server/report/reports.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const all = planQuarters.of(database, slug, today);
		const quarter = planQuarters.inQuestion(all, url.searchParams.get('quarter'), false);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const madeAt = new Date().toISOString();
		const list = url.searchParams.toString();
		const revision = planQuarters.revisionIn(url.searchParams);
		const order = { path: database.path, slug, quarter, revision, today, locale, madeAt, list };
		const bytes = await reports.make(order, { signal: request.signal });
		return { fileName: tableFileName({ slug, quarter, table: 'activities', locale }), bytes };
	});
