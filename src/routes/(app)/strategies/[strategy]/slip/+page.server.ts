import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as slips from '#lib/server/quarter/slips.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { slipPageOf } from './slip-page.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		return slipPageOf(
			slips.read(database, slug, quarter, { today, revision: revisionIn(url.searchParams) }),
			url.searchParams,
			locals.locale
		);
	});
};
