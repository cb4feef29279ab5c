// What the passport of an indicator shows, and what its forms do with readings.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { decimalFrom } from '#lib/domain/decimal.ts';
import { taggedTexts, textsOf } from '#lib/domain/filing-form.ts';
import { ReadingInput } from '#lib/domain/measured-input.ts';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, requireRead, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as indicators from '#lib/server/plan/indicators.ts';
import * as indicatorLists from '#lib/server/quarter/indicator-lists.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';

type Event = RequestEvent<{ strategy: string; indicator: string }>;

export function indicatorPage(
	{ locals, params, url }: Pick<Event, 'locals' | 'params' | 'url'>,
	quarter: Quarter | null
) {
	const { database, today, actor } = locals;
	const { slug, id: strategyId } = strategyFor(locals, params.strategy);
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	const asked = { today, revision: revisionIn(url.searchParams), key: params.indicator };
	const { view, indicator, activity, goal } = indicatorLists.one(database, slug, quarter, asked);
	const mayEnter = can(actor, 'indicator.enter', { strategyId });
	const work = mayEnter ? indicators.atWork(database.read, indicator.id) : null;
	return {
		indicator,
		activity: activity && { code: activity.code, title: activity.title },
		goal,
		bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
		mayEnter,
		/** By an act. */
		mayChange: work !== null && !work.isWithdrawn,
		/** Of the readings that were entered and not filed, by day: what a correction names. */
		versions: work?.versions ?? {},
		/** The day of the reading to be corrected. */
		correcting: url.searchParams.get('correct'),
		done: url.searchParams.get('done')
	};
}

/** What the page gets back as `form`. */
export interface Answer {
	about: 'enter' | 'correct' | 'take';
	problems: readonly Problem[];
	typed: Typed;
}

export interface Typed {
	on: string;
	value: string;
	source: Record<string, string>;
	kind: string;
	quote: string;
	reason: string;
	/** The version the form saw; null: what stands now is to be seen first. */
	version: number | null;
}

export function enter(event: Event) {
	return onForm(event, 'enter', (target, typed) =>
		indicators.enterReading(event.locals.context, target, inputOf(typed))
	);
}

export function correct(event: Event) {
	return onForm(event, 'correct', (target, typed, seen) =>
		indicators.correctReading(
			event.locals.context,
			{ ...target, on: typed.on, seen },
			inputOf(typed),
			typed.reason
		)
	);
}

export function takeBack(event: Event) {
	return onForm(event, 'take', (target, typed, seen) =>
		indicators.takeReadingBack(
			event.locals.context,
			{ ...target, on: typed.on, seen },
			typed.reason
		)
	);
}

function inputOf({ on, value, source, kind, quote }: Typed) {
	const read = decimalFrom(value);
	const isAmbiguous = read === 'ambiguous';
	const known = isAmbiguous ? '0' : (read ?? '');
	const input = { on, value: known, source: taggedTexts(source), kind, quote: quote || null };
	requireRead(
		isAmbiguous ? [{ code: 'number_ambiguous', field: 'value' }] : [],
		ReadingInput,
		input
	);
	return input;
}

async function onForm(
	event: Event,
	about: Answer['about'],
	work: (target: indicators.IndicatorTarget, typed: Typed, seen: number) => void
) {
	const { params, locals, url, request } = event;
	const form = await formOf(request);
	const { languages, slug } = strategyFor(locals, params.strategy);
	const typed: Typed = {
		on: textOf(form, 'on'),
		value: textOf(form, 'value'),
		source: textsOf(form, 'source', languages),
		kind: textOf(form, 'kind'),
		quote: textOf(form, 'quote'),
		reason: textOf(form, 'reason'),
		version: numberOf(form, 'version')
	};
	try {
		const target = { strategy: slug, indicator: params.indicator };
		work(target, typed, typed.version ?? 0);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		if (kind === 'stale') typed.version = null;
		return fail(STATUS_OF[kind], { about, problems, typed } satisfies Answer);
	}
	const query = new URLSearchParams({ quarter: url.searchParams.get('quarter') ?? '' });
	query.set('done', about);
	redirect(303, `${url.pathname}?${query}`);
}
