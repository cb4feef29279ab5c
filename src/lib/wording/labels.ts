// The words for the values that rules give: one function a kind, shared by pages, workbook and command line.
import type { ChangeKind } from '#lib/domain/amendment.ts';
import type {
	Evidence,
	FilingAct,
	FilingState,
	TextField,
	QuarterState
} from '#lib/domain/filing.ts';
import type { IndicatorVerdict } from '#lib/domain/indicator.ts';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import type { LedgerEntry } from '#lib/domain/deadline-ledger.ts';
import type { RoleName } from '#lib/domain/permission.ts';
import type { FormulaName } from '#lib/domain/progress.ts';
import type { ActivityView, FundView, ProvenanceKind } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import type { Timeliness } from '#lib/domain/timeliness.ts';
import { m, type Options } from '#lib/paraglide/messages.js';

type Message = (inputs: Record<string, never>, options: Options) => string;

/** A word for each value of a kind. */
function wording<K extends string>(messages: Record<K, Message>) {
	return (value: K, locale: Locale): string => messages[value]({}, { locale });
}

/** @example timelinessLabel('overdue', 'sr-Latn') //=> 'rok prekoračen' */
export const timelinessLabel = wording<Timeliness>({
	'on-time': m.timeliness_on_time,
	late: m.timeliness_late,
	'due-this-quarter': m.timeliness_due_this_quarter,
	overdue: m.timeliness_overdue,
	'not-yet-due': m.timeliness_not_yet_due,
	continuous: m.timeliness_continuous,
	recurring: m.timeliness_recurring,
	unread: m.timeliness_unread
});

/** What a value of timeliness means, for legends. */
export const timelinessMeaning = wording<Timeliness>({
	'on-time': m.timeliness_on_time_hint,
	late: m.timeliness_late_hint,
	'due-this-quarter': m.timeliness_due_this_quarter_hint,
	overdue: m.timeliness_overdue_hint,
	'not-yet-due': m.timeliness_not_yet_due_hint,
	continuous: m.timeliness_continuous_hint,
	recurring: m.timeliness_recurring_hint,
	unread: m.timeliness_unread_hint
});

export const formulaName = wording<FormulaName>({
	A: m.formula_a_name,
	B: m.formula_b_name,
	C: m.formula_c_name,
	D: m.formula_d_name
});

/** Numerator / denominator of a formula, in words. */
export const formulaMeaning = wording<FormulaName>({
	A: m.formula_a_meaning,
	B: m.formula_b_meaning,
	C: m.formula_c_meaning,
	D: m.formula_d_meaning
});

export const windowLabel = wording<QuarterState>({
	upcoming: m.window_upcoming,
	open: m.window_open,
	closed: m.window_closed,
	frozen: m.window_frozen
});

/** `none`: nobody has begun. */
export const filingStateLabel = wording<FilingState | 'none'>({
	none: m.filing_state_none,
	draft: m.filing_state_draft,
	submitted: m.filing_state_submitted,
	returned: m.filing_state_returned,
	accepted: m.filing_state_accepted
});

export const textFieldLabel = wording<TextField>({
	narrative: m.filing_field_narrative,
	result: m.filing_field_result,
	problems: m.filing_field_problems,
	reasons: m.filing_field_reasons,
	next_steps: m.filing_field_next_steps,
	escalation: m.filing_field_escalation
});

export const evidenceKindLabel = wording<Evidence['kind']>({
	document: m.evidence_document,
	link: m.evidence_link,
	gazette: m.evidence_gazette
});

export const provenanceLabel = wording<ProvenanceKind>({
	quoted: m.provenance_quoted,
	paraphrased: m.provenance_paraphrased,
	translated: m.provenance_translated,
	inferred: m.provenance_inferred,
	illustrative: m.provenance_illustrative
});

export const provenanceMeaning = wording<ProvenanceKind>({
	quoted: m.provenance_quoted_hint,
	paraphrased: m.provenance_paraphrased_hint,
	translated: m.provenance_translated_hint,
	inferred: m.provenance_inferred_hint,
	illustrative: m.provenance_illustrative_hint
});

/** The sign printed beside a field, on screen and in Excel; what is quoted needs none. */
export const PROVENANCE_SIGN: Readonly<Record<ProvenanceKind, string>> = {
	quoted: '',
	paraphrased: '≈',
	translated: '⇄',
	inferred: '∴',
	illustrative: '◇'
};

export const deadlineKindLabel = wording<DeadlineReading['kind']>({
	dated: m.deadline_kind_dated,
	continuous: m.deadline_kind_continuous,
	recurring: m.deadline_kind_recurring,
	triggered: m.deadline_kind_triggered,
	unread: m.deadline_kind_unread
});

/** What a kind of deadline means, for legends. */
export const deadlineKindMeaning = wording<DeadlineReading['kind']>({
	dated: m.deadline_kind_dated_hint,
	continuous: m.deadline_kind_continuous_hint,
	recurring: m.deadline_kind_recurring_hint,
	triggered: m.deadline_kind_triggered_hint,
	unread: m.deadline_kind_unread_hint
});

export const ledgerLabel = wording<LedgerEntry['kind']>({
	amendment: m.ledger_amendment,
	extension: m.ledger_extension,
	resolution: m.ledger_resolution,
	rectification: m.ledger_rectification
});

export const endedLabel = wording<NonNullable<ActivityView['ended']>>({
	withdrawn: m.ended_withdrawn,
	merged: m.ended_merged,
	split: m.ended_split
});

export const roleLabel = wording<RoleName | 'administrator'>({
	reporter: m.role_reporter,
	signatory: m.role_signatory,
	coordinator: m.role_coordinator,
	owner: m.role_owner,
	reviewer: m.role_reviewer,
	administrator: m.role_administrator
});

export const indicatorLabel = wording<IndicatorVerdict>({
	met: m.indicator_met,
	'not-met': m.indicator_not_met,
	'not-measured': m.indicator_not_measured
});

export const fundSourceLabel = wording<FundView['source']>({
	budget: m.fund_budget,
	donor: m.fund_donor
});

/**
 * A content language by its tag; the script is not said.
 *
 * @example languageName('sr-Latn', 'en') //=> 'Serbian'
 */
export function languageName(tag: string, locale: Locale): string {
	const [language = ''] = tag.split('-');
	return Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language]!({}, { locale }) : tag;
}

const LANGUAGES: Readonly<Record<string, Message>> = {
	en: m.language_en,
	sr: m.language_sr,
	fr: m.language_fr
};

/** What an amendment did to an activity. */
export const changeLabel = wording<ChangeKind>({
	add: m.change_add,
	withdraw: m.change_withdraw,
	merge: m.change_merge,
	split: m.change_split,
	move: m.change_move,
	change: m.change_change
});

/** The same of many: what is counted. */
export const changesLabel = wording<ChangeKind>({
	add: m.changes_add,
	withdraw: m.changes_withdraw,
	merge: m.changes_merge,
	split: m.changes_split,
	move: m.changes_move,
	change: m.changes_change
});

/** What was done to a filing, as the exchange tells it. */
export const exchangeLabel = wording<Exclude<FilingAct, 'save'> | 'open' | 'answer'>({
	submit: m.exchange_submit,
	recall: m.exchange_recall,
	open: m.exchange_open,
	accept: m.exchange_accept,
	return: m.exchange_return,
	revise: m.exchange_revise,
	undo: m.exchange_undo,
	answer: m.exchange_answer
});

const FILING_FIELDS: Readonly<Record<string, Message>> = {
	step: m.filing_field_step,
	completedOn: m.filing_field_completed_on,
	expectedCompletion: m.filing_field_expected_completion,
	isNothingToReport: m.filing_nothing_to_report,
	evidence: m.filing_field_evidence,
	readings: m.filing_field_readings,
	spent: m.filing_field_spent,
	letter: m.filing_field_letter,
	narrative: m.filing_field_narrative,
	result: m.filing_field_result,
	problems: m.filing_field_problems,
	reasons: m.filing_field_reasons,
	next_steps: m.filing_field_next_steps,
	escalation: m.filing_field_escalation
};

/** The name of a filing's field; of a part of one ('evidence.0.url'), the field's. */
export function filingFieldLabel(field: string, locale: Locale): string {
	const [name = ''] = field.replace(/^texts\./, '').split(/[.[]/);
	return Object.hasOwn(FILING_FIELDS, name) ? FILING_FIELDS[name]!({}, { locale }) : field;
}

const FIELDS: Readonly<Record<string, Message>> = {
	title: m.field_title,
	description: m.field_description,
	code: m.field_code,
	leads: m.field_leads,
	partners: m.field_partners,
	deadline: m.field_deadline,
	funds: m.field_funds,
	measure: m.field_measure,
	goal: m.field_goal
};

/**
 * The name of an activity's field, as its provenance names it.
 *
 * @example fieldLabel('title.sr-Cyrl', 'en') //=> 'wording (Serbian)'
 */
export function fieldLabel(field: string, locale: Locale): string {
	const [name = '', tag] = field.split('.');
	const label = (FIELDS[name] ?? m.field_other)({}, { locale });
	return tag ? `${label} (${languageName(tag, locale)})` : label;
}
