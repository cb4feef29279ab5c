// The quarter's Excel report. An address to be cited, so a refusal answers here with its sentence: an endpoint has no error page of its own.
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { fileName, XLSX_TYPE } from '#lib/server/report/file.ts';
import * as reports from '#lib/server/report/reports.ts';
import { problemSentence } from '#lib/wording/problems.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const { quarter } = params;
		const locale = url.searchParams.get('lang') ?? locals.locale;
		if (!isLocale(locale)) throw refusal('invalid', 'report-language', { lang: locale }, 'lang');
		const order = { path: database.path, slug, quarter, today, locale };
		const bytes = await reports.make(
			{ ...order, madeAt: new Date().toISOString() },
			{ signal: request.signal }
		);
		return new Response(bytes, {
			headers: {
				'content-type': XLSX_TYPE,
				'content-length': String(bytes.byteLength),
				'content-disposition': `attachment; filename="${fileName({ slug, quarter, locale })}"`,
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
