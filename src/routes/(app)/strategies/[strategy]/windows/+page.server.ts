import { fail, redirect, type RequestEvent as AnyEvent } from '@sveltejs/kit';
import { tagOf } from '#lib/domain/filing-form.ts';
import { calledOn } from '#lib/domain/body.ts';
import { windowState } from '#lib/domain/filing.ts';
import { can } from '#lib/domain/permission.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { id: strategyId, slug } = onWindows(locals, params);
		const { actor, database, today } = locals;
		return snapshot(database, (read) => {
			const { register, windows: known } = factsOf(database, read, slug);
			const { plan } = register;
			const all = plan ? windows.list(read, { strategyId, planId: plan.id }) : [];
			const called = new Map(register.bodies.map(({ id, names }) => [id, calledOn(names, today)]));
			return {
				rule: register.windowRule,
				sources: register.sources,
				windows: all.map((one) => ({
					...one,
					state: windowState(one, today),
					extensions: known.get(one.quarter)!.extensions.map((extension) => ({
						...extension,
						body: called.get(extension.bodyId)!
					}))
				})),
				mayChange: can(actor, 'window.change', { strategyId }),
				opened: url.searchParams.get('change'),
				done: url.searchParams.get('done')
			};
		});
	});

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const form = await formOf(request);
		const quarter = textOf(form, 'quarter');
		const typed = Object.fromEntries(
			['opensOn', 'dueOn', 'closesOn', 'reason'].map((name) => [name, textOf(form, name)])
		) as Record<'opensOn' | 'dueOn' | 'closesOn' | 'reason', string>;
		try {
			onWindows(locals, params);
			const version = numberOf(form, 'version') ?? 0;
			const tag = tagOf('sr', typed.reason);
			const lang = tag === 'sr-Latn' && locals.locale === 'en' ? 'en' : tag;
			const key = { strategy: params.strategy, quarter };
			windows.change(locals.context, key, version, { ...typed, lang });
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const { kind, problems } = refused;
			return fail(STATUS_OF[kind], { quarter, problems, typed });
		}
		const query = new URLSearchParams(url.searchParams);
		query.set('done', quarter);
		redirect(303, `${url.pathname}?${query}#${quarter}`);
	}
};

/** The strategy, for somebody who may see who filed when. */
function onWindows(locals: AnyEvent['locals'], params: { strategy: string }) {
	const strategy = strategyFor(locals, params.strategy);
	if (!can(locals.actor, 'board.view', { strategyId: strategy.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'board.view' });
	}
	return strategy;
}
