// One table of a screen as a workbook of one sheet: the same rows, under the same names, with every number's parts in columns of their own.
import type { Fraction } from '#lib/domain/fraction.ts';
import type { Figures, FormulaName } from '#lib/domain/progress.ts';
import type { IndicatorView } from '#lib/domain/quarter-view.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDecimal, formatYear } from '#lib/wording/format.ts';
import { formulaName, timelinessLabel, windowLabel } from '#lib/wording/labels.ts';
import type { Slip } from '../quarter/slips.ts';
import type { Trend, TrendQuarter } from '../quarter/trend.ts';
import { BLANK, day, integer, text } from '../workbook/cells.ts';
import { sheetName, type Cell, type Workbook } from '../workbook/workbook.ts';
import { fractionCells, fractionHeaders } from './figures.ts';
import { LongTexts } from './long-texts.ts';
import { madeAtOf } from './making.ts';
import { tableSheet } from './table-sheet.ts';
import type { Telling } from './telling.ts';

export interface Table {
	title: string;
	/** What must be known to read it. */
	note: string | null;
	/** Header and width in characters. */
	columns: readonly { header: Cell; width: number }[];
	rows: readonly (readonly (Cell | null)[])[];
	/** How many of the first columns stay in view. */
	fixed: number;
}

const FORMULAS: readonly FormulaName[] = ['A', 'B', 'C', 'D'];
const NUMBER_WIDTH = 12;

/** The table as a workbook, in the reader's language. */
export function workbookOfTable(telling: Telling, table: Table, madeAt: string): Workbook {
	const { at, view, locale } = telling;
	const name = sheetName(table.title, []);
	const longTexts = new LongTexts(telling, sheetName(m.report_sheet_texts({}, at), [name]));
	const sheet = tableSheet(telling, table, { name, table: 'Table', longTexts });
	return {
		properties: {
			title: table.title,
			subject: telling.content(view.plan.title),
			creator: m.app_name({}, at),
			description: [
				view.frozen
					? telling.frozenWords
					: m.report_description_draft({ day: telling.day(view.readOn, 'genitive') }, at),
				...(view.isDemonstration ? [`${m.report_footer_demonstration({}, at)}.`] : [])
			].join(' '),
			keywords: `${telling.content(view.strategy.shortTitle)}, ${telling.quarter()}`,
			language: locale,
			madeAt: madeAtOf(view, madeAt)
		},
		sheets: [sheet, longTexts.sheet()].filter((one) => one !== null)
	};
}

/** Assessment and every formula of each goal, and of the whole plan. */
export function goalsTable(telling: Telling): Table {
	const { at, scale } = telling;
	return {
		title: m.overview_by_goal({}, at),
		note: m.table_assessment_note({}, at),
		columns: [
			...goalColumns(telling),
			number(m.overview_column_activities({}, at)),
			...scale.map((role) => number(telling.step(role).text)),
			...FORMULAS.flatMap((letter) => fractionColumns(telling, formulaTitle(letter, telling)))
		],
		rows: goalRows(telling, (figures) => [
			integer(figures.population),
			...assessmentCells(telling, figures),
			...FORMULAS.flatMap((letter) => fractionCells(figures.formulas[letter]))
		]),
		fixed: 2
	};
}

/** Where each goal's activities stand against their deadlines. */
export function timelinessTable(telling: Telling): Table {
	const { at, locale } = telling;
	return {
		title: m.overview_timeliness({}, at),
		note: m.overview_timeliness_caption({}, at),
		columns: [
			...goalColumns(telling),
			...TIMELINESS.map((value) => number(timelinessLabel(value, locale)))
		],
		rows: goalRows(telling, ({ timeliness }) =>
			TIMELINESS.map((value) => integer(timeliness[value]))
		),
		fixed: 2
	};
}

/** The plan's figures, a row for each quarter begun. */
export function trendTable(telling: Telling, { quarters }: Pick<Trend, 'quarters'>): Table {
	const { at, locale, scale } = telling;
	const figures: [string, (of: TrendQuarter) => Fraction][] = [
		...FORMULAS.map((letter): [string, (of: TrendQuarter) => Fraction] => [
			`${letter} · ${formulaName(letter, locale)}`,
			({ formulas }) => formulas[letter]
		]),
		[m.number_indicator_met({}, at), ({ threeNumbers }) => threeNumbers.indicatorMet],
		[m.number_on_time({}, at), ({ threeNumbers }) => threeNumbers.onTime],
		[m.formula_response_name({}, at), ({ response }) => response.rate]
	];
	return {
		title: m.trend_title({}, at),
		note: m.trend_note({}, at),
		columns: [
			named(m.trend_column_quarter({}, at), 18),
			named(m.trend_column_window({}, at), 14),
			number(m.overview_column_activities({}, at)),
			...scale.map((role) => number(telling.step(role).text)),
			...figures.flatMap(([name]) => fractionColumns(telling, name)),
			number(m.report_column_by_adopted({}, at)),
			number(m.report_column_by_due_day({}, at))
		],
		rows: quarters.map((one) => [
			text(telling.quarter(one.quarter), 'strong'),
			text(windowLabel(one.state, locale)),
			integer(one.population),
			...assessmentCells(telling, one),
			...figures.flatMap(([, of]) => fractionCells(of(one))),
			integer(one.threeNumbers.onTime.byAdopted),
			integer(one.response.byDueDay)
		]),
		fixed: 1
	};
}

/** Each lead body's figures and what it filed. */
export function bodiesTable(telling: Telling): Table {
	const { view, at, scale } = telling;
	const filedBy = new Map(view.response.bodies.map((body) => [body.bodyId, body]));
	return {
		title: m.overview_by_body({}, at),
		note: m.overview_by_body_caption({}, at),
		columns: [
			...bodyColumns(telling),
			number(m.overview_column_leads({}, at)),
			...scale.map((role) => number(telling.step(role).text)),
			number(m.report_column_submitted({}, at)),
			number(m.report_column_owed({}, at)),
			number(m.overview_column_by_due({}, at)),
			...FORMULAS.flatMap((letter) => fractionColumns(telling, formulaTitle(letter, telling)))
		],
		rows: view.bodyFigures.map(({ bodyId, figures }) => {
			const filed = filedBy.get(bodyId) ?? { submitted: 0, owed: 0, byDueDay: 0 };
			return [
				...bodyCells(telling, bodyId),
				integer(figures.population),
				...assessmentCells(telling, figures),
				integer(filed.submitted),
				integer(filed.owed),
				integer(filed.byDueDay),
				...FORMULAS.flatMap((letter) => fractionCells(figures.formulas[letter]))
			];
		}),
		fixed: 1
	};
}

/** What each body filed of what it owed, two columns a quarter; both blank where it owed nothing. */
export function filingsTable(telling: Telling, { quarters, bodies }: Trend): Table {
	const { at } = telling;
	return {
		title: m.heat_title({}, at),
		note: m.heat_note({}, at),
		columns: [
			...bodyColumns(telling),
			...quarters.flatMap(({ quarter }) => [
				number(`${telling.quarter(quarter)}: ${m.report_column_submitted({}, at)}`),
				number(`${telling.quarter(quarter)}: ${m.report_column_owed({}, at)}`)
			])
		],
		rows: bodies.map(({ bodyId, filed }) => [
			...bodyCells(telling, bodyId),
			...filed.flatMap((one): Cell[] =>
				one === null ? [BLANK, BLANK] : [integer(one.submitted), integer(one.owed)]
			)
		]),
		fixed: 1
	};
}

/** Each moved deadline, longest slip first. */
export function slipTable(telling: Telling, slips: readonly Slip[]): Table {
	const { at } = telling;
	return {
		title: m.slip_title({}, at),
		note: m.slip_note({}, at),
		columns: [
			named(m.activities_column_code({}, at), 9),
			named(m.activities_column_activity({}, at), 36),
			named(m.activities_column_leads({}, at), 14),
			named(m.slip_column_adopted({}, at), 17),
			named(m.slip_column_current({}, at), 17),
			number(m.slip_column_moves({}, at)),
			number(m.slip_column_days({}, at)),
			named(m.slip_column_reasons({}, at), 54)
		],
		rows: slips.map((slip) => [
			text(slip.code, 'strong'),
			text(telling.titleOf(slip)),
			text(telling.shorts(slip.leads)),
			text(telling.sourced(telling.deadline(slip.adopted), slip.provenance, 'deadline')),
			text(telling.deadline(slip.current)),
			integer(slip.moves.length),
			slip.days === null ? text(m.slip_not_measurable({}, at)) : integer(slip.days),
			text(slip.moves.map((move) => telling.move(move)).join('\n'))
		]),
		fixed: 1
	};
}

/** Baseline, readings and targets of indicators, one row each; values as they are kept. */
export function indicatorsTable(telling: Telling, indicators: readonly IndicatorView[]): Table {
	const { at, locale, dayFormat } = telling;
	return {
		title: m.activity_indicators({}, at),
		note: null,
		columns: [
			named(m.indicator_column_name({}, at), 44),
			named(m.indicator_column_unit({}, at), 20),
			named(m.indicator_column_direction({}, at), 16),
			named(m.indicator_column_what({}, at), 18),
			named(m.indicator_column_when({}, at), 18),
			number(m.indicator_column_value({}, at)),
			named(m.indicator_column_source({}, at), 44)
		],
		rows: indicators.flatMap((indicator) => {
			const passport = [
				text(telling.content(indicator.title)),
				text(telling.content(indicator.unit)),
				text(indicator.direction === 'up' ? m.indicator_up({}, at) : m.indicator_down({}, at))
			];
			const value = (kept: string) => text(formatDecimal(kept, locale), 'body', { align: 'right' });
			const { baseline, readings, targets } = indicator;
			return [
				...(baseline
					? [
							[
								...passport,
								text(m.indicator_baseline({}, at)),
								day(baseline.on, dayFormat),
								value(baseline.value),
								text(telling.content(indicator.source))
							]
						]
					: []),
				...readings.map((reading) => [
					...passport,
					text(m.indicator_reading({}, at)),
					day(reading.on, dayFormat),
					value(reading.value),
					text(telling.content(reading.source))
				]),
				...targets.map((target) => [
					...passport,
					text(m.indicator_target({}, at)),
					text(formatYear(target.year, locale)),
					value(target.value),
					BLANK
				])
			];
		}),
		fixed: 1
	};
}

function named(name: string, width: number): Table['columns'][number] {
	return { header: text(name, 'header'), width };
}

function number(name: string): Table['columns'][number] {
	return { header: text(name, 'header', { align: 'right' }), width: NUMBER_WIDTH };
}

/** Numerator, denominator, percent and no data, each under the figure's own name: a column is named by its header alone. */
function fractionColumns(telling: Telling, name: string): Table['columns'] {
	return fractionHeaders(telling).map((header) => ({
		header: header.kind === 'text' ? { ...header, text: `${name}: ${header.text}` } : header,
		width: NUMBER_WIDTH + 4
	}));
}

function formulaTitle(letter: FormulaName, { at, locale, view }: Telling): string {
	const name = `${letter} · ${formulaName(letter, locale)}`;
	return letter === 'D' && view.figures.isYearToDate
		? `${name} (${m.formula_year_to_date({}, at)})`
		: name;
}

function goalColumns({ at }: Telling): Table['columns'] {
	return [named(m.activities_column_code({}, at), 9), named(m.overview_column_goal({}, at), 46)];
}

function goalRows(telling: Telling, cells: (figures: Figures) => readonly Cell[]): Table['rows'] {
	const { view, at } = telling;
	return [
		...view.goalFigures.map(({ goalId, figures }) => {
			const goal = telling.goal(goalId);
			return [text(goal.code, 'strong'), text(telling.content(goal.title)), ...cells(figures)];
		}),
		[BLANK, text(m.overview_whole_plan({}, at), 'strong'), ...cells(view.figures)]
	];
}

function bodyColumns({ at }: Telling): Table['columns'] {
	return [named(m.report_column_body({}, at), 18), named(m.report_column_body_name({}, at), 40)];
}

function bodyCells(telling: Telling, bodyId: number): Cell[] {
	const body = telling.body(bodyId);
	return [text(telling.content(body.short), 'strong'), text(telling.content(body.name))];
}

function assessmentCells({ scale }: Telling, { assessment }: Pick<Figures, 'assessment'>): Cell[] {
	return scale.map((role) => integer(assessment[role ?? 'noData'], 'body', role ?? 'noData'));
}
