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

export default defineConfig({
	plugins: [sveltekit(), scriptsBesideStyles, withoutHydrationMarkers],
	worker: { format: 'es', plugins: () => [svelte({ configFile: false })] },
	// Unbundled, these two cost half a second at start: their export maps pull in every driver.
	ssr: { noExternal: ['drizzle-orm', 'lucia', 'valibot'] }
});
