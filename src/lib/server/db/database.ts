// One database file: opened lazily, migrated once, read through `read`, written through history/change.ts alone.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { connect, type Connection, type OpenConnection } from './connection.ts';
import { migrateFile } from './migrations.ts';
import { noteRows } from './noted-rows.ts';

/** What may be asked of a connection or of a transaction: queries, never writes. */
export type Reader = Pick<Connection, 'select' | 'selectDistinct' | '$count'>;

export interface Database {
	readonly path: string;
	readonly read: OpenConnection['orm'];
	close(): void;
}

const writers = new WeakMap<Database, OpenConnection>();

/** Where the database lies: DATABASE_PATH, by default data/kvartal.db in the working directory. */
export function databasePath(env: NodeJS.ProcessEnv = process.env): string {
	return resolve(env.DATABASE_PATH || 'data/kvartal.db');
}

/**
 * Opens a database file, creating and migrating it when need be; a back-up file is made before each migration.
 *
 * @throws {Refusal} `schema_newer` when a newer program has written it.
 */
export function openDatabase(
	path: string,
	{ log }: { log?: (line: string) => void } = {}
): Database {
	if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
	const writer = connect(path, { readonly: false });
	try {
		migrateFile(writer, path, log);
		noteRows(writer.raw);
	} catch (error) {
		writer.raw.close();
		throw error;
	}
	const reader = connect(path, { readonly: true });
	const database: Database = {
		path,
		read: reader.orm,
		close() {
			reader.raw.close();
			writer.raw.close();
		}
	};
	writers.set(database, writer);
	return database;
}

/** The writing connection; see the lint rule. */
export function writerOf(database: Database): OpenConnection {
	const writer = writers.get(database);
	if (!writer) throw new Error('This database was not opened for writing.');
	return writer;
}

/** Opens a file for reading only, as worker threads do: no migration, no writer. */
export function openReader(path: string): Database {
	const reader = connect(path, { readonly: true });
	return { path, read: reader.orm, close: () => reader.raw.close() };
}

/** The same on one unchanging state of the database until it is closed: for reading that lasts while others write. */
export function openStill(path: string): Database {
	const still = openReader(path);
	still.read.$client.exec('begin');
	return still;
}

/** Runs several queries on one unchanging state of the database. */
export function snapshot<T>(database: Database, work: (read: Reader) => T): T {
	return database.read.$client.transaction(work).deferred(database.read);
}
