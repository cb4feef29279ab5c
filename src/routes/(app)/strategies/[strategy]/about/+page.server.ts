import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as strategies from '#lib/server/plan/strategies.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		const { slug } = strategyFor(locals, params.strategy);
		return { identity: strategies.page(locals.database, slug, locals.today) };
	});
