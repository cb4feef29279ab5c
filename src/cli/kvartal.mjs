// `npm run -s kvartal -- <command>`: see kvartal.ts. This file only makes sure that it can be read.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './node-version.mjs';
import { HOME, prepare } from './prepare.mjs';

requireNode();
process.env.KVARTAL_HOME ||= HOME;
if (!existsSync(join(HOME, 'src/lib/paraglide/messages.js'))) await prepare(console.error);
const { main } = await import('./kvartal.ts');
process.exitCode = await main(process.argv.slice(2));
