// What rights can be about: the strategies and bodies there are, with their names.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { bodies, bodyNames, strategies, texts } from '../db/schema.ts';

export interface StrategyChoice {
	id: number;
	slug: string;
	title: Texts;
	languages: readonly string[];
}

export interface BodyChoice {
	id: number;
	key: string;
	name: Texts;
}

export interface Choices {
	strategies: StrategyChoice[];
	bodies: BodyChoice[];
}

/** All strategies and bodies, with the names bodies have today. */
export function choicesIn(read: Reader): Choices {
	const titles = read
		.select({ id: texts.subjectId, field: texts.field, lang: texts.lang, text: texts.text })
		.from(texts)
		.where(and(eq(texts.subject, 'strategy'), inArray(texts.field, ['title', 'short_title'])))
		.all();
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
	const textsOf = (id: number, field: string) =>
		Object.fromEntries(
			titles
				.filter((title) => title.id === id && title.field === field)
				.map(({ lang, text }) => [lang, text])
		);
	return {
		strategies: read
			.select({ id: strategies.id, slug: strategies.slug, languages: strategies.languages })
			.from(strategies)
			.orderBy(asc(strategies.id))
			.all()
			.map((row) => ({
				...row,
				title: { ...textsOf(row.id, 'title'), ...textsOf(row.id, 'short_title') }
			})),
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
