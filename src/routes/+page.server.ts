import { redirect } from '@sveltejs/kit';
import { snapshot } from '#lib/server/db/database.ts';
import * as strategies from '#lib/server/plan/strategies.ts';
import type { PageServerLoad } from './$types.js';

/** The start: the one strategy somebody has to do with, or the only one of theirs that has a plan; else the list. */
export const load: PageServerLoad = ({ locals: { database, actor } }) => {
	const held = new Set(actor.rights.map(({ strategyId }) => strategyId));
	const visible = strategies.visibleTo(database, actor);
	const own = visible.filter(({ id }) => held.has(id));
	const asked = own.length > 0 ? own : visible;
	const planned = snapshot(database, (read) =>
		asked.filter(({ id }) => strategies.planOf(read, id) !== null)
	);
	const only = [asked, planned].find((some) => some.length === 1)?.[0];
	redirect(307, only ? `/strategies/${only.slug}` : '/strategies');
};
