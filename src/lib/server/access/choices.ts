// What rights can be about: the strategies and bodies there are, with their names.
import { asc, eq } from 'drizzle-orm';
import type { StrategyHead } from '#lib/domain/quarter-view.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { bodies, bodyNames, strategies } from '../db/schema.ts';
import { headOf } from '../plan/strategies.ts';

export interface BodyChoice {
	id: number;
	key: string;
	name: Texts;
}

export interface Choices {
	strategies: StrategyHead[];
	bodies: BodyChoice[];
}

/** All strategies and bodies, with the names bodies have today. */
export function choicesIn(read: Reader): Choices {
	const names = read
		.select({
			bodyId: bodyNames.bodyId,
			lang: bodyNames.lang,
			name: bodyNames.name,
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
			.map((row) => ({ ...row, name: nameToday(names.filter((name) => name.bodyId === row.id)) }))
	};
}

/** In each language the first name that has not ended, else the last it had. */
function nameToday(names: { lang: string; name: string; until: string | null }[]): Texts {
	const today: Record<string, string> = {};
	for (const { lang, name } of names) today[lang] = name;
	for (const { lang, name, until } of names.toReversed()) if (until === null) today[lang] = name;
	return today;
}
