import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as strategies from '#lib/server/plan/strategies.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import type { LayoutServerLoad } from './$types.js';

/** The strategy, its plan's quarters, and the one in question: that of the address, else the one that opens first. */
export const load: LayoutServerLoad = ({ locals, params, url }) =>
	shown(() => {
		const { database, actor, today } = locals;
		const strategy = strategyFor(locals, params.strategy);
		const plan = snapshot(database, (read) => strategies.planOf(read, strategy.id));
		const all = plan ? strategies.quartersOf(plan) : [];
		const asked = plan ? url.searchParams.get('quarter') : null;
		const quarter = asked ?? quarters.opening(database, strategy.slug, actor, today);
		if (plan && quarter !== null && !all.includes(quarter)) {
			throw refusal('not-found', 'no_such_quarter', {
				quarter,
				first: plan.firstQuarter,
				last: plan.lastQuarter
			});
		}
		return {
			strategy,
			quarters: all,
			quarter,
			may: {
				owe: actor.rights.some(
					({ role, strategyId }) => role === 'reporter' && strategyId === strategy.id
				),
				board: can(actor, 'board.view', { strategyId: strategy.id })
			}
		};
	});
