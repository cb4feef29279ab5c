import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { filtersOf, listOf } from './list.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(() => {
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const view = quarters.read(locals.database, slug, quarter, { today: locals.today });
		return listOf(view, filtersOf(view, url.searchParams));
	});
};
