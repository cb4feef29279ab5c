import { basename } from 'node:path';
import { defineConfig } from 'vite';

/** Which: a path of the sources, and the folder it goes to, given by src/cli/build.mjs. */
const { KVARTAL_PROGRAM: program, KVARTAL_PROGRAM_DIR: outDir } = process.env;
if (!program || !outDir) {
	throw new Error('KVARTAL_PROGRAM names the program to be bundled: run `npm run build`.');
}
const name = basename(program).replace(/(\.worker)?\.ts$/, '');

/**
 * Bundles a program that runs beside the pages: a worker thread or the command line, beside the server that adapter-node has just written to
 * build/. Each by itself: what several share would hold every sentence of the packs, and a thread that freezes would read them before it begins.
 */
export default defineConfig({
	ssr: { noExternal: ['drizzle-orm', 'valibot'] },
	build: {
		ssr: true,
		outDir,
		emptyOutDir: false,
		copyPublicDir: false,
		target: 'node24',
		rolldownOptions: {
			input: { [name]: program },
			output: { chunkFileNames: `assets/${name}-[name]-[hash].js` }
		}
	}
});
