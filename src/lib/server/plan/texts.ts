// Texts and provenance of a strategy, read at once and looked up by what they belong to.
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Provenance } from '#lib/domain/quarter-view.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import { sharesBy, sharesStrings } from '../db/sharing.ts';
import { provenances, texts, type Subject } from '../db/schema.ts';

const NONE: Texts = {};

/**
 * One statement; the answer looks up a field's texts by language, `{}` where there is none.
 *
 * @param few of a further subject only some rows
 */
export function textsOf(
	read: Reader,
	strategyId: number,
	subjects: readonly Subject[],
	few?: { subject: Subject; ids: Iterable<number> }
): (subject: Subject, subjectId: number, field: string) => Texts {
	const found = new Map<string, Record<string, string>>();
	const shared = sharesBy<Texts>((one) => JSON.stringify(one));
	const rows = read
		.select()
		.from(texts)
		.where(
			or(
				and(eq(texts.strategyId, strategyId), inArray(texts.subject, [...subjects])),
				few &&
					and(
						eq(texts.strategyId, strategyId),
						eq(texts.subject, few.subject),
						isAmong(texts.subjectId, few.ids)
					)
			)
		)
		.all();
	for (const { subject, subjectId, field, lang, text } of rows) {
		const key = `${subject} ${subjectId} ${field}`;
		const byLanguage = found.get(key);
		if (byLanguage) byLanguage[lang] = text;
		else found.set(key, { [lang]: text });
	}
	return (subject, subjectId, field) => {
		const one = found.get(`${subject} ${subjectId} ${field}`);
		if (!one) return NONE;
		// Titles differ; wordings of deadlines, acts and sources are the same over and over.
		return field === 'title' || field === 'description' ? one : shared(one);
	};
}

/** One statement; the answer looks up the provenance of a row's fields. */
export function provenancesOf(
	read: Reader,
	strategyId: number,
	subjects: readonly Subject[]
): (subject: Subject, subjectId: number) => readonly Provenance[] {
	const found = new Map<string, Provenance[]>();
	// Most fields of a plan say the same of themselves, and most rows the same of their fields: one object, one list serve them all.
	const shared = sharesStrings();
	const alike = sharesBy<Provenance>(
		({ field, kind, source, quote }) => `${field} ${kind} ${source} ${quote}`
	);
	const places = new Map<Provenance, number>();
	const placeOf = (entry: Provenance) => {
		const place = places.get(entry) ?? places.size;
		places.set(entry, place);
		return place;
	};
	const alikeLists = sharesBy<readonly Provenance[]>((list) => list.map(placeOf).join(' '));
	const rows = read
		.select()
		.from(provenances)
		.where(and(eq(provenances.strategyId, strategyId), inArray(provenances.subject, [...subjects])))
		.all();
	for (const { subject, subjectId, field, kind, sourceId, quote } of rows) {
		const key = `${subject} ${subjectId}`;
		const entry = alike({ field: shared(field), kind: shared(kind), source: sourceId, quote });
		const list = found.get(key);
		if (list) list.push(entry);
		else found.set(key, [entry]);
	}
	return (subject, subjectId) => alikeLists(found.get(`${subject} ${subjectId}`) ?? []);
}
