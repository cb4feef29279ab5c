import * as strategies from '#lib/server/plan/strategies.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals: { database, actor, today } }) => ({
	list: strategies.visibleTo(database, actor).map(({ slug }) => {
		const { head, startsOn, endsOn, isInForce, plans } = strategies.page(database, slug, today);
		return {
			head,
			startsOn,
			endsOn,
			isInForce,
			plans: plans.map(({ id, title }) => ({ id, title }))
		};
	})
});
