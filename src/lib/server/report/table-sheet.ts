// A table as a sheet of its own: title, what must be known to read it, and the rows under a header that stays.
import { text } from '../workbook/cells.ts';
import type { Cell, Row, Sheet } from '../workbook/workbook.ts';
import { noneRow, printOf, titleRows } from './frame.ts';
import type { LongTexts } from './long-texts.ts';
import type { Table } from './single-tables.ts';
import type { Telling } from './telling.ts';

const HEADER_ROW = 5;

export interface SheetOfTable {
	name: string;
	/** What formulas call its table. */
	table: string;
	/** Keeps whole what does not fit a printed cell. */
	longTexts: LongTexts;
	/** What stands under the table. */
	below?: readonly Row[];
}

/** Without rows there is no header either, but that there are none. */
export function tableSheet(
	telling: Telling,
	told: Table,
	{ name, table, longTexts, below = [] }: SheetOfTable
): Sheet {
	const { title, note, columns, rows, fixed } = told;
	const hasRows = rows.length > 0;
	return {
		name,
		widths: columns.map(({ width }) => width),
		rows: [
			...titleRows(telling, title).slice(0, 2),
			{ cells: [text(note ?? '', 'note', { across: columns.length })] },
			{ cells: [] },
			hasRows ? { cells: columns.map(({ header }) => header) } : noneRow(telling),
			...rows.map((cells) => ({ cells: fitting(cells, told, longTexts) })),
			...below
		],
		frozen: hasRows ? { rows: HEADER_ROW, columns: fixed } : null,
		table: hasRows
			? {
					name: table,
					row: HEADER_ROW,
					lastRow: HEADER_ROW + rows.length,
					firstColumn: 1,
					lastColumn: columns.length
				}
			: null,
		print: printOf(telling, name, {
			titleRows: hasRows ? [HEADER_ROW, HEADER_ROW] : null,
			titleColumns: columns.length > 14 ? fixed : 0,
			pagesWide: columns.length > 14 ? 2 : 1
		})
	};
}

type Cells = Table['rows'][number];

/** A row without more text than is printed; what it is of stands after what is strong in it. */
function fitting(cells: Cells, { columns }: Table, longTexts: LongTexts): Cells {
	const code = cells.findLastIndex((cell) => cell?.look === 'strong');
	const said = (cell: Cell | null | undefined) => (cell?.kind === 'text' ? cell.text : '');
	return cells.map((cell, index) => {
		if (cell?.kind !== 'text') return cell;
		const { header, width } = columns[index]!;
		const place = {
			code: said(cells[code]),
			activity: said(cells[code + 1]),
			field: said(header)
		};
		return { ...cell, text: longTexts.beginning(cell.text, width, place) };
	});
}
