// A process of its own: makes the pack of a quarter of a database file, anew, and prints the SHA-256 of its bytes.
import { createHash } from 'node:crypto';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { openReader } from '#lib/server/db/database.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { makingOf } from '#lib/server/report/making.ts';
import { reportFile } from '#lib/server/report/report.ts';

const [path, slug, period, today] = process.argv.slice(2) as [string, string, string, string];
const database = openReader(path);
const contents = contentsOf(database, slug, readPeriod(period)!, { today });
database.close();
const bytes = await reportFile(contents, 'en', makingOf(contents));
process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
