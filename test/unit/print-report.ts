// A process of its own that says the digest of a report: report-parts.spec.ts runs it in other time zones.
import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeReport } from '#lib/server/report/report.ts';
import { CONTENTS, MAKING } from '../fixtures/report-making.ts';

const stream = new PassThrough();
const [bytes] = await Promise.all([
	buffer(stream),
	writeReport(CONTENTS, 'sr-Cyrl', stream, MAKING)
]);
console.log(createHash('sha256').update(bytes).digest('hex'));
