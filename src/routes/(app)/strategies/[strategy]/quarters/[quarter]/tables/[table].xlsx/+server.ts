// One table of a screen as Excel: the same rows, as the quarter's report is made. An address to be cited.
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { tableFileName, XLSX_TYPE } from '#lib/server/report/file.ts';
import { tableOf } from '#lib/server/report/screen-tables.ts';
import * as workbooks from '#lib/server/workbook/workbooks.ts';
import { problemSentence } from '#lib/wording/problems.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const { quarter, table } = params;
		const locale = url.searchParams.get('lang') ?? locals.locale;
		if (!isLocale(locale)) throw refusal('invalid', 'report-language', { lang: locale }, 'lang');
		const activity = url.searchParams.get('activity');
		const madeAt = new Date().toISOString();
		const order = { slug, quarter, today, locale, table, activity, madeAt };
		const bytes = await workbooks.write(tableOf(database, order), { signal: request.signal });
		return new Response(bytes, {
			headers: {
				'content-type': XLSX_TYPE,
				'content-length': String(bytes.byteLength),
				'content-disposition': `attachment; filename="${tableFileName({ slug, quarter, table, locale })}"`,
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
