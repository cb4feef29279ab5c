import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['src/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
					setupFiles: process.env.KVARTAL_LONG ? ['test/generated.setup.ts'] : [],
					environment: 'node',
					testTimeout: process.env.KVARTAL_LONG ? 600_000 : 60_000,
					hookTimeout: 120_000,
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
					testTimeout: 120_000,
					hookTimeout: 180_000,
					// Each file has a server, a database and a browser of its own; two of them keep two cores busy.
					maxWorkers: 2,
					server: { deps: { inline: ['drizzle-orm', 'lucia'] } }
				}
			}
		]
	}
});
