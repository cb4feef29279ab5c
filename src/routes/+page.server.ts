import { redirect } from '@sveltejs/kit';
import * as strategies from '#lib/server/plan/strategies.ts';
import type { PageServerLoad } from './$types.js';

/** The start: the one strategy somebody has to do with, else the list. */
export const load: PageServerLoad = ({ locals }) => {
	const held = new Set(locals.actor.rights.map(({ strategyId }) => strategyId));
	const visible = strategies.visibleTo(locals.database, locals.actor);
	const own = visible.filter(({ id }) => held.has(id));
	const only = own.length === 1 ? own[0] : visible.length === 1 ? visible[0] : null;
	redirect(307, only ? `/strategies/${only.slug}` : '/strategies');
};
