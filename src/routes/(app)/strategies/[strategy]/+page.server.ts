import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as overview from '#lib/server/quarter/overview.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import * as strategyPage from '#lib/server/quarter/strategy-page.ts';
import { formulaOf, overviewOf } from './overview.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) {
			return { overview: null, identity: strategyPage.read(database, slug, { today }) };
		}
		return {
			overview: overviewOf(
				overview.read(database, slug, quarter, { today, revision: revisionIn(url.searchParams) }),
				{
					formula: formulaOf(url.searchParams),
					isFiledAsked: url.searchParams.has('filed')
				}
			),
			identity: null
		};
	});
};
