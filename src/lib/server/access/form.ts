// Reading a form: what a request carries, and what a valibot schema says of it. Messages of schemas are problem codes.
import * as v from 'valibot';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';

/**
 * The fields of a posted form.
 *
 * @throws {Refusal} `form-unreadable` when the body is not the form it says it is.
 */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (failed) {
		if (isTooLarge(failed)) throw failed;
		throw refusal('invalid', 'form-unreadable');
	}
}

/** Whether reading failed at the server's own limit on bodies (BODY_SIZE_LIMIT), which answers with 413. */
export function isTooLarge(failed: unknown): boolean {
	const statusOf = (error: unknown) => (error as { status?: unknown } | undefined)?.status;
	return statusOf(failed) === 413 || statusOf((failed as { cause?: unknown })?.cause) === 413;
}

/** The text of a field, trimmed of blanks at both ends; empty when the field is missing or a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** A whole number of a field, or null when it is not one. */
export function numberOf(form: FormData, name: string): number | null {
	const text = textOf(form, name);
	return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * The value a schema makes of an input.
 *
 * @throws {Refusal} `invalid`, with every problem at its field.
 */
export function read<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
	const result = v.safeParse(schema, input);
	if (result.success) return result.output;
	throw new Refusal('invalid', result.issues.map(problemOf));
}

/**
 * For an input of which something typed could not be read, and something else stands in for it.
 *
 * @param problems what could not be read
 * @throws {Refusal} `invalid` with them and everything else the schema says of the input
 */
export function requireRead(
	problems: readonly Problem[],
	schema: v.GenericSchema,
	input: unknown
): void {
	if (problems.length === 0) return;
	const { issues = [] } = v.safeParse(schema, input);
	throw new Refusal('invalid', [...problems, ...issues.map(problemOf)]);
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
	const requirement = 'requirement' in issue ? issue.requirement : undefined;
	return {
		code: issue.message,
		field: issue.path?.map(({ key }) => String(key)).join('.'),
		params: typeof requirement === 'number' ? { limit: requirement } : undefined
	};
}
