// How routes answer a refusal: as a form's failure, all problems at once, or as an error page with the right status.
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { Refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';

/** What a form's page gets back as `form` when nothing was written. */
export interface Failed {
	problems: readonly Problem[];
}

/** The failure to return from a form action; anything but a refusal is thrown on. */
export function asFailure(refused: unknown): ActionFailure<Failed> {
	if (!(refused instanceof Refusal)) throw refused;
	return fail(STATUS_OF[refused.kind], { problems: refused.problems });
}

/** Throws the error page of a refusal; anything else is thrown on. */
export function asError(refused: unknown): never {
	if (!(refused instanceof Refusal)) throw refused;
	error(STATUS_OF[refused.kind], {
		message: refused.problems[0]?.code ?? refused.kind,
		problems: refused.problems
	});
}

/**
 * Does the work of a `load` or of an endpoint; a refusal becomes the error page with its status.
 *
 * @example export const load = ({ locals }) => shown(() => ({ users: users.list(locals.database.read) }))
 */
export function shown<T>(work: () => T): T {
	try {
		const result = work();
		if (result instanceof Promise) return result.catch(asError) as T;
		return result;
	} catch (refused) {
		asError(refused);
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
