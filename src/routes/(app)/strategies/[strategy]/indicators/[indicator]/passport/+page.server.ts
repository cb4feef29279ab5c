import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { IndicatorInput } from '#lib/domain/measured-input.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { formOf, requireRead } from '#lib/server/access/form.ts';
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

type Params = { strategy: string; indicator: string };

/** The passport as it stands today, whatever the quarter: what an act changes is the newest. */
export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		const { languages } = strategyToChange(locals, params.strategy, 'indicator.enter');
		const { changes, ...adopted } = standingOf(locals, params);
		const passport = changes.at(-1)?.passport ?? adopted;
		const how = { seen: changes.length, isPointDecimal: locals.locale === 'en' };
		return {
			title: passport.title,
			/** What stands now, to be shown to who was slower. */
			passport,
			acts: changes,
			key: params.indicator,
			typed: withSpareRows(typedFrom(passport, languages, how))
		};
	});

export const actions: Actions = {
	default: (event) => done(() => keep(event))
};

async function keep({ locals, params, request, url }: RequestEvent<Params>) {
	const { languages, slug } = strategyToChange(locals, params.strategy, 'indicator.enter');
	const typed = typedIn(await formOf(request), languages);
	const target = { strategy: slug, indicator: params.indicator, seen: typed.seen ?? -1 };
	try {
		const { entry, unread } = entryOf(typed);
		requireRead(unread, IndicatorInput, entry);
		indicators.changePassport(locals.context, target, entry);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const problems = atControls(refused.problems);
		if (refused.kind === 'stale') typed.seen = null;
		return fail(STATUS_OF[refused.kind], { problems, typed: withSpareRows(typed) });
	}
	const quarter: Quarter = url.searchParams.get('quarter') ?? '';
	const query = new URLSearchParams({ quarter, done: 'passport' });
	redirect(303, `${url.pathname.replace(/\/passport$/, '')}?${query}`);
}

function standingOf(locals: App.Locals, params: Params) {
	const { measured } = snapshot(locals.database, (read) =>
		factsOf(locals.database, read, params.strategy)
	);
	const found = measured.indicators.find(({ key }) => key === params.indicator);
	if (!found) throw refusal('not-found', 'no_such_indicator');
	return found;
}
