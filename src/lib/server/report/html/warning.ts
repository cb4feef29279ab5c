// The sections of early warning: the workbook's sheets, row for row.
import { earlyWarningOf } from '#lib/domain/early-warning.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PackTelling } from '../pack-telling.ts';
import type { Table } from '../single-tables.ts';
import { overridesTable, w1Table, w2Table } from '../warning.ts';
import { markup, type Markup } from './markup.ts';
import { heading, paragraph, table, type Section } from './section.ts';

/** W1: what fell due and is not done. */
export function due(pack: PackTelling): Section {
	const told = w1Table(pack, earlyWarningOf(pack.view));
	return {
		id: 'w1',
		title: told.title,
		isWide: true,
		parts: () => tableOfCells(pack, 'w1-table', told)
	};
}

/** W2: what falls due next and is at risk, and what was judged otherwise than the rule does. */
export function atRisk(pack: PackTelling): Section {
	const warning = earlyWarningOf(pack.view);
	const told = w2Table(pack, warning);
	return {
		id: 'w2',
		title: told.title,
		isWide: true,
		*parts() {
			yield* tableOfCells(pack, 'w2-table', told);
			if (warning.overrides.length === 0) return;
			const otherwise = overridesTable(pack, warning);
			yield heading(otherwise.title);
			yield* tableOfCells(pack, 'overrides', otherwise);
		}
	};
}

/** A table of the workbook; without rows what it would hold, and that there is none. */
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
		columns: columns.map(({ header }) => ({ name: pack.words(header) })),
		rows: rows.map((cells) => ({
			cells: cells.map((cell) =>
				cell === null ? null : markup`<div class="said">${pack.words(cell)}</div>`
			)
		})),
		rowHeaders: fixed
	});
}
