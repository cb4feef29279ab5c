import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** No test fails for being slow: this ends only what hangs. */
const PATIENCE_MS = 600_000;

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['src/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
					setupFiles: process.env.KVARTAL_LONG ? ['test/generated.setup.ts'] : [],
					environment: 'node',
					testTimeout: PATIENCE_MS,
					hookTimeout: PATIENCE_MS,
					// Vitest would leave one core to itself, of two.
					maxWorkers: availableParallelism(),
					server: { deps: { inline: ['drizzle-orm', 'lucia'] } }
				}
			},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.e2e.ts'],
					environment: 'node',
					testTimeout: PATIENCE_MS,
					hookTimeout: PATIENCE_MS,
					expect: { poll: { timeout: PATIENCE_MS / 10 } },
					// Each file has a server, a database and a browser of its own; two of them keep two cores busy.
					maxWorkers: 2,
					server: { deps: { inline: ['drizzle-orm', 'lucia'] } }
				}
			}
		]
	}
});
