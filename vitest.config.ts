import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** No test fails for being slow: this ends only what hangs. */
const PATIENCE_MS = 600_000;

/** Each as long as all that are left when it would be its turn: begun last, it would be waited for alone. */
const LONGEST = ['accessibility.e2e.ts', '/kill.spec.ts'];

class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLong = ({ moduleId }: TestSpecification) =>
			LONGEST.some((name) => moduleId.endsWith(name));
		const sorted = await super.sort(files);
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
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
