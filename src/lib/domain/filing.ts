// A filing: what it holds, what it must hold before it is submitted, and how it goes from hand to hand.
import * as v from 'valibot';
import type { StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import { FiledReadingInput } from './indicator.ts';
import { FiledSpendingInput, mayBeSpentAt } from './money.ts';
import {
	firstDayOf,
	isDay,
	isQuarter,
	lastDayOf,
	lastDayOfPeriod,
	type Day,
	type Quarter
} from './quarter.ts';
import type { Problem } from './refusal.ts';
import type { Texts } from './text.ts';

export type FilingState = 'draft' | 'submitted' | 'returned' | 'accepted';
export type FilingAct = 'save' | 'submit' | 'recall' | 'accept' | 'return' | 'revise' | 'undo';

const NEXT: Record<FilingAct, Partial<Record<FilingState, FilingState>>> = {
	save: { draft: 'draft', returned: 'returned' },
	submit: { draft: 'submitted', returned: 'submitted' },
	recall: { submitted: 'draft' },
	accept: { submitted: 'accepted' },
	return: { submitted: 'returned' },
	revise: { accepted: 'draft' },
	/** An acceptance taken back: the filing waits for a decision again. */
	undo: { accepted: 'submitted' }
};

/** The state an act leads to, or null when it cannot be done in this state (design rule 7). */
export function stateAfter(act: FilingAct, state: FilingState): FilingState | null {
	return NEXT[act][state] ?? null;
}

export type TextField =
	'narrative' | 'result' | 'problems' | 'reasons' | 'next_steps' | 'escalation';

export const TEXT_FIELDS: readonly TextField[] = [
	'narrative',
	'result',
	'problems',
	'reasons',
	'next_steps',
	'escalation'
];

/** Fields a coordinator's note may stand at when a filing is returned. */
export const NOTE_FIELDS: readonly string[] = [
	'step',
	'completedOn',
	'narrative',
	'result',
	'problems',
	'reasons',
	'evidence',
	'readings',
	'spent',
	'next_steps',
	'expectedCompletion',
	'escalation'
];

/** Longest text of one field in one language, in characters; a form of all fields stays under the server's body limit. */
export const LONGEST_TEXT = 10_000;
const MOST_EVIDENCE = 30;
/** Readings, and lines of money, of one filing. */
const MOST_LINES = 100;

const Period = v.pipe(
	v.string(),
	v.check((text) => isDay(text) || isQuarter(text), 'not_a_day_or_quarter')
);
const CalendarDay = v.pipe(v.string(), v.check(isDay, 'not_a_day'));
const WebAddress = v.pipe(
	v.string(),
	v.maxLength(2000, 'too_long'),
	v.check((text) => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text), 'not_a_link')
);
const Title = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1, 'evidence_title_missing'),
	v.maxLength(1000, 'too_long')
);

/** Something that stands behind a filing; a link names the day it was retrieved. */
export const EvidenceInput = v.variant('kind', [
	v.object({
		kind: v.literal('document'),
		title: Title,
		number: v.nullable(v.pipe(v.string(), v.maxLength(200, 'too_long'))),
		on: v.nullable(CalendarDay)
	}),
	v.object({ kind: v.literal('link'), title: Title, url: WebAddress, on: CalendarDay }),
	v.object({ kind: v.literal('gazette'), title: Title, on: v.nullable(CalendarDay) })
]);
export type Evidence = v.InferOutput<typeof EvidenceInput>;

const FieldTexts = v.pipe(
	v.record(
		v.picklist(['sr-Cyrl', 'sr-Latn', 'en', 'fr']),
		v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_TEXT, 'too_long'))
	),
	// A form has one place for Serbian; a second script beside the first would be lost on the next save.
	v.check((texts) => !('sr-Cyrl' in texts && 'sr-Latn' in texts), 'text_in_two_scripts')
);

/** The contents of a filing, however they arrive: form, workbook, import. Empty texts are left out, not kept as ''. */
export const FilingInput = v.object({
	/** Key of a step of the strategy's scale. */
	step: v.nullable(v.string()),
	completedOn: v.nullable(Period),
	expectedCompletion: v.nullable(Period),
	isNothingToReport: v.boolean(),
	texts: v.object({
		narrative: FieldTexts,
		result: FieldTexts,
		problems: FieldTexts,
		reasons: FieldTexts,
		next_steps: FieldTexts,
		escalation: FieldTexts
	}),
	evidence: v.pipe(v.array(EvidenceInput), v.maxLength(MOST_EVIDENCE, 'too_many')),
	/** Of the activity's indicators, at most one each. */
	readings: v.optional(v.pipe(v.array(FiledReadingInput), v.maxLength(MOST_LINES, 'too_many')), []),
	/** Of the activity's lines of money, at most one each. */
	spent: v.optional(v.pipe(v.array(FiledSpendingInput), v.maxLength(MOST_LINES, 'too_many')), []),
	/** The letter a coordinator files on, on a body's behalf. */
	letter: v.nullable(
		v.object({
			number: v.pipe(
				v.string(),
				v.trim(),
				v.minLength(1, 'letter_number_missing'),
				v.maxLength(200, 'too_long')
			),
			on: CalendarDay
		})
	)
});
export type FilingContents = v.InferOutput<typeof FilingInput>;

export const EMPTY_CONTENTS: FilingContents = {
	step: null,
	completedOn: null,
	expectedCompletion: null,
	isNothingToReport: false,
	texts: { narrative: {}, result: {}, problems: {}, reasons: {}, next_steps: {}, escalation: {} },
	evidence: [],
	readings: [],
	spent: [],
	letter: null
};

/** What the rules need to know beside the contents. */
export interface FilingCircumstances {
	at: Quarter;
	/** The deadline current on Q's last day. */
	deadline: DeadlineReading;
	/** Role of the step named; null when none is, or it is not of the scale. */
	role: StepRole | null;
}

/** What of an activity a filing may give readings and money of: keys of its indicators, its lines. */
export interface Measured {
	indicators: readonly string[];
	lines: readonly { line: number; year: number }[];
}

/**
 * What of a filing's readings and money cannot be, each at its field; not even a draft may have it. A reading is of an indicator of the
 * activity and of a day by Q's end; money is of a line of Q's year or the year before.
 */
export function measuredProblems(
	{ readings, spent }: Pick<FilingContents, 'readings' | 'spent'>,
	{ indicators, lines }: Measured,
	at: Quarter
): Problem[] {
	const problems: Problem[] = [];
	const say = (isWrong: boolean, code: string, field: string) => {
		if (isWrong) problems.push({ code, field });
	};
	for (const [index, { indicator, on }] of readings.entries()) {
		const field = `readings.${indicator}`;
		const isTwice = readings.findIndex((one) => one.indicator === indicator) < index;
		say(isTwice || !indicators.includes(indicator), 'indicator_not_of_activity', `${field}.value`);
		say(on > lastDayOf(at), 'indicator_read_after_quarter', `${field}.on`);
	}
	for (const [index, { line }] of spent.entries()) {
		const field = `spent.${line}.amount`;
		const isTwice = spent.findIndex((one) => one.line === line) < index;
		const fund = lines.find((one) => one.line === line);
		say(isTwice || !fund, 'money_line_not_of_activity', field);
		say(fund !== undefined && !mayBeSpentAt(fund, at), 'money_line_of_other_year', field);
	}
	return problems;
}

/** A letter has been written by the day a filing is sent on it; not even a draft may name one of a later day. */
export function letterProblems(letter: FilingContents['letter'], today: Day): Problem[] {
	const isLater = letter !== null && isDay(letter.on) && letter.on > today;
	return isLater ? [{ code: 'letter_in_future', field: 'letter.on' }] : [];
}

/** Whether the activity's date lies in or before Q. Continuous, recurring and unread ones are never due by a quarter (design rule 4). */
export function isDueBy(deadline: DeadlineReading, at: Quarter): boolean {
	return deadline.kind === 'dated' && deadline.latest <= lastDayOf(at);
}

/** Whether one of a recurring deadline's dates lies in Q. */
export function recursIn(deadline: DeadlineReading, at: Quarter): boolean {
	if (deadline.kind !== 'recurring' || deadline.occurrences === null) return false;
	return deadline.occurrences.some((day) => day >= firstDayOf(at) && day <= lastDayOf(at));
}

/** "Nothing to report" is for where nothing is due: no date by Q's end, no occurrence in Q. */
export function mayReportNothing(deadline: DeadlineReading, at: Quarter): boolean {
	return !isDueBy(deadline, at) && !recursIn(deadline, at);
}

/**
 * Everything that keeps contents from being submitted, all at once, each at its field. A draft may have any of these.
 *
 * Problems when partial or none though due, or though a recurring date lies in Q; reasons and expected completion when not full though
 * due; reasons when completed late; a completion by Q's end and evidence when full.
 */
export function filingProblems(
	contents: FilingContents,
	{ at, deadline, role }: FilingCircumstances
): Problem[] {
	const problems: Problem[] = [];
	const need = (isMissing: boolean, code: string, field: string) => {
		if (isMissing) problems.push({ code, field });
	};
	if (contents.isNothingToReport) {
		const mayBeNothing = mayReportNothing(deadline, at);
		need(!mayBeNothing, 'nothing_to_report_though_due', 'isNothingToReport');
		need(saysSomething(contents), 'nothing_to_report_though_something', 'isNothingToReport');
		return problems;
	}
	const isEmpty = (field: TextField) => !hasText(contents.texts[field]);
	const isDue = isDueBy(deadline, at);

	need(role === null, 'assessment_missing', 'step');
	if (role === 'full') {
		need(contents.completedOn === null, 'completed_on_missing', 'completedOn');
		need(contents.evidence.length === 0, 'evidence_missing', 'evidence');
	} else {
		need(
			contents.completedOn !== null && role !== null,
			'completed_though_not_full',
			'completedOn'
		);
	}
	if (role !== null && role !== 'full' && isDue) {
		need(isEmpty('reasons'), 'reasons_missing', 'reasons');
		need(contents.expectedCompletion === null, 'expected_completion_missing', 'expectedCompletion');
	}
	if ((role === 'partial' || role === 'none') && (isDue || recursIn(deadline, at))) {
		need(isEmpty('problems'), 'problems_missing', 'problems');
	}
	if (contents.completedOn !== null && role === 'full') {
		const completedOn = lastDayOfPeriod(contents.completedOn);
		need(completedOn > lastDayOf(at), 'completed_after_quarter', 'completedOn');
		const isLate = deadline.kind === 'dated' && completedOn > deadline.latest;
		need(isLate && isEmpty('reasons'), 'reasons_missing_late', 'reasons');
	}
	if (contents.expectedCompletion !== null && role !== null && role !== 'full') {
		const isPast = lastDayOfPeriod(contents.expectedCompletion) <= lastDayOf(at);
		need(isPast, 'expected_completion_past', 'expectedCompletion');
	}
	return problems;
}

/** Whether contents say anything beside the letter they came on. */
export function saysSomething(contents: FilingContents): boolean {
	return (
		contents.step !== null ||
		contents.completedOn !== null ||
		contents.expectedCompletion !== null ||
		contents.evidence.length > 0 ||
		contents.readings.length > 0 ||
		contents.spent.length > 0 ||
		TEXT_FIELDS.some((field) => hasText(contents.texts[field]))
	);
}

/**
 * Whether two contents say the same. The order of languages does not matter, the order of evidence does.
 */
export function areSame(a: FilingContents, b: FilingContents): boolean {
	return canonical(a) === canonical(b);
}

function canonical(contents: FilingContents): string {
	const texts = TEXT_FIELDS.map((field) =>
		Object.entries(contents.texts[field])
			.filter(([, text]) => text.trim() !== '')
			.sort(([a], [b]) => (a < b ? -1 : 1))
	);
	const evidence = contents.evidence.map((row) => [
		row.kind,
		row.title,
		row.on,
		row.kind === 'document' ? row.number : null,
		row.kind === 'link' ? row.url : null
	]);
	const { step, completedOn, expectedCompletion, isNothingToReport, letter } = contents;
	const letterParts = letter && [letter.number, letter.on];
	const readings = contents.readings
		.map(({ indicator, on, value, source }) => [
			indicator,
			on,
			value,
			Object.entries(source).sort()
		])
		.sort();
	const spent = contents.spent.map(({ line, amount }) => [line, amount]).sort();
	return JSON.stringify([
		...[step, completedOn, expectedCompletion, isNothingToReport, letterParts],
		...[texts, evidence, readings, spent]
	]);
}

/**
 * The business day a filing answered on, for the response rate: its first submission. One that was recalled before anyone read it and not
 * submitted again answered nothing; a returned one, or a revision in the making, has answered.
 */
export function answeredOn(filing: {
	state: FilingState;
	acceptedVersion: number | null;
	firstSubmittedOn: Day | null;
}): Day | null {
	const isRecalled = filing.state === 'draft' && filing.acceptedVersion === null;
	return isRecalled ? null : filing.firstSubmittedOn;
}

/** Whether a text is there in any language. */
export function hasText(texts: Texts): boolean {
	return Object.values(texts).some((text) => text.trim() !== '');
}

export type WindowState = 'upcoming' | 'open' | 'closed';

/** A quarter's state: its window's, until it is frozen. */
export type QuarterState = WindowState | 'frozen';

/** Whether bodies file for it no more. */
export function isSettled(state: QuarterState): boolean {
	return state === 'closed' || state === 'frozen';
}

export interface FilingWindow {
	opensOn: Day;
	dueOn: Day;
	closesOn: Day;
}

/** A body's own closing day of a quarter's window. */
export interface WindowExtension {
	bodyId: number;
	closesOn: Day;
	reason: Texts;
	decidedOn: Day;
}

/**
 * The window as it stands for one body: an extension counts as long as it is later than the closing day of all.
 *
 * @param extensions those of the window, at most one a body
 */
export function windowFor(
	window: FilingWindow,
	extensions: readonly Pick<WindowExtension, 'bodyId' | 'closesOn'>[],
	bodyId: number
): FilingWindow {
	const own = extensions.find((extension) => extension.bodyId === bodyId);
	if (!own || own.closesOn <= window.closesOn) return window;
	return { ...window, closesOn: own.closesOn };
}

/** Upcoming, open or closed follow from the window and the day; both its ends are open days. */
export function windowState({ opensOn, closesOn }: FilingWindow, today: Day): WindowState {
	if (today < opensOn) return 'upcoming';
	return today <= closesOn ? 'open' : 'closed';
}
