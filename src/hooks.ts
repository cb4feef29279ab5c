// What holds wherever SvelteKit runs.
import type { Transport } from '@sveltejs/kit';

/**
 * SvelteKit writes out all data of a page for a browser to hydrate it, also where none does (docs/decisions/0016): a quarter of the
 * time a page takes. Here it is told that whatever it would write out comes by another way, which is the page itself.
 */
export const transport: Transport = {
	document: {
		encode: (value) => typeof value === 'object' && value !== null && 1,
		decode: () => null
	}
};
