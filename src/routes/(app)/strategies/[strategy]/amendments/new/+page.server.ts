import { fail, redirect } from '@sveltejs/kit';
import { Refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf } from '#lib/server/access/form.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { atControls, textsIn, typedIn } from '../amendment-form.server.ts';
import { amendable } from '../draft-page.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { id } = amendable(locals, params.strategy);
		return {
			drafts: amendments.drafts(locals.database.read, id).map(({ id, startedOn, contents }) => ({
				...{ id, startedOn, act: contents.act, adoptedOn: contents.adopted_on },
				changes: contents.changes.length
			})),
			isGivenUp: url.searchParams.get('done') === 'discard'
		};
	});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		let typed = typedIn(new FormData());
		let draft: number;
		try {
			const { slug, languages } = amendable(locals, params.strategy);
			typed = typedIn(await formOf(request));
			const head = { act: textsIn(typed, 'act', languages), adopted_on: typed.values.adopted_on };
			draft = amendments.start(locals.context, slug, head);
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			return fail(STATUS_OF[refused.kind], { problems: atControls(refused.problems), typed });
		}
		redirect(303, `/strategies/${params.strategy}/amendments/${draft}`);
	}
};
