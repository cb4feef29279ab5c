import { done, shown } from '#lib/server/access/answer.ts';
import { correct, enter, indicatorPage, takeBack } from './indicator-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => indicatorPage(event, quarter));
};

export const actions: Actions = {
	enter: (event) => done(() => enter(event)),
	correct: (event) => done(() => correct(event)),
	take: (event) => done(() => takeBack(event))
};
