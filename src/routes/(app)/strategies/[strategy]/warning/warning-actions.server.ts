// What the forms of the page of early warning do.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { tagOf } from '#lib/domain/filing-form.ts';
import { Refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as overrides from '#lib/server/quarter/overrides.ts';

type Event = RequestEvent<{ strategy: string }>;

/** What the page gets back as `form`. */
export interface Answer {
	about: 'override' | 'back';
	/** Code of the activity. */
	activity: string;
	problems: readonly Problem[];
	/** The note as it was typed, by content language. */
	typed: Readonly<Record<string, string>>;
}

/** A coordinator says otherwise than the rule. */
export function override(event: Event) {
	return onForm(event, 'override', (key, { form, typed }) => {
		const note = Object.fromEntries(
			Object.entries(typed)
				.filter(([, text]) => text !== '')
				.map(([language, text]) => [tagOf(language, text), text])
		);
		const verdict = textOf(form, 'verdict');
		const version = numberOf(form, 'version') ?? 0;
		overrides.override(event.locals.context, key, version, { verdict, note });
	});
}

/** The rule alone speaks again. */
export function takeBack(event: Event) {
	return onForm(event, 'back', (key, { form }) => {
		overrides.takeBack(event.locals.context, key, numberOf(form, 'version') ?? 0);
	});
}

async function onForm(
	event: Event,
	about: Answer['about'],
	work: (key: overrides.OverrideKey, sent: { form: FormData; typed: Answer['typed'] }) => void
) {
	const form = await formOf(event.request);
	const { url, params, locals } = event;
	const { languages } = strategyFor(locals, params.strategy);
	const quarter = url.searchParams.get('quarter') ?? '';
	const activity = textOf(form, 'activity');
	const typed = Object.fromEntries(
		languages.map((language) => [language, textOf(form, `note.${language}`)])
	);
	try {
		work({ strategy: params.strategy, quarter, activity }, { form, typed });
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { kind, problems } = refused;
		return fail(STATUS_OF[kind], { about, activity, problems, typed } satisfies Answer);
	}
	const query = new URLSearchParams(url.searchParams);
	for (const name of [`/${about}`, 'override', 'done']) query.delete(name);
	query.set('done', about === 'override' ? 'saved' : 'back');
	redirect(303, `${url.pathname}?${query}#overrides`);
}
