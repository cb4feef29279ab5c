import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vite';

const workers = globSync('src/lib/server/**/*.worker.ts').sort();

/** Bundles the worker threads, `x.worker.ts` to build/workers/x.js, beside the server that adapter-node has just written to build/. */
export default defineConfig({
	ssr: { noExternal: ['drizzle-orm', 'valibot'] },
	build: {
		ssr: true,
		outDir: 'build/workers',
		emptyOutDir: true,
		copyPublicDir: false,
		target: 'node24',
		rolldownOptions: {
			input: Object.fromEntries(workers.map((path) => [basename(path, '.worker.ts'), path]))
		}
	}
});
