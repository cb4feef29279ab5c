// How to read the report, what is not official, when and from what it was made, its columns, formulas and sources.
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import type { ProvenanceKind } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formulaMeaning,
	formulaName,
	PROVENANCE_SIGN,
	provenanceLabel,
	provenanceMeaning,
	timelinessLabel,
	timelinessMeaning
} from '#lib/wording/labels.ts';
import { BLANK, headers, text } from '../workbook/cells.ts';
import type { Cell, Row, Sheet } from '../workbook/workbook.ts';
import { ACTIVITY_COLUMNS, columnMeaning, columnName, type ActivityColumn } from './activities.ts';
import { printOf, titleRows } from './frame.ts';
import { stepMeaning } from './summary.ts';
import { fallbackTag, type Telling } from './telling.ts';

const WIDTHS = [46, 74, 9, 51];

/** @param madeAt the instant in words of the reader */
export function notesSheet(
	telling: Telling,
	{
		name,
		activities,
		madeAt,
		columns = ACTIVITY_COLUMNS
	}: { name: string; activities: string; madeAt: string; columns?: readonly ActivityColumn[] }
): Sheet {
	const { at } = telling;
	return {
		name,
		widths: WIDTHS,
		rows: [
			...titleRows(telling, m.report_notes_title({}, at)),
			...section(m.report_notes_how({}, at), howRows(telling)),
			...section(m.report_notes_made({}, at), madeRows(telling, madeAt)),
			...section(
				m.report_notes_marks({}, at),
				marksExplained(telling).map(([mark, meaning]) => pair(mark, meaning))
			),
			...section(
				m.report_notes_assessment({}, at),
				telling.scale.map((role) => {
					const { text: word, tone } = telling.step(role);
					return pair(text(word, 'strong', { tone }), stepMeaning(role, telling));
				})
			),
			...section(
				m.report_notes_timeliness({}, at),
				TIMELINESS.map((value) =>
					pair(timelinessLabel(value, telling.locale), timelinessMeaning(value, telling.locale))
				)
			),
			...section(m.report_notes_formulas({}, at), formulaRows(telling), true),
			...section(
				m.report_notes_columns({ sheet: activities }, at),
				columns.map((column) => pair(columnName(column, telling), columnMeaning(column, telling)))
			),
			...section(m.report_notes_sources({}, at), sourceRows(telling), true)
		],
		frozen: { rows: 2, columns: 0 },
		print: printOf(telling, name)
	};
}

function section(title: string, rows: readonly Row[], startsPage = false): Row[] {
	return [{ cells: [text(title, 'heading')], startsPage }, ...rows, { cells: [] }];
}

function pair(term: string | Cell, meaning: string): Row {
	const first = typeof term === 'string' ? text(term, 'strong') : term;
	return { cells: [first, text(meaning, 'body', { across: 3 })] };
}

/** What must be known to read a report, a sentence each. */
export function howToRead({ at, view, locale }: Telling): string[] {
	return [
		...(view.isDemonstration
			? [m.report_demonstration({ sign: PROVENANCE_SIGN.illustrative }, at)]
			: []),
		m.report_notes_filings_of({}, at),
		m.report_notes_carry({}, at),
		m.report_notes_blank({}, at),
		m.report_notes_no_data({}, at),
		m.report_notes_owed({}, at),
		m.report_bodies_do_not_add_up({}, at),
		m.report_notes_several_leads({}, at),
		m.report_notes_colours({}, at),
		m.report_notes_fallback({ tag: otherTag(view.strategy.languages, locale) }, at)
	];
}

function howRows(telling: Telling): Row[] {
	return howToRead(telling).map((sentence) => ({
		cells: [text(sentence, 'plain', { across: WIDTHS.length })]
	}));
}

/** The mark of a text that the reader's language lacks, without its brackets. */
function otherTag(languages: readonly string[], locale: Locale): string {
	const other = languages.find((language) => language.slice(0, 2) !== locale.slice(0, 2));
	return fallbackTag(other ?? 'en').slice(1, -1);
}

function madeRows(telling: Telling, madeAt: string): Row[] {
	const { view, at } = telling;
	return [
		pair(m.report_made_at({}, at), madeAt),
		pair(m.report_made_read_on({}, at), telling.day(view.readOn)),
		pair(
			m.report_made_from({}, at),
			view.frozen ? m.report_made_from_frozen({}, at) : m.report_made_from_live({}, at)
		)
	];
}

/** Every sign that stands beside what is not quoted, and what it means. */
export function marksExplained({ locale }: Telling): [mark: string, meaning: string][] {
	return (Object.entries(PROVENANCE_SIGN) as [ProvenanceKind, string][])
		.filter(([, sign]) => sign !== '')
		.map(([kind, sign]) => [
			`${sign} ${provenanceLabel(kind, locale)}`,
			provenanceMeaning(kind, locale)
		]);
}

function formulaRows({ at, locale, view }: Telling): Row[] {
	return [
		...(['A', 'B', 'C', 'D'] as const).map((letter) =>
			pair(`${letter} · ${formulaName(letter, locale)}`, formulaMeaning(letter, locale))
		),
		...(view.figures.isYearToDate ? [pair('', m.report_notes_year_to_date({}, at))] : []),
		pair(m.formula_response_name({}, at), m.formula_response_meaning({}, at)),
		pair(m.number_indicator_met({}, at), m.report_number_indicator_meaning({}, at)),
		pair(m.number_on_time({}, at), m.report_number_on_time_meaning({}, at)),
		pair(m.report_number_by_adopted({}, at), m.report_number_by_adopted_meaning({}, at))
	];
}

function sourceRows({ view, at }: Telling): Row[] {
	if (view.sources.length === 0) {
		return [{ cells: [text(m.report_sources_none({}, at), 'plain', { across: WIDTHS.length })] }];
	}
	return [
		{
			cells: headers([
				m.report_column_source({}, at),
				m.report_column_address({}, at),
				m.report_column_link({}, at),
				m.report_column_note({}, at)
			])
		},
		// A sign carries the link: LibreOffice does not break linked text into lines.
		...view.sources.map(({ title, url, note }) => {
			const link = linkOf(url);
			return {
				cells: [
					text(title),
					text(url ?? ''),
					link === null ? BLANK : text('↗', 'body', { link, align: 'centre' }),
					text(note ?? '')
				]
			};
		})
	];
}

/** Excel calls a file damaged whose links are longer. */
const LONGEST_LINK = 2_000;

/** An address as a link may bear it: of the web, and encoded; null for any other. */
function linkOf(url: string | null): string | null {
	if (url === null || !/^https?:\/\//.test(url) || !URL.canParse(url)) return null;
	const { href } = new URL(url);
	return href.length > LONGEST_LINK ? null : href;
}
