import { done, shown } from '#lib/server/access/answer.ts';
import * as filings from '#lib/server/filing/filings.ts';
import {
	addRow,
	recall,
	reportNothing,
	revise,
	sendReady,
	sign,
	writeForm
} from './owed-actions.server.ts';
import { owedPage } from './owed-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => owedPage(event, quarter));
};

export const actions: Actions = {
	save: (event) => done(() => writeForm(event, 'saved', filings.save)),
	submit: (event) => done(() => writeForm(event, 'submitted', filings.submit)),
	nothing: (event) => done(() => reportNothing(event)),
	evidence: (event) => done(() => addRow(event)),
	recall: (event) => done(() => recall(event)),
	revise: (event) => done(() => revise(event)),
	offer: (event) => done(() => writeForm(event, 'offered', filings.offer)),
	ready: (event) => done(() => sendReady(event)),
	sign: (event) => done(() => sign(event))
};
