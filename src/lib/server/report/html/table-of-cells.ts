// Tables of the workbook on the web page, cell for cell.
import { m } from '#lib/paraglide/messages.js';
import type { TableSection } from '../pack-tables.ts';
import type { PackTelling } from '../pack-telling.ts';
import type { Cell } from '../../workbook/workbook.ts';
import type { Table } from '../single-tables.ts';
import { markup, type Markup } from './markup.ts';
import { heading, paragraph, table, type Column, type Section } from './section.ts';

export function sectionOfTables(
	pack: PackTelling,
	{ id, title, notes, tables }: TableSection
): Section {
	return {
		id,
		title,
		isWide: true,
		*parts() {
			for (const note of notes) yield paragraph(note);
			for (const { id, told } of tables) {
				if (told.title !== title) yield heading(told.title);
				yield* tableOfCells(pack, id, told);
			}
		}
	};
}

/** Without rows what it would hold, and that there is none. */
function* tableOfCells(pack: PackTelling, id: string, told: Table): Iterable<Markup> {
	const { note, columns, rows, fixed } = told;
	if (rows.length === 0) {
		yield paragraph(note);
		yield paragraph(m.document_none({}, pack.at));
		return;
	}
	yield* table({
		id,
		caption: note ?? told.title,
		columns: columns.map(({ header, width }, index) => ({
			name: pack.words(header),
			look: lookOf(header, width, rows[0]![index] ?? null)
		})),
		rows: rows.map((cells) => ({
			cells: cells.map((cell) => {
				const said = cell === null ? '' : pack.words(cell);
				if (said === '') return null;
				return markup`<div class="${cell!.look === 'strong' ? 'said strong' : 'said'}">${said}</div>`;
			})
		})),
		rowHeaders: fixed
	});
}

/** So wide that it holds sentences. */
const TEXT_WIDTH = 30;

function lookOf(header: Cell, width: number, first: Cell | null): Column['look'] {
	if (header.kind === 'text' && header.align === 'right') return 'number';
	if (first?.kind === 'day') return 'short';
	return width < TEXT_WIDTH ? undefined : 'text';
}
