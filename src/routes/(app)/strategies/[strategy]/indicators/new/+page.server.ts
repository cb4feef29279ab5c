import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { IndicatorInput } from '#lib/domain/measured-input.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { formOf, requireRead, textOf } from '#lib/server/access/form.ts';
import { strategyToChange } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as indicators from '#lib/server/plan/indicators.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import {
	atControls,
	entryOf,
	typedFrom,
	typedIn,
	withSpareRows
} from '#lib/domain/passport-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Params = { strategy: string };

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { languages, slug } = strategyToChange(locals, params.strategy, 'indicator.enter');
		const { register } = snapshot(locals.database, (read) => factsOf(locals.database, read, slug));
		return {
			goals: register.goals.map(({ code, title }) => ({ code, title })),
			activities: [...register.activities.values()]
				.filter(({ ended }) => ended === null)
				.map(({ code, title }) => ({ code, title })),
			of: url.searchParams.get('of') ?? '',
			typed: withSpareRows(typedFrom(null, languages, { seen: 0, isPointDecimal: true }))
		};
	});

export const actions: Actions = {
	default: (event) => done(() => add(event))
};

async function add({ locals, params, request, url }: RequestEvent<Params>) {
	const { languages, slug } = strategyToChange(locals, params.strategy, 'indicator.enter');
	const form = await formOf(request);
	const typed = typedIn(form, languages);
	const of = textOf(form, 'of');
	let key: string;
	try {
		const [, kind, code] = /^(goal|activity) (.+)$/.exec(of) ?? [];
		if (!kind || !code) throw refusal('invalid', 'required', {}, 'of');
		const owner = kind === 'goal' ? { goal: code } : { activity: code };
		const { entry, unread } = entryOf(typed);
		requireRead(unread, IndicatorInput, entry);
		key = indicators.add(locals.context, { strategy: slug, owner }, entry);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const problems = atControls(refused.problems);
		return fail(STATUS_OF[refused.kind], { problems, typed: withSpareRows(typed), of });
	}
	const query = new URLSearchParams({ done: 'new' });
	const quarter = url.searchParams.get('quarter');
	if (quarter) query.set('quarter', quarter);
	redirect(303, `${url.pathname.replace(/new$/, key)}?${query}`);
}
