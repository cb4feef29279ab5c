// Compares two workbooks cell by cell.
import ExcelJS from 'exceljs';
import { unzipped } from './unzip.ts';

/** More than the report of a national plan takes, unpacked. */
const MOST_BYTES = 200_000_000;

export interface CellPlace {
	sheet: string;
	/** Such as B7; a sheet that is missing has none, and is told as A1. */
	cell: string;
}

/** The first cell that says something else in the second workbook; null where all say the same, however the file is packed. */
export async function firstDifference(
	one: Uint8Array,
	other: Uint8Array
): Promise<CellPlace | 'unreadable' | null> {
	const [first, second] = [await cellsIn(one), await cellsIn(other)];
	if (!first || !second) return 'unreadable';
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

/** Spreadsheets keep fifteen digits of a number; one that is only saved again loses the others. */
function asKept(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(15)) : value;
}

/** What every cell says, by sheet and place; null for what is no workbook. */
async function cellsIn(bytes: Uint8Array): Promise<Map<string, Map<string, string>> | null> {
	const workbook = new ExcelJS.Workbook();
	try {
		// ExcelJS unpacks whatever it is given.
		unzipped(bytes, MOST_BYTES);
		await workbook.xlsx.load(new Uint8Array(bytes).buffer);
	} catch {
		return null;
	}
	return new Map(
		workbook.worksheets.map((sheet) => {
			const cells = new Map<string, string>();
			sheet.eachRow((row) =>
				row.eachCell((cell) => cells.set(cell.address, JSON.stringify(cell.value, asKept)))
			);
			return [sheet.name, cells];
		})
	);
}
