// What the page of planned and spent is given, and what its form of exchange rates does.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { decimalFrom } from '#lib/domain/decimal.ts';
import { taggedTexts, textsOf } from '#lib/domain/filing-form.ts';
import { RateInput } from '#lib/domain/measured-input.ts';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, requireRead, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as plan from '#lib/server/plan/money.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import * as money from '#lib/server/quarter/money.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';

type Event = RequestEvent<{ strategy: string }>;

export function moneyPage(
	{ locals, params, url }: Pick<Event, 'locals' | 'params' | 'url'>,
	quarter: Quarter | null
) {
	const { database, today, actor } = locals;
	const { slug, id: strategyId } = strategyFor(locals, params.strategy);
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	const revision = revisionIn(url.searchParams);
	const asked = { today, revision, year: url.searchParams.get('year') };
	const { view, money: totals, ...chosen } = money.read(database, slug, quarter, asked);
	const mayEnter = can(actor, 'money.enter', { strategyId });
	return {
		money: totals,
		...chosen,
		rate: view.rate,
		goals: view.goals,
		bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
		mayEnter,
		mayPlan: can(actor, 'money.plan', { strategyId }),
		/** Newest first; null: not for this reader. */
		rates: mayEnter
			? snapshot(database, (read) => factsOf(database, read, slug).measured.rates).toReversed()
			: null,
		done: url.searchParams.get('done')
	};
}

/** What the page gets back as `form`. */
export interface Answer {
	problems: readonly Problem[];
	typed: { on: string; rate: string; source: Record<string, string>; isIllustrative: boolean };
}

export async function enterRate({ locals, params, request, url }: Event) {
	const form = await formOf(request);
	const { languages, slug } = strategyFor(locals, params.strategy);
	const typed: Answer['typed'] = {
		on: textOf(form, 'on'),
		rate: textOf(form, 'rate'),
		source: textsOf(form, 'source', languages),
		isIllustrative: textOf(form, 'illustrative') !== ''
	};
	try {
		const rate = decimalFrom(typed.rate);
		const { on, isIllustrative } = typed;
		const isAmbiguous = rate === 'ambiguous';
		const rsdPerEur = isAmbiguous ? '1' : (rate ?? '');
		const input = { on, rsdPerEur, source: taggedTexts(typed.source), isIllustrative };
		requireRead(isAmbiguous ? [{ code: 'number_ambiguous', field: 'rate' }] : [], RateInput, input);
		plan.enterRate(locals.context, slug, input);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const problems = refused.problems.map((problem) => ({
			...problem,
			field: problem.field?.replace('rsdPerEur', 'rate')
		}));
		return fail(STATUS_OF[refused.kind], { problems, typed } satisfies Answer);
	}
	const query = new URLSearchParams({ quarter: url.searchParams.get('quarter') ?? '' });
	query.set('done', 'rate');
	redirect(303, `${url.pathname}?${query}#rates`);
}
