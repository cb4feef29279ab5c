// What rights can be about: the strategies and bodies there are, with their names.
import { asc, eq } from 'drizzle-orm';
import { calledNow } from '#lib/domain/body.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { StrategyHead } from '#lib/domain/quarter-view.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { bodies, bodyNames, strategies } from '../db/schema.ts';
import { mergerRows } from '../plan/mergers.ts';
import { headOf } from '../plan/strategies.ts';

export interface BodyChoice {
	id: number;
	key: string;
	name: Texts;
	/** The body it is part of now; null while it is its own. */
	mergedInto: { id: number; on: Day } | null;
}

export interface Choices {
	strategies: StrategyHead[];
	bodies: BodyChoice[];
}

/** All strategies and bodies, with the names bodies have today. */
export function choicesIn(read: Reader, today: Day): Choices {
	const mergers = mergerRows(read).filter(({ on }) => on <= today);
	const names = read
		.select({
			bodyId: bodyNames.bodyId,
			lang: bodyNames.lang,
			name: bodyNames.name,
			short: bodyNames.short,
			from: bodyNames.from,
			until: bodyNames.until
		})
		.from(bodyNames)
		.where(eq(bodyNames.isAlias, false))
		.orderBy(asc(bodyNames.position))
		.all();
	return {
		strategies: read
			.select()
			.from(strategies)
			.orderBy(asc(strategies.startsOn), asc(strategies.id))
			.all()
			.map((row) => headOf(read, row)),
		bodies: read
			.select({ id: bodies.id, key: bodies.key })
			.from(bodies)
			.orderBy(asc(bodies.id))
			.all()
			.map((row) => {
				const own = names.filter((name) => name.bodyId === row.id);
				const merger = mergers.find((one) => one.bodyId === row.id);
				return {
					...row,
					name: calledNow(own, today).name,
					mergedInto: merger ? { id: merger.intoId, on: merger.on } : null
				};
			})
	};
}
