// The list of activities as Excel: the same filters and columns, the rows of all pages. An address to be cited, so a refusal answers here
// with its sentence: an endpoint has no error page of its own.
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import { tableFileName, XLSX_TYPE } from '#lib/server/report/file.ts';
import * as reports from '#lib/server/report/reports.ts';
import { problemSentence } from '#lib/wording/problems.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const locale = url.searchParams.get('lang') ?? locals.locale;
		if (!isLocale(locale)) throw refusal('invalid', 'report-language', { lang: locale }, 'lang');
		const asked = url.searchParams.get('quarter');
		const all = planQuarters.of(database, slug, today);
		const quarter = planQuarters.inQuestion(all, asked, false);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const bytes = await reports.make(
			{
				...{ path: database.path, slug, quarter, today, locale },
				madeAt: new Date().toISOString(),
				list: url.searchParams.toString()
			},
			{ signal: request.signal }
		);
		const file = tableFileName({ slug, quarter, table: 'activities', locale });
		return new Response(bytes, {
			headers: {
				'content-type': XLSX_TYPE,
				'content-length': String(bytes.byteLength),
				'content-disposition': `attachment; filename="${file}"`,
				'cache-control': 'private, no-store'
			}
		});
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const sentences = refused.problems.map((problem) => problemSentence(problem, locals.locale));
		return new Response(`${sentences.join('\n')}\n`, {
			status: STATUS_OF[refused.kind],
			headers: { 'content-type': 'text/plain; charset=utf-8' }
		});
	}
};
