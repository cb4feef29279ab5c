// Packs as people on the web have them: as they are kept, or made for all who ask for the same. A draft is the same until something is
// written; what is frozen follows from its records.
import { writePeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { Database } from '../db/database.ts';
import * as makings from './makings.ts';
import * as packThread from './pack-thread.ts';
import { find, type PackAsked } from './packs.ts';

export interface Asker {
	userId: number;
	today: Day;
	/** The making the address names, where it names one. */
	making: string | null;
}

function nameOf({ slug, period, revision, locale, format, layout }: PackAsked): string {
	return JSON.stringify(['pack', slug, writePeriod(period), revision, locale, format, layout]);
}

/**
 * @throws {Refusal} as `find`; `bytes` as `packThread.make`, not-now `making-asker-gone`
 */
export function ask(
	database: Database,
	asked: PackAsked,
	{ userId, today, making }: Asker
): makings.Ordered {
	const name = nameOf(asked);
	const named = makings.named(database, name, making);
	if (named) return named;
	const { there, ground, newest } = find(database, asked, today);
	if (there) return { making: null, bytes: Promise.resolve(there.bytes) };
	const { isDraft, standsOn } = ground;
	const order = { ...asked, userId, today };
	return makings.shared(database, {
		name,
		from: JSON.stringify(isDraft ? [today, newest] : standsOn),
		isKept: !isDraft,
		make: (now, onStep) => packThread.make(database, { kind: 'pack', ...order, now }, onStep)
	});
}

/** How far the making of a pack is, or how it ended. */
export function told(
	database: Database,
	asked: PackAsked,
	making: string | null
): makings.Told | null {
	return makings.told(database, nameOf(asked), making);
}
