// What the page of packs shows: every period of the plan, whether it can be proved, and every pack that was kept.
import { periodsOf, writePeriod, type PackPeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { factsOf } from '../quarter/facts.ts';
import { groundOf, type StandsOn } from './ground.ts';
import { allKept, type KeptPack } from './packs.ts';

export interface PeriodShown {
	period: PackPeriod;
	/** As addresses write it. */
	address: string;
	/** Frozen: everything it stands on is; upcoming: nothing of it has begun. */
	state: 'upcoming' | 'draft' | 'frozen';
	standsOn: readonly StandsOn[];
}

export interface PacksPage {
	/** Quarters, newest first, then longer periods. */
	periods: PeriodShown[];
	/** Newest first. */
	kept: KeptPack[];
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
		return {
			periods: [
				...shown.filter(isQuarter).toReversed(),
				...shown.filter((one) => !isQuarter(one)).toReversed()
			],
			kept: allKept(reader, slug)
		};
	});
}
