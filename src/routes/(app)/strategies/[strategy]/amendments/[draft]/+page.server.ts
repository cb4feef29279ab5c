import { fail, redirect } from '@sveltejs/kit';
import { Refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf } from '#lib/server/access/form.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import {
	atControls,
	editOf,
	formKind,
	numberIn,
	textsIn,
	typedIn,
	typedTexts,
	type Typed
} from '../amendment-form.server.ts';
import { amendable, draftPage, numberOf, standingOf } from '../draft-page.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** `?add=move` opens a form; of a change of wording it first asks of which activity (`&activity=1.2.3`). */
export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { languages } = amendable(locals, params.strategy);
		const kind = formKind(url.searchParams.get('add'));
		const code = url.searchParams.get('activity')?.trim() ?? null;
		const standing =
			kind === 'change' && code !== null ? standingOf(locals, params.strategy, code) : null;
		const start: Typed | null = standing && {
			values: {
				...{ activity: code! },
				...typedTexts(standing.title, 'title', languages),
				...typedTexts(standing.description, 'description', languages)
			},
			leads: standing.leads,
			partners: standing.partners
		};
		return {
			draft: draftPage(locals, params),
			kind,
			/** Of a change: the activity it is about, as it is. */
			start,
			isUnknown: kind === 'change' && code !== null && standing === null,
			done: url.searchParams.get('done')
		};
	});

/** The action behind a form: what was typed comes back when nothing was written. */
function onForm(
	about: 'head' | 'add' | 'remove' | 'discard',
	work: (typed: Typed, target: amendments.DraftTarget, event: RequestEvent) => void
) {
	return async (event: RequestEvent) => {
		const { locals, params, request, url } = event;
		let typed: Typed | null = null;
		try {
			amendable(locals, params.strategy);
			typed = typedIn(await formOf(request));
			const version = numberIn(typed, 'version');
			work(typed, { strategy: params.strategy, draft: numberOf(params), version }, event);
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const problems = atControls(refused.problems);
			return fail(STATUS_OF[refused.kind], { about, problems, typed });
		}
		const list = url.pathname.replace(/\/[^/]+$/, '/new');
		redirect(303, about === 'discard' ? `${list}?done=discard` : `${url.pathname}?done=${about}`);
	};
}

export const actions: Actions = {
	head: onForm('head', (typed, target, { locals, params }) => {
		const { languages } = amendable(locals, params.strategy);
		const head = { act: textsIn(typed, 'act', languages), adopted_on: typed.values.adopted_on };
		amendments.setHead(locals.context, target, head);
	}),
	add: onForm('add', (typed, target, { locals, params, url }) => {
		const { languages } = amendable(locals, params.strategy);
		const kind = formKind(url.searchParams.get('add')) ?? 'withdraw';
		const standing = standingOf(locals, params.strategy, typed.values.activity ?? '');
		amendments.add(locals.context, target, editOf(kind, typed, languages, standing));
	}),
	remove: onForm('remove', (typed, target, { locals }) =>
		amendments.remove(locals.context, target, numberIn(typed, 'index'))
	),
	discard: onForm('discard', (_, target, { locals }) => amendments.discard(locals.context, target))
};
