// What the build can be asked: its routes, endpoints and form actions, read from its own list.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const HOME = resolve(import.meta.dirname, '../..');

export interface Way {
	/** As in the table: 'GET /(app)/users', 'POST /(app)/users/[id]?/disable'. */
	name: string;
	/** For a page: how many layouts lie around it. */
	layouts: number | null;
}

/** Reads the built server's own list, in a process of its own: it is the whole server that is imported. */
export function waysOfTheBuild(): Way[] {
	const chunks = join(HOME, 'build/server/chunks');
	const file = readdirSync(chunks).find((name) => /^manifest\.js-.*\.js$/.test(name));
	if (!file) throw new Error(`No manifest in ${chunks}: build first.`);
	const script = `
		const chunk = await import(${JSON.stringify(pathToFileURL(join(chunks, file)).href)});
		const manifest = Object.values(chunk).find((exported) => exported?._?.routes);
		const ways = [];
		for (const { id, page, endpoint } of manifest._.routes) {
			if (endpoint) {
				const methods = Object.keys(await endpoint()).filter((name) => /^[A-Z]+$|^fallback$/.test(name));
				for (const method of methods) ways.push({ name: method + ' ' + id, layouts: null });
			}
			if (page) {
				const { server } = await manifest._.nodes[page.leaf]();
				ways.push({ name: 'GET ' + id, layouts: page.layouts.length });
				for (const action of Object.keys(server?.actions ?? {})) {
					ways.push({ name: 'POST ' + id + (action === 'default' ? '' : '?/' + action), layouts: null });
				}
			}
		}
		console.log('WAYS' + JSON.stringify(ways));
		process.exit(0);
	`;
	const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
		cwd: HOME,
		encoding: 'utf8'
	});
	const line = stdout.split('\n').find((text) => text.startsWith('WAYS'));
	if (!line) throw new Error(`The build cannot be read:\n${stderr}`);
	return JSON.parse(line.slice('WAYS'.length)) as Way[];
}
