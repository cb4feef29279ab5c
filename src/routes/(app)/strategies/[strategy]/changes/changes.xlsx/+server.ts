// The changes between two quarters as Excel: the same filters, the rows of all pages.
import { changeQueryOf } from '#lib/domain/change-query.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { earlierOf, laterOf } from '#lib/server/quarter/compared-quarters.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
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
		const { register } = snapshot(database, (read) => factsOf(database, read, slug));
		const query = changeQueryOf(url.searchParams, register.goals);
		const from = earlierOf(url.searchParams, all.quarters, quarter);
		if (from === null) throw refusal('not-found', 'no_quarter_before', { quarter });
		const changes = { from, to: laterOf(url.searchParams, quarter), query };
		const madeAt = new Date().toISOString();
		const order = { path: database.path, slug, quarter, today, locale, madeAt, changes };
		const bytes = await reports.make(order, { signal: request.signal });
		const table = `changes-since-${from.quarter}`;
		return { fileName: tableFileName({ slug, quarter, table, locale }), bytes };
	});
