// The sections of figures: summary, quarters of the period, by goal, by body.
import type { ChartTone, Part } from '#lib/charts/summary.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import type { Response } from '#lib/domain/owed.ts';
import type { Figures, FormulaName } from '#lib/domain/progress.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	goalsSentence,
	timelinessSentence,
	trendSentence,
	type GoalFigures
} from '#lib/wording/chart-sentences.ts';
import {
	formatNoData,
	formatPercent,
	formatQuarterShort,
	formatRatio
} from '#lib/wording/format.ts';
import {
	formulaMeaning,
	formulaName,
	timelinessLabel,
	timelinessMeaning,
	windowLabel
} from '#lib/wording/labels.ts';
import type { QuarterInShort } from '../contents.ts';
import type { PackTelling } from '../pack-telling.ts';
import { stepMeaning } from '../summary.ts';
import { formulaTitle } from '../figure-groups.ts';
import { bars, columns } from './charts.ts';
import { markup, type Markup, type Value } from './markup.ts';
import { heading, paragraph, table, type Column, type Row, type Section } from './section.ts';

const FORMULAS: readonly FormulaName[] = ['A', 'B', 'C', 'D'];

/** The three numbers and the formulas, each with its numerator, denominator, percentage and "no data"; the response; the counts. */
export function summary(pack: PackTelling): Section {
	const { view, at, locale } = pack;
	return {
		id: 'summary',
		title: m.report_sheet_summary({}, at),
		*parts() {
			yield paragraph(goalsSentence(view.quarter, view.figures, goalsOf(pack), locale));
			yield paragraph(timelinessSentence(view.quarter, view.figures, goalsOf(pack), locale));
			yield* table({
				id: 'three-numbers',
				caption: m.report_block_three({}, at),
				columns: figureColumns(pack),
				rows: threeRows(pack),
				rowHeaders: 1
			});
			yield* table({
				id: 'formulas',
				caption: m.report_block_formulas({}, at),
				columns: figureColumns(pack),
				rows: FORMULAS.map((letter) =>
					figureRow(
						pack,
						formulaTitle(letter, pack),
						formulaMeaning(letter, locale),
						view.figures.formulas[letter]
					)
				)
			});
			yield* table({
				id: 'response',
				caption: m.report_block_response({}, at),
				columns: figureColumns(pack),
				rows: responseRows(pack)
			});
			yield* silentBodies(pack);
			yield* counts(pack);
		}
	};
}

function figureColumns({ at }: PackTelling): Column[] {
	return [
		{ name: m.report_column_figure({}, at) },
		{ name: m.report_column_meaning({}, at), look: 'text' },
		...numbers([
			m.report_column_numerator({}, at),
			m.report_column_denominator({}, at),
			m.report_column_percent({}, at),
			m.report_column_no_data({}, at)
		])
	];
}

function figureRow(pack: PackTelling, name: string, meaning: string, fraction: Fraction): Row {
	return {
		cells: [
			name,
			meaning,
			pack.number(fraction.numerator),
			pack.number(fraction.denominator),
			markup`<strong>${formatPercent(fraction, pack.locale)}</strong>`,
			pack.number(fraction.noData)
		]
	};
}

function threeRows(pack: PackTelling): Row[] {
	const { at } = pack;
	const { implemented, indicatorMet, onTime } = pack.view.figures.threeNumbers;
	const adopted = {
		numerator: onTime.byAdopted,
		denominator: onTime.denominator,
		noData: onTime.noData + onTime.adoptedUnknown
	};
	const rows: [string, string, Fraction][] = [
		[m.number_implemented({}, at), m.report_number_implemented_meaning({}, at), implemented],
		[m.number_indicator_met({}, at), m.report_number_indicator_meaning({}, at), indicatorMet],
		[m.number_on_time({}, at), m.report_number_on_time_meaning({}, at), onTime],
		[m.report_number_by_adopted({}, at), m.report_number_by_adopted_meaning({}, at), adopted]
	];
	return rows.map(([name, meaning, fraction]) => figureRow(pack, name, meaning, fraction));
}

function responseRows(pack: PackTelling): Row[] {
	const { view, at } = pack;
	const { rate, byDueDay } = view.response;
	const day = pack.day(view.window.dueOn);
	return [
		figureRow(
			pack,
			m.formula_response_name({}, at),
			`${m.formula_response_meaning({}, at)}. ${m.report_response_no_data_is_silent({}, at)}`,
			rate
		),
		figureRow(
			pack,
			m.report_response_by_due({}, at),
			m.report_response_by_due_meaning({ day }, at),
			{
				...rate,
				numerator: byDueDay
			}
		)
	];
}

function* silentBodies(pack: PackTelling): Iterable<Markup> {
	const { view, at } = pack;
	const { silent } = view.response;
	if (view.extensions.length > 0) {
		yield paragraph(m.report_response_extensions({ n: view.extensions.length }, at));
	}
	const title =
		view.windowState === 'closed'
			? m.report_block_silent({}, at)
			: m.report_block_silent_so_far({}, at);
	if (silent.length === 0) {
		yield markup`<p>${title}: ${m.report_silent_none({}, at)}</p>
`;
		return;
	}
	const owed = new Map(view.response.bodies.map((body) => [body.bodyId, body.owed]));
	yield* table({
		id: 'silent',
		caption: title,
		columns: [
			{ name: m.report_column_body({}, at) },
			{ name: m.report_column_body_name({}, at) },
			...numbers([m.report_column_owed({}, at)])
		],
		rows: silent.map((id) => ({
			cells: [pack.short(id), pack.content(pack.body(id).name), pack.number(owed.get(id) ?? 0)]
		}))
	});
}

function* counts(pack: PackTelling): Iterable<Markup> {
	const { view, at, locale, scale } = pack;
	const { figures } = view;
	const counted = (name: string): Column[] => [
		{ name },
		{ name: m.report_column_meaning({}, at), look: 'text' },
		...numbers([m.report_column_count({}, at)])
	];
	yield* table({
		id: 'by-assessment',
		caption: m.report_block_assessment({}, at),
		columns: counted(m.report_column_assessment_word({}, at)),
		rows: scale.map((role) => ({
			cells: [
				pack.step(role).text,
				stepMeaning(role, pack),
				pack.number(figures.assessment[role ?? 'noData'])
			]
		}))
	});
	yield* table({
		id: 'by-timeliness',
		caption: m.report_block_timeliness({}, at),
		columns: counted(m.report_column_timeliness_word({}, at)),
		rows: TIMELINESS.map((value) => ({
			cells: [
				timelinessLabel(value, locale),
				timelinessMeaning(value, locale),
				pack.number(figures.timeliness[value])
			]
		}))
	});
	const beside: [string, number][] = [
		[m.report_population({}, at), figures.population],
		[m.report_outside({}, at), figures.outside],
		[m.report_unread({}, at), figures.unread]
	];
	yield* table({
		id: 'beside',
		caption: m.report_block_beside({}, at),
		columns: [
			{ name: m.report_column_figure({}, at) },
			...numbers([m.report_column_count({}, at)])
		],
		rows: beside.map(([name, count]) => ({ cells: [name, pack.number(count)] }))
	});
}

/** The figures of each quarter of the period, and how the plan came to where it is. */
export function quartersOfPeriod(pack: PackTelling): Section {
	const { contents, at } = pack;
	return {
		id: 'quarters',
		title:
			contents.quarters.length > 1 ? m.document_section_quarters({}, at) : m.trend_title({}, at),
		*parts() {
			if (contents.quarters.length > 1) {
				yield* quarterTable(pack, 'period', m.document_quarters_caption({}, at), contents.quarters);
			}
			if (contents.trend.length === 0) return;
			if (contents.quarters.length > 1) yield heading(m.trend_title({}, at));
			yield trendChart(pack);
			yield* quarterTable(pack, 'trend', m.trend_note({}, at), contents.trend);
			yield* trendCounts(pack);
		}
	};
}

function* quarterTable(
	pack: PackTelling,
	id: string,
	caption: string,
	quarters: readonly QuarterInShort[]
): Iterable<Markup> {
	const { at, locale } = pack;
	yield* table({
		id,
		caption,
		columns: [
			{ name: m.trend_column_quarter({}, at), look: 'short' },
			{ name: m.report_head_state({}, at) },
			...numbers([
				...FORMULAS.map((letter) => `${letter} · ${formulaName(letter, locale)}`),
				m.number_on_time({}, at),
				m.formula_response_name({}, at)
			])
		],
		rows: quarters.map(({ quarter, state, figures, response, frozen }) => ({
			cells: [
				pack.quarter(quarter),
				frozen
					? `${windowLabel('frozen', locale)} · ${m.quarter_revision({ revision: frozen.revision }, at)}`
					: windowLabel(state, locale),
				...FORMULAS.map((letter) => fraction(pack, figures.formulas[letter])),
				fraction(pack, figures.threeNumbers.onTime),
				fraction(pack, response.rate)
			]
		}))
	});
}

function trendChart(pack: PackTelling): Markup {
	const { contents, view, at, locale } = pack;
	const inPeriod = new Set<Quarter>(contents.quarters.map(({ quarter }) => quarter));
	const { trend } = contents;
	const points = trend.map(({ quarter, state, figures }) => ({ quarter, state, ...figures }));
	return columns(
		{
			kind: 'stacked-columns',
			columns: trend.map(({ quarter }) => formatQuarterShort(quarter, locale)),
			marked: null,
			parts: assessmentParts(
				pack,
				trend.map(({ figures }) => figures)
			),
			unit: m.overview_chart_unit({}, at)
		},
		{
			id: 'chart-trend',
			locale,
			title: m.trend_title({}, at),
			sentence: trendSentence(points, view.quarter, locale),
			isMarked: (index) => inPeriod.has(trend[index]!.quarter)
		}
	);
}

function* trendCounts(pack: PackTelling): Iterable<Markup> {
	const { contents, at, scale } = pack;
	yield* table({
		id: 'trend-assessment',
		caption: m.report_block_assessment({}, at),
		columns: [
			{ name: m.trend_column_quarter({}, at), look: 'short' },
			...numbers([m.report_column_in_force({}, at), ...scale.map((role) => pack.step(role).text)])
		],
		rows: contents.trend.map(({ quarter, figures }) => ({
			cells: [pack.quarter(quarter), ...assessmentCells(pack, figures)]
		}))
	});
}

/** The same figures for each goal, with a drawing of assessment and one of timeliness. */
export function byGoal(pack: PackTelling): Section {
	const { view, at, locale } = pack;
	const codes = view.goalFigures.map(({ goalId }) => pack.goal(goalId).code);
	const figures = view.goalFigures.map((goal) => goal.figures);
	const labels = codes.map((code) => m.overview_chart_goal({ code }, at));
	const quarter = pack.quarter();
	return {
		id: 'goals',
		title: m.report_sheet_goals({}, at),
		*parts() {
			const assessment = m.overview_chart_goals_title({ quarter }, at);
			yield bars(
				{
					kind: 'stacked-bars',
					bars: labels,
					parts: assessmentParts(pack, figures),
					unit: m.overview_chart_unit({}, at)
				},
				{
					id: 'chart-goals',
					locale,
					title: assessment,
					sentence: goalsSentence(view.quarter, view.figures, goalsOf(pack), locale)
				}
			);
			yield* goalTable(pack, {
				id: 'goal-assessment',
				caption: assessment,
				names: [
					m.report_column_in_force({}, at),
					...pack.scale.map((role) => pack.step(role).text),
					m.report_column_outside({}, at)
				],
				cells: (of) => [...assessmentCells(pack, of.figures), pack.number(of.figures.outside)]
			});
			yield* goalTable(pack, {
				id: 'goal-formulas',
				caption: m.report_goals_figures({}, at),
				names: FORMULAS.map((letter) => formulaTitle(letter, pack)),
				cells: (of) => FORMULAS.map((letter) => fraction(pack, of.figures.formulas[letter]))
			});
			yield* goalTable(pack, {
				id: 'goal-numbers',
				caption: m.report_block_three({}, at),
				names: [
					m.number_implemented({}, at),
					m.number_indicator_met({}, at),
					m.number_on_time({}, at),
					m.report_number_by_adopted({}, at),
					m.formula_response_name({}, at)
				],
				cells: ({ figures: { threeNumbers }, response }) => [
					fraction(pack, threeNumbers.implemented),
					fraction(pack, threeNumbers.indicatorMet),
					fraction(pack, threeNumbers.onTime),
					fraction(pack, { ...threeNumbers.onTime, numerator: threeNumbers.onTime.byAdopted }),
					fraction(pack, response.rate)
				]
			});
			const timeliness = m.overview_timeliness_title({ quarter }, at);
			yield bars(
				{
					kind: 'stacked-bars',
					bars: labels,
					parts: TIMELINESS.map((value) => ({
						name: timelinessLabel(value, locale),
						tone: value,
						values: figures.map((one) => one.timeliness[value])
					})),
					unit: m.overview_chart_unit({}, at)
				},
				{
					id: 'chart-timeliness',
					locale,
					title: timeliness,
					sentence: timelinessSentence(view.quarter, view.figures, goalsOf(pack), locale)
				}
			);
			yield* goalTable(pack, {
				id: 'goal-timeliness',
				caption: timeliness,
				names: TIMELINESS.map((value) => timelinessLabel(value, locale)),
				cells: (of) => TIMELINESS.map((value) => pack.number(of.figures.timeliness[value]))
			});
		}
	};
}

function* goalTable(
	pack: PackTelling,
	{
		id,
		caption,
		names,
		cells
	}: {
		id: string;
		caption: string;
		names: readonly string[];
		cells: (of: { figures: Figures; response: Response }) => Value[];
	}
): Iterable<Markup> {
	const { view, at } = pack;
	yield* table({
		id,
		caption,
		columns: [{ name: m.report_column_goal({}, at) }, ...numbers(names)],
		rows: [
			...view.goalFigures.map((goal) => ({
				cells: [pack.coded(pack.goal(goal.goalId)), ...cells(goal)]
			})),
			{ cells: [m.report_whole_plan({}, at), ...cells(view)], isTotal: true }
		]
	});
}

/** Each lead body: what it owed and filed, and its figures. */
export function byBody(pack: PackTelling): Section {
	const { view, at, scale } = pack;
	const filedBy = new Map(view.response.bodies.map((body) => [body.bodyId, body]));
	const silent = new Set(view.response.silent);
	return {
		id: 'bodies',
		title: m.report_sheet_bodies({}, at),
		isWide: true,
		*parts() {
			yield paragraph(m.report_bodies_do_not_add_up({}, at));
			yield* table({
				id: 'body-figures',
				caption: m.report_bodies_title({}, at),
				columns: [
					{ name: m.report_column_body({}, at) },
					...numbers([
						m.overview_column_filed({}, at),
						m.report_column_by_due_day({}, at),
						m.report_column_in_force({}, at),
						...scale.map((role) => pack.step(role).text),
						...(['A', 'B', 'C'] as const).map((letter) => formulaTitle(letter, pack))
					])
				],
				rows: view.bodyFigures.map(({ bodyId, figures }) => {
					const filed = filedBy.get(bodyId);
					const body = pack.body(bodyId);
					const [short, name] = [pack.content(body.short), pack.content(body.name)];
					return {
						cells: [
							markup`<strong>${short}</strong>${name === short ? null : markup` <span class="also">${name}</span>`}`,
							filed ? filedOf(pack, filed, silent.has(bodyId)) : m.overview_owes_nothing({}, at),
							filed ? pack.number(filed.byDueDay) : '',
							...assessmentCells(pack, figures),
							...(['A', 'B', 'C'] as const).map((letter) =>
								fraction(pack, figures.formulas[letter])
							)
						]
					};
				})
			});
		}
	};
}

/** Filings submitted of those owed, and whether that is none at all. */
function filedOf(
	{ at, locale }: PackTelling,
	{ submitted, owed }: Response['bodies'][number],
	isSilent: boolean
): Value {
	const share = { numerator: submitted, denominator: owed };
	return [
		markup`<span class="share">${formatRatio(share, locale)} <b>${formatPercent(share, locale)}</b></span>`,
		isSilent ? markup` <span class="also">${m.report_column_silent({}, at)}</span>` : null
	];
}

/** Of what, in percent, and what is not known. */
function fraction({ locale }: PackTelling, of: Fraction): Markup {
	return markup`<span class="share">${formatRatio(of, locale)} <b>${formatPercent(of, locale)}</b></span>${
		of.noData === 0 ? null : markup` <span class="also">${formatNoData(of.noData, locale)}</span>`
	}`;
}

function goalsOf(pack: PackTelling): GoalFigures[] {
	return pack.view.goalFigures.map(({ goalId, figures }) => ({
		code: pack.goal(goalId).code,
		figures
	}));
}

function assessmentParts(pack: PackTelling, of: readonly Figures[]): Part[] {
	return pack.scale.map((role) => ({
		name: pack.step(role).text,
		tone: (role ?? 'no-data') satisfies ChartTone,
		values: of.map(({ assessment }) => assessment[role ?? 'noData'])
	}));
}

function assessmentCells(pack: PackTelling, { population, assessment }: Figures): string[] {
	return [population, ...pack.scale.map((role) => assessment[role ?? 'noData'])].map((count) =>
		pack.number(count)
	);
}

function numbers(names: readonly string[]): Column[] {
	return names.map((name) => ({ name, look: 'number' }));
}
