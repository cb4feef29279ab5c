import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { historyPageOf } from '../../../history/history-page.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () =>
		historyPageOf(locals, url.searchParams, strategyFor(locals, params.strategy).id)
	);
