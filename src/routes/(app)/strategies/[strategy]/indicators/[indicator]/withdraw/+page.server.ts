import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { formOf, numberOf } from '#lib/server/access/form.ts';
import { strategyToChange } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as indicators from '#lib/server/plan/indicators.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { actOf, atTexts, typedAct } from '#lib/domain/act-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Params = { strategy: string; indicator: string };

/** Of the indicator as it stands today, whatever the quarter. */
export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		const { database } = locals;
		const { slug } = strategyToChange(locals, params.strategy, 'indicator.enter');
		const { measured } = snapshot(database, (read) => factsOf(database, read, slug));
		const found = measured.indicators.find(({ key }) => key === params.indicator);
		if (!found) throw refusal('not-found', 'no_such_indicator');
		const { key, changes, withdrawn } = found;
		const { title } = changes.at(-1)?.passport ?? found;
		return { key, title, seen: changes.length, isWithdrawn: withdrawn !== null };
	});

export const actions: Actions = {
	default: (event) => done(() => withdraw(event))
};

async function withdraw({ locals, params, request, url }: RequestEvent<Params>) {
	const { slug, languages } = strategyToChange(locals, params.strategy, 'indicator.enter');
	const form = await formOf(request);
	const typed = typedAct(form, languages);
	const seen = numberOf(form, 'seen') ?? -1;
	try {
		const target = { strategy: slug, indicator: params.indicator, seen };
		indicators.withdraw(locals.context, target, actOf(typed));
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const problems = atTexts(refused.problems, ['act', 'reason']);
		// After somebody else's act the form begins from what stands now.
		const known = refused.kind === 'stale' ? null : seen;
		return fail(STATUS_OF[refused.kind], { problems, typed, seen: known });
	}
	const query = new URLSearchParams({ quarter: url.searchParams.get('quarter') ?? '' });
	query.set('done', 'withdraw');
	redirect(303, `${url.pathname.replace(/\/withdraw$/, '')}?${query}`);
}
