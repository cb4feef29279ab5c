// A table as a sheet of its own: title, what must be known to read it, and the rows under a header that stays.
import { text } from '../workbook/cells.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import { noneRow, printOf, titleRows } from './frame.ts';
import type { Table } from './single-tables.ts';
import type { Telling } from './telling.ts';

const HEADER_ROW = 5;

/**
 * Without rows there is no header either, but that there are none.
 *
 * @param called the sheet's name, and what formulas call its table
 * @param below what stands under the table
 */
export function tableSheet(
	telling: Telling,
	{ title, note, columns, rows, fixed }: Table,
	called: { name: string; table: string },
	below: readonly Row[] = []
): Sheet {
	const { name } = called;
	const hasRows = rows.length > 0;
	return {
		name,
		widths: columns.map(({ width }) => width),
		rows: [
			...titleRows(telling, title).slice(0, 2),
			{ cells: [text(note ?? '', 'note', { across: columns.length })] },
			{ cells: [] },
			hasRows ? { cells: columns.map(({ header }) => header) } : noneRow(telling),
			...rows.map((cells) => ({ cells })),
			...below
		],
		frozen: hasRows ? { rows: HEADER_ROW, columns: fixed } : null,
		table: hasRows
			? {
					name: called.table,
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
