// What the page says of freezing the quarter: whether one may, how far it is, and why the last time gave no record.
import { can } from '#lib/domain/permission.ts';
import * as freezings from '#lib/server/quarter/freezings.ts';
import type { QuarterPage } from '#lib/server/quarter/quarter-page.ts';
import * as quarterThread from '#lib/server/quarter/quarter-thread.ts';

/** Has the record of a large plan's quarter laid out for who is about to freeze it. */
export function freezingState(
	{ actor, database, today }: App.Locals,
	{ view, obstacles, revisions }: QuarterPage,
	newest: number
) {
	const { slug, id: strategyId } = view.strategy;
	const { userId } = actor;
	const key = { strategy: slug, quarter: view.quarter };
	const mayFreeze = can(actor, 'quarter.freeze', { strategyId });
	const revision = revisions[0]?.revision ?? 0;
	const underWay = freezings.underWay(database, key, revision);
	if (mayFreeze && userId !== null && obstacles.length === 0 && !underWay) {
		const activities = view.figures.population;
		const order = { ...key, userId, today };
		void quarterThread.drawAhead(database, order, { newest, activities });
	}
	return {
		mayFreeze,
		underWay,
		ended: mayFreeze ? freezings.endedWithout(database, key, revision) : null,
		timeZone: process.env.TIME_ZONE || 'Europe/Belgrade'
	};
}
