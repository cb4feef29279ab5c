import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as exchange from '#lib/server/filing/exchange.ts';
import * as activityLists from '#lib/server/quarter/activity-lists.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, actor, today, locale } = locals;
		const { id: strategyId, slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const revision = revisionIn(url.searchParams);
		const life = quarters.life(database, slug, params.code, quarter, { today, revision });
		const { view, activity } = life;
		const from = url.searchParams.get('from') ?? '';
		const asked = {
			code: activity.code,
			locale,
			params: new URLSearchParams(from),
			revision
		};
		const isOpenTo = (bodyId: number) => can(actor, 'filing.exchange', { strategyId, bodyId });
		const mayReadSome = view.bodies.some(({ id }) => isOpenTo(id));
		return {
			activity,
			/** The list the reader came from, or the plan's order. */
			place: activityLists.placeOf(database, slug, quarter, asked),
			/** Newest first. */
			life: life.quarters.toReversed(),
			indicators: life.indicators,
			withdrawnIndicators: life.withdrawnIndicators,
			rate: view.rate,
			goal: view.goals.find(({ id }) => id === activity.goalId)!,
			measure: view.measures.find(({ id }) => id === activity.measureId)!,
			steps: view.steps,
			bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
			sources: view.sources,
			mayEnter: can(actor, 'money.enter', { strategyId }),
			mayPlan: can(actor, 'money.plan', { strategyId }),
			mayMove: activity.ended === null && can(actor, 'deadline.move', { strategyId }),
			isMoved: url.searchParams.get('done') === 'deadline',
			isEntered: url.searchParams.get('done') === 'money',
			/** Null: not for this reader. */
			exchange: mayReadSome
				? exchange.ofActivity(database.read, activity.id).filter(({ bodyId }) => isOpenTo(bodyId))
				: null
		};
	});
};
