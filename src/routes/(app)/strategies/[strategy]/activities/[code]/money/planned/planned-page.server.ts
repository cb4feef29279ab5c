// The page where a coordinator adds lines of planned money and says amounts anew, and what its forms do.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { amountOf, taggedTexts, textsOf } from '#lib/domain/filing-form.ts';
import { FundInput, PlannedInput } from '#lib/domain/measured-input.ts';
import { plannedFrom } from '#lib/domain/money.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, requireRead, textOf } from '#lib/server/access/form.ts';
import { strategyToChange } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as plannedMoney from '#lib/server/plan/planned-money.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { actOf, atTexts, typedAct, type TypedAct } from '#lib/domain/act-form.ts';

type Event = RequestEvent<{ strategy: string; code: string }>;

/** The lines as they stand today, whatever the quarter: what an act changes is the newest. */
export function plannedPage({ locals, params, url }: Pick<Event, 'locals' | 'params' | 'url'>) {
	const { database } = locals;
	const { slug } = strategyToChange(locals, params.strategy, 'money.plan');
	const facts = snapshot(database, (read) => factsOf(database, read, slug));
	const activity = [...facts.register.activities.values()].find(({ code }) => code === params.code);
	if (!activity) throw refusal('not-found', 'no-such-activity', { code: params.code });
	const { id, code, title, ended, provenance } = activity;
	const lines = facts.linesOf(id).map((line) => ({ ...line, planned: plannedFrom(line) }));
	return {
		activity: { code, title, ended, provenance },
		lines,
		/** The line to be changed. */
		changing: lines.find(({ line }) => String(line) === url.searchParams.get('line')) ?? null,
		done: url.searchParams.get('done')
	};
}

/** What the page gets back as `form`. */
export interface Answer {
	about: 'add' | 'change';
	problems: readonly Problem[];
	typed: Typed;
}

export interface Typed extends TypedAct {
	line: string;
	year: string;
	source: string;
	programme: string;
	name: Record<string, string>;
	planned: { amount: string; none: string };
	/** How many acts the form saw; null: what stands now is to be seen first. */
	seen: number | null;
}

export function addLine(event: Event) {
	return onForm(event, 'add', ({ year, source, programme, name, ...typed }, target) => {
		const problems: Problem[] = [];
		const input = {
			...{ ...actOf(typed), planned: amountOf(typed.planned, 'planned.amount', problems) },
			...{ year: Number(year || NaN), source, programme: programme || null },
			name: taggedTexts(name)
		};
		requireRead(problems, FundInput, input);
		plannedMoney.addLine(event.locals.context, target, input);
	});
}

export function changePlanned(event: Event) {
	return onForm(event, 'change', (typed, target) => {
		const problems: Problem[] = [];
		const planned = amountOf(typed.planned, 'planned.amount', problems);
		const input = { ...actOf(typed), planned };
		requireRead(problems, PlannedInput, input);
		const line = { ...target, line: Number(typed.line), seen: typed.seen ?? -1 };
		plannedMoney.changePlanned(event.locals.context, line, input);
	});
}

async function onForm(
	event: Event,
	about: Answer['about'],
	work: (typed: Typed, target: plannedMoney.ActivityTarget) => void
) {
	const { locals, params, url, request } = event;
	const { slug, languages } = strategyToChange(locals, params.strategy, 'money.plan');
	const form = await formOf(request);
	const text = (name: string) => textOf(form, name);
	const typed: Typed = {
		...typedAct(form, languages),
		...{ line: text('line'), year: text('year'), source: text('source') },
		...{ programme: text('programme'), name: textsOf(form, 'name', languages) },
		planned: { amount: text('planned.amount'), none: text('planned.none') },
		seen: numberOf(form, 'seen')
	};
	try {
		const target = { strategy: slug, activity: params.code };
		work(typed, target);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const problems = atTexts(refused.problems, ['name', 'act', 'reason']);
		if (refused.kind === 'stale') typed.seen = null;
		return fail(STATUS_OF[refused.kind], { about, problems, typed } satisfies Answer);
	}
	const query = new URLSearchParams({
		quarter: url.searchParams.get('quarter') ?? '',
		done: about
	});
	redirect(303, `${url.pathname}?${query}`);
}
