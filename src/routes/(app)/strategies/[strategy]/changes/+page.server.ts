import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as readMarks from '#lib/server/quarter/read-marks.ts';
import { chosenAddress } from './address.ts';
import { changesPage } from './changes-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const chosen = chosenAddress(event.url.searchParams);
	if (chosen) redirect(303, `${event.url.pathname}${chosen}`);
	const { quarter } = await event.parent();
	return shown(event.locals, () => changesPage(event, quarter));
};

export const actions: Actions = {
	read: ({ locals, params, request, url }) =>
		done(async () => {
			const form = await formOf(request);
			const { slug } = strategyFor(locals, params.strategy);
			const quarter = textOf(form, 'quarter');
			if (quarter === '') throw refusal('invalid', 'required', undefined, 'quarter');
			readMarks.mark(locals.context, slug, { quarter, revision: numberOf(form, 'revision') });
			const query = new URLSearchParams(url.searchParams);
			query.delete('/read');
			query.set('done', '');
			redirect(303, `${url.pathname}?${query}`);
		})
};
