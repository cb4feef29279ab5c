// The sentence for each problem code. A new code is one line here, and its two messages `problem_<code>`. Hyphen and underscore in a code
// mean the same.
import type { Problem } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';

type Sentence = (params: Params, options: Options) => string;
type Params = Record<string, string | number>;

/** A message whose parameters are the problem's own, under the same names. */
function saying(message: (inputs: never, options: Options) => string): Sentence {
	return message as unknown as Sentence;
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
	forbidden: saying(m.problem_forbidden),
	required: saying(m.problem_required),
	'too-long': saying(m.problem_too_long),
	'control-characters': saying(m.problem_control_characters),
	'form-unreadable': saying(m.problem_form_unreadable),
	'changed-meanwhile': saying(m.problem_changed_meanwhile),
	'schema-newer': saying(m.problem_schema_newer),

	// access
	'username-characters': saying(m.problem_username_characters),
	'username-taken': saying(m.problem_username_taken),
	'unknown-role': saying(m.problem_unknown_role),
	'unknown-strategy': saying(m.problem_unknown_strategy),
	'unknown-body': saying(m.problem_unknown_body),
	'unknown-language': saying(m.problem_unknown_language),
	'right-needs-body': saying(m.problem_right_needs_body),
	'right-takes-no-body': saying(m.problem_right_takes_no_body),
	'password-wrong': saying(m.problem_password_wrong),
	'password-too-short': saying(m.problem_password_too_short),
	'password-is-username': saying(m.problem_password_is_username),
	'password-not-repeated': saying(m.problem_password_not_repeated),
	'password-unchanged': saying(m.problem_password_unchanged),
	'no-such-user': saying(m.problem_no_such_user),
	'last-administrator': saying(m.problem_last_administrator),
	'sign-in-wrong': saying(m.problem_sign_in_wrong),
	'sign-in-slowed': saying(m.problem_sign_in_slowed),
	'session-ended': saying(m.problem_session_ended),
	'must-change-password': saying(m.problem_must_change_password),

	// plan and quarter
	no_such_strategy: saying(m.problem_no_such_strategy),
	no_plan: saying(m.problem_no_plan),
	no_such_quarter: saying(m.problem_no_such_quarter),
	no_such_activity: saying(m.problem_no_such_activity),
	unknown_filter: saying(m.problem_unknown_filter)
};

/** Codes that have a sentence; the spec compares them with those the program uses. */
export const KNOWN_CODES: readonly string[] = Object.keys(SENTENCES);

/** What a problem says to a reader. */
export function problemSentence(problem: Problem, locale: Locale): string {
	const code = problem.code.replaceAll('_', '-');
	const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
	if (!sentence) return m.problem_unknown({ code: problem.code }, { locale });
	return sentence(problem.params ?? {}, { locale });
}

/** The sentences at one field of a form. */
export function sentencesAt(
	problems: readonly Problem[] | undefined,
	field: string,
	locale: Locale
): string[] {
	return (problems ?? [])
		.filter((problem) => problem.field === field)
		.map((problem) => problemSentence(problem, locale));
}

/** The sentences that belong to no field, or to none of those a form has. */
export function sentencesBeside(
	problems: readonly Problem[] | undefined,
	fields: readonly string[],
	locale: Locale
): string[] {
	return (problems ?? [])
		.filter((problem) => problem.field === undefined || !fields.includes(problem.field))
		.map((problem) => problemSentence(problem, locale));
}
