// Whether kept packs are what was given out: their bytes against their SHA-256 (which the history vouches for), and the records they stand on.
import { and, asc, eq } from 'drizzle-orm';
import { snapshot, type Database } from '../db/database.ts';
import { frozenQuarters, packFiles, packs } from '../db/schema.ts';
import { sha256 } from '../sha256.ts';

export interface PackFault {
	/** SHA-256 the pack is cited by. */
	hash: string;
	period: string;
	kind: 'bytes-missing' | 'bytes-altered' | 'record-missing';
}

/** One pack is in memory at a time. */
export function checkPacks(database: Database): { packs: number; faults: PackFault[] } {
	return snapshot(database, (read) => {
		const all = read
			.select({
				id: packs.id,
				planId: packs.planId,
				period: packs.period,
				hash: packs.hash,
				standsOn: packs.standsOn
			})
			.from(packs)
			.orderBy(asc(packs.id))
			.all();
		const faults = all.flatMap(({ id, planId, period, hash, standsOn }): PackFault[] => {
			const file = read
				.select({ bytes: packFiles.bytes })
				.from(packFiles)
				.where(eq(packFiles.packId, id))
				.get();
			if (!file) return [{ hash, period, kind: 'bytes-missing' }];
			if (sha256(file.bytes) !== hash) {
				return [{ hash, period, kind: 'bytes-altered' }];
			}
			const isThere = standsOn.every(({ quarter, revision, hash: record }) => {
				const { planId: ofPlan, quarter: of, revision: number, hash: known } = frozenQuarters;
				const found = read
					.select({ hash: known })
					.from(frozenQuarters)
					.where(and(eq(ofPlan, planId), eq(of, quarter), eq(number, revision)))
					.get();
				return found?.hash === record;
			});
			return isThere ? [] : [{ hash, period, kind: 'record-missing' }];
		});
		return { packs: all.length, faults };
	});
}
