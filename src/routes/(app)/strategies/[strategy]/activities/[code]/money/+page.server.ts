import { done, shown } from '#lib/server/access/answer.ts';
import { enter, entryPage } from './entry-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => entryPage(event, quarter));
};

export const actions: Actions = {
	default: (event) => done(() => enter(event))
};
