// Institutions over time: what they are called, what they belong to, and how names and parents may change. Days of a name are both
// inclusive; of two names that hold on a day the first counts.
import * as v from 'valibot';
import { addDays, isDay, type Day } from './quarter.ts';
import type { Texts } from './text.ts';

/** A name in one language, from a day, until a day; null is without beginning or end. An alias is never what a body is called. */
export interface BodyName {
	id: number;
	lang: string;
	name: string;
	short: string | null;
	isAlias: boolean;
	from: Day | null;
	until: Day | null;
}

type Name = Omit<BodyName, 'id' | 'isAlias'> & { isAlias?: boolean };

/** Whether a name holds on a day. */
export function holdsOn({ from, until }: Pick<BodyName, 'from' | 'until'>, day: Day): boolean {
	return (from === null || from <= day) && (until === null || day <= until);
}

/**
 * What a body is called on a day, by language tag; `short` falls back to the name.
 *
 * @example calledOn([{ lang: 'en', name: 'Police', short: null, from: null, until: null }], '2020-01-01').name //=> { en: 'Police' }
 */
export function calledOn(names: readonly Name[], day: Day): { name: Texts; short: Texts } {
	const name: Record<string, string> = {};
	const short: Record<string, string> = {};
	for (const entry of names) {
		if (entry.isAlias || !holdsOn(entry, day) || name[entry.lang] !== undefined) continue;
		name[entry.lang] = entry.name;
		short[entry.lang] = entry.short ?? entry.name;
	}
	return { name, short };
}

/** What a body is called now; where it has no name on the day, the last it had, else the first it will have. */
export function calledNow(names: readonly Name[], today: Day): { name: Texts; short: Texts } {
	const now = calledOn(names, today);
	const others = names
		.filter(
			({ lang, isAlias }) =>
				!isAlias && !Object.keys(now.name).some((known) => isSameLanguage(known, lang))
		)
		.toSorted((a, b) => nearness(a, today) - nearness(b, today));
	const rest = calledOn(
		others.map((name) => ({ ...name, from: null, until: null })),
		today
	);
	return { name: { ...rest.name, ...now.name }, short: { ...rest.short, ...now.short } };
}

/** Ended names before those to come. */
function nearness({ until }: Name, today: Day): number {
	return until !== null && until < today ? 0 : 1;
}

/** What a new name does to those there are. */
export interface Renaming {
	/** Names that end, with their new last day. */
	ended: { id: number; until: Day }[];
	/** Names that were to begin on the same day or would hold no day any more: kept as aliases. */
	replaced: number[];
	/** The last day of the new name: the day before the next one begins. */
	until: Day | null;
}

/**
 * Gives a body a new name in a language from a day on: what holds on that day ends the day before. A name that begins on that very day was
 * a mistake; it stays as an alias. Names are never deleted.
 *
 * @example renaming([{ id: 1, lang: 'en', from: null, until: null, … }], { lang: 'en', from: '2020-10-26' })
 * //=> { ended: [{ id: 1, until: '2020-10-25' }], replaced: [], until: null }
 */
export function renaming(
	names: readonly BodyName[],
	{ lang, from }: { lang: string; from: Day }
): Renaming {
	const own = names.filter((name) => !name.isAlias && isSameLanguage(name.lang, lang));
	const then = own.filter((name) => holdsOn(name, from));
	const later = own.flatMap((name) => (name.from !== null && name.from > from ? [name.from] : []));
	const next = later.toSorted()[0] ?? null;
	return {
		ended: then
			.filter((name) => name.from !== from)
			.map(({ id }) => ({ id, until: addDays(from, -1) })),
		replaced: then.filter((name) => name.from === from).map(({ id }) => id),
		until: next === null ? null : addDays(next, -1)
	};
}

/** Serbian in one script and in the other is one language: a body is not called two things in it. */
export function isSameLanguage(a: string, b: string): boolean {
	return a.split('-')[0] === b.split('-')[0];
}

/**
 * The circle a parent would close, from the body over its new parent back to it; null when there is none.
 *
 * @example circleWith(new Map([[2, 1]]), { bodyId: 1, parentId: 2 }) //=> [1, 2, 1]
 */
export function circleWith(
	parents: ReadonlyMap<number, number | null>,
	{ bodyId, parentId }: { bodyId: number; parentId: number }
): number[] | null {
	const way = [bodyId];
	for (let at: number | null = parentId; at !== null; at = parents.get(at) ?? null) {
		if (at === bodyId) return [...way, bodyId];
		if (way.includes(at)) return null;
		way.push(at);
	}
	return null;
}

// ── what is put in ──────────────────────────────────────────────────────────────────────────────────────────────────────

const LONGEST_NAME = 300;
const LONGEST_SOURCE = 500;

const Line = v.pipe(
	v.string('required'),
	v.transform((text) => text.replace(/\s+/g, ' ').trim()),
	v.check((text) => !/\p{Cc}/u.test(text), 'control-characters')
);
const FilledLine = v.pipe(Line, v.nonEmpty('required'), v.maxLength(LONGEST_NAME, 'too-long'));
/** A line that may be left empty, and is then null. */
const OptionalLine = v.pipe(
	Line,
	v.maxLength(LONGEST_SOURCE, 'too-long'),
	v.transform((text) => (text === '' ? null : text))
);
const DayInput = v.pipe(
	v.string('required'),
	v.nonEmpty('required'),
	v.check((text) => text === '' || isDay(text), 'not-a-day')
);
/** A language subtag: the script is told by the letters. */
const Language = v.pipe(v.string('required'), v.regex(/^[a-z]{2,3}$/, 'unknown-language'));

const PROVENANCE = ['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative'] as const;

const NAMED = {
	lang: Language,
	name: FilledLine,
	short: OptionalLine,
	/** Where the name comes from (design rule 8). */
	kind: v.picklist(PROVENANCE, 'unknown-provenance'),
	source: OptionalLine
};

/** Whoever quotes says what; of the others a source is welcome. */
const quotesSomething = (input: { kind: string; source: string | null }) =>
	input.kind !== 'quoted' || input.source !== null;

export const NameInput = v.pipe(
	v.object({ ...NAMED, from: DayInput }),
	v.forward(v.partialCheck([['kind'], ['source']], quotesSomething, 'quoted-without-source'), [
		'source'
	])
);
export type NameInput = v.InferInput<typeof NameInput>;

export const AliasInput = v.pipe(
	v.object(NAMED),
	v.forward(v.partialCheck([['kind'], ['source']], quotesSomething, 'quoted-without-source'), [
		'source'
	])
);
export type AliasInput = v.InferInput<typeof AliasInput>;

export const ContactInput = v.object({
	email: v.pipe(
		OptionalLine,
		v.check((text) => text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), 'not-an-email')
	),
	/** The key of the body it belongs to. */
	parent: OptionalLine
});
export type ContactInput = v.InferInput<typeof ContactInput>;

/** How a body is named in addresses and in folders; it never changes. */
const Key = v.pipe(
	v.string('required'),
	v.trim(),
	v.nonEmpty('required'),
	v.maxLength(60, 'too-long'),
	v.check((text) => text === '' || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text), 'key-characters'),
	// The address of the page that adds one.
	v.check((text) => text !== 'new', 'key-taken')
);

export const NewBodyInput = v.pipe(
	v.object({ key: Key, ...NAMED, ...ContactInput.entries }),
	v.forward(v.partialCheck([['kind'], ['source']], quotesSomething, 'quoted-without-source'), [
		'source'
	])
);
export type NewBodyInput = v.InferInput<typeof NewBodyInput>;

const LONGEST_ACT = 1_000;

export const MergerInput = v.object({
	/** The key of the body it becomes part of. */
	into: v.pipe(Line, v.nonEmpty('required')),
	on: DayInput,
	act: v.pipe(Line, v.nonEmpty('required'), v.maxLength(LONGEST_ACT, 'too-long')),
	/** The language the act is named in. */
	lang: Language
});
export type MergerInput = v.InferInput<typeof MergerInput>;
