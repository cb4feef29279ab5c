import { fail, redirect } from '@sveltejs/kit';
import { tagIn } from '#lib/domain/filing-form.ts';
import { can, type Verb } from '#lib/domain/permission.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { soon } from '#lib/server/patience.ts';
import * as freezings from '#lib/server/quarter/freezings.ts';
import * as quarterPage from '#lib/server/quarter/quarter-page.ts';
import { freezingState } from './freezing-state.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter, newest } = await parent();
	return shown(locals, () => {
		const { actor, database, today } = locals;
		const { id: strategyId, slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const read = quarterPage.read(database, slug, quarter, today);
		const { view, ...life } = read;
		const { population, assessment } = view.figures;
		return {
			...life,
			...freezingState(locals, read, newest),
			plan: view.plan,
			window: view.window,
			filed: { of: population, noData: assessment.noData },
			mayCorrect: can(actor, 'quarter.correct', { strategyId }),
			done: url.searchParams.get('done')
		};
	});
};

export const actions: Actions = {
	freeze: (event) =>
		onForm(event, 'freeze', 'quarter.freeze', async (form, key) => {
			const { actor, database, today } = event.locals;
			const expected = numberOf(form, 'revision') ?? 0;
			const userId = actor.userId!;
			// One that takes longer is told of by the page.
			await soon(freezings.freeze(database, { ...key, userId, today, expected }));
			return 'frozen';
		}),
	correct: (event) =>
		onForm(event, 'correct', 'quarter.correct', (form, key) => {
			const activities = textOf(form, 'activities').split(/[\s,;]+/);
			const reason = textOf(form, 'reason');
			const lang = tagIn(event.locals.locale, reason);
			corrections.open(event.locals.context, key, { activities, reason, lang });
			return 'opened';
		}),
	withdraw: (event) =>
		onForm(event, 'withdraw', 'quarter.correct', (_, key) => {
			corrections.withdraw(event.locals.context, key);
			return 'withdrawn';
		})
};

/** Does what a form asks, and shows the page again; what was typed comes back with everything that is wrong. */
async function onForm(
	{ locals, params, request, url }: RequestEvent,
	about: 'freeze' | 'correct' | 'withdraw',
	verb: Verb,
	work: (form: FormData, key: { strategy: string; quarter: string }) => string | Promise<string>
) {
	const form = await formOf(request);
	const quarter = textOf(form, 'quarter');
	const typed = { activities: textOf(form, 'activities'), reason: textOf(form, 'reason') };
	let done: string;
	try {
		const { id: strategyId, slug } = strategyFor(locals, params.strategy);
		if (!can(locals.actor, verb, { strategyId })) throw refusal('forbidden', 'forbidden', { verb });
		done = await work(form, { strategy: slug, quarter });
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		return fail(STATUS_OF[kind], { about, problems, typed });
	}
	const query = new URLSearchParams({ quarter, done });
	redirect(303, `${url.pathname}?${query}`);
}
