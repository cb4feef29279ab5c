// A process of its own: makes the pack of a quarter of a database file, anew, and prints the SHA-256 of its bytes.
import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { openReader } from '#lib/server/db/database.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { makingOf } from '#lib/server/report/making.ts';
import { writeReport } from '#lib/server/report/report.ts';

const [path, slug, period, today] = process.argv.slice(2) as [string, string, string, string];
const database = openReader(path);
const contents = contentsOf(database, slug, readPeriod(period)!, { today });
database.close();
const stream = new PassThrough();
const [bytes] = await Promise.all([
	buffer(stream),
	writeReport(contents, 'en', stream, makingOf(contents))
]);
process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
