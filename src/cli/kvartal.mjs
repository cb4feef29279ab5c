// `npm run -s kvartal -- <command>`: see kvartal.ts. This file only makes sure that it can be read: as it was built, which begins five times as
// fast, while the build is of these sources; else the sources themselves.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from './build.mjs';
import { requireNode } from './node-version.mjs';
import { HOME, prepare } from './prepare.mjs';

requireNode();
// Whoever reads the answer may stop in the middle of it, as `| head` does: then there is nobody to go on for. The status is the shell's for that.
process.stdout.on('error', (error) => {
	if (!('code' in error) || error.code !== 'EPIPE') throw error;
	process.exit(141);
});
process.env.KVARTAL_HOME ||= HOME;
const { main } = await import(await program());
process.exitCode = await main(process.argv.slice(2));

async function program() {
	if (isBuilt()) {
		// Asked for here, since a Node too old to have it could not even begin this file, to say so.
		const { enableCompileCache } = await import('node:module');
		// Beside the build, which takes it away when it is made anew; where nothing can be written, it is compiled every time.
		enableCompileCache(join(HOME, 'build/compile-cache'));
		return '../../build/cli/kvartal.js';
	}
	if (!existsSync(join(HOME, 'src/lib/paraglide/messages.js'))) await prepare(console.error);
	return './kvartal.ts';
}
