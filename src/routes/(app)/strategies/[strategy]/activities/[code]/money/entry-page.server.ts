// The page where a coordinator enters what was spent of an activity's money by a quarter's end, and what its form does.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { decimalFrom, typedDecimal } from '#lib/domain/decimal.ts';
import { taggedTexts, textIn, typedIn, type TypedSpending } from '#lib/domain/filing-form.ts';
import { isKnown, mayBeSpentAt } from '#lib/domain/money.ts';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as money from '#lib/server/plan/money.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';

type Event = RequestEvent<{ strategy: string; code: string }>;
type Place = Pick<Event, 'locals' | 'params'>;

export function entryPage({ locals, params }: Place, quarter: Quarter | null) {
	const { database, today, locale } = locals;
	const { slug, languages } = requireRight({ locals, params });
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
			amount: isKnown(amount) ? typedDecimal(amount, locale === 'en' ? '.' : ',') : '',
			none: isKnown(amount) ? '' : amount
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
	/** How many figures had been entered when the form was made. */
	seen: number;
}

export async function enter(event: Event) {
	const { locals, params, url, request } = event;
	const { slug, languages } = requireRight(event);
	const form = await formOf(request);
	const quarter = url.searchParams.get('quarter') ?? '';
	const typed: Typed = {
		lines: typedIn(form, languages, locals.today).spent,
		source: Object.fromEntries(
			languages.map((language) => [language, textOf(form, `source.${language}`)])
		),
		seen: numberOf(form, 'seen') ?? 0
	};
	try {
		const target = { strategy: slug, activity: params.code, quarter, seen: typed.seen };
		const input = { lines: linesOf(typed.lines), source: taggedTexts(typed.source) };
		money.enterSpent(locals.context, target, input);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		return fail(STATUS_OF[kind], { problems, typed });
	}
	const query = new URLSearchParams({ quarter, done: 'money' });
	redirect(303, `${url.pathname.replace(/\/money$/, '')}?${query}#funds`);
}

/** @throws {Refusal} `invalid` with everything that is no amount */
function linesOf(typed: readonly TypedSpending[]) {
	const problems: Problem[] = [];
	const lines = typed.map(({ line, amount, none }) => {
		const field = `spent.${line}.amount`;
		if (none !== '' && amount !== '') problems.push({ code: 'money_amount_and_none', field });
		const value = none === '' ? decimalFrom(amount) : none;
		if (value === 'ambiguous') problems.push({ code: 'number_ambiguous', field });
		else if (value === null) problems.push({ code: 'not_a_number', field });
		else if (value.startsWith('-')) problems.push({ code: 'not_an_amount', field });
		return { line: Number(line), amount: value };
	});
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return lines;
}

function requireRight({ locals, params }: Place) {
	const strategy = strategyFor(locals, params.strategy);
	if (can(locals.actor, 'money.enter', { strategyId: strategy.id })) return strategy;
	throw refusal('forbidden', 'forbidden', { verb: 'money.enter' });
}
