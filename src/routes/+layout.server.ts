import type { LayoutServerLoad } from './$types.js';

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
