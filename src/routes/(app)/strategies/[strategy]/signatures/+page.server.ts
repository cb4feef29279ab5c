import { fail, redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as signatureRules from '#lib/server/filing/signature-rules.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { slug } = strategyFor(locals, params.strategy);
		const { actor, database, today } = locals;
		return {
			rules: signatureRules.list(database, { slug, actor, today }),
			done: url.searchParams.get('done')
		};
	});

export const actions: Actions = {
	default: (event) =>
		done(async () => {
			const { locals, params, request, url } = event;
			const form = await formOf(request);
			const body = textOf(form, 'body');
			const { id: strategyId } = strategyFor(locals, params.strategy);
			if (!can(locals.actor, 'signature.require', { strategyId })) {
				throw refusal('forbidden', 'forbidden', { verb: 'signature.require' });
			}
			try {
				const key = { strategy: params.strategy, body };
				const isRequired = textOf(form, 'required') === 'yes';
				signatureRules.setRequired(locals.context, key, numberOf(form, 'version') ?? 0, isRequired);
			} catch (refused) {
				if (!(refused instanceof Refusal)) throw refused;
				return fail(STATUS_OF[refused.kind], { problems: refused.problems });
			}
			const query = new URLSearchParams({ quarter: url.searchParams.get('quarter') ?? '' });
			query.set('done', body);
			redirect(303, `${url.pathname}?${query}#${body}`);
		})
};
