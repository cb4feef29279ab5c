// How routes answer a refusal: as a form's failure, all problems at once, or as an error page with the right status.
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { Refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { problemSentence } from '#lib/wording/problems.ts';

/** What a form's page gets back as `form` when nothing was written. */
export interface Failed {
	problems: readonly Problem[];
}

/** The failure to return from a form action; anything but a refusal is thrown on. */
export function asFailure(refused: unknown): ActionFailure<Failed> {
	if (!(refused instanceof Refusal)) throw refused;
	return fail(STATUS_OF[refused.kind], { problems: refused.problems });
}

/** Whose language an error page is in. */
interface Reader {
	locale: Locale;
}

/** Throws the error page of a refusal, with its sentences; anything else is thrown on. */
function asError(refused: unknown, { locale }: Reader): never {
	if (!(refused instanceof Refusal)) throw refused;
	const told = refused.problems.filter(({ code }) => code !== 'forbidden');
	error(STATUS_OF[refused.kind], {
		message: refused.problems[0]?.code ?? refused.kind,
		sentences: told.map((problem) => problemSentence(problem, locale))
	});
}

/**
 * Does the work of a `load` or of an endpoint; a refusal becomes the error page with its status. Its sentences are made here: made on the page,
 * every page would bring the sentences of all problems along.
 *
 * @example export const load = ({ locals }) => shown(locals, () => ({ users: users.list(locals.database.read) }))
 */
export function shown<T>(reader: Reader, work: () => T): T {
	try {
		const result = work();
		if (result instanceof Promise) return result.catch((no) => asError(no, reader)) as T;
		return result;
	} catch (refused) {
		asError(refused, reader);
	}
}

/**
 * Does the work of a form action; a refusal becomes a failure that the page shows at its fields.
 *
 * @example export const actions = { default: ({ locals }) => done(() => filings.submit(locals.context, …)) }
 */
export async function done<T>(work: () => T): Promise<Awaited<T> | ActionFailure<Failed>> {
	try {
		return await work();
	} catch (refused) {
		return asFailure(refused);
	}
}
