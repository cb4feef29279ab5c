// A change in the reader's words: what changed, from what to what, when and why. Said in pieces, so that a page can draw a step and mark a
// text in another language, and a cell or a line can be plain.
import type { StepRole } from '#lib/domain/assessment.ts';
import type { AskedKind } from '#lib/domain/change-query.ts';
import type {
	ActivityField,
	Change,
	ChangeKind,
	ChangeNames,
	Severity
} from '#lib/domain/changes.ts';
import { TEXT_FIELDS, type Evidence, type TextField } from '#lib/domain/filing.ts';
import {
	isSame,
	type Passport,
	type Report,
	type Term,
	type Wording,
	type WordingOf
} from '#lib/domain/quarter-state.ts';
import type { DeadlineView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { Locale, Texts } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import {
	formatDay,
	formatDeadline,
	formatDecimal,
	formatPeriod,
	formatQuarter,
	type Case
} from './format.ts';
import { endedLabel, fieldLabel, ledgerLabel, textFieldLabel } from './labels.ts';

export type Piece =
	| { kind: 'text'; text: string }
	/** A text of the plan, in whichever language there is. */
	| { kind: 'content'; texts: Texts }
	| { kind: 'step'; role: StepRole | null; label: Texts | null }
	| { kind: 'deadline'; deadline: DeadlineView };

export interface ToldChange {
	/** What of it: the body, the indicator, the field; empty where the kind says all. */
	of: readonly Piece[];
	before: readonly Piece[];
	after: readonly Piece[];
	why: readonly Piece[];
}

/** A quarter that is compared; its revision where that is to be said. */
export interface ComparedMoment {
	quarter: Quarter;
	revision: number | null;
}

/** @example momentText({ quarter: '2020-Q1', revision: 2 }, 'en') //=> 'Q1 2020 (revision 2)' */
export function momentText(
	{ quarter, revision }: ComparedMoment,
	locale: Locale,
	grammaticalCase: Case = 'nominative'
): string {
	const said = formatQuarter(quarter, locale, grammaticalCase);
	return revision === null ? said : m.since_moment({ quarter: said, revision }, { locale });
}

/** Between which two quarters, or revisions of one, changes are told. */
export function comparedText(from: ComparedMoment, to: ComparedMoment, locale: Locale): string {
	const ofOne = revisionsOfOne(from, to, locale);
	return ofOne
		? m.since_revisions(ofOne, { locale })
		: m.since_sub(ends(from, to, locale), { locale });
}

/** The same as the title of a table. */
export function changesTitle(from: ComparedMoment, to: ComparedMoment, locale: Locale): string {
	const ofOne = revisionsOfOne(from, to, locale);
	return ofOne
		? m.report_revisions_title(ofOne, { locale })
		: m.report_changes_title(ends(from, to, locale), { locale });
}

function revisionsOfOne(from: ComparedMoment, to: ComparedMoment, locale: Locale) {
	if (from.quarter !== to.quarter || from.revision === null || to.revision === null) return null;
	const quarter = formatQuarter(to.quarter, locale);
	return { quarter, from: from.revision, to: to.revision };
}

function ends(from: ComparedMoment, to: ComparedMoment, locale: Locale) {
	return { from: momentText(from, locale, 'genitive'), to: momentText(to, locale, 'genitive') };
}

type Message = (inputs: Record<string, never>, options: Options) => string;

const KINDS: Readonly<Record<AskedKind, Message>> = {
	'recorded-late': m.since_column_late,
	'assessment-backward': m.since_kind_assessment_backward,
	'data-missing': m.since_kind_data_missing,
	'activity-withdrawn': m.since_kind_activity_withdrawn,
	'activity-merged': m.since_kind_activity_merged,
	'activity-split': m.since_kind_activity_split,
	'activity-gone': m.since_kind_activity_gone,
	'deadline-later': m.since_kind_deadline_later,
	'deadline-replaced': m.since_kind_deadline_replaced,
	'deadline-earlier': m.since_kind_deadline_earlier,
	'deadline-fixed': m.since_kind_deadline_fixed,
	'deadline-corrected': m.since_kind_deadline_corrected,
	'deadline-undone': m.since_kind_deadline_undone,
	'deadline-restated': m.since_kind_deadline_restated,
	target: m.since_kind_target,
	'reading-new': m.since_kind_reading_new,
	'reading-changed': m.since_kind_reading_changed,
	'reading-gone': m.since_kind_reading_gone,
	'indicator-gone': m.since_kind_indicator_gone,
	'assessment-forward': m.since_kind_assessment_forward,
	'data-came': m.since_kind_data_came,
	'step-of-lead': m.since_kind_step_of_lead,
	'completed-on': m.since_kind_completed_on,
	'activity-new': m.since_kind_activity_new,
	'activity-back': m.since_kind_activity_back,
	'activity-term': m.since_kind_activity_term,
	'indicator-new': m.since_kind_indicator_new,
	leads: m.since_kind_leads,
	'evidence-gone': m.since_kind_evidence_gone,
	'evidence-added': m.since_kind_evidence_added,
	report: m.since_kind_report,
	partners: m.since_kind_partners,
	'activity-restated': m.since_kind_activity_restated,
	'indicator-restated': m.since_kind_indicator_restated,
	wording: m.since_kind_wording
};

export function changeKindLabel(kind: AskedKind | ChangeKind, locale: Locale): string {
	return KINDS[kind]({}, { locale });
}

const SEVERITY: Readonly<Record<Severity, readonly [label: Message, meaning: Message]>> = {
	serious: [m.since_severity_serious, m.since_severity_serious_hint],
	notable: [m.since_severity_notable, m.since_severity_notable_hint],
	plain: [m.since_severity_plain, m.since_severity_plain_hint]
};

export function severityLabel(severity: Severity, locale: Locale): string {
	return SEVERITY[severity][0]({}, { locale });
}

export function severityMeaning(severity: Severity, locale: Locale): string {
	return SEVERITY[severity][1]({}, { locale });
}

/** Pieces as plain text, one after the other. */
export function plainly(
	pieces: readonly Piece[],
	locale: Locale,
	content: (texts: Texts) => string
): string {
	const written = pieces.map((piece) => {
		switch (piece.kind) {
			case 'text':
				return piece.text;
			case 'content':
				return content(piece.texts);
			case 'step':
				return piece.label === null ? m.assessment_no_data({}, { locale }) : content(piece.label);
			case 'deadline':
				return deadlineText(piece.deadline, locale, content);
		}
	});
	return written.filter((text) => text !== '').join(' · ');
}

/** What was read, beside what was written where that says more. */
export function deadlineText(
	{ reading, wording }: DeadlineView,
	locale: Locale,
	content: (texts: Texts) => string
): string {
	const read = formatDeadline(reading, locale);
	if (reading.kind === 'dated' || reading.kind === 'continuous') return read;
	const written = content(wording);
	return written === '' ? read : `${written} (${read})`;
}

const NOTHING_TOLD: ToldChange = { of: [], before: [], after: [], why: [] };

/** A change in words, without its kind and its activity. */
export function toldChange(change: Change, names: ChangeNames, locale: Locale): ToldChange {
	const told = new Teller(names, locale);
	return { ...NOTHING_TOLD, ...told.change(change) };
}

class Teller {
	readonly #names: ChangeNames;
	readonly #locale: Locale;
	readonly #at: { locale: Locale };

	constructor(names: ChangeNames, locale: Locale) {
		this.#names = names;
		this.#locale = locale;
		this.#at = { locale };
	}

	change(change: Change): Partial<ToldChange> {
		switch (change.kind) {
			case 'assessment-backward':
			case 'assessment-forward':
			case 'data-missing':
			case 'data-came':
				return {
					before: [this.#role(change.from.role), ...this.#completed(change.from.completedOn)],
					after: [this.#role(change.to.role), ...this.#completed(change.to.completedOn)]
				};
			case 'step-of-lead':
				return {
					of: this.#bodies([change.lead]),
					before: [this.#step(change.from)],
					after: [this.#step(change.to)]
				};
			case 'completed-on':
				return { before: this.#day(change.from), after: this.#day(change.to) };
			case 'activity-new': {
				const { term, deadline, leads } = change.state;
				return {
					of: this.#bodies(leads),
					before: [text(m.since_not_in_plan({}, this.#at))],
					after: [...this.#term(term), { kind: 'deadline', deadline: deadline.current }]
				};
			}
			case 'activity-gone':
				return {
					before: this.#term(change.state.term),
					after: [text(m.since_not_in_plan({}, this.#at))]
				};
			case 'activity-withdrawn':
			case 'activity-merged':
			case 'activity-split':
			case 'activity-back':
			case 'activity-term':
				return { before: this.#term(change.from), after: this.#term(change.to) };
			case 'deadline-later':
			case 'deadline-earlier':
			case 'deadline-replaced':
			case 'deadline-fixed':
			case 'deadline-corrected':
			case 'deadline-undone':
				return this.#move(change);
			case 'deadline-restated': {
				const which = isSame(change.from.current, change.to.current) ? 'adopted' : 'current';
				return {
					before: [{ kind: 'deadline', deadline: change.from[which] }],
					after: [{ kind: 'deadline', deadline: change.to[which] }]
				};
			}
			case 'leads':
			case 'partners':
				return { before: this.#bodies(change.from), after: this.#bodies(change.to) };
			case 'evidence-added':
				return { of: this.#bodies([change.lead]), after: this.#evidence(change.items) };
			case 'evidence-gone':
				return { of: this.#bodies([change.lead]), before: this.#evidence(change.items) };
			case 'report':
				return this.#report(change);
			case 'activity-restated':
				return {
					of: [text(fieldLabel(change.field satisfies ActivityField, this.#locale))],
					before: this.#said(change.from),
					after: this.#said(change.to)
				};
			case 'wording':
				return this.#wording(change);
			default:
				return this.#indicator(change);
		}
	}

	#move(change: Extract<Change, { entry: unknown }>): Partial<ToldChange> {
		const { decidedOn, kind, from, to, reason, act } = change.entry;
		const [was, is]: [Piece, Piece] = [
			text(formatDeadline(from, this.#locale)),
			{ kind: 'deadline', deadline: to }
		];
		const isUndone = change.kind === 'deadline-undone';
		const day = formatDay(decidedOn, this.#locale);
		return {
			before: [isUndone ? is : was],
			after: [isUndone ? was : is],
			why: [
				text(m.since_decided_on({ day, kind: ledgerLabel(kind, this.#locale) }, this.#at)),
				...content(reason),
				...content(act)
			]
		};
	}

	#indicator(change: Extract<Change, { indicator: unknown }>): Partial<ToldChange> {
		const of = content(change.indicator.title);
		switch (change.kind) {
			case 'indicator-new':
			case 'indicator-gone':
				return { of };
			case 'indicator-restated':
				return { of, ...this.#passport(change.from, change.to) };
			case 'target':
				return {
					of: [...of, text(m.since_target_of({ year: change.year }, this.#at))],
					before: this.#target(change.from),
					after: this.#target(change.to)
				};
			case 'reading-new':
			case 'reading-changed':
			case 'reading-gone': {
				const day = formatDay(change.on, this.#locale, 'genitive');
				const after = change.kind === 'reading-gone' ? null : change.to;
				const before = change.kind === 'reading-new' ? null : change.from;
				return {
					of,
					before: before ? [this.#number(before.value)] : [],
					after: after ? [this.#number(after.value)] : [],
					why: [text(m.since_reading_on({ day }, this.#at)), ...content((after ?? before)!.source)]
				};
			}
		}
	}

	#passport(from: Passport, to: Passport): Partial<ToldChange> {
		const texts = (['title', 'unit', 'definition', 'source'] as const).find(
			(field) => !isSame(from[field], to[field])
		);
		if (texts) return { before: this.#said(from[texts]), after: this.#said(to[texts]) };
		const value = ({ baseline }: Passport) =>
			baseline ? [this.#number(baseline.value), ...this.#day(baseline.on)] : [];
		return { before: value(from), after: value(to) };
	}

	#report({ lead, from, to }: Extract<Change, { kind: 'report' }>): Partial<ToldChange> {
		const state = (report: Report | null) =>
			text((report ? m.since_filed : m.since_not_filed)({}, this.#at));
		const of = this.#bodies([lead]);
		if (from === null || to === null) return { of, before: [state(from)], after: [state(to)] };
		const fields = TEXT_FIELDS.filter((field) => !isSame(from.texts[field], to.texts[field]));
		const name = (field: TextField) => text(textFieldLabel(field, this.#locale));
		const isExpectedElse = from.expectedCompletion !== to.expectedCompletion;
		const expected = ({ expectedCompletion: on }: Report) =>
			isExpectedElse ? [text(on === null ? '–' : formatPeriod(on, this.#locale))] : [];
		const isNothingElse = from.isNothingToReport !== to.isNothingToReport;
		const nothing = ({ isNothingToReport }: Report) =>
			isNothingElse && isNothingToReport ? [text(m.filing_nothing_to_report({}, this.#at))] : [];
		const ends = (report: Report) => [
			...nothing(report),
			...expected(report),
			...fields.flatMap((field) => this.#said(report.texts[field]))
		];
		return {
			of: [
				...of,
				...(isExpectedElse ? [text(m.filing_field_expected_completion({}, this.#at))] : []),
				...fields.map(name)
			],
			before: ends(from),
			after: ends(to)
		};
	}

	#wording({ of, key, from, to }: Extract<Change, { kind: 'wording' }>): Partial<ToldChange> {
		const field = Object.keys(to ?? from ?? {}).find((name) => !isSame(from?.[name], to?.[name]));
		const said = (wording: Wording | null) =>
			wording ? this.#said(wording[field ?? ''] ?? {}) : [];
		const own = of === 'body' ? this.#bodies([key]) : [];
		return {
			of: [text(this.#wordingName(of, key)), ...own],
			before: said(from),
			after: said(to)
		};
	}

	#wordingName(of: WordingOf, code: string): string {
		switch (of) {
			case 'plan':
				return m.since_field_plan({}, this.#at);
			case 'goal':
				return m.since_field_goal({ code }, this.#at);
			case 'measure':
				return m.since_field_measure({ code }, this.#at);
			case 'body':
				return m.since_field_body({}, this.#at);
			case 'step':
				return m.since_field_step({}, this.#at);
		}
	}

	#role(role: StepRole | null): Piece {
		const step = role === null ? undefined : this.#names.steps.find((one) => one.role === role);
		return { kind: 'step', role, label: step?.label ?? null };
	}

	#step(key: string | null): Piece {
		const step = this.#names.steps.find((one) => one.key === key);
		return { kind: 'step', role: step?.role ?? null, label: step?.label ?? null };
	}

	#completed(day: Day | null): Piece[] {
		if (day === null) return [];
		return [
			text(m.since_completed_on({ day: formatDay(day, this.#locale, 'genitive') }, this.#at))
		];
	}

	#day(day: Day | null): Piece[] {
		return day === null ? [] : [text(formatDay(day, this.#locale))];
	}

	#term({ from, until, ended, into }: Term): Piece[] {
		if (ended === null || until === null) {
			const day = formatDay(from, this.#locale, 'genitive');
			return [text(m.since_term_from({ day }, this.#at))];
		}
		const day = formatDay(until, this.#locale, 'genitive');
		const how = endedLabel(ended, this.#locale);
		return [
			text(
				into.length > 0
					? m.since_left_into({ how, codes: into.join(', '), day }, this.#at)
					: m.since_left_on({ how, day }, this.#at)
			)
		];
	}

	#bodies(keys: readonly string[]): Piece[] {
		return keys.map((key) => {
			const body = this.#names.bodies[key];
			return body ? { kind: 'content', texts: body.short } : text(key);
		});
	}

	#evidence(items: readonly Evidence[]): Piece[] {
		return items.map((item) => {
			const number = item.kind === 'document' && item.number ? ` (${item.number})` : '';
			const day = item.on === null ? '' : `, ${formatDay(item.on, this.#locale)}`;
			return text(`${item.title}${number}${day}`);
		});
	}

	#target(value: string | null): Piece[] {
		return value === null ? [text(m.since_no_target({}, this.#at))] : [this.#number(value)];
	}

	#number(value: string): Piece {
		return text(formatDecimal(value, this.#locale));
	}

	#said(said: string | Texts): Piece[] {
		if (typeof said === 'string') return [text(said)];
		const pieces = content(said);
		return pieces.length > 0 ? pieces : [text(m.since_no_text({}, this.#at))];
	}
}

function text(said: string): Piece {
	return { kind: 'text', text: said };
}

function content(texts: Texts): Piece[] {
	return Object.keys(texts).length > 0 ? [{ kind: 'content', texts }] : [];
}
