// Many rows of many tables, many to a statement. One such statement a table is prepared and used again: building it costs more than
// running it.
import { getTableColumns, sql, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../history/change.ts';

const ROWS_A_STATEMENT = 50;

interface Prepared {
	run(values: Record<string, unknown>): unknown;
}

/** The values of one statement by name, made anew for each: `title 0`, `title 1`, … */
interface Statement {
	prepared: Prepared;
	/** By row, the columns with the names their values go by. */
	names: readonly (readonly [column: string, name: string])[][];
}

/**
 * Rows waiting to be written inside one transaction, in the order in which their tables were first named; so parents before children. Every
 * row of a table names the same columns.
 */
export class RowsInBulk {
	private readonly tx: Tx;
	private readonly waiting = new Map<SQLiteTable, Record<string, unknown>[]>();
	private readonly statements = new Map<SQLiteTable, Statement>();

	constructor(tx: Tx) {
		this.tx = tx;
	}

	add<T extends SQLiteTable>(table: T, row: Required<InferInsertModel<T>>): void {
		const rows = this.waiting.get(table);
		if (rows) rows.push(row);
		else this.waiting.set(table, [row]);
	}

	/** Writes what waits; answers how many rows that were. */
	write(): number {
		let count = 0;
		for (const [table, rows] of this.waiting) {
			count += rows.length;
			while (rows.length >= ROWS_A_STATEMENT) {
				run(this.statementOf(table), rows.splice(0, ROWS_A_STATEMENT));
			}
			if (rows.length > 0) this.tx.insert(table).values(rows).run();
			rows.length = 0;
		}
		return count;
	}

	private statementOf(table: SQLiteTable): Statement {
		const known = this.statements.get(table);
		if (known) return known;
		const columns = Object.keys(getTableColumns(table));
		const names = Array.from({ length: ROWS_A_STATEMENT }, (_, index) =>
			columns.map((column) => [column, `${column} ${index}`] as const)
		);
		const rows = names.map((row) =>
			Object.fromEntries(row.map(([column, name]) => [column, sql.placeholder(name)]))
		);
		const statement = { prepared: this.tx.insert(table).values(rows).prepare(), names };
		this.statements.set(table, statement);
		return statement;
	}
}

function run({ prepared, names }: Statement, rows: readonly Record<string, unknown>[]): void {
	const values: Record<string, unknown> = {};
	for (const [index, row] of rows.entries()) {
		for (const [column, name] of names[index]!) values[name] = row[column];
	}
	prepared.run(values);
}
