import { shown } from '#lib/server/access/answer.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { PACK_FORMATS } from '#lib/server/report/packs.ts';
import * as packsPage from '#lib/server/report/packs-page.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { slug } = strategyFor(locals, params.strategy);
		const lang = url.searchParams.get('lang') ?? locals.locale;
		if (!isLocale(lang)) throw refusal('invalid', 'report-language', { lang }, 'lang');
		return {
			...packsPage.read(locals.database, slug, locals.today),
			lang,
			formats: PACK_FORMATS
		};
	});
