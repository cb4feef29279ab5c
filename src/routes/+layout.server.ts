import type { LayoutServerLoad } from './$types.js';

/** Pages are documents: what little runs in a browser is src/lib/browser (docs/decisions/0016). */
export const csr = false;

export const load: LayoutServerLoad = ({ locals }) => ({
	locale: locals.locale,
	user: locals.user && {
		id: locals.user.id,
		name: locals.user.name,
		username: locals.user.username
	},
	today: locals.today,
	isDemonstration: locals.isDemonstration,
	rights: locals.actor?.rights ?? []
});
