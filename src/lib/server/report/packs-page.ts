// What the page of packs shows: every period of the plan, whether it can be proved, and every pack that was kept.
import { isDeepStrictEqual } from 'node:util';
import { periodsOf, readPeriod, writePeriod, type PackPeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { factsOf } from '../quarter/facts.ts';
import { groundOf, type StandsOn } from './ground.ts';
import { PACK_LAYOUT } from './layout.ts';
import { allKept, type KeptPack } from './packs.ts';

export interface PeriodShown {
	period: PackPeriod;
	/** As addresses write it. */
	address: string;
	/** Frozen: everything it stands on is; upcoming: nothing of it has begun. */
	state: 'upcoming' | 'draft' | 'frozen';
	standsOn: readonly StandsOn[];
}

/** The same pack in the newest layout; `revision` is that of a pack of one quarter. */
export type Newer =
	| { kind: 'to-be-made'; layout: number; revision: number | null }
	/** A longer period stands on the newest records, and this one's are not all of them. */
	| { kind: 'superseded' };

export interface KeptShown extends KeptPack {
	/** Null where it is in the newest layout, or is kept in that one as well. */
	newer: Newer | null;
}

export interface PacksPage {
	/** Quarters, newest first, then longer periods. */
	periods: PeriodShown[];
	/** Newest first. */
	kept: KeptShown[];
}

/** @throws {Refusal} not-found `no_such_strategy`, `no_plan` */
export function read(database: Database, slug: string, today: Day): PacksPage {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		if (!facts.register.plan) throw refusal('not-found', 'no_plan', { slug });
		const shown = periodsOf(facts.register.quarters).map((period): PeriodShown => {
			const address = writePeriod(period);
			try {
				const { isDraft, standsOn } = groundOf(reader, facts, { slug, period, today });
				const isUpcoming =
					period.kind === 'quarter' && facts.windows.get(period.quarter)!.opensOn > today;
				const state = isUpcoming ? 'upcoming' : isDraft ? 'draft' : 'frozen';
				return { period, address, state, standsOn };
			} catch (refused) {
				if (!(refused instanceof Refusal && refused.kind === 'not-now')) throw refused;
				return { period, address, state: 'upcoming', standsOn: [] };
			}
		});
		const isQuarter = ({ period }: PeriodShown) => period.kind === 'quarter';
		const kept = allKept(reader, slug);
		return {
			periods: [
				...shown.filter(isQuarter).toReversed(),
				...shown.filter((one) => !isQuarter(one)).toReversed()
			],
			kept: kept.map((one) => ({ ...one, newer: newerOf(one, { kept, periods: shown }) }))
		};
	});
}

function newerOf(
	one: KeptPack,
	{ kept, periods }: { kept: readonly KeptPack[]; periods: readonly PeriodShown[] }
): Newer | null {
	const { period, locale, format, standsOn } = one;
	const isThere = kept.some(
		(other) =>
			other.layout === PACK_LAYOUT &&
			other.period === period &&
			other.locale === locale &&
			other.format === format &&
			isDeepStrictEqual(other.standsOn, standsOn)
	);
	if (isThere) return null;
	const layout = PACK_LAYOUT;
	if (readPeriod(period)!.kind === 'quarter') {
		return { kind: 'to-be-made', layout, revision: standsOn[0]!.revision };
	}
	const today = periods.find(({ address }) => address === period);
	const canBeMade = today?.state === 'frozen' && isDeepStrictEqual(today.standsOn, standsOn);
	return canBeMade ? { kind: 'to-be-made', layout, revision: null } : { kind: 'superseded' };
}
