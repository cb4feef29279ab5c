// The page where a coordinator enters what was spent of an activity's money by a quarter's end, and what its form does.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	amountOf,
	taggedTexts,
	textIn,
	textsOf,
	typedAmount,
	typedIn,
	type TypedSpending
} from '#lib/domain/filing-form.ts';
import { SpendingInput } from '#lib/domain/measured-input.ts';
import { mayBeSpentAt } from '#lib/domain/money.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, requireRead } from '#lib/server/access/form.ts';
import { strategyToChange } from '#lib/server/access/visible.ts';
import * as money from '#lib/server/plan/money.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';

type Event = RequestEvent<{ strategy: string; code: string }>;
type Place = Pick<Event, 'locals' | 'params'>;

export function entryPage({ locals, params }: Place, quarter: Quarter | null) {
	const { database, today, locale } = locals;
	const { slug, languages } = strategyToChange(locals, params.strategy, 'money.enter');
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	// The live plan, also of a frozen quarter: what is entered late counts in the quarters after it.
	const view = quarters.readLive(database, slug, quarter, {
		today,
		filed: 'nothing',
		choose: (candidates) =>
			candidates.filter(({ promised }) => promised.code === params.code).map(({ at }) => at.id)
	});
	const activity = [...view.activities, ...view.outside][0];
	if (!activity) throw refusal('not-found', 'no-such-activity', { code: params.code });
	const { entries, lines } = money.enteredAt(database.read, activity.id, quarter);
	const sources = Object.values(lines).map(({ source }) => source);
	const typed: Typed = {
		lines: Object.entries(lines).map(([line, { amount }]) => ({
			line,
			...typedAmount(amount, locale === 'en' ? '.' : ',')
		})),
		source: Object.fromEntries(
			languages.map((language) => [language, textIn(sources[0] ?? {}, language)])
		),
		seen: entries
	};
	return {
		activity: { code: activity.code, title: activity.title },
		funds: activity.funds.filter((fund) => mayBeSpentAt(fund, quarter)),
		bodies: view.bodies.map(({ id, name, short }) => ({ id, name, short })),
		rate: view.rate,
		typed
	};
}

export interface Typed {
	lines: readonly TypedSpending[];
	source: Record<string, string>;
	/** How many figures had been entered when the form was made; null: what stands now is to be seen first. */
	seen: number | null;
}

export async function enter(event: Event) {
	const { locals, params, url, request } = event;
	const { slug, languages } = strategyToChange(locals, params.strategy, 'money.enter');
	const form = await formOf(request);
	const quarter = url.searchParams.get('quarter') ?? '';
	const typed: Typed = {
		lines: typedIn(form, languages, locals.today).spent,
		source: textsOf(form, 'source', languages),
		seen: numberOf(form, 'seen')
	};
	try {
		const target = { strategy: slug, activity: params.code, quarter, seen: typed.seen ?? -1 };
		const problems: Problem[] = [];
		const lines = typed.lines.map((one) => ({
			line: Number(one.line),
			amount: amountOf(one, `spent.${one.line}.amount`, problems)
		}));
		const input = { lines, source: taggedTexts(typed.source) };
		requireRead(problems, SpendingInput, input);
		money.enterSpent(locals.context, target, input);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		if (kind === 'stale') typed.seen = null;
		return fail(STATUS_OF[kind], { problems, typed });
	}
	const query = new URLSearchParams({ quarter, done: 'money' });
	redirect(303, `${url.pathname.replace(/\/money$/, '')}?${query}#funds`);
}
