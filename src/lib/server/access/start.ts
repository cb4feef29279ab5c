// Where somebody begins: the page that answers the first question of their role.
import { can, type Actor, type RoleName } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { KnownStrategy } from '../plan/known-strategies.ts';
import * as planQuarters from '../quarter/plan-quarters.ts';
import * as readMarks from '../quarter/read-marks.ts';
import { visibleTo, type Asker } from './visible.ts';

/**
 * The address of somebody's start. A reporter: "what do I owe?"; a coordinator while a window is open: "who has filed?"; whoever else has to
 * do with one strategy: "where does it stand?", at the last closed quarter, or of a reviewer who has read an earlier one, or an earlier revision, what changed since; an administrator who has to do with none: the users; all others
 * the list of strategies.
 */
export function startOf(asker: Asker, today: Day): string {
	const { actor, database } = asker;
	const held = new Set(actor.rights.map(({ strategyId }) => strategyId));
	const visible = visibleTo(asker);
	const own = visible.filter(({ head }) => held.has(head.id));
	if (own.length === 0 && visible.length > 0 && can(actor, 'user.manage')) return '/users';
	const begun = own.length > 0 ? own : visible;
	const strategy = onlyOne(begun) ?? onlyOne(begun.filter(({ plans }) => plans.length > 0));
	if (!strategy) return '/strategies';
	const { head, plans } = strategy;
	const at = `/strategies/${head.slug}`;
	if (plans.length === 0) return at;
	const all = planQuarters.of(database, head.slug, today);
	const { open } = all;
	const owes = holds(actor, 'reporter', head.id) || holds(actor, 'signatory', head.id);
	if (open !== null && owes) return `${at}/owed?quarter=${open}`;
	if (open !== null && holds(actor, 'coordinator', head.id)) return `${at}/board?quarter=${open}`;
	const quarter = planQuarters.inQuestion(all, null, false);
	const news = quarter === null ? null : newsOf(asker, head.id, all, quarter);
	return news === null ? at : `${at}/changes?quarter=${news}`;
}

/** The quarter whose changes a reviewer has not read. */
function newsOf(
	{ actor, database }: Asker,
	strategyId: number,
	{ newest, frozen }: planQuarters.PlanQuarters,
	quarter: Quarter
): Quarter | null {
	if (!holds(actor, 'reviewer', strategyId)) return null;
	const who = { userId: actor.userId, strategyId };
	return readMarks.unread(readMarks.of(database, newest, who), quarter, frozen);
}

function onlyOne(some: readonly KnownStrategy[]): KnownStrategy | null {
	return some.length === 1 ? some[0]! : null;
}

function holds(actor: Actor, wanted: RoleName, id: number): boolean {
	return actor.rights.some(({ role, strategyId }) => role === wanted && strategyId === id);
}
