import { shown } from '#lib/server/access/answer.ts';
import { historyPageOf, redactAction } from './history-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
	shown(locals, () => historyPageOf(locals, url.searchParams, null));

export const actions: Actions = { default: redactAction };
