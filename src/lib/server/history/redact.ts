// Takes an entry's contents out of the history, as an act of its own: what was before and after is gone for good, the entry, its digests and
// its place in the chain stay, and `verify` accepts what is missing because a later entry says so. What the tables hold is not touched.
import { eq } from 'drizzle-orm';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { history, historyPayloads } from '../db/schema.ts';
import { change, type Context } from './change.ts';

const LONGEST_REASON = 2_000;

/**
 * Redacts one entry; the entry that says so never holds what was taken out.
 *
 * @returns false where it had been redacted before, and nothing was written
 * @throws {Refusal} `redact_reason_missing`, `too_long` at `reason`; `no-such-entry`
 */
export function redact(context: Context, seq: number, reason: string): boolean {
	return change(context, 'history.redact', ({ tx, authorise, record, unchanged }) => {
		authorise({});
		const why = reason.trim();
		if (why === '') throw refusal('invalid', 'redact_reason_missing', {}, 'reason');
		if (why.length > LONGEST_REASON) {
			throw refusal('invalid', 'too_long', { limit: LONGEST_REASON }, 'reason');
		}
		const entry = tx
			.select({
				strategyId: history.strategyId,
				quarter: history.quarter,
				kept: historyPayloads.seq
			})
			.from(history)
			.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
			.where(eq(history.seq, seq))
			.get();
		if (!entry) throw new Refusal('not-found', [{ code: 'no-such-entry', params: { seq } }]);
		if (entry.kept === null) {
			unchanged();
			return false;
		}
		const { strategyId, quarter } = entry;
		const told = { subject: 'entry', subjectId: seq, before: null, after: { reason: why } };
		record({ strategyId, quarter, ...told });
		tx.delete(historyPayloads).where(eq(historyPayloads.seq, seq)).run();
		return true;
	});
}
