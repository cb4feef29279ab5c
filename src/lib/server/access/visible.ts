// The strategies somebody may see, and the one a page is about.
import { can, type Actor, type Verb } from '#lib/domain/permission.ts';
import type { StrategyHead } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { knownStrategies, type KnownStrategy } from '../plan/known-strategies.ts';

/** Who asks, of what: a request's locals. */
export interface Asker {
	database: Database;
	actor: Actor;
}

/** A request is answered by one state of them, whoever of its pages and layouts asks. */
const seen = new WeakMap<Asker, readonly KnownStrategy[]>();

function known(asker: Asker): readonly KnownStrategy[] {
	let list = seen.get(asker);
	if (!list) seen.set(asker, (list = knownStrategies(asker.database)));
	return list;
}

/** Strategies the asker may see, oldest first. */
export function visibleTo(asker: Asker): KnownStrategy[] {
	return known(asker).filter(({ head }) =>
		can(asker.actor, 'strategy.view', { strategyId: head.id })
	);
}

/**
 * Every page of a strategy asks for it here, for itself: a layout's guard does not run for each of them.
 *
 * @throws {Refusal} not-found `no_such_strategy`, `forbidden`.
 */
export function strategyFor(asker: Asker, slug: string): StrategyHead {
	return knownFor(asker, slug).head;
}

/**
 * The same for who is about to do something to the whole of it: forms are shown to those alone who may send them.
 *
 * @throws {Refusal} as `strategyFor`
 */
export function strategyToChange(asker: Asker, slug: string, verb: Verb): StrategyHead {
	const strategy = strategyFor(asker, slug);
	if (can(asker.actor, verb, { strategyId: strategy.id })) return strategy;
	throw refusal('forbidden', 'forbidden', { verb });
}

/** The same, with its days and plans. */
export function knownFor(asker: Asker, slug: string): KnownStrategy {
	const strategy = known(asker).find(({ head }) => head.slug === slug);
	if (!strategy) throw refusal('not-found', 'no_such_strategy', { slug });
	if (!can(asker.actor, 'strategy.view', { strategyId: strategy.head.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'strategy.view' });
	}
	return strategy;
}
