// A refusal is an answer, not an accident: what was asked cannot be, and why. Routes and the command line turn it into a sentence.

/** One thing wrong with an input: a code with parameters, at its place. */
export interface Problem {
	code: string;
	/** Form field, or path in a file ('activities[3].deadline'). */
	field?: string;
	/** File name, sheet … where an input has several. */
	file?: string;
	/** 1-based line or row. */
	line?: number;
	params?: Readonly<Record<string, string | number>>;
}

export type RefusalKind = 'invalid' | 'forbidden' | 'not-found' | 'stale' | 'not-now';

/** HTTP status of each kind: what the input says is wrong; who asks may not; there is no such thing; somebody was faster; the state forbids it. */
export const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
	invalid: 400,
	forbidden: 403,
	'not-found': 404,
	stale: 409,
	'not-now': 409
};

/** Thrown by the server ring; nothing was written. `problems` says all that is wrong at once. */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly problems: readonly Problem[];

	constructor(kind: RefusalKind, problems: readonly Problem[]) {
		super(`${kind}: ${problems.map((problem) => problem.code).join(', ')}`);
		this.name = 'Refusal';
		this.kind = kind;
		this.problems = problems;
	}
}

/** A refusal with one problem. */
export function refusal(
	kind: RefusalKind,
	code: string,
	params?: Problem['params'],
	field?: string
): Refusal {
	return new Refusal(kind, [{ code, params, field }]);
}
