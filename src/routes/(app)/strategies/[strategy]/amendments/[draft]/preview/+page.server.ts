import { fail, redirect } from '@sveltejs/kit';
import { quarterOf } from '#lib/domain/quarter.ts';
import { Refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf as numberIn } from '#lib/server/access/form.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { amendable, draftPage, namedProblems, numberOf } from '../../draft-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		const draft = draftPage(locals, params);
		return { draft, isLate: quarterOf(draft.adoptedOn) < quarterOf(locals.today) };
	});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		try {
			amendable(locals, params.strategy);
			const version = numberIn(await formOf(request), 'version') ?? -1;
			const target = { strategy: params.strategy, draft: numberOf(params), version };
			amendments.record(locals.context, target);
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const { kind, problems } = refused;
			const isOfDraft = kind === 'invalid';
			return fail(STATUS_OF[kind], {
				problems: isOfDraft ? namedProblems(locals, params, problems) : problems
			});
		}
		redirect(303, `/strategies/${params.strategy}/about?done=amendment`);
	}
};
