// Native charts of a sheet's own tables: counts that add up, one bar or column for each row of the table.
import { m } from '#lib/paraglide/messages.js';
import type { ChartTone } from '#lib/charts/summary.ts';
import { EMPTY_ROW } from '../workbook/measure.ts';
import type { Area, Chart, Row } from '../workbook/workbook.ts';
import type { Telling } from './telling.ts';

/** A chart of a table, without its place: that is the sheet's. */
export interface Drawn {
	kind: 'stacked-bars' | 'stacked-columns';
	title: string;
	/** What it says, in a sentence with its numbers. */
	description: string;
	/** The table's header row and its last row that is drawn. */
	table: Pick<Area, 'row' | 'lastRow'>;
	/** The column that names the bars. */
	names: number;
	/** The first of the columns with counts, and what each counts. */
	from: number;
	tones: readonly ChartTone[];
	/** Columns of the sheet it covers. */
	across: number;
}

const TITLE_AND_LEGEND = 130;
const BAR = 26;
const COLUMNS_HIGH = 300;
/** Points that still fit a page. */
const HIGHEST = 800;

/** Rows left empty for a chart of so many bars, and one after it. */
export function roomFor(kind: Drawn['kind'], bars: number): Row[] {
	const points =
		kind === 'stacked-columns' ? COLUMNS_HIGH : Math.min(HIGHEST, TITLE_AND_LEGEND + bars * BAR);
	return Array.from({ length: Math.ceil(points / EMPTY_ROW) + 1 }, () => ({ cells: [] }));
}

/** @param row the first of the rows left for it */
export function chartAt(
	row: number,
	{ kind, title, description, table, names, from, tones, across }: Drawn,
	telling: Telling
): Chart {
	const first = table.row + 1;
	const column = (at: number) => ({
		row: first,
		lastRow: table.lastRow,
		firstColumn: at,
		lastColumn: at
	});
	const rows = roomFor(kind, table.lastRow - table.row).length;
	return {
		kind,
		title,
		description,
		place: { row, lastRow: row + rows - 2, firstColumn: 1, lastColumn: across },
		categories: column(names),
		series: tones.map((tone, index) => ({
			name: { row: table.row, column: from + index },
			values: column(from + index),
			tone
		})),
		unit: m.overview_chart_unit({}, telling.at)
	};
}

/** Of the columns of the assessment's table. */
export function scaleTones({ scale }: Telling): ChartTone[] {
	return scale.map((role) => role ?? 'no-data');
}
