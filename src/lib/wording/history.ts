// The words of the history: verbs, kinds of things, ways and fields are codes in it, and stay so where no word is known yet.
import type { PlainValue } from '#lib/domain/history-contents.ts';
import { dayOf, isDay } from '#lib/domain/quarter.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import { formatDay, NOTHING } from './format.ts';

type Words = Readonly<Record<string, (inputs: Record<string, never>, options: Options) => string>>;

const ACTS: Words = {
	'strategy.load': m.history_verb_strategy_load,
	'filing.write': m.history_verb_filing_write,
	'filing.write-on-behalf': m.history_verb_filing_on_behalf,
	'filing.open': m.history_verb_filing_open,
	'filing.decide': m.history_verb_filing_decide,
	'filing.sign': m.history_verb_filing_sign,
	'escalation.forward': m.history_verb_escalation_forward,
	'escalation.answer': m.history_verb_escalation_answer,
	'signature.require': m.history_verb_signature_require,
	'quarter.open': m.history_verb_quarter_open,
	'quarter.freeze': m.history_verb_quarter_freeze,
	'quarter.correct': m.history_verb_quarter_correct,
	'pack.keep': m.history_verb_pack_keep,
	'quarter.mark-read': m.history_verb_quarter_mark_read,
	'warning.override': m.history_verb_warning_override,
	'deadline.move': m.history_verb_deadline_move,
	'indicator.enter': m.history_verb_indicator_enter,
	'money.enter': m.history_verb_money_enter,
	'money.plan': m.history_verb_money_plan,
	'plan.amend': m.history_verb_plan_amend,
	'window.close': m.history_verb_window_close,
	'window.change': m.history_verb_window_change,
	'window.extend': m.history_verb_window_extend,
	'user.manage': m.history_verb_user_manage,
	'body.manage': m.history_verb_body_manage,
	'account.change': m.history_verb_account_change,
	'key.make': m.history_verb_key_make,
	'history.redact': m.history_verb_redact,
	'history.baseline': m.history_verb_baseline
};

const SUBJECTS: Words = {
	filing: m.history_subject_filing,
	window: m.history_subject_window,
	quarter: m.history_subject_quarter,
	'frozen-quarter': m.history_subject_frozen_quarter,
	pack: m.history_subject_pack,
	correction: m.history_subject_correction,
	'read-mark': m.history_subject_read_mark,
	override: m.history_subject_override,
	'window-rule': m.history_subject_window_rule,
	'signature-rule': m.history_subject_signature_rule,
	strategy: m.history_subject_strategy,
	plan: m.history_subject_plan,
	goal: m.history_subject_goal,
	measure: m.history_subject_measure,
	activity: m.history_subject_activity,
	role: m.history_subject_roles,
	roles: m.history_subject_roles,
	fund: m.history_subject_fund,
	amendment: m.history_subject_amendment,
	'amendment-change': m.history_subject_amendment_change,
	ledger: m.history_subject_ledger,
	indicator: m.history_subject_indicator,
	target: m.history_subject_target,
	reading: m.history_subject_reading,
	'planned-amount': m.history_subject_planned_amount,
	spending: m.history_subject_spending,
	'exchange-rate': m.history_subject_exchange_rate,
	text: m.history_subject_text,
	provenance: m.history_subject_provenance,
	fact: m.history_subject_fact,
	step: m.history_subject_step,
	source: m.history_subject_source,
	body: m.history_subject_body,
	'body-name': m.history_subject_body_name,
	user: m.history_subject_user,
	settings: m.history_subject_settings,
	entry: m.history_subject_entry,
	rows: m.history_subject_rows,
	'large-plan': m.history_subject_generated,
	'large-plan-batch': m.history_subject_generated
};

const WAYS: Words = {
	web: m.history_via_web,
	console: m.history_via_console,
	load: m.history_via_load,
	migration: m.history_via_migration
};

const FIELDS: Words = {
	act: m.history_field_act,
	state: m.history_field_state,
	version: m.history_field_version,
	revision: m.history_field_revision,
	acceptedVersion: m.history_field_accepted_version,
	readOn: m.history_field_read_on,
	opensOn: m.history_field_opens_on,
	dueOn: m.history_field_due_on,
	closesOn: m.history_field_closes_on,
	decidedOn: m.history_field_decided_on,
	reason: m.history_field_reason,
	isAdministrator: m.history_field_administrator,
	isDisabled: m.history_field_disabled,
	locale: m.history_field_locale,
	password: m.history_field_password,
	role: m.history_field_role,
	verdict: m.history_field_verdict,
	note: m.history_field_note,
	email: m.history_field_email,
	name: m.history_field_name,
	text: m.history_field_text,
	value: m.history_field_value,
	planned: m.history_field_planned,
	year: m.history_field_year,
	source: m.history_field_source,
	programme: m.history_field_programme,
	line: m.history_field_line,
	lines: m.history_field_line,
	activity: m.history_field_activity,
	isWithdrawn: m.history_field_withdrawn
};

const FILING_ACTS: Words = {
	save: m.history_act_save,
	submit: m.exchange_submit,
	recall: m.exchange_recall,
	open: m.exchange_open,
	accept: m.exchange_accept,
	return: m.exchange_return,
	revise: m.exchange_revise,
	undo: m.exchange_undo,
	withdraw: m.history_act_withdraw
};

const FILING_STATES: Words = {
	draft: m.filing_state_draft,
	submitted: m.filing_state_submitted,
	returned: m.filing_state_returned,
	accepted: m.filing_state_accepted
};

const AMOUNTS: Words = {
	'not-available': m.funds_not_available,
	'not-applicable': m.money_not_applicable
};

/** What can be asked for, in the order it is offered. */
export const KNOWN_ACTS: readonly string[] = Object.keys(ACTS);
export const KNOWN_SUBJECTS: readonly string[] = Object.keys(SUBJECTS);

function wordIn(words: Words, code: string, locale: Locale): string {
	return Object.hasOwn(words, code) ? words[code]!({}, { locale }) : code;
}

/** @example actLabel('window.change', 'en') //=> 'Filing window moved' */
export function actLabel(verb: string, locale: Locale): string {
	return wordIn(ACTS, verb, locale);
}

export function subjectLabel(subject: string, locale: Locale): string {
	return wordIn(SUBJECTS, subject, locale);
}

export function wayLabel(via: string, locale: Locale): string {
	return wordIn(WAYS, via, locale);
}

/**
 * The name of a value, by its place: of a part of a list or of a text in one language, with that.
 *
 * @example valueLabel('reason.sr-Cyrl', 'en') //=> 'reason (sr-Cyrl)'
 */
export function valueLabel(name: string, locale: Locale): string {
	const [first = '', ...rest] = name.split('.');
	const word = wordIn(FIELDS, first, locale);
	return rest.length === 0 ? word : `${word} (${rest.join('.')})`;
}

/** A value as people read it: days in words, flags as yes and no, acts and states of filings by their names. */
export function valueText(name: string, value: PlainValue, locale: Locale): string {
	if (value === null) return NOTHING;
	if (typeof value === 'boolean') {
		return value ? m.history_yes({}, { locale }) : m.history_no({}, { locale });
	}
	const words = name === 'act' ? FILING_ACTS : name === 'state' ? FILING_STATES : AMOUNTS;
	if (typeof value === 'string' && Object.hasOwn(words, value)) return wordIn(words, value, locale);
	return typeof value === 'string' && isDay(value) ? formatDay(value, locale) : String(value);
}

/**
 * An instant where the office is, to the minute.
 *
 * @example formatInstant('2020-10-05T08:30:00.000Z', 'Europe/Belgrade', 'en') //=> '5 October 2020, 10:30'
 */
export function formatInstant(instant: string, timeZone: string, locale: Locale): string {
	const time = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit'
	}).format(new Date(instant));
	return `${formatDay(dayOf(instant, timeZone), locale)}, ${time}`;
}
