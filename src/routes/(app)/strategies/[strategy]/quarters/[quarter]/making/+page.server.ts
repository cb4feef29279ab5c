import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import * as portables from '#lib/server/report/portables.ts';
import { askedIn, fileAddress } from '../asked.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const lang = url.searchParams.get('lang') ?? locals.locale;
		if (!isLocale(lang)) throw refusal('invalid', 'report-language', { lang }, 'lang');
		const asked = askedIn(locals, params, url.searchParams, lang);
		const making = url.searchParams.get('making');
		const told = portables.told(locals.database, asked, making);
		return {
			told,
			file: fileAddress(asked, told?.kind === 'made' ? making : null),
			asked,
			again: url.pathname + url.search,
			timeZone: process.env.TIME_ZONE || 'Europe/Belgrade'
		};
	});
