// The figures by goal and by body.
import type { Response } from '#lib/domain/owed.ts';
import type { Figures, FormulaName } from '#lib/domain/progress.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import { formulaName, timelinessLabel } from '#lib/wording/labels.ts';
import { headers, integer, share, text } from '../workbook/cells.ts';
import type { Cell, Look, Row, Sheet } from '../workbook/workbook.ts';
import { fractionCells, fractionHeaders } from './figures.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

/** Columns under one group header: A, B, … in the first table, others beneath. */
interface Group<T> {
	name: string;
	headers: Cell[];
	cells: (of: T, look: Look) => Cell[];
}

interface GoalRow {
	code: string;
	title: string;
	figures: Figures;
	response: Response;
}

const GOAL_WIDTHS = [9, 46, ...Array.from({ length: 10 }, () => 12)];

/** Tables of the same rows, one for each goal and one for the whole plan, each no wider than a page. */
export function goalsSheet(telling: Telling, name: string): Sheet {
	const { view, at } = telling;
	const goals: GoalRow[] = view.goalFigures.map(({ goalId, figures, response }) => {
		const goal = telling.goal(goalId);
		return { code: goal.code, title: telling.content(goal.title), figures, response };
	});
	const whole: GoalRow = {
		code: '',
		title: m.report_whole_plan({}, at),
		figures: view.figures,
		response: view.response
	};
	const all = [...goals, whole];
	const rows: Row[] = [
		...titleRows(telling, m.report_sheet_goals({}, at)),
		...table(telling, all, formulaGroups(telling, ['A', 'B'])),
		...table(telling, all, formulaGroups(telling, ['C', 'D'])),
		...table(telling, all, numberGroups(telling)),
		...startingPage(table(telling, all, [assessmentGroup(telling), outsideGroup(telling)])),
		...table(telling, all, [timelinessGroup(telling)]),
		...table(telling, all, [responseGroup(telling)])
	];
	return {
		name,
		widths: GOAL_WIDTHS,
		rows,
		frozen: { rows: 2, columns: 2 },
		filter: null,
		print: printOf(telling, name)
	};
}

function startingPage([first, ...others]: readonly Row[]): Row[] {
	return [{ ...first!, startsPage: true }, ...others];
}

function table(
	telling: Telling,
	goals: readonly GoalRow[],
	groups: readonly Group<GoalRow>[]
): Row[] {
	const { at } = telling;
	return [
		{ cells: [text('', 'group', { across: 2 }), null, ...groups.flatMap(groupHeader)] },
		{
			cells: [
				...headers([m.report_activity_code({}, at), m.report_column_goal({}, at)]),
				...groups.flatMap((group) => group.headers)
			]
		},
		...goals.map((goal) => {
			const look: Look = goal.code === '' ? 'strong' : 'body';
			return {
				cells: [
					text(goal.code, 'strong'),
					text(goal.title, look),
					...groups.flatMap((group) => group.cells(goal, look))
				]
			};
		}),
		{ cells: [] }
	];
}

function groupHeader<T>({ name, headers: under }: Group<T>): (Cell | null)[] {
	const first = text(name, 'group', { across: under.length, align: 'centre' });
	return [first, ...under.slice(1).map(() => null)];
}

function formulaGroups(telling: Telling, letters: readonly FormulaName[]): Group<GoalRow>[] {
	return letters.map((letter) => ({
		name: formulaTitle(letter, telling),
		headers: fractionHeaders(telling),
		cells: ({ figures }, look) => fractionCells(figures.formulas[letter], look)
	}));
}

/** Letter and name, and for D that the year is not over. */
export function formulaTitle(letter: FormulaName, { at, locale, view }: Telling): string {
	const name = `${letter} · ${formulaName(letter, locale)}`;
	return letter === 'D' && view.figures.isYearToDate
		? `${name} (${m.formula_year_to_date({}, at)})`
		: name;
}

function numberGroups(telling: Telling): Group<GoalRow>[] {
	const { at } = telling;
	return [
		{
			name: m.number_indicator_met({}, at),
			headers: fractionHeaders(telling),
			cells: ({ figures }, look) => fractionCells(figures.threeNumbers.indicatorMet, look)
		},
		{
			name: m.number_on_time({}, at),
			headers: [
				...fractionHeaders(telling),
				numberHeader(m.report_column_by_adopted({}, at)),
				numberHeader(m.report_column_adopted_unknown({}, at))
			],
			cells: ({ figures: { threeNumbers } }, look) => [
				...fractionCells(threeNumbers.onTime, look),
				integer(threeNumbers.onTime.byAdopted, look),
				integer(threeNumbers.onTime.adoptedUnknown, look)
			]
		}
	];
}

function responseGroup(telling: Telling): Group<GoalRow> {
	const { at } = telling;
	return {
		name: m.formula_response_name({}, at),
		headers: [...fractionHeaders(telling), numberHeader(m.report_column_by_due_day({}, at))],
		cells: ({ response }, look) => [
			...fractionCells(response.rate, look),
			integer(response.byDueDay, look)
		]
	};
}

/** Activities in force, and of them each step of the scale and "no data". */
function assessmentGroup<T extends { figures: Figures }>(telling: Telling): Group<T> {
	const { at, scale } = telling;
	return {
		name: m.report_group_assessment({}, at),
		headers: [
			numberHeader(m.report_column_in_force({}, at)),
			...scale.map((role) => numberHeader(telling.step(role).text))
		],
		cells: ({ figures }, look) => [
			integer(figures.population, look),
			...scale.map((role) => integer(figures.assessment[role ?? 'noData'], look, role ?? 'noData'))
		]
	};
}

function outsideGroup({ at }: Telling): Group<GoalRow> {
	return {
		name: '',
		headers: [numberHeader(m.report_column_outside({}, at))],
		cells: ({ figures }, look) => [integer(figures.outside, look)]
	};
}

function timelinessGroup({ at, locale }: Telling): Group<GoalRow> {
	return {
		name: m.report_group_timeliness({}, at),
		headers: TIMELINESS.map((value) => numberHeader(timelinessLabel(value, locale))),
		cells: ({ figures }, look) =>
			TIMELINESS.map((value) => integer(figures.timeliness[value], look))
	};
}

function numberHeader(name: string): Cell {
	return text(name, 'header', { align: 'right' });
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
			headers: fractionHeaders(telling),
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
				...groups.flatMap((group) => group.cells({ figures, filings }, 'body'))
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
		filter: {
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
