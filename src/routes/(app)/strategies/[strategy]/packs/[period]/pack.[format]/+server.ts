// A pack: kept as it was given out before, or made now.
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { download } from '#lib/server/report/download.ts';
import { packAnswer } from '#lib/server/report/file.ts';
import * as packThreads from '#lib/server/report/pack-threads.ts';
import { kept, layoutOf, PACK_FORMATS, periodOf } from '#lib/server/report/packs.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url, request }) =>
	download({ lang: url.searchParams.get('lang'), reader: locals.locale }, async (locale) => {
		const { actor, database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const format = PACK_FORMATS.find((one) => one === params.format);
		if (!format) throw refusal('not-found', 'no-such-format', { format: params.format });
		const period = periodOf(params.period);
		const revision = revisionIn(url.searchParams);
		const layout = layoutOf(url.searchParams);
		const asked = { slug, period, revision, locale, format, layout };
		const there = kept(database, asked, today);
		const now = new Date().toISOString();
		const order = { ...asked, path: database.path, userId: actor.userId!, today, now };
		const bytes = there?.bytes ?? (await packThreads.make(order, { signal: request.signal }));
		return packAnswer({ slug, period: params.period, locale, format, bytes });
	});
