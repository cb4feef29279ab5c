// What accounts are made of, stated once: for the pages, the command line and the demonstration.
import * as v from 'valibot';
import { isForABody, ROLE_NAMES } from '#lib/domain/permission.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import { isLocale } from './locale.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Sign-in names: small letters, digits, and . _ - between them; the same whoever types them on whichever keyboard. */
const Username = v.pipe(
	v.string('required'),
	v.trim(),
	v.toLowerCase(),
	v.nonEmpty('required'),
	v.maxLength(40, 'too-long'),
	v.check(
		(text) => text === '' || /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(text),
		'username-characters'
	)
);

/** One line a person can read: no line breaks or other control characters. */
const Line = v.pipe(
	v.string('required'),
	v.trim(),
	v.maxLength(200, 'too-long'),
	v.check((text) => !/\p{Cc}/u.test(text), 'control-characters')
);

export const UserInput = v.object({
	username: Username,
	name: v.pipe(Line, v.nonEmpty('required')),
	/** The function by language tag; languages left empty are left out. */
	functionTitle: v.optional(
		v.record(v.picklist(['sr-Cyrl', 'sr-Latn', 'en'], 'unknown-language'), Line),
		{}
	),
	isAdministrator: v.optional(v.boolean(), false)
});
export type UserInput = v.InferInput<typeof UserInput>;

const Id = v.pipe(v.number('required'), v.integer('required'), v.minValue(1, 'required'));

export const RightInput = v.pipe(
	v.object({
		role: v.picklist(ROLE_NAMES, 'unknown-role'),
		strategyId: Id,
		bodyId: v.nullable(Id)
	}),
	v.forward(
		v.check(({ role, bodyId }) => !isForABody(role) || bodyId !== null, 'right-needs-body'),
		['bodyId']
	),
	v.forward(
		v.check(({ role, bodyId }) => isForABody(role) || bodyId === null, 'right-takes-no-body'),
		['bodyId']
	)
);
export type RightInput = v.InferOutput<typeof RightInput>;

export const LocaleInput = v.custom<'en' | 'sr-Cyrl' | 'sr-Latn'>(isLocale, 'unknown-language');

/**
 * All that is wrong with a new password: length only, no rules of composition (NIST SP 800-63B), and it is not the sign-in name.
 */
export function passwordProblems(password: string, repeated: string, username: string): Problem[] {
	const length = [...password.normalize('NFKC')].length;
	const problems: Problem[] = [];
	const at = (field: string, code: string, params?: Problem['params']) =>
		problems.push({ code, field, params });
	if (length < SHORTEST_PASSWORD) {
		at('new_password', 'password-too-short', { limit: SHORTEST_PASSWORD });
	}
	if (length > LONGEST_PASSWORD) at('new_password', 'too-long', { limit: LONGEST_PASSWORD });
	if (password.toLowerCase() === username.toLowerCase()) {
		at('new_password', 'password-is-username');
	}
	if (password !== repeated) at('repeat_password', 'password-not-repeated');
	return problems;
}
