import { done, shown } from '#lib/server/access/answer.ts';
import {
	accept,
	acceptMany,
	boardPage,
	changeWindow,
	giveBack,
	open
} from './board-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(() => boardPage(event, quarter));
};

export const actions: Actions = {
	open: (event) => done(() => open(event)),
	accept: (event) => done(() => accept(event)),
	return: (event) => done(() => giveBack(event)),
	many: (event) => done(() => acceptMany(event)),
	window: (event) => done(() => changeWindow(event))
};
