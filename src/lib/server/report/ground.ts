// What a pack stands on: the quarters of its period, and which record each is read from. Known from the plan's facts alone, before anything
// is read at length: whether a pack is kept already is asked here.
import { quartersOf, writePeriod, type PackPeriod } from '#lib/domain/pack-period.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import type { PlanFacts } from '../quarter/facts.ts';
import { findRevision } from '../quarter/frozen-heads.ts';

/** A record a pack stands on. */
export interface StandsOn {
	quarter: Quarter;
	revision: number;
	/** SHA-256, in hex, of its lines. */
	hash: string;
}

export interface Ground {
	period: PackPeriod;
	planId: number;
	/** The quarters of the period that have begun, in order; of one quarter: itself. */
	begun: readonly Quarter[];
	/** Those whose window has not opened yet. */
	upcoming: readonly Quarter[];
	/** The last quarter before a period of several, which it is compared with; null where the plan had not begun. */
	before: Quarter | null;
	/** The records, oldest first; that of the quarter compared with among them. */
	standsOn: readonly StandsOn[];
	/** Whether anything it tells of is not frozen, or has not come yet. */
	isDraft: boolean;
}

/**
 * @param revision of a pack of one quarter; the newest when null, as of every longer period
 * @throws {Refusal} not-found `no_plan`, `no-such-period`, `no-such-revision`; invalid `pack-revision-of-quarter`; not-now `pack-not-begun` for a longer period none of whose
 * quarters has begun
 */
export function groundOf(
	read: Reader,
	{ register, windows, frozen }: Pick<PlanFacts, 'register' | 'windows' | 'frozen'>,
	{
		slug,
		period,
		today,
		revision = null
	}: { slug: string; period: PackPeriod; today: Day; revision?: number | null }
): Ground {
	if (!register.plan) throw refusal('not-found', 'no_plan', { slug });
	const planned = register.quarters;
	const inPeriod = quartersOf(period, planned);
	const [first] = inPeriod;
	if (first === undefined) {
		const [from] = planned;
		const params = { period: writePeriod(period), first: from!, last: planned.at(-1)! };
		throw refusal('not-found', 'no-such-period', params);
	}
	const planId = register.plan.id;
	const recordOf = (quarter: Quarter): StandsOn[] => {
		const head = frozen.get(quarter);
		return head ? [{ quarter, revision: head.revision, hash: head.hash }] : [];
	};
	if (period.kind === 'quarter') {
		const { quarter } = period;
		const standsOn =
			revision === null ? recordOf(quarter) : [recordedAs(read, { slug, quarter, revision })];
		const isDraft = standsOn.length === 0;
		return { period, planId, begun: inPeriod, upcoming: [], before: null, standsOn, isDraft };
	}
	if (revision !== null) throw refusal('invalid', 'pack-revision-of-quarter');
	const begun = inPeriod.filter((quarter) => windows.get(quarter)!.opensOn <= today);
	if (begun.length === 0) {
		throw refusal('not-now', 'pack-not-begun', { on: windows.get(first)!.opensOn });
	}
	const before = planned[planned.indexOf(first) - 1] ?? null;
	const upcoming = inPeriod.slice(begun.length);
	const told = [...(before === null ? [] : [before]), ...begun];
	const standsOn = told.flatMap(recordOf);
	const isDraft = upcoming.length > 0 || standsOn.length < told.length;
	return { period, planId, begun, upcoming, before, standsOn, isDraft };
}

function recordedAs(
	read: Reader,
	{ slug, quarter, revision }: { slug: string; quarter: Quarter; revision: number }
): StandsOn {
	const found = findRevision(read, { slug, quarter, revision });
	if (!found) throw refusal('not-found', 'no-such-revision', { quarter, revision });
	return { quarter, revision, hash: found.hash };
}
