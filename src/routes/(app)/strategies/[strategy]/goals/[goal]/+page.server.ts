import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as partPages from '#lib/server/quarter/part-pages.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { namesOf, rowOf } from '../../activities/rows.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today, locale } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const revision = revisionIn(url.searchParams);
		const asked = { today, revision, code: params.goal };
		const { view, activities, ...part } = partPages.goal(database, slug, quarter, asked);
		const { goal, figures, measures, indicators, withdrawnIndicators } = part;
		return {
			goal,
			figures,
			measures,
			indicators,
			withdrawnIndicators,
			total: activities.total,
			rows: activities.rows.map((one) => rowOf(one, locale)),
			names: namesOf(view),
			sources: view.sources
		};
	});
};
