import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [sveltekit()],
	// Unbundled, these two cost half a second at start: their export maps pull in every driver.
	ssr: { noExternal: ['drizzle-orm', 'lucia', 'valibot'] }
});
