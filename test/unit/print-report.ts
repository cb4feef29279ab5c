// A process of its own that says the digest of a report: report-parts.spec.ts runs it in other time zones.
import { createHash } from 'node:crypto';
import { reportFile } from '#lib/server/report/report.ts';
import { CONTENTS, MAKING } from '../fixtures/report-making.ts';

const bytes = await reportFile(CONTENTS, 'sr-Cyrl', MAKING);
console.log(createHash('sha256').update(bytes).digest('hex'));
