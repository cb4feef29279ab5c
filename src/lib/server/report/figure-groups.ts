// Tables of figures: rows of anything that has figures, columns in groups, each group under its name.
import type { Response } from '#lib/domain/owed.ts';
import type { Figures, FormulaName } from '#lib/domain/progress.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import { formulaName, timelinessLabel } from '#lib/wording/labels.ts';
import { headers, integer, text } from '../workbook/cells.ts';
import type { Cell, Look, Row } from '../workbook/workbook.ts';
import { fractionCells, fractionHeaders } from './figures.ts';
import type { Telling } from './telling.ts';

/** Columns under one group header. */
export interface Group<T> {
	name: string;
	headers: Cell[];
	cells: (of: T, look: Look) => Cell[];
}

/** A goal, a quarter, the whole plan. */
export interface Figured {
	figures: Figures;
	response: Response;
}

/** What a row is of: two columns. */
export interface Heading<T> {
	headers: readonly [string, string];
	cells: (of: T, look: Look) => readonly [Cell, Cell];
	/** Whether a row stands out: the whole plan, the quarter in question. */
	isStrong: (of: T) => boolean;
}

/** The groups' names, the header, a row for each, and an empty one. The header is its second row. */
export function groupedTable<T>(
	{ headers: names, cells, isStrong }: Heading<T>,
	all: readonly T[],
	groups: readonly Group<T>[]
): Row[] {
	return [
		{ cells: [text('', 'group', { across: 2 }), null, ...groups.flatMap(groupHeader)] },
		{ cells: [...headers(names), ...groups.flatMap((group) => group.headers)] },
		...all.map((one) => {
			const look: Look = isStrong(one) ? 'strong' : 'body';
			return { cells: [...cells(one, look), ...groups.flatMap((group) => group.cells(one, look))] };
		}),
		{ cells: [] }
	];
}

export function groupHeader<T>({ name, headers: under }: Group<T>): (Cell | null)[] {
	const first = text(name, 'group', { across: under.length, align: 'centre' });
	return [first, ...under.slice(1).map(() => null)];
}

export function numberHeader(name: string): Cell {
	return text(name, 'header', { align: 'right' });
}

/** A formula each, under its letter and name. */
export function formulaGroups(
	letters: readonly FormulaName[],
	titleOf: (letter: FormulaName) => string,
	telling: Telling
): Group<Pick<Figured, 'figures'>>[] {
	return letters.map((letter) => ({
		name: titleOf(letter),
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

export function numberGroups(telling: Telling): Group<Figured>[] {
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

export function responseGroup(telling: Telling): Group<Figured> {
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
export function assessmentGroup(telling: Telling): Group<Pick<Figured, 'figures'>> {
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

export function outsideGroup({ at }: Telling): Group<Figured> {
	return {
		name: '',
		headers: [numberHeader(m.report_column_outside({}, at))],
		cells: ({ figures }, look) => [integer(figures.outside, look)]
	};
}

export function timelinessGroup({ at, locale }: Telling): Group<Figured> {
	return {
		name: m.report_group_timeliness({}, at),
		headers: TIMELINESS.map((value) => numberHeader(timelinessLabel(value, locale))),
		cells: ({ figures }, look) =>
			TIMELINESS.map((value) => integer(figures.timeliness[value], look))
	};
}
