// Packs of the demonstration, which is loaded once for all tests of a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { contentsOf, type PackContents } from '#lib/server/report/contents.ts';

/** What the pack of a period says, read on the demonstration's day. */
export function demonstrationPacks(): (period: string) => PackContents {
	let folder: string;
	let database: Database;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'kvartal-packs-'));
		database = openDatabase(join(folder, 'kvartal.db'));
		await loadDemonstration(database);
	});
	afterAll(() => {
		database.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return (period) =>
		contentsOf(database, 'cybercrime-2019-2023', readPeriod(period)!, { today: '2020-10-05' });
}
