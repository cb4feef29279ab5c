// What the tables must hold by what the history's entries say of the rows they wrote, and where they hold something else. Digests alone are
// kept in memory: some 200 bytes a row.
import type { Database as File } from 'better-sqlite3';
import type { RowFault } from '#lib/domain/history-chain.ts';
import { auditedTables } from './audited.ts';
import { rowDigest, type NotedRows } from './noted-rows.ts';

export interface FaultyRow {
	table: string;
	/** Its primary key, as a JSON array. */
	key: string;
	kind: RowFault;
	/** The digest it has now; null for one that is missing. */
	digest: string | null;
}

export class ReplayedRows {
	private readonly tables = new Map<string, Map<string, string>>();

	/** Takes in what one entry wrote, after all before it. */
	take(rows: string): void {
		for (const [table, noted] of Object.entries(JSON.parse(rows) as NotedRows)) {
			let known = this.tables.get(table);
			if (!known) this.tables.set(table, (known = new Map()));
			for (const key in noted) {
				const digest = noted[key]!;
				if (digest === null) known.delete(key);
				else known.set(key, digest);
			}
		}
	}

	/**
	 * Every row that is not as it must be: table by table, by key, the missing ones of a table last.
	 *
	 * @param compared is called with how many rows were looked at, now and then
	 */
	*faultyRows(file: File, compared: (rows: number) => void = () => {}): Generator<FaultyRow> {
		let count = 0;
		const tables = auditedTables(file);
		for (const { name, key, row, isAudited } of tables) {
			const known = this.tables.get(name) ?? new Map<string, string>();
			let found = 0;
			const rows = file
				.prepare(`select ${key('t')}, ${row('t')} from ${name} t where ${isAudited('t')}`)
				.raw()
				.iterate() as IterableIterator<[string, string]>;
			for (const [one, text] of rows) {
				count += 1;
				if (count % ROWS_TOLD === 0) compared(count);
				const digest = rowDigest(text);
				const expected = known.get(one);
				if (expected !== undefined) found += 1;
				if (expected === digest) continue;
				yield { table: name, key: one, kind: expected ? 'altered' : 'put-in', digest };
			}
			if (found < known.size) yield* missingIn(file, name, key('t'), known);
		}
		for (const [table, known] of this.tables) {
			if (tables.some(({ name }) => name === table)) continue;
			for (const key of known.keys()) yield { table, key, kind: 'missing', digest: null };
		}
		compared(count);
	}
}

const ROWS_TOLD = 10_000;

function* missingIn(
	file: File,
	table: string,
	key: string,
	known: ReadonlyMap<string, string>
): Generator<FaultyRow> {
	const there = new Set(file.prepare(`select ${key} from ${table} t`).pluck().iterate());
	for (const one of known.keys()) {
		if (!there.has(one)) yield { table, key: one, kind: 'missing', digest: null };
	}
}
