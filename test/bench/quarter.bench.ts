// The demonstration: loading it, reading a quarter of it, making its report, backing it up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '#lib/server/db/backup.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { reportFile } from '#lib/server/report/report.ts';
import { measure } from './stopwatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'kvartal-bench-'));
const path = join(folder, 'kvartal.db');
const strategy = 'cybercrime-2019-2023';
const today = '2020-10-05';
const madeAt = '2020-10-05T12:00:00Z';

const database = openDatabase(path);
await loadDemonstration(database);

let count = 0;
const fresh = (ending: string) => join(folder, `${(count += 1)}${ending}`);

await measure(
	'demonstration into an empty database',
	async () => {
		const empty = openDatabase(fresh('.db'));
		await loadDemonstration(empty);
		empty.close();
	},
	{ times: 3 }
);
await measure('a quarter, read', () => quarters.read(database, strategy, '2020-Q2', { today }));
await measure('a quarter, read on a connection of its own', () => {
	const other = openDatabase(path);
	quarters.read(other, strategy, '2020-Q2', { today });
	other.close();
});
const period = { kind: 'quarter', quarter: '2020-Q2' } as const;
const contents = contentsOf(database, strategy, period, { today });
await measure('its report, made', () => reportFile(contents, 'sr-Latn', { madeAt }), {
	times: 5
});
await measure('back-up, checked', () => backUp(path, fresh('.db'), { mayOverwrite: false }), {
	times: 5
});

database.close();
rmSync(folder, { recursive: true });
