import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as indicatorLists from '#lib/server/quarter/indicator-lists.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { pageOfList } from './list.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today, actor } = locals;
		const { slug, id: strategyId } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const asked = { today, revision: revisionIn(url.searchParams) };
		const list = indicatorLists.read(database, slug, quarter, asked);
		return {
			...pageOfList(list, url.searchParams),
			mayEnter: can(actor, 'indicator.enter', { strategyId })
		};
	});
};
