// What a history tells, in words: every kind of thing and every value that acts have set must have one. (Acts: wording/history.spec.ts.)
import { toldContents } from '#lib/domain/history-contents.ts';
import type { Database } from '#lib/server/db/database.ts';
import { history, historyPayloads } from '#lib/server/db/schema.ts';
import { isKnownValue, KNOWN_SUBJECTS } from '#lib/wording/history.ts';
import { eq } from 'drizzle-orm';

/** What nobody has a word for, each once: `ledger: toReading.kind`. */
export function wordless(database: Database): string[] {
	const rows = database.read
		.select({ subject: history.subject, payload: historyPayloads.payload })
		.from(history)
		.leftJoin(historyPayloads, eq(historyPayloads.seq, history.seq))
		.all();
	const missing = rows.flatMap(({ subject, payload }) => [
		...(KNOWN_SUBJECTS.includes(subject) ? [] : [`subject ${subject}`]),
		...(payload === null ? [] : toldContents(subject, payload).changes)
			.filter(({ name }) => !isKnownValue(subject, name))
			.map(({ name }) => `${subject}: ${name}`)
	]);
	return [...new Set(missing)];
}

/** Throws where acts of a test have left something in the history that its page has no word for. One that the test has closed is not looked at. */
export function requireWords(database: Database): void {
	if (!isOpen(database)) return;
	const missing = wordless(database);
	if (missing.length === 0) return;
	throw new Error(
		`The history has no word for: ${missing.join(', ')}. Values are named in src/lib/wording/history.ts (FIELDS).`
	);
}

function isOpen(database: Database): boolean {
	try {
		database.read.select({ seq: history.seq }).from(history).limit(1).all();
		return true;
	} catch {
		return false;
	}
}
