// Run in a process of its own: prints the SHA-256 of the Word document and of the HTML made of the quarter of the fixtures.
import { createHash } from 'node:crypto';
import { htmlOf } from '#lib/server/report/html.ts';
import { wordOf } from '#lib/server/report/word.ts';
import { QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { contentsOfView } from '../fixtures/pack-contents.ts';

const contents = contentsOfView(QUARTER_VIEW);
const hash = (made: string | Uint8Array) => createHash('sha256').update(made).digest('hex');
process.stdout.write(`${hash(await wordOf(contents, 'en'))} ${hash(htmlOf(contents, 'en'))}`);
