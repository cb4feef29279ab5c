import { basename } from 'node:path';
import { defineConfig } from 'vite';

/** Which: a path of the sources, given by src/cli/build.mjs. */
const worker = process.env.KVARTAL_WORKER;
if (!worker) throw new Error('KVARTAL_WORKER names the worker to be bundled: run `npm run build`.');

/**
 * Bundles a worker thread, `x.worker.ts` to build/workers/x.js, beside the server that adapter-node has just written to build/. Each by itself: what
 * several share would hold every sentence of the packs, and a thread that freezes would read them before it begins.
 */
export default defineConfig({
	ssr: { noExternal: ['drizzle-orm', 'valibot'] },
	build: {
		ssr: true,
		outDir: 'build/workers',
		emptyOutDir: false,
		copyPublicDir: false,
		target: 'node24',
		rolldownOptions: {
			input: { [basename(worker, '.worker.ts')]: worker },
			output: { chunkFileNames: `assets/${basename(worker, '.worker.ts')}-[name]-[hash].js` }
		}
	}
});
