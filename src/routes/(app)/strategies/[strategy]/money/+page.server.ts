import { done, shown } from '#lib/server/access/answer.ts';
import { enterRate, moneyPage } from './money-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => moneyPage(event, quarter));
};

export const actions: Actions = {
	rate: (event) => done(() => enterRate(event))
};
