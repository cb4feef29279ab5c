import { done, shown } from '#lib/server/access/answer.ts';
import { override, takeBack } from './warning-actions.server.ts';
import { warningPage } from './warning-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => warningPage(event, quarter));
};

export const actions: Actions = {
	override: (event) => done(() => override(event)),
	back: (event) => done(() => takeBack(event))
};
