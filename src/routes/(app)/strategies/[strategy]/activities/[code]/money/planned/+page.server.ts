import { done, shown } from '#lib/server/access/answer.ts';
import { addLine, changePlanned, plannedPage } from './planned-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => shown(event.locals, () => plannedPage(event));

export const actions: Actions = {
	add: (event) => done(() => addLine(event)),
	change: (event) => done(() => changePlanned(event))
};
