// The figures by goal and by body.
import type { Response } from '#lib/domain/owed.ts';
import type { Figures } from '#lib/domain/progress.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import { goalsSentence, timelinessSentence } from '#lib/wording/chart-sentences.ts';
import { headers, integer, share, text } from '../workbook/cells.ts';
import type { Cell, Chart, Look, Row, Sheet } from '../workbook/workbook.ts';
import { chartAt, roomFor, scaleTones } from './charts.ts';
import {
	assessmentGroup,
	formulaGroups,
	formulaTitle,
	groupedTable,
	groupHeader,
	numberGroups,
	numberHeader,
	outsideGroup,
	responseGroup,
	startingPage,
	timelinessGroup,
	type Figured,
	type Group,
	type Heading
} from './figure-groups.ts';
import { fractionCells, fractionHeaders } from './figures.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

interface GoalRow extends Figured {
	/** Empty for the whole plan. */
	code: string;
	title: string;
}

/** Of so many goals three tables fit a printed page, and one beneath a chart and its own. */
const FEW_GOALS = 5;

const GOAL_WIDTHS = [9, 46, ...Array.from({ length: 10 }, () => 12)];

/** Progress and timeliness, each drawn and beneath it its table; then tables of the same rows, each no wider than a page. */
export function goalsSheet(telling: Telling, name: string): Sheet {
	const { view, at, locale } = telling;
	const goals: GoalRow[] = view.goalFigures.map(({ goalId, figures, response }) => {
		const goal = telling.goal(goalId);
		return { code: goal.code, title: telling.content(goal.title), figures, response };
	});
	const all: GoalRow[] = [
		...goals,
		{
			code: '',
			title: m.report_whole_plan({}, at),
			figures: view.figures,
			response: view.response
		}
	];
	const heading: Heading<GoalRow> = {
		headers: [m.report_activity_code({}, at), m.report_column_goal({}, at)],
		cells: ({ code, title }, look) => [text(code, 'strong'), text(title, look)],
		isStrong: ({ code }) => code === ''
	};
	const table = (groups: readonly Group<GoalRow>[]) => groupedTable(heading, all, groups);
	const title = (letter: 'A' | 'B' | 'C' | 'D') => formulaTitle(letter, telling);
	const rows = titleRows(telling, m.report_sheet_goals({}, at));
	const charts: Chart[] = [];
	const quarter = telling.quarter();
	const drawn = goals.length > 0 ? roomFor('stacked-bars', goals.length) : [];
	/** Puts in a table under what it says and its chart, and gives the row of its header. */
	const draw = (
		about: Pick<Chart, 'title' | 'description'>,
		groups: readonly Group<GoalRow>[],
		{ from, tones }: { from: number; tones: Chart['series'][number]['tone'][] }
	): number => {
		rows.push({ cells: [text(about.description, 'note', { across: GOAL_WIDTHS.length })] });
		const header = rows.length + drawn.length + 2;
		if (goals.length > 0) {
			const lines = { row: header, lastRow: header + goals.length };
			charts.push(
				chartAt(
					rows.length + 1,
					{ kind: 'stacked-bars', ...about, table: lines, names: 2, from, tones, across: 12 },
					telling
				)
			);
		}
		rows.push(...drawn, ...table(groups));
		return header;
	};
	const header = draw(
		{
			title: m.overview_chart_goals_title({ quarter }, at),
			description: goalsSentence(view.quarter, view.figures, goals, locale)
		},
		[assessmentGroup(telling), outsideGroup(telling)],
		{ from: 4, tones: scaleTones(telling) }
	);
	const secondPage = rows.length;
	draw(
		{
			title: m.overview_timeliness_title({ quarter }, at),
			description: timelinessSentence(view.quarter, view.figures, goals, locale)
		},
		[timelinessGroup(telling)],
		{ from: 3, tones: [...TIMELINESS] }
	);
	rows[secondPage] = { ...rows[secondPage]!, startsPage: true };
	const numbers = table(numberGroups(telling));
	const response = table([responseGroup(telling)]);
	const areFew = goals.length <= FEW_GOALS;
	rows.push(
		...(areFew ? response : []),
		...startingPage(table(formulaGroups(['A', 'B'], title, telling))),
		...table(formulaGroups(['C', 'D'], title, telling)),
		...(areFew ? numbers : [...startingPage(numbers), ...response])
	);
	return {
		name,
		widths: GOAL_WIDTHS,
		rows,
		frozen: { rows: 2, columns: 2 },
		// Without the row of the whole plan: sorted among the goals it would be taken for one.
		table: {
			name: 'Goals',
			row: header,
			lastRow: header + goals.length,
			firstColumn: 1,
			lastColumn: 4 + telling.scale.length
		},
		charts,
		print: printOf(telling, name)
	};
}

const BODY_WIDTHS = [18, 34, ...Array.from({ length: 22 }, () => 12)];
const BODY_HEADER_ROW = 6;

interface BodyRow {
	figures: Figures;
	filings: Response['bodies'][number];
}

/** A row for each lead body: what it owed, and its figures. */
export function bodiesSheet(telling: Telling, name: string): Sheet {
	const { view, at } = telling;
	const groups: Group<BodyRow>[] = [
		{
			name: m.report_group_filings({}, at),
			headers: [
				numberHeader(m.report_column_submitted({}, at)),
				numberHeader(m.report_column_owed({}, at)),
				numberHeader(m.report_column_percent({}, at)),
				numberHeader(m.report_column_by_due_day({}, at))
			],
			cells: ({ filings: { submitted, owed, byDueDay } }, look) => [
				integer(submitted, look),
				integer(owed, look),
				share({ numerator: submitted, denominator: owed }, look),
				integer(byDueDay, look)
			]
		},
		assessmentGroup(telling),
		...(['A', 'B', 'C'] as const).map((letter) => ({
			name: formulaTitle(letter, telling),
			// A table's columns are told apart by their headers alone.
			headers: fractionHeaders(telling).map((header) => ({
				...header,
				text: `${letter} · ${header.text}`
			})),
			cells: ({ figures }: BodyRow, look: Look) => fractionCells(figures.formulas[letter], look)
		}))
	];
	const filingsOf = new Map(view.response.bodies.map((body) => [body.bodyId, body]));
	const bodies = view.bodyFigures.map(({ bodyId, figures }): Row => {
		const filings = filingsOf.get(bodyId) ?? { bodyId, submitted: 0, owed: 0, byDueDay: 0 };
		const body = telling.body(bodyId);
		return {
			cells: [
				text(telling.content(body.short), 'strong'),
				text(telling.content(body.name)),
				...groups.flatMap((group): Cell[] => group.cells({ figures, filings }, 'body'))
			]
		};
	});
	const columns = 2 + groups.reduce((count, group) => count + group.headers.length, 0);
	return {
		name,
		widths: BODY_WIDTHS.slice(0, columns),
		rows: [
			...titleRows(telling, m.report_bodies_title({}, at), 2).slice(0, 2),
			{ cells: [null, text(m.report_bodies_do_not_add_up({}, at), 'note', { across: 10 })] },
			{ cells: [] },
			{ cells: [text('', 'group'), text('', 'group'), ...groups.flatMap(groupHeader)] },
			{
				cells: [
					...headers([m.report_column_body({}, at), m.report_column_body_name({}, at)]),
					...groups.flatMap((group) => group.headers)
				]
			},
			...bodies
		],
		frozen: { rows: BODY_HEADER_ROW, columns: 1 },
		table: {
			name: 'Bodies',
			row: BODY_HEADER_ROW,
			lastRow: BODY_HEADER_ROW + bodies.length,
			firstColumn: 1,
			lastColumn: columns
		},
		print: printOf(telling, name, {
			titleRows: [BODY_HEADER_ROW - 1, BODY_HEADER_ROW],
			titleColumns: 1,
			pagesWide: 2
		})
	};
}
