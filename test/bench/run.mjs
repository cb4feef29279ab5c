// `npm run bench`, or `npm run bench -- report`: runs the benchmarks and prints their figures. Nothing fails on a stopwatch.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from '../../src/cli/node-version.mjs';
import { HOME, prepare } from '../../src/cli/prepare.mjs';

requireNode();
await prepare();
const wanted = process.argv[2] ?? '';
for (const name of readdirSync(import.meta.dirname).sort()) {
	if (!name.endsWith('.bench.ts') || !name.includes(wanted)) continue;
	console.log(`\n── ${name}`);
	const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name)], {
		cwd: HOME,
		stdio: 'inherit'
	});
	if (status !== 0) process.exitCode = 1;
}
