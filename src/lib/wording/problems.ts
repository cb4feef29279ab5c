// The sentence for each problem code that a page may show. A new code is one line here, and its message `problem_<code>` in both
// languages; codes that only the command line meets need the message alone. Hyphen and underscore in a code mean the same.
import { isDay } from '#lib/domain/quarter.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import { formatDay } from './format.ts';

type Sentence = (params: Params, options: Options) => string;
type Params = Readonly<Record<string, string | number>>;

/** A message whose parameters are the problem's own, under the same names. */
function saying(message: (inputs: never, options: Options) => string): Sentence {
	return message as unknown as Sentence;
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
	forbidden: saying(m.problem_forbidden),
	required: saying(m.problem_required),
	invalid: saying(m.problem_invalid),
	'not-sent': saying(m.problem_not_sent),
	'nothing-chosen': saying(m.problem_nothing_chosen),
	'control-characters': saying(m.problem_control_characters),
	'form-unreadable': saying(m.problem_form_unreadable),
	'changed-meanwhile': saying(m.problem_changed_meanwhile),
	stale: saying(m.problem_stale),
	'schema-newer': saying(m.problem_schema_newer),
	'too-many': saying(m.problem_too_many),
	'not-a-day': saying(m.problem_not_a_day),
	'not-a-day-or-quarter': saying(m.problem_not_a_day_or_quarter),
	'not-a-link': saying(m.problem_not_a_link),
	'text-in-two-scripts': saying(m.problem_text_in_two_scripts),
	'too-long': ({ limit }, options) =>
		limit === undefined
			? m.problem_too_long_plain({}, options)
			: m.problem_too_long({ limit }, options),

	// strategies and quarters
	'no-such-strategy': saying(m.problem_no_such_strategy),
	'no-such-activity': saying(m.problem_no_such_activity),
	'no-such-body': saying(m.problem_no_such_body),
	'no-such-goal': saying(m.problem_no_such_goal),
	'no-such-measure': saying(m.problem_no_such_measure),
	'no-such-table': saying(m.problem_no_such_table),
	'no-such-quarter': saying(m.problem_no_such_quarter),
	'no-quarter-before': saying(m.problem_no_quarter_before),
	'no-plan': saying(m.problem_no_plan),
	'day-not-in-quarter': saying(m.problem_day_not_in_quarter),

	// early warning
	'override-note-missing': saying(m.problem_override_note_missing),
	'override-not-due-next': saying(m.problem_override_not_due_next),
	'override-agrees': saying(m.problem_override_agrees),
	'no-override': saying(m.problem_no_override),

	// filing: what its contents must hold
	'assessment-missing': saying(m.problem_assessment_missing),
	'completed-on-missing': saying(m.problem_completed_on_missing),
	'completed-though-not-full': saying(m.problem_completed_though_not_full),
	'completed-after-quarter': saying(m.problem_completed_after_quarter),
	'evidence-missing': saying(m.problem_evidence_missing),
	'evidence-title-missing': saying(m.problem_evidence_title_missing),
	'reasons-missing': saying(m.problem_reasons_missing),
	'reasons-missing-late': saying(m.problem_reasons_missing_late),
	'expected-completion-missing': saying(m.problem_expected_completion_missing),
	'expected-completion-past': saying(m.problem_expected_completion_past),
	'problems-missing': saying(m.problem_problems_missing),
	'nothing-to-report-though-due': saying(m.problem_nothing_to_report_though_due),
	'nothing-to-report-though-something': saying(m.problem_nothing_to_report_though_something),
	'letter-number-missing': saying(m.problem_letter_number_missing),
	'letter-day-missing': saying(m.problem_letter_day_missing),
	'letter-in-future': saying(m.problem_letter_in_future),
	'already-signed': saying(m.problem_already_signed),
	'needs-signature': saying(m.problem_needs_signature),
	'no-signature-needed': saying(m.problem_no_signature_needed),
	'not-offered': saying(m.problem_not_offered),
	'signature-number-missing': saying(m.problem_signature_number_missing),
	'signature-day-missing': saying(m.problem_signature_day_missing),
	'no-such-step': saying(m.problem_no_such_step),

	// readings and money
	'number-ambiguous': saying(m.problem_number_ambiguous),
	'not-a-number': saying(m.problem_not_a_number),
	'not-an-amount': saying(m.problem_not_an_amount),
	'indicator-value-missing': saying(m.problem_indicator_value_missing),
	'indicator-not-of-activity': saying(m.problem_indicator_not_of_activity),
	'indicator-read-after-quarter': saying(m.problem_indicator_read_after_quarter),
	'money-line-not-of-activity': saying(m.problem_money_line_not_of_activity),
	'money-line-of-other-year': saying(m.problem_money_line_of_other_year),
	'money-amount-and-none': saying(m.problem_money_amount_and_none),

	'year-invalid': saying(m.problem_year_invalid),
	'indicator-year-twice': saying(m.problem_indicator_year_twice),
	'indicator-reason-missing': saying(m.problem_indicator_reason_missing),
	'indicator-source-missing': saying(m.problem_indicator_source_missing),
	'indicator-read-in-future': saying(m.problem_indicator_read_in_future),
	'indicator-quote-missing': saying(m.problem_indicator_quote_missing),
	'indicator-changed-meanwhile': saying(m.problem_indicator_changed_meanwhile),
	'indicator-reading-there': ({ on }, options) =>
		m.problem_indicator_reading_there(
			{ on: formatDay(String(on), options.locale!, 'genitive') },
			options
		),
	'indicator-withdrawn': saying(m.problem_indicator_withdrawn),
	'indicator-withdrawn-by': ({ on }, options) =>
		m.problem_indicator_withdrawn_by(
			{ on: formatDay(String(on), options.locale!, 'genitive') },
			options
		),
	'no-such-indicator': saying(m.problem_no_such_indicator),
	'no-such-reading': saying(m.problem_no_such_reading),
	'money-source-missing': saying(m.problem_money_source_missing),
	'money-rate-invalid': saying(m.problem_money_rate_invalid),
	'money-rate-in-future': saying(m.problem_money_rate_in_future),
	'money-nothing-said': saying(m.problem_money_nothing_said),
	'money-entered-meanwhile': saying(m.problem_money_entered_meanwhile),
	'no-such-line': saying(m.problem_no_such_line),
	'money-line-there': saying(m.problem_money_line_there),
	'money-programme-of-donor': saying(m.problem_money_programme_of_donor),
	'money-donor-missing': saying(m.problem_money_donor_missing),
	'money-planned-meanwhile': saying(m.problem_money_planned_meanwhile),
	'act-reason-missing': saying(m.problem_act_reason_missing),
	'act-before-previous': saying(m.problem_act_before_previous),
	'activity-has-left': saying(m.problem_activity_has_left),

	// filing: from hand to hand
	'no-such-filing': saying(m.problem_no_such_filing),
	'filing-is-draft': saying(m.problem_filing_is_draft),
	'filing-is-submitted': saying(m.problem_filing_is_submitted),
	'filing-is-returned': saying(m.problem_filing_is_returned),
	'filing-is-accepted': saying(m.problem_filing_is_accepted),
	'filing-is-read': saying(m.problem_filing_is_read),
	'own-submission': saying(m.problem_own_submission),
	'note-missing': saying(m.problem_note_missing),
	'no-such-field': saying(m.problem_no_such_field),
	'revision-reason-missing': saying(m.problem_revision_reason_missing),
	'nothing-escalated': saying(m.problem_nothing_escalated),
	'not-forwarded': saying(m.problem_not_forwarded),
	'escalation-answered': saying(m.problem_escalation_answered),
	'forward-note-missing': saying(m.problem_forward_note_missing),
	'answer-missing': saying(m.problem_answer_missing),
	'not-in-force': saying(m.problem_not_in_force),
	'not-a-lead': saying(m.problem_not_a_lead),

	// deadlines and amendments
	'decided-before-previous': saying(m.problem_decided_before_previous),
	'decided-in-future': saying(m.problem_decided_in_future),
	'decided-on-is-not-a-day': saying(m.problem_decided_on_is_not_a_day),
	'changes-nothing': saying(m.problem_changes_nothing),
	'extension-is-not-later': saying(m.problem_extension_is_not_later),
	'resolution-is-not-of-triggered': saying(m.problem_resolution_is_not_of_triggered),
	'resolution-is-not-dated': saying(m.problem_resolution_is_not_dated),
	'resolution-disagrees': saying(m.problem_resolution_disagrees),
	'reading-is-clear': saying(m.problem_reading_is_clear),
	'trigger-day-missing': saying(m.problem_trigger_day_missing),
	'reading-is-not-sound': saying(m.problem_reading_is_not_sound),
	'first-from-is-not-adopted': saying(m.problem_first_from_is_not_adopted),
	'from-is-not-previous-to': saying(m.problem_from_is_not_previous_to),
	'read-as-not-understood': saying(m.problem_read_as_not_understood),
	'read-as-disagrees': saying(m.problem_read_as_disagrees),
	'wordings-disagree': saying(m.problem_wordings_disagree),
	'deadline-moved-meanwhile': saying(m.problem_deadline_moved_meanwhile),
	'activity-ended': saying(m.problem_activity_ended),
	'move-reason-missing': saying(m.problem_move_reason_missing),
	'act-missing': saying(m.problem_act_missing),
	'ledger-source-missing': saying(m.problem_ledger_source_missing),
	empty: saying(m.problem_empty),
	'not-text': saying(m.problem_not_text),
	'not-a-key': saying(m.problem_not_a_key),
	'not-a-decimal': saying(m.problem_not_a_decimal),
	'not-a-language': saying(m.problem_not_a_language),
	'key-twice': saying(m.problem_key_twice),
	'lead-missing': saying(m.problem_lead_missing),
	'lead-and-partner': saying(m.problem_lead_and_partner),
	'unknown-measure': saying(m.problem_unknown_measure),
	'unknown-activity': saying(m.problem_unknown_activity),
	'amendments-out-of-order': saying(m.problem_amendments_out_of_order),
	'already-ended': saying(m.problem_already_ended),
	'not-in-force-yet': saying(m.problem_not_in_force_yet),
	'not-added-here': saying(m.problem_not_added_here),
	'added-without-change': saying(m.problem_added_without_change),
	'merge-needs-two': saying(m.problem_merge_needs_two),
	'split-needs-two': saying(m.problem_split_needs_two),
	'changed-twice': saying(m.problem_changed_twice),
	'amendment-empty': saying(m.problem_amendment_empty),
	'code-taken': saying(m.problem_code_taken),
	'no-such-draft': saying(m.problem_no_such_draft),
	'split-of-one': saying(m.problem_split_of_one),
	'roles-changed-since': saying(m.problem_roles_changed_since),

	// windows
	'window-upcoming': saying(m.problem_window_upcoming),
	'window-closed': saying(m.problem_window_closed),
	'window-closed-extend-first': saying(m.problem_window_closed_extend_first),
	'undo-window-closed': saying(m.problem_undo_window_closed),
	'quarter-not-open': saying(m.problem_quarter_not_open),
	'quarter-not-begun': saying(m.problem_quarter_not_begun),
	'not-the-next-quarter': saying(m.problem_not_the_next_quarter),
	'last-day-missing': saying(m.problem_last_day_missing),
	'extension-body-missing': saying(m.problem_extension_body_missing),
	'extension-not-later': saying(m.problem_extension_not_later),
	'window-due-before-opening': saying(m.problem_window_due_before_opening),
	'window-closes-before-due': saying(m.problem_window_closes_before_due),
	'window-opens-before-quarter': saying(m.problem_window_opens_before_quarter),
	'window-closes-too-late': saying(m.problem_window_closes_too_late),
	'window-rule-opens-early': saying(m.problem_window_rule_opens_early),
	'window-rule-closes-late': saying(m.problem_window_rule_closes_late),
	'window-reason-missing': saying(m.problem_window_reason_missing),

	// bodies
	'key-taken': saying(m.problem_key_taken),
	'key-characters': saying(m.problem_key_characters),
	'not-an-email': saying(m.problem_not_an_email),
	'parent-circle': saying(m.problem_parent_circle),
	'short-in-other-script': saying(m.problem_short_in_other_script),
	'name-known': saying(m.problem_name_known),
	'unknown-provenance': saying(m.problem_unknown_provenance),
	'quoted-without-source': saying(m.problem_quoted_without_source),
	'already-merged': saying(m.problem_already_merged),
	'merged-into-itself': saying(m.problem_merged_into_itself),
	'merger-circle': saying(m.problem_merger_circle),
	'successor-merged': saying(m.problem_successor_merged),
	'merger-in-closed-quarter': saying(m.problem_merger_in_closed_quarter),
	'merger-after-filing': saying(m.problem_merger_after_filing),
	'not-merged': saying(m.problem_not_merged),
	'merger-settled': saying(m.problem_merger_settled),

	// access
	'username-characters': saying(m.problem_username_characters),
	'username-taken': saying(m.problem_username_taken),
	'unknown-filter': saying(m.problem_unknown_filter),
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
	'no-such-entry': saying(m.problem_no_such_entry),
	'redact-reason-missing': saying(m.problem_redact_reason_missing),
	'last-administrator': saying(m.problem_last_administrator),
	'own-account': saying(m.problem_own_account),
	'heir-is-same': saying(m.problem_heir_is_same),
	'heir-disabled': saying(m.problem_heir_disabled),
	'own-password': saying(m.problem_own_password),
	'sign-in-wrong': saying(m.problem_sign_in_wrong),
	'sign-in-slowed': saying(m.problem_sign_in_slowed),
	'session-ended': saying(m.problem_session_ended),
	'must-change-password': saying(m.problem_must_change_password),

	// comparison of quarters
	'quarters-busy': saying(m.problem_quarters_busy),

	// freezing
	'quarter-frozen': saying(m.problem_quarter_frozen),
	'sealed-quarter': saying(m.problem_sealed_quarter),
	'freeze-window-open': saying(m.problem_freeze_window_open),
	'freeze-undecided': saying(m.problem_freeze_undecided),
	'freeze-busy': saying(m.problem_freeze_busy),
	'freeze-under-way': saying(m.problem_freeze_under_way),
	'freeze-timeout': saying(m.problem_freeze_timeout),
	'freeze-failed': saying(m.problem_freeze_failed),
	'decided-before-promised': saying(m.problem_decided_before_promised),
	'portable-not-frozen': saying(m.problem_portable_not_frozen),
	'quarter-not-frozen': saying(m.problem_quarter_not_frozen),
	'correction-open': saying(m.problem_correction_open),
	'no-correction-open': saying(m.problem_no_correction_open),
	'correction-activities-missing': saying(m.problem_correction_activities_missing),
	'correction-no-such-activity': saying(m.problem_correction_no_such_activity),
	'correction-reason-missing': saying(m.problem_correction_reason_missing),
	'no-such-record': saying(m.problem_no_such_record),
	'not-a-portable-quarter': saying(m.problem_not_a_portable_quarter),
	'zip-too-large': saying(m.problem_zip_too_large),
	'zip-unreadable': saying(m.problem_zip_unreadable),
	'no-such-revision': saying(m.problem_no_such_revision),

	// reports
	'report-busy': saying(m.problem_report_busy),
	'report-language': saying(m.problem_report_language),
	'report-timeout': saying(m.problem_report_timeout),
	'not-a-period': saying(m.problem_not_a_period),
	'no-such-period': saying(m.problem_no_such_period),
	'no-such-format': saying(m.problem_no_such_format),
	'no-such-layout': saying(m.problem_no_such_layout),
	'no-such-pack': saying(m.problem_no_such_pack),
	'pack-not-begun': saying(m.problem_pack_not_begun),
	'pack-revision-of-quarter': saying(m.problem_pack_revision_of_quarter),
	'making-failed': saying(m.problem_making_failed),
	'making-asker-gone': saying(m.problem_making_asker_gone)
};

/** Codes that have a sentence; the spec compares them with those the program uses. */
export const KNOWN_CODES: readonly string[] = Object.keys(SENTENCES);

/** What a problem says to a reader. */
export function problemSentence(problem: Problem, locale: Locale): string {
	const code = problem.code.replaceAll('_', '-');
	const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
	if (!sentence) return m.problem_unknown({ code: problem.code }, { locale });
	return sentence(inWords(problem.params ?? {}, locale), { locale });
}

/** Days among the parameters as the reader writes them. */
export function inWords(params: Params, locale: Locale): Params {
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => [
			name,
			typeof value === 'string' && isDay(value) ? formatDay(value, locale, 'genitive') : value
		])
	);
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
