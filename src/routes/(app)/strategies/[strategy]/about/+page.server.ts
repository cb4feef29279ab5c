import { can } from '#lib/domain/permission.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as strategyPage from '#lib/server/quarter/strategy-page.ts';
import { changesAsked } from './changes-asked.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { actor, database, today } = locals;
		const { id: strategyId, slug } = strategyFor(locals, params.strategy);
		const changes = changesAsked(url.searchParams);
		return {
			identity: strategyPage.read(database, slug, { today, changes }),
			mayAmend: can(actor, 'plan.amend', { strategyId }),
			isAmended: url.searchParams.get('done') === 'amendment'
		};
	});
