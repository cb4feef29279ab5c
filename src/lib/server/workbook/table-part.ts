// Named Excel tables: a part of its own for each, and the header cells it takes its columns' names from.
import { cellText, escaped } from './cell-text.ts';
import { areaRef, type Sheet, type Table } from './workbook.ts';
import { inAttribute, XML_HEAD } from './xml.ts';

/** The table of a sheet; none when it has no row: Excel takes none that is a header alone. */
export function tableOf({ table }: Sheet): Table | null {
	return table && table.lastRow > table.row ? table : null;
}

/**
 * Names of a table's columns, which its header cells must bear letter by letter: none empty, no two the same in Excel's eyes.
 *
 * @example columnNames(sheet, table) //=> ['Code', 'Count', 'Count (2)']
 */
export function columnNames({ rows }: Sheet, { row, firstColumn, lastColumn }: Table): string[] {
	const names: string[] = [];
	const taken = new Set<string>();
	const cells = rows[row - 1]?.cells ?? [];
	for (let column = firstColumn; column <= lastColumn; column += 1) {
		const cell = cells[column - 1];
		const base = cell?.kind === 'text' ? cellText(cell.text).replace(/\s+/g, ' ').trim() : '';
		let name = base || String(column);
		for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base} (${number})`;
		taken.add(name.toLowerCase());
		names.push(name);
	}
	return names;
}

/** @param id of no other table in the workbook */
export function tablePart(table: Table, names: readonly string[], id: number): string {
	if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(table.name))
		throw new RangeError(`No table is called ${table.name}`);
	const ref = areaRef(table);
	const columns = names.map(
		(name, index) => `<tableColumn id="${index + 1}" name="${inAttribute(escaped(name))}"/>`
	);
	return (
		`${XML_HEAD}<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${table.name}" ` +
		`displayName="${table.name}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/>` +
		`<tableColumns count="${names.length}">${columns.join('')}</tableColumns>` +
		'<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'
	);
}
