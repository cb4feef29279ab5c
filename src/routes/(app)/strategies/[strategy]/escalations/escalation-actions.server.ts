// What the forms of the page of escalations do.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import * as escalations from '#lib/server/filing/escalations.ts';
import type { FilingKey } from '#lib/server/filing/filings.ts';
import { onBoard } from '../board/board-page.server.ts';
import { writtenIn } from '../window-form.server.ts';

type Event = RequestEvent<{ strategy: string }>;

/** What the page gets back as `form`. */
export interface Answer {
	/** The filing it is about. */
	activity: string;
	body: string;
	problems: readonly Problem[];
	/** The text as it was typed. */
	typed: string;
}

/** A coordinator hands an escalation on to the owner. */
export function forward(event: Event) {
	return onForm(event, 'note', 'forwarded', (key, said, form) => {
		const seen = {
			filing: numberOf(form, 'filing') ?? 0,
			escalation: numberOf(form, 'version') ?? 0
		};
		escalations.forward(event.locals.context, key, seen, said);
	});
}

/** The owner answers it. */
export function answer(event: Event) {
	return onForm(event, 'answer', 'answered', (key, said, form) => {
		escalations.answer(event.locals.context, key, numberOf(form, 'version') ?? 0, said);
	});
}

async function onForm(
	event: Event,
	field: string,
	done: string,
	work: (key: FilingKey, said: escalations.Said, form: FormData) => void
) {
	const form = await formOf(event.request);
	onBoard(event);
	const { url, params, locals } = event;
	const quarter = url.searchParams.get('quarter') ?? '';
	const [activity, body, text] = [
		textOf(form, 'activity'),
		textOf(form, 'body'),
		textOf(form, field)
	];
	try {
		const said = { text, lang: writtenIn(text, locals.locale) };
		work({ strategy: params.strategy, activity, body, quarter }, said, form);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		return fail(STATUS_OF[kind], { activity, body, problems, typed: text } satisfies Answer);
	}
	const query = new URLSearchParams({ quarter, done });
	redirect(303, `${url.pathname}?${query}#${activity}-${body}`);
}
