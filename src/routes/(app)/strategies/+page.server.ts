import { visibleTo } from '#lib/server/access/visible.ts';
import { inForceOn } from '#lib/server/plan/known-strategies.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => ({
	list: visibleTo(locals).map((known) => ({
		head: known.head,
		startsOn: known.startsOn,
		endsOn: known.endsOn,
		inForce: inForceOn(known, locals.today),
		plans: known.plans.map(({ id, title, firstQuarter, lastQuarter }) => ({
			id,
			title,
			firstQuarter,
			lastQuarter
		}))
	}))
});
