import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import * as packMakings from '#lib/server/report/pack-makings.ts';
import { askedIn, fileAddress } from '../asked.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const query = url.searchParams;
		const lang = query.get('lang') ?? locals.locale;
		if (!isLocale(lang)) throw refusal('invalid', 'report-language', { lang }, 'lang');
		const format = query.get('format') ?? 'xlsx';
		const asked = askedIn(locals, { ...params, format }, query, lang);
		const making = query.get('making');
		const told = packMakings.told(locals.database, asked, making);
		const isHeld = told?.kind === 'made' && !told.isKept;
		const file = fileAddress(asked, isHeld ? making : null);
		// What is read where it opens needs no page that hands it over.
		if (told?.kind === 'made' && asked.format === 'html') redirect(303, file);
		return {
			told,
			file,
			asked,
			again: url.pathname + url.search,
			timeZone: process.env.TIME_ZONE || 'Europe/Belgrade'
		};
	});
