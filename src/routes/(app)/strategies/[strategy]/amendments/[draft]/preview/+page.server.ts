import { fail, redirect } from '@sveltejs/kit';
import { quarterOf } from '#lib/domain/quarter.ts';
import { Refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf } from '#lib/server/access/form.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { amendable, draftPage } from '../../draft-page.server.ts';
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
			const version = numberOf(await formOf(request), 'version') ?? -1;
			const draft = /^\d{1,9}$/.test(params.draft) ? Number(params.draft) : -1;
			amendments.record(locals.context, { strategy: params.strategy, draft, version });
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			return fail(STATUS_OF[refused.kind], { problems: refused.problems });
		}
		redirect(303, `/strategies/${params.strategy}/about?done=amendment`);
	}
};
