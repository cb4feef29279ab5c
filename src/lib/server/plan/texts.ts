// Texts and provenance of a strategy, read at once and looked up by what they belong to.
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Provenance } from '#lib/domain/quarter-view.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import type { Tx } from '../history/change.ts';
import { sharesBy, sharesStrings } from '../db/sharing.ts';
import { provenances, texts, type Subject } from '../db/schema.ts';

const NONE: Texts = {};
const NOTHING: readonly Provenance[] = [];

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
		.select({
			key: sql`${texts.subject} || ' ' || ${texts.subjectId} || ' ' || ${texts.field}`,
			lang: texts.lang,
			text: texts.text
		})
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
		.values() as [string, string, string][];
	for (const [key, lang, text] of rows) {
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

/**
 * One statement; the answer looks up the provenance of a row's fields. Most rows say the same of the same fields: each list is one text until it
 * is read, and one list serves all that say it.
 */
export function provenancesOf(
	read: Reader,
	strategyId: number,
	subjects: readonly Subject[]
): (subject: Subject, subjectId: number) => readonly Provenance[] {
	const { subject, subjectId, field, kind, sourceId, quote } = provenances;
	const rows = read
		.select({
			key: sql`${subject} || ' ' || ${subjectId}`,
			list: sql<string>`json_group_array(json_array(${field}, ${kind}, ${sourceId}, ${quote}))`
		})
		.from(provenances)
		.where(and(eq(provenances.strategyId, strategyId), inArray(subject, [...subjects])))
		.groupBy(subject, subjectId)
		.values() as [string, string][];
	const shared = sharesStrings();
	const alike = sharesBy<Provenance>(
		({ field, kind, source, quote }) => `${field} ${kind} ${source} ${quote}`
	);
	const lists = new Map<string, readonly Provenance[]>();
	const found = new Map<string, readonly Provenance[]>();
	for (const [key, text] of rows) {
		let list = lists.get(text);
		if (!list) {
			const entries = JSON.parse(text) as [
				string,
				Provenance['kind'],
				number | null,
				string | null
			][];
			// Of few lists; SQLite would put every one of them in order.
			entries.sort(([a], [b]) => (a < b ? -1 : 1));
			list = entries.map(([field, kind, source, quote]) =>
				alike({ field: shared(field), kind: shared(kind), source, quote })
			);
			lists.set(text, list);
		}
		found.set(key, list);
	}
	return (subject, subjectId) => found.get(`${subject} ${subjectId}`) ?? NOTHING;
}

/** Adds the texts of a new row, by field and language. */
export function addTexts(
	tx: Tx,
	of: { strategyId: number; subject: Subject; subjectId: number },
	fields: Readonly<Record<string, Texts>>
): void {
	for (const [field, byLanguage] of Object.entries(fields)) {
		for (const [lang, text] of Object.entries(byLanguage)) {
			tx.insert(texts)
				.values({ ...of, field, lang, text })
				.run();
		}
	}
}
