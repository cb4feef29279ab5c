// A table of the workbook on the web page, cell for cell.
import { m } from '#lib/paraglide/messages.js';
import type { PackTelling } from '../pack-telling.ts';
import type { Table } from '../single-tables.ts';
import { markup, type Markup } from './markup.ts';
import { paragraph, table } from './section.ts';

/** Without rows what it would hold, and that there is none. */
export function* tableOfCells(pack: PackTelling, id: string, told: Table): Iterable<Markup> {
	const { note, columns, rows, fixed } = told;
	if (rows.length === 0) {
		yield paragraph(note);
		yield paragraph(m.document_none({}, pack.at));
		return;
	}
	yield* table({
		id,
		caption: note ?? told.title,
		columns: columns.map(({ header }) => ({ name: pack.words(header) })),
		rows: rows.map((cells) => ({
			cells: cells.map((cell) =>
				cell === null ? null : markup`<div class="said">${pack.words(cell)}</div>`
			)
		})),
		rowHeaders: fixed
	});
}
