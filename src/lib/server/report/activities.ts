// The activities, a row each: the columns of the plan, then what the quarter says of it.
import type { Evidence, TextField } from '#lib/domain/filing.ts';
import type { ActivityView, DeadlineView, FilingView } from '#lib/domain/quarter-view.ts';
import { isDay } from '#lib/domain/quarter.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatPeriod } from '#lib/wording/format.ts';
import {
	deadlineKindLabel,
	evidenceKindLabel,
	indicatorLabel,
	ledgerLabel,
	timelinessLabel
} from '#lib/wording/labels.ts';
import { BLANK, day, headers, integer, text } from '../workbook/cells.ts';
import type { Cell, Rule, Sheet, TextCell } from '../workbook/workbook.ts';
import { printOf, titleRows } from './frame.ts';
import type { LongTexts } from './long-texts.ts';
import type { Telling } from './telling.ts';

// In three runs of equal width: that is how they fall onto three pages.
const WIDTHS = {
	code: 9,
	goal: 30,
	measure: 24,
	activity: 34,
	leads: 13,
	partners: 15,
	adopted_wording: 14,
	adopted_day: 12,
	current_wording: 14,
	current_day: 12,
	slip: 9,
	moves: 9,
	moved_why: 28,
	assessment: 19,
	shown: 18,
	timeliness: 16,
	completed_on: 12,
	filing: 15,
	narrative: 42,
	result: 34,
	problems: 30,
	reasons: 28,
	next_steps: 34,
	escalation: 26,
	evidence: 46,
	expected: 15,
	indicator: 13,
	marks: 9,
	marked: 36,
	in_full: 26
};

/** What a list may have beside; the report says the same in other columns. */
const MORE_WIDTHS = { deadline_kind: 16 };

const ALL_WIDTHS = { ...WIDTHS, ...MORE_WIDTHS };

export type ActivityColumn = keyof typeof ALL_WIDTHS;
export const ACTIVITY_COLUMNS = Object.keys(WIDTHS) as ActivityColumn[];

const HEADER_ROW = 4;
/** Characters of a page still read when printed. */
const WIDEST_PAGE = 240;

/** Header of a column in the reader's language. */
export function columnName(column: ActivityColumn, { at }: Telling): string {
	return m[`report_activity_${column}`]({}, at);
}

/** What a column holds, for the notes. */
export function columnMeaning(column: ActivityColumn, { at }: Telling): string {
	return m[`report_activity_${column}_meaning`]({}, at);
}

export interface SheetOfActivities {
	name: string;
	textsSheet: string;
	longTexts: LongTexts;
	/** Those in force at the quarter unless others are given. */
	activities?: readonly ActivityView[];
	/** All of them unless some are chosen. */
	columns?: readonly ActivityColumn[];
	title?: string;
	/** Lines under the title: what the rows were chosen by. */
	about?: readonly string[];
}

/** The sheet of activities; texts that do not fit a printed cell are kept in `longTexts` as well. */
export function activitiesSheet(
	telling: Telling,
	{ name, textsSheet, longTexts, activities, columns, title, about = [] }: SheetOfActivities
): Sheet {
	const shown = columns ?? ACTIVITY_COLUMNS;
	const rows = (activities ?? telling.view.activities).map((activity) => {
		const cells = shown.map((column) => cellOf(column, activity, telling));
		const places: { field: string; row: number }[] = [];
		for (const [index, cell] of cells.entries()) {
			const column = shown[index]!;
			if (cell.kind !== 'text' || longTexts.fits(cell.text, ALL_WIDTHS[column])) continue;
			const field = columnName(column, telling);
			const row = longTexts.keep(cell.text, {
				code: activity.code,
				activity: telling.content(activity.title),
				field
			});
			places.push({ field, row });
			cells[index] = { ...cell, text: longTexts.inCell(cell.text, row) };
		}
		if (places.length > 0) cells[cells.length - 1] = whereWhole(places, textsSheet, telling);
		return { cells };
	});
	const titles = titleRows(telling, title ?? m.report_activities_title({}, telling.at), 2);
	const lines = about.map((line) => ({ cells: [null, text(line, 'note', { across: 6 })] }));
	const headerRow = HEADER_ROW + lines.length;
	return {
		name,
		widths: shown.map((column) => ALL_WIDTHS[column]),
		rows: [
			...titles.slice(0, 2),
			...lines,
			...titles.slice(2),
			{ cells: headers(shown.map((column) => columnName(column, telling))) },
			...rows
		],
		frozen: { rows: headerRow, columns: 1 },
		table: {
			name: 'Activities',
			row: headerRow,
			lastRow: headerRow + rows.length,
			firstColumn: 1,
			lastColumn: shown.length
		},
		conditional: assessmentRules(telling, shown, { row: headerRow + 1, count: rows.length }),
		print: printOf(telling, name, {
			titleRows: [headerRow, headerRow],
			titleColumns: 1,
			pagesWide: pagesWide(shown)
		})
	};
}

/** The assessment's colour follows its word, also when somebody sorts the rows or writes another. */
function assessmentRules(
	telling: Telling,
	columns: readonly ActivityColumn[],
	{ row, count }: { row: number; count: number }
): Rule[] {
	const column = columns.indexOf('assessment') + 1;
	if (column === 0 || count === 0) return [];
	const area = { row, lastRow: row + count - 1, firstColumn: column, lastColumn: column };
	return telling.scale.map((role) => ({ area, ...telling.step(role) }));
}

/** One page would shrink thirty columns to three-point type; the code leads the way on each. */
function pagesWide(columns: readonly ActivityColumn[]): number {
	const width = columns.reduce((sum, column) => sum + ALL_WIDTHS[column], 0);
	return Math.ceil(width / WIDEST_PAGE);
}

function whereWhole(
	places: readonly { field: string; row: number }[],
	sheet: string,
	{ at }: Telling
): TextCell {
	const content = places
		.map(({ field, row }) => `${field}: ${m.report_in_full_at({ row }, at)}`)
		.join('\n');
	return text(content, 'body', { link: { sheet, row: places[0]!.row, column: 1 } });
}

/** One column's cell of an activity. */
export function cellOf(column: ActivityColumn, activity: ActivityView, telling: Telling): Cell {
	switch (column) {
		case 'code':
			return text(activity.code, 'strong');
		case 'goal':
			return text(telling.coded(telling.goal(activity.goalId)));
		case 'measure':
			return text(telling.coded(telling.measure(activity.measureId)));
		case 'activity':
			return text(telling.content(activity.title));
		case 'leads':
			return text(telling.shorts(activity.leads));
		case 'partners':
			return text(telling.shorts(activity.partners));
		case 'adopted_wording':
			return text(telling.content(activity.adopted.wording));
		case 'adopted_day':
			return lastDayCell(activity.adopted, telling);
		case 'current_wording':
			return text(telling.content(activity.current.wording));
		case 'current_day':
			return lastDayCell(activity.current, telling);
		case 'deadline_kind':
			return text(deadlineKindLabel(activity.current.reading.kind, telling.locale));
		case 'slip':
			return activity.slipDays === null ? BLANK : integer(activity.slipDays);
		case 'moves':
			return integer(movesOf(activity));
		case 'moved_why':
			return text(movesInWords(activity, telling));
		case 'assessment':
			return text(telling.step(activity.standing.role).text);
		case 'shown':
			return text(shownInWords(activity, telling));
		case 'timeliness':
			return text(timelinessLabel(activity.timeliness, telling.locale));
		case 'completed_on':
			return activity.standing.completedOn === null
				? BLANK
				: day(activity.standing.completedOn, telling.dayFormat);
		case 'filing':
			return text(filingInWords(activity, telling));
		case 'narrative':
		case 'result':
		case 'problems':
		case 'reasons':
		case 'next_steps':
		case 'escalation':
			return text(byLead(activity, telling, (filing) => fieldOf(filing, column, telling)));
		case 'evidence':
			return text(
				byLead(activity, telling, ({ evidence }) =>
					evidence.map((piece) => evidenceInWords(piece, telling)).join('\n')
				)
			);
		case 'expected':
			return expectedCell(activity, telling);
		case 'indicator':
			return text(indicatorLabel(activity.indicator, telling.locale));
		case 'marks':
			return text(telling.marks(activity).signs, 'body', { align: 'centre' });
		case 'marked':
			return text(telling.marks(activity).fields);
		case 'in_full':
			return BLANK;
	}
}

/** Moves are amendments and extensions; a date that was fixed or a reading corrected is neither. */
function movesOf({ ledger }: ActivityView): number {
	return ledger.filter(({ kind }) => kind === 'amendment' || kind === 'extension').length;
}

function movesInWords({ ledger }: ActivityView, telling: Telling): string {
	return ledger
		.map((entry) =>
			m
				.report_move(
					{
						kind: ledgerLabel(entry.kind, telling.locale),
						day: telling.day(entry.decidedOn),
						wording: telling.content(entry.to.wording).replace(/\.$/, ''),
						reason: telling.content(entry.reason)
					},
					telling.at
				)
				.trim()
		)
		.join('\n');
}

function lastDayCell({ reading }: DeadlineView, telling: Telling): Cell {
	return reading.kind === 'dated' ? day(reading.latest, telling.dayFormat) : BLANK;
}

function shownInWords({ standing }: ActivityView, telling: Telling): string {
	const { at } = telling;
	const words = standing.leads.map(({ bodyId, shown, counts }) => {
		if (shown === null) return { bodyId, text: m.report_shown_never({}, at) };
		const inputs = {
			step: telling.stepName(shown.step.id),
			quarter: telling.quarter(shown.quarter)
		};
		const message = counts ? m.report_shown_at : m.report_shown_not_counting;
		return { bodyId, text: message(inputs, at) };
	});
	return joined(words, standing.leads.length, telling);
}

function filingInWords(activity: ActivityView, telling: Telling): string {
	const { at } = telling;
	const words = activity.leads.map((bodyId) => {
		const filing = activity.filings.find((candidate) => candidate.bodyId === bodyId);
		if (!filing) {
			const message = activity.isOwed ? m.report_filing_owed : m.report_filing_not_owed;
			return { bodyId, text: message({}, at) };
		}
		const message = filing.isLate ? m.report_filing_accepted_late : m.report_filing_accepted;
		return {
			bodyId,
			text: message({ day: telling.day(filing.acceptedOn, 'genitive') }, at)
		};
	});
	return joined(words, activity.leads.length, telling);
}

function fieldOf(filing: FilingView, field: TextField, telling: Telling): string {
	const content = telling.content(filing.texts[field]);
	if (field === 'narrative' && content === '' && filing.isNothingToReport) {
		return m.filing_nothing_to_report({}, telling.at);
	}
	return content;
}

/** What each lead's filing of this quarter says; with several leads the body's short name before each. */
function byLead(
	activity: ActivityView,
	telling: Telling,
	say: (filing: FilingView) => string
): string {
	const words = activity.filings.map((filing) => ({ bodyId: filing.bodyId, text: say(filing) }));
	return joined(words, activity.leads.length, telling);
}

function joined(
	words: readonly { bodyId: number; text: string }[],
	leads: number,
	telling: Telling
): string {
	return words
		.filter((word) => word.text !== '')
		.map((word) =>
			leads > 1
				? m.report_by_lead({ body: telling.short(word.bodyId), text: word.text }, telling.at)
				: word.text
		)
		.join('\n');
}

/** A piece of evidence as it is cited. */
export function evidenceInWords(piece: Evidence, telling: Telling): string {
	const { at } = telling;
	if (piece.kind === 'link') {
		const on = telling.day(piece.on, 'genitive');
		return m.report_evidence_retrieved({ title: piece.title, url: piece.url, day: on }, at);
	}
	const kind = piece.kind === 'gazette' ? `${evidenceKindLabel(piece.kind, telling.locale)}: ` : '';
	const numbered =
		piece.kind === 'document' && piece.number !== null
			? m.report_evidence_document({ title: piece.title, number: piece.number }, at)
			: piece.title;
	const dated =
		piece.on === null
			? numbered
			: m.report_evidence_dated({ title: numbered, day: telling.day(piece.on) }, at);
	return kind + dated;
}

function expectedCell(activity: ActivityView, telling: Telling): Cell {
	const [only] = activity.filings;
	if (activity.leads.length === 1 && only?.expectedCompletion && isDay(only.expectedCompletion)) {
		return day(only.expectedCompletion, telling.dayFormat);
	}
	return text(
		byLead(activity, telling, ({ expectedCompletion }) =>
			expectedCompletion === null ? '' : formatPeriod(expectedCompletion, telling.locale)
		)
	);
}
