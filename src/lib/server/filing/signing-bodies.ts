// Which bodies sign their filings on a strategy.
import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { signatureRules } from '../db/schema.ts';

/** By id. One statement. */
export function signingBodies(read: Reader, strategyId: number): ReadonlySet<number> {
	const rows = read
		.select({ bodyId: signatureRules.bodyId })
		.from(signatureRules)
		.where(and(eq(signatureRules.strategyId, strategyId), eq(signatureRules.isRequired, true)))
		.all();
	return new Set(rows.map(({ bodyId }) => bodyId));
}
