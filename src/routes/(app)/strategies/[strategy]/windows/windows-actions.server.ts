// What the forms of the page of all windows do.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, textOf } from '#lib/server/access/form.ts';
import { closeEarly as close } from '#lib/server/filing/closing.ts';
import * as nextQuarter from '#lib/server/filing/next-quarter.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { onBoard } from '../board/board-page.server.ts';
import { closingIn, reasonIn, windowIn } from '../window-form.server.ts';

type Event = RequestEvent<{ strategy: string }>;

/** What the page gets back as `form`. */
export interface Answer {
	about: 'change' | 'close' | 'next';
	quarter: string;
	problems: readonly Problem[];
	typed: Readonly<Record<string, string>>;
}

export function change(event: Event) {
	return onForm(event, 'change', (form, key) => {
		windows.change(event.locals.context, key, ...windowIn(form, event.locals.locale));
	});
}

export function closeEarly(event: Event) {
	return onForm(event, 'close', (form, key) => {
		close(event.locals.context, key, ...closingIn(form, event.locals.locale));
	});
}

export function openNext(event: Event) {
	return onForm(event, 'next', (form, key) => {
		nextQuarter.openNext(event.locals.context, key, reasonIn(form, event.locals.locale));
	});
}

async function onForm(
	event: Event,
	about: Answer['about'],
	work: (form: FormData, key: windows.WindowKey) => void
) {
	const form = await formOf(event.request);
	const quarter = textOf(form, 'quarter');
	onBoard(event);
	try {
		work(form, { strategy: event.params.strategy, quarter });
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const typed = Object.fromEntries(
			[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
		);
		const { kind, problems } = refused;
		return fail(STATUS_OF[kind], { about, quarter, problems, typed } satisfies Answer);
	}
	const { url } = event;
	const query = new URLSearchParams({ quarter: url.searchParams.get('quarter') ?? quarter });
	query.set('done', quarter);
	query.set('how', about);
	redirect(303, `${url.pathname}?${query}#${quarter}`);
}
