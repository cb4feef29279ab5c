// An amount as columns have it: of a line of money, and of what is said of one later.
import { isKnown, type Amount } from '#lib/domain/money.ts';
import type { fundChanges, funds } from '../db/schema.ts';

type PlannedColumns = Pick<typeof funds.$inferSelect, 'planned' | 'isNotApplicable'>;
type SaidColumns = Pick<typeof fundChanges.$inferSelect, 'state' | 'amount'>;

/** @param planned null is "not available" */
export function plannedColumns(planned: Amount | null): PlannedColumns {
	return {
		planned: planned !== null && isKnown(planned) ? planned : null,
		isNotApplicable: planned === 'not-applicable'
	};
}

export function plannedIn({ planned, isNotApplicable }: PlannedColumns): Amount {
	return planned ?? (isNotApplicable ? 'not-applicable' : 'not-available');
}

export function saidColumns(amount: Amount): SaidColumns {
	return isKnown(amount) ? { state: 'amount', amount } : { state: amount, amount: null };
}

export function saidIn({ state, amount }: SaidColumns): Amount {
	return state === 'amount' ? amount! : state;
}
