import { svelte } from '@sveltejs/vite-plugin-svelte';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

const ASSETS = '_app/immutable/assets';

/**
 * The script of the pages (src/lib/browser) is asked for by `?worker&url`, Vite's way to bundle a module for a browser apart and give its
 * address. SvelteKit copies only this folder of what its server build makes when no page is hydrated, and sets the names itself: so after it.
 */
const scriptsBesideStyles: Plugin = {
	name: 'scripts-beside-styles',
	enforce: 'post',
	config: () => ({
		worker: {
			rolldownOptions: {
				output: {
					entryFileNames: `${ASSETS}/[name].[hash].js`,
					chunkFileNames: `${ASSETS}/[name].[hash].js`
				}
			}
		}
	})
};

/**
 * Comments that tell Svelte in a browser what it rendered on the server. Nothing hydrates these pages, and the comments are a quarter of a
 * long table.
 */
const withoutHydrationMarkers: Plugin = {
	name: 'without-hydration-markers',
	enforce: 'post',
	apply: 'build',
	transform: {
		filter: { id: /\.svelte$|svelte\/src\/internal\/server\/hydration\.js$/ },
		handler(code, id, options) {
			if (!options?.ssr) return null;
			const marker = id.endsWith('.js') ? /<!--[^`]*-->/g : /<!--(?:\[!?(?:-?\d+)?|\])?-->/g;
			return { code: code.replace(marker, ''), map: null };
		}
	}
};

/** What SvelteKit and Svelte do for every page and no page of ours has any use for (docs/decisions/0016): file, what is there, what instead. */
const NEEDLESS: readonly [file: RegExp, needless: RegExp, instead: string][] = [
	// No answer is stored by anybody (access/headers.ts), so nobody asks whether one has changed.
	[
		/@sveltejs\/kit\/src\/runtime\/server\/page\/render\.js$/,
		/headers\.set\('etag', `"\$\{hash\(transformed\)\}"`\);/,
		''
	],
	// A component's own branch of the output, its own contexts and its own end are for components that wait, set contexts or clean up. Lint
	// keeps ours from it. Without them a component writes where the one around it does, and nobody looks for what is to be cleaned up.
	[
		/svelte\/src\/internal\/server\/renderer\.js$/,
		/push\(component_fn\);[^}]*this\.child\(\(renderer\) => \{[^}]*return fn\(renderer\);\s*\}\);\s*pop\(\);/,
		'fn(this);'
	],
	[
		/svelte\/src\/internal\/server\/renderer\.js$/,
		/renderer\.#run_on_destroy\(failed\);(?=\s*if \(failed\) throw render_error;\s*return \/\*\* @type \{AccumulatedContent\} \*\/)/,
		''
	],
	// Which parts of an address a `load` looks at is noted for browsers that navigate by script. And getters defined one by one, here and below,
	// become part of an object's hidden class, which lives until the old generation is swept, and with it all that they see: a whole page.
	[
		/@sveltejs\/kit\/src\/utils\/url\.js$/,
		/(?<=export function make_trackable\([^)]*\) \{)/,
		' return new URL(url);'
	],
	[
		/svelte\/src\/legacy\/legacy-server\.js$/,
		/const munged = Object\.defineProperties\([\s\S]*?return munged;/,
		"return { css: { code: '', map: null }, head: result.head, html: result.body };"
	]
];

const taken = new Set<RegExp>();

const withoutTheNeedless: Plugin = {
	name: 'without-the-needless',
	apply: 'build',
	buildEnd(error) {
		if (error || this.environment.name !== 'ssr') return;
		for (const [, needless] of NEEDLESS) {
			if (!taken.has(needless)) this.error(`no module is as vite.config.ts knows it: ${needless}`);
		}
	},
	transform: {
		filter: { id: NEEDLESS.map(([file]) => file) },
		handler(code, id, options) {
			if (!options?.ssr) return null;
			for (const [file, needless, instead] of NEEDLESS) {
				if (!file.test(id)) continue;
				if (!needless.test(code)) this.error(`not as vite.config.ts knows it: ${needless}`);
				code = code.replace(needless, instead);
				taken.add(needless);
			}
			return { code, map: null };
		}
	}
};

export default defineConfig({
	plugins: [sveltekit(), scriptsBesideStyles, withoutHydrationMarkers, withoutTheNeedless],
	worker: { format: 'es', plugins: () => [svelte({ configFile: false })] },
	// Unbundled, these two cost half a second at start: their export maps pull in every driver.
	ssr: { noExternal: ['drizzle-orm', 'lucia', 'valibot'] }
});
