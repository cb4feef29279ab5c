// What a history tells, in words: every kind of thing, every act and every value that acts have set must have one.
import { toldContents } from '#lib/domain/history-contents.ts';
import type { Database } from '#lib/server/db/database.ts';
import { history, historyPayloads } from '#lib/server/db/schema.ts';
import { isKnownValue, KNOWN_ACTS, KNOWN_SUBJECTS } from '#lib/wording/history.ts';
import { eq } from 'drizzle-orm';

/** What nobody has a word for, each once: `ledger: toReading.kind`. */
export function wordless(database: Database): string[] {
	const rows = database.read
		.select({ verb: history.verb, subject: history.subject, payload: historyPayloads.payload })
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.all();
	const missing = rows.flatMap(({ verb, subject, payload }) => [
		...(KNOWN_ACTS.includes(verb) ? [] : [`act ${verb}`]),
		...(KNOWN_SUBJECTS.includes(subject) ? [] : [`subject ${subject}`]),
		...(payload === null ? [] : toldContents(subject, payload).changes)
			.filter(({ name }) => !isKnownValue(subject, name))
			.map(({ name }) => `${subject}: ${name}`)
	]);
	return [...new Set(missing)];
}

/** Throws where acts of a test have left something in the history that its page has no word for. */
export function requireWords(database: Database): void {
	const missing = wordless(database);
	if (missing.length === 0) return;
	throw new Error(
		`The history has no word for: ${missing.join(', ')}. Values are named in src/lib/wording/history.ts (FIELDS).`
	);
}
