// Makes one report in a thread of its own, with its own connection: better-sqlite3 and the zip would stop the whole server meanwhile.
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { isFound, markOf } from '#lib/domain/change-query.ts';
import { openReader } from '../db/database.ts';
import * as activityLists from '../quarter/activity-lists.ts';
import { between, sinceOf, withLast } from '../quarter/changes.ts';
import { writeWorkbook } from '../workbook/write.ts';
import { changesTable } from './changes.ts';
import { writeList } from './list.ts';
import { writeReport } from './report.ts';
import { workbookOfTable } from './single-tables.ts';
import { Telling } from './telling.ts';
import type { Answer } from '../thread.ts';
import type { Order } from './reports.ts';

async function make(order: Order): Promise<Buffer> {
	const { path, slug, quarter, revision, today, locale, madeAt, list, changes } = order;
	const database = openReader(path);
	try {
		const chunks: Buffer[] = [];
		const collected = new Writable({
			write(chunk: Buffer, _, done) {
				chunks.push(chunk);
				done();
			}
		});
		if (changes !== undefined) {
			const { from, to, query } = changes;
			const compared = between(database, slug, { from, to, today });
			const found = compared.changes.filter((change) => isFound(markOf(change), query));
			const telling = new Telling(compared.to, locale);
			const table = changesTable(telling, sinceOf(compared), found);
			await writeWorkbook(workbookOfTable(telling, table, madeAt), collected);
		} else if (list === undefined) {
			const { view, ...beside } = withLast(database, slug, { quarter, revision, today });
			await writeReport(view, locale, collected, { madeAt, ...beside });
		} else {
			const asked = { today, revision, locale, params: new URLSearchParams(list), isWhole: true };
			const found = activityLists.read(database, slug, quarter, asked);
			await writeList(found, locale, collected, { madeAt });
		}
		return Buffer.concat(chunks);
	} finally {
		database.close();
	}
}

function answer(said: Answer, transfer: ArrayBuffer[] = []): void {
	parentPort!.postMessage(said, transfer);
}

try {
	// Copied into memory of its own: a Buffer may share its with others, and what is handed over is gone here.
	const bytes = new Uint8Array(await make(workerData as Order));
	answer({ kind: 'made', bytes }, [bytes.buffer]);
} catch (refused) {
	if (!(refused instanceof Refusal)) throw refused;
	answer({ kind: 'refused', refusal: refused.kind, problems: refused.problems });
}
