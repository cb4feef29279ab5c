// Whether the triggers stand that protect what is only added to: as a new file gets them from the migrations, and no others.
import type { Database as File } from 'better-sqlite3';
import { connect } from './connection.ts';
import { migrateFile } from './migrations.ts';

export interface FaultyTrigger {
	name: string;
	kind: 'missing' | 'altered' | 'put-in';
}

/** The first trigger, by name, that is not as the program made it; null where all are. */
export function faultyTrigger(file: File): FaultyTrigger | null {
	const expected = triggersOfNewFile();
	const present = triggersIn(file);
	for (const name of [...new Set([...expected.keys(), ...present.keys()])].toSorted()) {
		if (!present.has(name)) return { name, kind: 'missing' };
		if (!expected.has(name)) return { name, kind: 'put-in' };
		if (present.get(name) !== expected.get(name)) return { name, kind: 'altered' };
	}
	return null;
}

function triggersOfNewFile(): Map<string, string> {
	const fresh = connect(':memory:', { readonly: false });
	try {
		migrateFile(fresh, ':memory:');
		return triggersIn(fresh.raw);
	} finally {
		fresh.raw.close();
	}
}

function triggersIn(file: File): Map<string, string> {
	const rows = file
		.prepare(`select name, sql from sqlite_master where type = 'trigger'`)
		.raw()
		.all() as [string, string][];
	return new Map(rows);
}
