// The program as it may be one day: with a migration more than it has.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { folderOfItsOwn } from './database.ts';

/** For the rest of the test, a database that is opened is migrated by this SQL as well. */
export function withNextMigration(sql: string): void {
	const home = folderOfItsOwn();
	cpSync('drizzle', join(home, 'drizzle'), { recursive: true });
	const journal = join(home, 'drizzle/meta/_journal.json');
	const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as {
		entries: { idx: number; when: number; tag: string }[];
	};
	const last = entries.at(-1)!;
	const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' };
	writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, next] }));
	writeFileSync(join(home, 'drizzle/9999_next.sql'), sql);
	vi.stubEnv('KVARTAL_HOME', home);
	onTestFinished(() => {
		vi.unstubAllEnvs();
	});
}
