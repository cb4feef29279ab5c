// The figures with their formulas, and who is silent.
import type { StepRole } from '#lib/domain/assessment.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formulaMeaning,
	formulaName,
	timelinessLabel,
	timelinessMeaning
} from '#lib/wording/labels.ts';
import { BLANK, headers, integer, text } from '../workbook/cells.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import { fractionCells, fractionHeaders } from './figures.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

const WIDTHS = [10, 40, 74, 12, 12, 12, 14];
const COLUMNS = WIDTHS.length;

export function summarySheet(telling: Telling, name: string): Sheet {
	return {
		name,
		widths: WIDTHS,
		rows: [
			...titleRows(telling, m.report_sheet_summary({}, telling.at)),
			...figureRows(telling),
			...silentRows(telling),
			...countRows(telling)
		],
		frozen: { rows: 2, columns: 0 },
		print: printOf(telling, name)
	};
}

function figureRows(telling: Telling): Row[] {
	const { view, at, locale } = telling;
	const { formulas, threeNumbers, isYearToDate } = view.figures;
	const { onTime } = threeNumbers;
	const row = (letter: string, name: string, meaning: string, fraction: Fraction): Row => ({
		cells: [
			text(letter, 'strong'),
			text(name, 'strong'),
			text(meaning),
			...fractionCells(fraction, 'strong')
		]
	});
	const header: Row = {
		cells: [
			...headers([
				m.report_column_letter({}, at),
				m.report_column_figure({}, at),
				m.report_column_meaning({}, at)
			]),
			...fractionHeaders(telling)
		]
	};
	const response = view.response;
	return [
		heading(m.report_block_three({}, at)),
		header,
		row(
			'',
			m.number_implemented({}, at),
			m.report_number_implemented_meaning({}, at),
			threeNumbers.implemented
		),
		row(
			'',
			m.number_indicator_met({}, at),
			m.report_number_indicator_meaning({}, at),
			threeNumbers.indicatorMet
		),
		row('', m.number_on_time({}, at), m.report_number_on_time_meaning({}, at), onTime),
		row('', m.report_number_by_adopted({}, at), m.report_number_by_adopted_meaning({}, at), {
			numerator: onTime.byAdopted,
			denominator: onTime.denominator,
			noData: onTime.noData + onTime.adoptedUnknown
		}),
		{ cells: [] },
		heading(m.report_block_formulas({}, at)),
		header,
		...(['A', 'B', 'C', 'D'] as const).map((letter) => {
			const name = formulaName(letter, locale);
			const isPartYear = letter === 'D' && isYearToDate;
			return row(
				letter,
				isPartYear ? `${name} (${m.formula_year_to_date({}, at)})` : name,
				formulaMeaning(letter, locale),
				formulas[letter]
			);
		}),
		{ cells: [] },
		heading(m.report_block_response({}, at)),
		header,
		row(
			'',
			m.formula_response_name({}, at),
			`${m.formula_response_meaning({}, at)}. ${m.report_response_no_data_is_silent({}, at)}`,
			response.rate
		),
		row(
			'',
			m.report_response_by_due({}, at),
			m.report_response_by_due_meaning({ day: telling.day(view.window.dueOn) }, at),
			{ ...response.rate, numerator: response.byDueDay }
		),
		...(view.extensions.length > 0
			? [{ cells: [BLANK, text(m.report_response_extensions({ n: view.extensions.length }, at))] }]
			: []),
		{ cells: [] }
	];
}

function silentRows(telling: Telling): Row[] {
	const { view, at } = telling;
	const names = view.response.silent.map((id) => {
		const { short, name } = telling.body(id);
		const owed = view.response.bodies.find(({ bodyId }) => bodyId === id)?.owed ?? 0;
		return {
			cells: [
				BLANK,
				text(telling.content(short), 'strong'),
				text(telling.content(name)),
				integer(0),
				integer(owed)
			]
		};
	});
	const header = {
		cells: [
			...headers(['', m.report_column_body({}, at), m.report_column_body_name({}, at)]),
			text(m.report_column_submitted({}, at), 'header', { align: 'right' as const }),
			text(m.report_column_owed({}, at), 'header', { align: 'right' as const })
		]
	};
	return [
		heading(
			view.windowState === 'closed'
				? m.report_block_silent({}, at)
				: m.report_block_silent_so_far({}, at)
		),
		...(names.length > 0
			? [header, ...names]
			: [{ cells: [text(m.report_silent_none({}, at), 'plain', { across: COLUMNS })] }]),
		{ cells: [] }
	];
}

function countRows(telling: Telling): Row[] {
	const { view, at, locale, scale } = telling;
	const { figures } = view;
	const head = (word: string): Row => ({
		cells: [
			...headers(['', word, m.report_column_meaning({}, at)]),
			text(m.report_column_count({}, at), 'header', { align: 'right' })
		]
	});
	const beside: [string, number][] = [
		[m.report_population({}, at), figures.population],
		[m.report_outside({}, at), figures.outside],
		[m.report_unread({}, at), figures.unread]
	];
	return [
		{ ...heading(m.report_block_assessment({}, at)), startsPage: true },
		head(m.report_column_assessment_word({}, at)),
		...scale.map((role): Row => {
			const { text: word, tone } = telling.step(role);
			return {
				cells: [
					text('', 'body', { tone }),
					text(word, 'strong', { tone }),
					text(stepMeaning(role, telling)),
					integer(figures.assessment[role ?? 'noData'], 'strong')
				]
			};
		}),
		{ cells: [] },
		heading(m.report_block_timeliness({}, at)),
		head(m.report_column_timeliness_word({}, at)),
		...TIMELINESS.map((value): Row => ({
			cells: [
				BLANK,
				text(timelinessLabel(value, locale), 'strong'),
				text(timelinessMeaning(value, locale)),
				integer(figures.timeliness[value], 'strong')
			]
		})),
		{ cells: [] },
		heading(m.report_block_beside({}, at)),
		...beside.map(([what, count]): Row => ({
			cells: [text(what, 'body', { across: 3 }), null, null, integer(count, 'strong')]
		})),
		{ cells: [] }
	];
}

/** What makes a step count at the quarter. */
export function stepMeaning(role: StepRole | null, { at }: Telling): string {
	if (role === null) return m.report_assessment_no_data_meaning({}, at);
	return role === 'full' ? m.report_step_full_meaning({}, at) : m.report_step_other_meaning({}, at);
}

function heading(title: string): Row {
	return { cells: [text(title, 'heading')] };
}
