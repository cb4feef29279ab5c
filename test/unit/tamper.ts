// What an intruder does to a file behind the program's back: takes the triggers away, does as they please, and puts the triggers back.
// Statements may say `packed(text)` and `unpacked(bytes)` of what is kept packed with zstd.
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';

export function tamper(path: string, ...statements: string[]): void {
	if (statements.length === 0) return;
	const raw = new BetterSqlite3(path);
	raw.pragma('foreign_keys = off');
	raw.function('packed', (text) => zstdCompressSync(String(text)));
	raw.function('unpacked', (bytes) => zstdDecompressSync(bytes as Uint8Array).toString());
	const triggers = raw
		.prepare(`select name, sql from sqlite_master where type = 'trigger'`)
		.all() as { name: string; sql: string }[];
	for (const { name } of triggers) raw.exec(`drop trigger ${name}`);
	for (const statement of statements) raw.exec(statement);
	for (const { sql } of triggers) raw.exec(sql);
	raw.close();
}
