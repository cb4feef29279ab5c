import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import * as escalations from '#lib/server/filing/escalations.ts';
import { onBoard } from '../board/board-page.server.ts';
import { answer, forward } from './escalation-actions.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter, newest } = await event.parent();
	return shown(event.locals, () => {
		const { id: strategyId, slug } = onBoard(event);
		if (quarter === null) throw refusal('not-found', 'no-plan');
		const { actor, database } = event.locals;
		const mayForward = can(actor, 'escalation.forward', { strategyId });
		return {
			escalations: escalations.list(database, slug, quarter),
			mayForward,
			mayAnswer: can(actor, 'escalation.answer', { strategyId }),
			unforwarded: mayForward ? escalations.toForward(database, slug, newest) : null,
			done: event.url.searchParams.get('done')
		};
	});
};

export const actions: Actions = {
	forward: (event) => done(() => forward(event)),
	answer: (event) => done(() => answer(event))
};
