import { can, isForABody } from '#lib/domain/permission.ts';
import { shown } from '#lib/server/access/answer.ts';
import { knownFor } from '#lib/server/access/visible.ts';
import { inForceOn } from '#lib/server/plan/known-strategies.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import type { LayoutServerLoad } from './$types.js';

/** The pages that show a frozen quarter from its record; the others show the tables as they are today, whatever is frozen. */
const FROM_RECORDS: ReadonlySet<string> = new Set(
	[
		...['', '/activities', '/activities/[code]', '/bodies/[body]', '/goals/[goal]'],
		...['/measures/[measure]', '/slip', '/changes', '/warning', '/money'],
		...['/indicators', '/indicators/[indicator]']
	].map((path) => `/(app)/strategies/[strategy]${path}`)
);

/** The strategy, its plan's quarters, and the one in question: that of the address, else the one that opens first. */
export const load: LayoutServerLoad = ({ locals, params, route, url }) =>
	shown(locals, () => {
		const { database, actor, today } = locals;
		const known = knownFor(locals, params.strategy);
		const strategy = known.head;
		const owes = actor.rights.some(
			({ role, strategyId }) => isForABody(role) && strategyId === strategy.id
		);
		const all = planQuarters.of(database, strategy.slug, today);
		const quarter = planQuarters.inQuestion(all, url.searchParams.get('quarter'), owes);
		const revision = planQuarters.revisionIn(url.searchParams);
		const newest = quarter === null ? undefined : all.frozen.get(quarter);
		const isOlder = revision !== null && revision !== newest?.revision;
		const frozen =
			quarter !== null && isOlder
				? quarters.revisionAt(database, strategy.slug, quarter, revision)
				: newest && { revision: newest.revision, hash: newest.hash, newest: newest.revision };
		return {
			strategy,
			endsOn: known.endsOn,
			inForce: inForceOn(known, today),
			quarters: all.quarters,
			lastPlanned: all.lastPlanned,
			quarter,
			newest: all.newest,
			/** The quarter's record that the address means; undefined while it is live. */
			frozen,
			/** Whether the page is read from that record. */
			isRecord: frozen !== undefined && FROM_RECORDS.has(route.id),
			may: {
				owe: owes,
				board: can(actor, 'board.view', { strategyId: strategy.id }),
				history: can(actor, 'history.view', { strategyId: strategy.id }),
				signatures: can(actor, 'signature.require', { strategyId: strategy.id })
			}
		};
	});
