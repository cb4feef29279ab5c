// What the board is given: the marks, what waits for a decision, and the filing that is open.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { tagOf } from '#lib/domain/filing-form.ts';
import type { Locale } from '#lib/domain/text.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { boardOf, openedOf } from '#lib/server/filing/board.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as windows from '#lib/server/filing/windows.ts';

export type Event = RequestEvent<{ strategy: string }>;

/** What the page gets back as `form`. */
export interface Answer {
	problems: readonly Problem[];
	/** Which of the page's forms it is about. */
	about: 'return' | 'decide' | 'many' | 'window';
	typed: Readonly<Record<string, string>>;
}

export function boardPage(
	event: Pick<Event, 'locals' | 'params' | 'url'>,
	quarter: Quarter | null
) {
	const { locals, url } = event;
	const strategy = onBoard(event);
	if (quarter === null) throw refusal('not-found', 'no-plan');
	const { database, today, actor } = locals;
	const board = boardOf(database, { slug: strategy.slug, quarter, today, actor });
	const { view, ...rest } = board;
	const code = url.searchParams.get('open');
	const body = url.searchParams.get('body');
	return {
		...rest,
		windowState: view.windowState,
		response: view.response,
		steps: view.steps,
		opened: code !== null && body !== null ? openedOf(database, view, { code, body, actor }) : null,
		mayDecide: can(actor, 'filing.open', { strategyId: strategy.id }),
		mayChangeWindow: can(actor, 'window.change', { strategyId: strategy.id }),
		mayFile: can(actor, 'filing.write-on-behalf', { strategyId: strategy.id }),
		done: url.searchParams.get('done')
	};
}

export type BoardPage = ReturnType<typeof boardPage>;

/** Opens a filing for decision. */
export function open(event: Event) {
	return onForm(event, 'decide', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		filings.open(event.locals.context, key);
		back(event, quarter, { open: key });
	});
}

/** Accepts the open filing, and opens the next one that waits. */
export function accept(event: Event) {
	return onForm(event, 'decide', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		filings.accept(event.locals.context, key, numberOf(form, 'version') ?? 0);
		next(event, quarter, 'accepted');
	});
}

/** Returns the open filing with a note, and opens the next one that waits. */
export function giveBack(event: Event) {
	return onForm(event, 'return', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		const text = textOf(form, 'note');
		const note = {
			field: textOf(form, 'field') || null,
			text,
			lang: writtenIn(text, event.locals.locale)
		};
		filings.giveBack(event.locals.context, key, numberOf(form, 'version') ?? 0, [note]);
		next(event, quarter, 'returned');
	});
}

export function acceptMany(event: Event) {
	return onForm(event, 'many', (form, quarter) => {
		const chosen = form.getAll('chosen').flatMap((item) => {
			const [, body, version, activity] = /^(\S+) (\d{1,9}) (.+)$/.exec(String(item)) ?? [];
			if (!body || !activity) return [];
			const key = { strategy: event.params.strategy, quarter, body, activity };
			return [{ key, version: Number(version) }];
		});
		if (chosen.length === 0) throw refusal('invalid', 'nothing-chosen');
		filings.acceptMany(event.locals.context, chosen);
		back(event, quarter, { done: 'many' });
	});
}

export function changeWindow(event: Event) {
	return onForm(event, 'window', (form, quarter) => {
		const reason = textOf(form, 'reason');
		windows.change(
			event.locals.context,
			{ strategy: event.params.strategy, quarter },
			numberOf(form, 'version') ?? 0,
			{
				opensOn: textOf(form, 'opensOn'),
				dueOn: textOf(form, 'dueOn'),
				closesOn: textOf(form, 'closesOn'),
				reason,
				lang: writtenIn(reason, event.locals.locale)
			}
		);
		back(event, quarter, { done: 'window' });
	});
}

async function onForm(
	event: Event,
	about: Answer['about'],
	work: (form: FormData, quarter: Quarter) => never | void
) {
	const form = await formOf(event.request);
	onBoard(event);
	try {
		return work(form, event.url.searchParams.get('quarter') ?? '');
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const typed = Object.fromEntries(
			[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
		);
		const { problems, kind } = refused;
		return fail(STATUS_OF[kind], { problems, about, typed } satisfies Answer);
	}
}

/** The strategy, for somebody who may see its board. */
function onBoard({ locals, params }: Pick<Event, 'locals' | 'params'>) {
	const strategy = strategyFor(locals, params.strategy);
	if (!can(locals.actor, 'board.view', { strategyId: strategy.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'board.view' });
	}
	return strategy;
}

function keyOf({ params }: Event, form: FormData, quarter: Quarter): filings.FilingKey {
	return {
		strategy: params.strategy,
		activity: textOf(form, 'activity'),
		body: textOf(form, 'body'),
		quarter
	};
}

/** A coordinator writes in one language: Serbian by its script, unless the page is in English and the text in Latin letters. */
function writtenIn(text: string, locale: Locale): string {
	const tag = tagOf('sr', text);
	return tag === 'sr-Latn' && locale === 'en' ? 'en' : tag;
}

/** Opens the next filing that waits; with none left, the board. */
function next(event: Event, quarter: Quarter, done: string): never {
	const { database, today, actor, context } = event.locals;
	const { waiting } = boardOf(database, { slug: event.params.strategy, quarter, today, actor });
	const one = waiting.find(({ mayDecide }) => mayDecide);
	if (!one) back(event, quarter, { done });
	const key = { strategy: event.params.strategy, quarter, activity: one.code, body: one.body };
	filings.open(context, key);
	back(event, quarter, { done, open: key });
}

function back(
	{ url }: Event,
	quarter: Quarter,
	{ done, open: key }: { done?: string; open?: Pick<filings.FilingKey, 'activity' | 'body'> }
): never {
	const params = new URLSearchParams({ quarter });
	if (key) {
		params.set('open', String(key.activity));
		params.set('body', String(key.body));
	}
	if (done) params.set('done', done);
	redirect(303, `${url.pathname}?${params}${key ? '#opened' : ''}`);
}
