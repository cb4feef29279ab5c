// `npm run dev`: the same preparation as `npm start`, then Vite, which shows every change at once.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './node-version.mjs';
import { HOME, prepare } from './prepare.mjs';
import { setServing, Unready } from './serving.mjs';

requireNode();

try {
	const { host, port } = setServing();
	await prepare();
	const { status } = spawnSync(process.execPath, [join(HOME, 'src/cli/first-start.ts')], {
		stdio: 'inherit'
	});
	if (status !== 0) throw new Unready('', status ?? 1);
	watchMessages();
	const options = ['dev', '--host', host, '--port', String(port), '--strictPort'];
	const vite = spawn(process.execPath, [join(HOME, 'node_modules/vite/bin/vite.js'), ...options], {
		cwd: HOME,
		stdio: 'inherit'
	});
	process.on('SIGINT', () => vite.kill('SIGINT'));
	process.on('SIGTERM', () => vite.kill('SIGTERM'));
	vite.on('exit', (code) => process.exit(code ?? 0));
} catch (error) {
	if (!(error instanceof Unready)) throw error;
	if (error.message) console.error(error.message);
	process.exit(error.status);
}

/** Compiles messages again when one of the two written languages changes. */
function watchMessages() {
	/** @type {NodeJS.Timeout | undefined} */
	let pending;
	watch(join(HOME, 'messages'), (_, name) => {
		if (name !== 'en.json' && name !== 'sr-Cyrl.json') return;
		clearTimeout(pending);
		pending = setTimeout(() => {
			// A file caught half-written is not the end: its next save comes here again.
			prepare().catch((error) => console.error(String(error)));
		}, 100);
	});
}
