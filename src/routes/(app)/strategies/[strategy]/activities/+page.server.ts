import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as activityLists from '#lib/server/quarter/activity-lists.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { namesOf, rowOf } from './rows.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today, locale } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const asked = {
			today,
			locale,
			params: url.searchParams,
			revision: revisionIn(url.searchParams)
		};
		const list = activityLists.read(database, slug, quarter, asked);
		return {
			query: list.query,
			rows: list.rows.map((one) => rowOf(one, locale)),
			page: list.page,
			counts: {
				inForce: list.view.figures.population,
				matching: list.matching,
				outside: list.outside
			},
			ofGoals: list.ofGoals,
			names: namesOf(list.view, list.query)
		};
	});
};
