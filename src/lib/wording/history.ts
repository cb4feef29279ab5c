// The words of the history: verbs, kinds of things, ways and fields are codes in it, and stay so where no word is known yet.
import type { ThingName, ToldContents, ToldValue } from '#lib/domain/history-contents.ts';
import { subjectsAlike } from '#lib/domain/history-query.ts';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { dayOf, isDay, isQuarter } from '#lib/domain/quarter.ts';
import { contentIn, type Locale } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import {
	formatDay,
	formatDeadline,
	formatDecimal,
	formatList,
	formatQuarter,
	NOTHING
} from './format.ts';
import {
	changeLabel,
	fundSourceLabel,
	languageName,
	ledgerLabel,
	provenanceLabel,
	roleLabel
} from './labels.ts';
import { periodLabel } from './pack.ts';

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
	'amendment-draft': m.history_subject_amendment_draft,
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

/**
 * What the values of entries are called, by their name or by the end of their place: `title` of a `passport.title.en`, `to.wording` of a
 * `changes.0.to.wording.en`. A value is added here with the act that sets it; a test reads what acts record and fails where one is missing.
 */
const FIELDS: Words = {
	act: m.history_field_legal_act,
	activities: m.history_field_activities,
	activity: m.history_field_activity,
	activityId: m.history_field_activity,
	adoptedOn: m.history_field_adopted_on,
	adopted_on: m.history_field_adopted_on,
	amendmentId: m.history_subject_amendment,
	acceptedVersion: m.history_field_accepted_version,
	baseline: m.history_field_baseline,
	'baseline.value': m.history_field_baseline,
	'baseline.on': m.history_field_baseline_on,
	baselineValue: m.history_field_baseline,
	baselineOn: m.history_field_baseline_on,
	body: m.history_subject_body,
	bodyId: m.history_subject_body,
	citation: m.history_field_citation,
	closesOn: m.history_field_closes_on,
	code: m.field_code,
	correction: m.history_field_correction,
	deadline: m.field_deadline,
	deadlineOn: m.history_field_deadline_on,
	'deadline.on': m.history_field_deadline_on,
	'deadline.read_as': m.history_field_read_as,
	'deadline.wording': m.history_field_deadline_wording,
	deadlineReading: m.field_deadline,
	decidedOn: m.history_field_decided_on,
	definition: m.history_field_definition,
	description: m.field_description,
	direction: m.history_field_direction,
	dueOn: m.history_field_due_on,
	email: m.history_field_email,
	endsOn: m.history_field_ends_on,
	field: m.history_field_field,
	fields: m.history_field_origin,
	filings: m.history_field_filings,
	fingerprint: m.history_field_fingerprint,
	firstActivity: m.history_field_first_activity,
	firstQuarter: m.history_field_first_quarter,
	format: m.history_field_format,
	from: m.history_field_from,
	funds: m.field_funds,
	gazette: m.history_field_gazette,
	goalId: m.field_goal,
	handedOverTo: m.history_field_handed_over,
	hash: m.history_field_hash,
	'history.entries': m.history_field_entries,
	'history.link': m.history_field_link,
	id: m.history_field_id,
	inForceFrom: m.history_field_from,
	inForceUntil: m.history_field_until,
	indicator: m.history_subject_indicator,
	indicatorId: m.history_subject_indicator,
	into: m.history_field_into,
	intoId: m.history_field_into,
	isAdministrator: m.history_field_administrator,
	isAlias: m.history_field_alias,
	isCumulative: m.indicator_cumulative,
	isDisabled: m.history_field_disabled,
	isIllustrative: m.history_field_illustrative,
	isNotApplicable: m.money_not_applicable,
	isRequired: m.history_field_required,
	isWithdrawn: m.history_field_withdrawn,
	key: m.history_field_key,
	kind: m.history_field_kind,
	label: m.history_field_label,
	lang: m.history_field_language,
	languages: m.history_field_languages,
	lastActivity: m.history_field_last_activity,
	lastQuarter: m.history_field_last_quarter,
	layout: m.history_field_layout,
	leadBodyId: m.history_field_lead_body,
	leads: m.field_leads,
	line: m.history_field_line,
	lines: m.history_field_spent,
	locale: m.history_field_locale,
	measure: m.field_measure,
	measureId: m.field_measure,
	mergedInto: m.history_field_merged_into,
	migrations: m.history_field_migrations,
	name: m.history_field_name,
	note: m.history_field_note,
	of: m.history_field_belongs,
	on: m.history_field_on,
	openedOn: m.history_field_opened_on,
	opensOn: m.history_field_opens_on,
	outcome: m.history_field_outcome,
	parentId: m.history_field_parent,
	partners: m.field_partners,
	password: m.history_field_password,
	period: m.history_field_period,
	planId: m.history_subject_plan,
	planned: m.history_field_planned,
	position: m.history_field_position,
	programme: m.history_field_programme,
	publishedOn: m.history_field_published_on,
	quarter: m.history_subject_quarter,
	quote: m.history_field_quote,
	readOn: m.history_field_read_on,
	reason: m.history_field_reason,
	replaced: m.history_field_replaced,
	revision: m.history_field_revision,
	role: m.history_field_role,
	rows: m.history_field_rows,
	rsdPerEur: m.history_field_rsd_per_eur,
	short: m.history_field_short,
	short_title: m.history_field_short,
	size: m.history_field_size,
	slug: m.history_field_key,
	source: m.history_field_source,
	sourceId: m.history_field_document,
	startsOn: m.history_field_starts_on,
	state: m.history_field_state,
	strategyId: m.history_subject_strategy,
	subject: m.history_field_belongs,
	subjectId: m.history_field_which,
	takenFromId: m.history_field_taken_from,
	targets: m.history_field_targets,
	text: m.history_field_text,
	title: m.field_title,
	to: m.history_field_new_deadline,
	'to.on': m.history_field_deadline_on,
	'to.read_as': m.history_field_read_as,
	'to.wording': m.history_field_new_deadline_wording,
	toOn: m.history_field_deadline_on,
	tookOverFrom: m.history_field_took_over,
	triggeredOn: m.history_field_triggered_on,
	unit: m.history_field_unit,
	until: m.history_field_until,
	untilBefore: m.history_field_until_before,
	url: m.history_field_url,
	value: m.history_field_value,
	verdict: m.history_field_verdict,
	version: m.history_field_version,
	'window.opens': m.history_field_window_opens,
	'window.due': m.history_field_window_due,
	'window.closes': m.history_field_window_closes,
	windowOpens: m.history_field_window_opens,
	windowDue: m.history_field_window_due,
	windowCloses: m.history_field_window_closes,
	wording: m.history_field_deadline_wording,
	year: m.history_field_year
};

/** Where a kind of thing calls a value otherwise. */
const FIELDS_OF: Readonly<Record<string, Words>> = {
	filing: { act: m.history_field_act },
	correction: { act: m.history_field_act },
	override: { act: m.history_field_act },
	reading: {
		kind: m.history_field_origin,
		on: m.history_field_measured_on,
		readOn: m.history_field_measured_on
	},
	'read-mark': { readOn: m.history_field_marked_on },
	'frozen-quarter': { lines: m.history_field_lines, 'key.key': m.history_field_public_key },
	settings: { 'key.key': m.history_field_public_key },
	'large-plan': { activities: m.history_field_activity_count, note: m.history_field_remark },
	'large-plan-batch': { note: m.history_field_remark },
	provenance: { kind: m.history_field_origin },
	'window-rule': { kind: m.history_field_origin },
	source: { title: m.history_field_name, note: m.history_field_remark },
	strategy: { title: m.history_field_name },
	indicator: { title: m.history_field_name },
	window: { ended: m.history_field_extensions_ended },
	body: {
		on: m.history_field_merged_on,
		'name.kind': m.history_field_origin,
		'name.until': m.history_field_valid_until,
		'names.until': m.history_field_valid_until,
		'ended.until': m.history_field_ended_on
	},
	'body-name': { kind: m.history_field_origin, until: m.history_field_valid_until },
	'amendment-draft': { from: m.history_field_made_from, into: m.history_field_into_several }
};

/** What one of a list is: `rights.0.role` is the role of a right. */
const GROUPS: Words = {
	rights: m.history_group_right,
	ended: m.history_group_ended,
	endedRoles: m.history_group_ended,
	taken: m.history_group_taken,
	names: m.history_group_name,
	extensions: m.history_group_extension,
	roles: m.history_group_role,
	changes: m.history_group_change,
	activities: m.history_group_activity,
	funds: m.history_group_line,
	lines: m.history_group_line,
	targets: m.history_group_target,
	standsOn: m.history_group_frozen,
	values: m.history_group_setting,
	provenance: m.history_group_origin
};

const FILING_ACTS: Words = {
	save: m.history_act_save,
	offer: m.history_act_offer,
	submit: m.exchange_submit,
	recall: m.exchange_recall,
	open: m.exchange_open,
	accept: m.exchange_accept,
	return: m.exchange_return,
	revise: m.exchange_revise,
	undo: m.exchange_undo,
	withdraw: m.history_act_withdraw,
	forward: m.history_act_forward,
	answer: m.exchange_answer
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

const ROLES_OF_BODIES: Words = {
	lead: m.bodies_merge_role_lead,
	partner: m.bodies_merge_role_partner
};

const ROLES_OF_STEPS: Words = {
	full: m.history_step_full,
	ongoing: m.history_step_ongoing,
	partial: m.history_step_partial,
	none: m.history_step_none
};

type Value = (code: string, locale: Locale) => string;

const worded =
	(words: Words): Value =>
	(code, locale) =>
		wordIn(words, code, locale);

/** A label that is known for each of its values, and no others. */
const labelled =
	<K extends string>(label: (value: K, locale: Locale) => string, known: readonly K[]): Value =>
	(code, locale) =>
		(known as readonly string[]).includes(code) ? label(code as K, locale) : code;

const origin = labelled(provenanceLabel, [
	...(['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative'] as const)
]);
const change = labelled(changeLabel, [
	...(['add', 'withdraw', 'merge', 'split', 'move', 'change'] as const)
]);
const decimal: Value = (code, locale) =>
	Object.hasOwn(AMOUNTS, code) ? wordIn(AMOUNTS, code, locale) : formatDecimal(code, locale);
const bodyRole = worded(ROLES_OF_BODIES);
const fundSource = labelled(fundSourceLabel, ['budget', 'donor']);

/** How values that are codes are told, by their name or by the end of their place. */
const VALUES: Readonly<Record<string, Value>> = {
	act: worded(FILING_ACTS),
	state: worded(FILING_STATES),
	direction: worded({ up: m.indicator_up, down: m.indicator_down }),
	field: (code, locale) => valueLabel(code, locale),
	format: worded({
		xlsx: m.pack_format_xlsx,
		html: m.pack_format_html,
		docx: m.pack_format_docx
	}),
	kind: origin,
	lang: languageAndScript,
	languages: languageAndScript,
	locale: languageAndScript,
	of: subjectLabel,
	outcome: worded({ withdrawn: m.history_value_withdrawn, frozen: m.history_value_frozen }),
	password: worded({ changed: m.history_value_changed, reset: m.history_value_reset }),
	period: (code, locale) => {
		const period = readPeriod(code);
		return period ? periodLabel(period, locale) : code;
	},
	role: bodyRole,
	'rights.role': labelled(roleLabel, [
		...(['reporter', 'signatory', 'coordinator', 'owner', 'reviewer'] as const)
	]),
	subject: subjectLabel,
	verdict: worded({
		'at-risk': m.warning_verdict_at_risk,
		'not-at-risk': m.warning_verdict_not_at_risk
	}),
	baselineValue: decimal,
	lines: decimal,
	planned: decimal,
	rsdPerEur: decimal,
	value: decimal
};

const VALUES_OF: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
	correction: {
		act: worded({ open: m.history_value_opened, withdraw: m.history_value_withdrawn })
	},
	ledger: {
		kind: labelled(ledgerLabel, [
			...(['amendment', 'extension', 'resolution', 'rectification'] as const)
		])
	},
	'amendment-change': { kind: change },
	'amendment-draft': { kind: change, source: fundSource },
	fund: { source: fundSource },
	'planned-amount': { source: fundSource },
	settings: {
		'values.name': worded({
			demonstration: m.history_value_demonstration,
			business_day: m.history_value_business_day
		}),
		'values.value': (code) => code
	},
	step: { role: worded(ROLES_OF_STEPS) }
};

/** What the kinds of things are called in texts and origins, where entries call them otherwise. */
const SUBJECTS_OF_TEXTS: Words = { change: m.history_subject_amendment_change };

/** What can be asked for, in the order it is offered. */
export const KNOWN_ACTS: readonly string[] = Object.keys(ACTS);
export const KNOWN_SUBJECTS: readonly string[] = Object.keys(SUBJECTS);

/** Each thing once, whatever the number of kinds it is told as. */
export const OFFERED_SUBJECTS = KNOWN_SUBJECTS.filter(
	(subject) => subjectsAlike(subject)[0] === subject
);

function wordIn(words: Words, code: string, locale: Locale): string {
	return Object.hasOwn(words, code) ? words[code]!({}, { locale }) : code;
}

/** @example actLabel('window.change', 'en') //=> 'Filing window moved' */
export function actLabel(verb: string, locale: Locale): string {
	return wordIn(ACTS, verb, locale);
}

export function subjectLabel(subject: string, locale: Locale): string {
	return wordIn({ ...SUBJECTS_OF_TEXTS, ...SUBJECTS }, subject, locale);
}

export function wayLabel(via: string, locale: Locale): string {
	return wordIn(WAYS, via, locale);
}

/** A content language; the script is said where there are two. */
function languageAndScript(tag: string, locale: Locale): string {
	const language = languageName(tag, locale);
	if (tag.endsWith('-Cyrl')) return `${language}, ${m.history_script_cyrillic({}, { locale })}`;
	if (tag.endsWith('-Latn')) return `${language}, ${m.history_script_latin({}, { locale })}`;
	return language;
}

const isNumber = (part: string) => /^\d+$/.test(part);
const isTag = (part: string) => /^(en|fr|sr)(-[A-Z][a-z]{3})?$/.test(part);

/** The longest end of a place that is known: of a kind of thing's own, then of all. */
function lastKnown<T>(
	parts: readonly string[],
	own: Readonly<Record<string, T>> | undefined,
	all: Readonly<Record<string, T>>
): T | null {
	for (let from = 0; from < parts.length; from += 1) {
		const end = parts.slice(from).join('.');
		if (own && Object.hasOwn(own, end)) return own[end]!;
		if (Object.hasOwn(all, end)) return all[end]!;
	}
	return null;
}

/** Whether a place is that of a text in one language: whatever it says, it is no code. */
const isText = (name: string) => isTag(name.slice(name.lastIndexOf('.') + 1));

/** A place in its parts: what it is called by, and what is said of it in brackets. */
function partsOf(name: string) {
	const parts = name.split('.');
	return {
		words: parts.filter((part) => part !== '' && !isNumber(part) && !isTag(part)),
		numbers: parts.flatMap((part, index) =>
			isNumber(part) ? [{ of: parts[index - 1] ?? '', number: Number(part) }] : []
		),
		tags: parts.filter(isTag)
	};
}

/** Whether a value has a word. */
export function isKnownValue(subject: string, name: string): boolean {
	return wordOf(name, 'en', subject) !== null;
}

/** The word for a value, without what is said in brackets; and the parts of its place that no word is known for. */
function wordOf(name: string, locale: Locale, subject: string) {
	const { words } = partsOf(name);
	const own = Object.hasOwn(FIELDS_OF, subject) ? FIELDS_OF[subject] : undefined;
	if (words.length === 0) return { word: m.history_field_value({}, { locale }), rest: [] };
	if (subject === 'provenance' && words[0] === 'fields' && words.length > 2) {
		// Where a field of something comes from: `fields.title.en.kind`.
		const [of, what] = [words.slice(1, -1), words.slice(-1)].map((parts) =>
			lastKnown(parts, own, FIELDS)
		);
		const told = of && what && [of, what].map((message) => message({}, { locale })).join(': ');
		return told ? { word: told, rest: [] } : null;
	}
	if (subject === 'rows' && words[0] === 'rows') {
		// Rows are told by their tables, which have no other names.
		return { word: m.history_field_rows({}, { locale }), rest: words.slice(1) };
	}
	const message = lastKnown(words, own, FIELDS);
	return message && { word: message({}, { locale }), rest: [] };
}

/**
 * The name of a value, by its place: of a text in one language with that, of one of a list with which one. What nobody knows stays as it is.
 *
 * @param subject the kind of thing that has it; some call a value in their own way
 * @example valueLabel('reason.sr-Cyrl', 'en') //=> 'reason (Serbian)'
 * @example valueLabel('rights.1.role', 'en', 'user') //=> 'role (right 2)'
 */
export function valueLabel(name: string, locale: Locale, subject = ''): string {
	const found = wordOf(name, locale, subject);
	if (!found) return name;
	const { numbers, tags } = partsOf(name);
	const said = [
		...numbers.map(({ of, number }) => numbered(of, number, locale, subject)),
		...tags.map((tag) => languageName(tag, locale)),
		...found.rest
	];
	return said.length === 0 ? found.word : `${found.word} (${said.join(', ')})`;
}

/** Lines of money and rows of years have their own numbers; other lists count from one. */
function numbered(of: string, number: number, locale: Locale, subject: string): string {
	const isOwn = subject === 'spending';
	const word = Object.hasOwn(GROUPS, of) ? `${wordIn(GROUPS, of, locale)} ` : '';
	return `${word}${isOwn ? number : number + 1}`;
}

/** A value as people read it: days in words, flags as yes and no, codes by their names, a deadline as what it was read as. */
export function valueText(name: string, value: ToldValue, locale: Locale, subject = ''): string {
	if (value === null) return NOTHING;
	if (typeof value === 'boolean') {
		return value ? m.history_yes({}, { locale }) : m.history_no({}, { locale });
	}
	if (typeof value === 'object') return formatDeadline(value, locale);
	if (typeof value === 'number') {
		const isLive = subject === 'read-mark' && name === 'revision' && value === 0;
		return isLive ? m.history_value_live({}, { locale }) : String(value);
	}
	if (isDay(value)) return formatDay(value, locale);
	if (isQuarter(value)) return formatQuarter(value, locale);
	const own = Object.hasOwn(VALUES_OF, subject) ? VALUES_OF[subject] : undefined;
	const told = isText(name) ? null : lastKnown(partsOf(name).words, own, VALUES);
	return told ? told(value, locale) : wordIn(AMOUNTS, value, locale);
}

/** A row of what was before and after. */
export interface ToldRow {
	name: string;
	label: string;
	before: string;
	after: string;
}

/**
 * What was before and after an act, as people read it: things by what they are called, a list of them in one row. What was nothing before
 * and after is left out.
 *
 * @param languages content languages in order, for names
 */
export function toldRows(
	subject: string,
	{ changes }: Pick<ToldContents, 'changes'>,
	{ locale, languages }: { locale: Locale; languages: readonly string[] }
): ToldRow[] {
	const rows = new Map<string, { isList: boolean; before: string[]; after: string[] }>();
	for (const { name, before, after, named } of changes) {
		if (before === null && after === null) continue;
		const list = /^(.+)\.\d+$/.exec(name)?.[1];
		const isList = list !== undefined && subject !== 'spending';
		const row = rows.get(isList ? list : name) ?? { isList, before: [], after: [] };
		const tell = (value: ToldValue, thing: ThingName | null | undefined) =>
			thing ? thingText(thing, { locale, languages }) : valueText(name, value, locale, subject);
		if (before !== null) row.before.push(tell(before, named?.before));
		if (after !== null) row.after.push(tell(after, named?.after));
		rows.set(isList ? list : name, row);
	}
	return [...rows].map(([name, row]) => {
		const text = (values: string[]) => (values.length === 0 ? NOTHING : formatList(values, locale));
		return {
			name,
			label: valueLabel(name, locale, subject),
			before: text(row.before),
			after: text(row.after)
		};
	});
}

/** What a thing is called: a code as it is, a day or a quarter in words, a name in the reader's language. */
export function thingText(
	thing: ThingName,
	{ locale, languages }: { locale: Locale; languages: readonly string[] }
): string {
	if (typeof thing === 'string') return isQuarter(thing) ? formatQuarter(thing, locale) : thing;
	return contentIn(thing, locale, languages)?.text ?? NOTHING;
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
