// Compares two workbooks cell by cell.
import ExcelJS from 'exceljs';

export interface CellPlace {
	sheet: string;
	/** Such as B7; a sheet that is missing has none, and is told as A1. */
	cell: string;
}

/** The first cell that says something else in the second workbook; null where all say the same. What cannot be read differs at once. */
export async function firstDifference(
	one: Uint8Array,
	other: Uint8Array
): Promise<CellPlace | null> {
	const [first, second] = [await cellsOf(one), await cellsOf(other)];
	if (!first || !second) return null;
	for (const [sheet, cells] of first) {
		const others = second.get(sheet);
		if (!others) return { sheet, cell: 'A1' };
		for (const cell of new Set([...cells.keys(), ...others.keys()])) {
			if (cells.get(cell) !== others.get(cell)) return { sheet, cell };
		}
	}
	const added = [...second.keys()].find((sheet) => !first.has(sheet));
	return added === undefined ? null : { sheet: added, cell: 'A1' };
}

async function cellsOf(bytes: Uint8Array): Promise<Map<string, Map<string, string>> | null> {
	const workbook = new ExcelJS.Workbook();
	try {
		await workbook.xlsx.load(new Uint8Array(bytes).buffer);
	} catch {
		return null;
	}
	return new Map(
		workbook.worksheets.map((sheet) => {
			const cells = new Map<string, string>();
			sheet.eachRow((row) =>
				row.eachCell((cell) => cells.set(cell.address, JSON.stringify(cell.value)))
			);
			return [sheet.name, cells];
		})
	);
}
