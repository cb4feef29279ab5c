// People who report or sign for a body that was merged into another. Their rights are not moved by the merger: an administrator is told, and gives
// them the right to report for the body that took over. The right they have stays: earlier quarters are reported under the old body.
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { successorOf } from '#lib/domain/merger.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { Reader } from '../db/database.ts';
import { rights, users } from '../db/schema.ts';
import { together, type Context } from '../history/change.ts';
import { mergerRows } from '../plan/mergers.ts';
import * as accounts from './users.ts';

export interface LeftBehind {
	userId: number;
	/** The right they hold for it. */
	role: 'reporter' | 'signatory';
	strategyId: number;
	/** The body they report for, and since when it is part of another. */
	bodyId: number;
	on: Day;
	/** The body at the end of the chain, for which they have no such right. */
	successorId: number;
}

/** Reporters and signatories of merged bodies who hold no such right for the body that took over, on the same strategy. */
export function leftBehind(read: Reader): LeftBehind[] {
	const mergers = mergerRows(read);
	if (mergers.length === 0) return [];
	const held = read
		.select({
			userId: rights.userId,
			role: rights.role,
			strategyId: rights.strategyId,
			bodyId: rights.bodyId
		})
		.from(rights)
		.innerJoin(users, eq(users.id, rights.userId))
		.where(and(isNotNull(rights.bodyId), eq(users.isDisabled, false)))
		.orderBy(asc(rights.id))
		.all();
	return held.flatMap(({ userId, role, strategyId, bodyId }): LeftBehind[] => {
		const merger = mergers.find((one) => one.bodyId === bodyId);
		if (!merger || (role !== 'reporter' && role !== 'signatory')) return [];
		const successorId = successorOf(mergers, merger.bodyId);
		const isGiven = held.some(
			(other) =>
				other.userId === userId &&
				other.role === role &&
				other.strategyId === strategyId &&
				other.bodyId === successorId
		);
		return isGiven
			? []
			: [{ userId, role, strategyId, bodyId: merger.bodyId, on: merger.on, successorId }];
	});
}

/**
 * Gives all who report or sign for a merged body the same right for the one that took over. Nothing is taken from them.
 *
 * @throws {Refusal} `forbidden`
 */
export function bringAlong(context: Context, bodyId: number): void {
	together(context, (inner) => {
		const people = leftBehind(inner.tx!).filter((one) => one.bodyId === bodyId);
		for (const { userId, role, strategyId, successorId } of people) {
			accounts.grant(inner, { userId }, { role, strategyId, bodyId: successorId });
		}
	});
}
