import { defineConfig } from 'vite';

/** Bundles the worker threads beside the server that adapter-node has just written to build/. */
export default defineConfig({
	ssr: { noExternal: ['drizzle-orm', 'valibot'] },
	build: {
		ssr: true,
		outDir: 'build/workers',
		emptyOutDir: true,
		copyPublicDir: false,
		target: 'node24',
		rolldownOptions: { input: { report: 'src/lib/server/report/report.worker.ts' } }
	}
});
