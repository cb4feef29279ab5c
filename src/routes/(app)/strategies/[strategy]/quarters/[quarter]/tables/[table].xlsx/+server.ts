// One table of a screen as Excel: the same rows, as the quarter's report is made.
import { strategyFor } from '#lib/server/access/visible.ts';
import { download } from '#lib/server/report/download.ts';
import { tableFileName } from '#lib/server/report/file.ts';
import { tableOf } from '#lib/server/report/screen-tables.ts';
import * as workbooks from '#lib/server/workbook/workbooks.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const { quarter, table } = params;
		const activity = url.searchParams.get('activity');
		const year = url.searchParams.get('year');
		const madeAt = new Date().toISOString();
		const revision = revisionIn(url.searchParams);
		const order = { slug, quarter, revision, today, locale, table, activity, year, madeAt };
		const bytes = await workbooks.write(tableOf(database, order), { signal: request.signal });
		return { fileName: tableFileName({ slug, quarter, table, locale }), bytes };
	});
