import { done, shown } from '#lib/server/access/answer.ts';
import {
	accept,
	acceptMany,
	addNote,
	changeWindow,
	closeEarly,
	extendWindow,
	giveBack,
	open,
	undo
} from './board-actions.server.ts';
import { boardPage, unforwardedFor } from './board-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter, newest } = await event.parent();
	return shown(event.locals, () => ({
		...boardPage(event, quarter),
		unforwarded: unforwardedFor(event, newest)
	}));
};

export const actions: Actions = {
	open: (event) => done(() => open(event)),
	accept: (event) => done(() => accept(event)),
	undo: (event) => done(() => undo(event)),
	return: (event) => done(() => giveBack(event)),
	note: (event) => done(() => addNote(event)),
	many: (event) => done(() => acceptMany(event)),
	window: (event) => done(() => changeWindow(event)),
	close: (event) => done(() => closeEarly(event)),
	extend: (event) => done(() => extendWindow(event))
};
