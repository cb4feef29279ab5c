// How the pages of bodies read a form, and answer it.
import { fail, type RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf } from '#lib/server/access/form.ts';

export type BodyForm = 'name' | 'alias' | 'contact' | 'merge' | 'back' | 'new';

/** What a page gets back as `form`. */
export interface Answer {
	/** Which of the page's forms it is about. */
	about: BodyForm;
	isDone: boolean;
	problems: readonly Problem[];
	typed: Readonly<Record<string, string>>;
}

/** The action behind a form: everything typed comes back when nothing was written. */
export function onForm<E extends RequestEvent>(
	about: BodyForm,
	work: (typed: (name: string) => string, event: E) => void
) {
	return async (event: E) => {
		const typed: Record<string, string> = {};
		try {
			if (!can(event.locals.actor, 'body.manage')) throw refusal('forbidden', 'forbidden');
			for (const [name, value] of await formOf(event.request)) {
				if (typeof value === 'string') typed[name] = value;
			}
			work((name) => typed[name] ?? '', event);
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const { problems, kind } = refused;
			return fail(STATUS_OF[kind], { about, isDone: false, problems, typed } satisfies Answer);
		}
		return { about, isDone: true, problems: [], typed: {} } satisfies Answer;
	};
}

/** A name's fields as they stand in the form. */
export function nameIn(typed: (name: string) => string) {
	return {
		lang: typed('lang'),
		name: typed('name'),
		short: typed('short'),
		kind: typed('kind') as 'quoted',
		source: typed('source')
	};
}
