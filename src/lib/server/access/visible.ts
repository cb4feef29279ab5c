// The strategy a page is about, for somebody who may see it.
import { can, type Actor } from '#lib/domain/permission.ts';
import type { StrategyHead } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import * as strategies from '../plan/strategies.ts';

/**
 * Every page of a strategy asks for it here, for itself: a layout's guard does not run for each of them.
 *
 * @throws {Refusal} not-found `no_such_strategy`, `forbidden`.
 */
export function strategyFor(
	{ database, actor }: { database: Database; actor: Actor },
	slug: string
): StrategyHead {
	const strategy = strategies.bySlug(database, slug);
	if (!can(actor, 'strategy.view', { strategyId: strategy.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'strategy.view' });
	}
	return strategy;
}
