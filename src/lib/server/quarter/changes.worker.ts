// Compares quarters of large plans in a thread of its own, with its own connection; what it has read of a plan is there for the next order.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { openReader, type Database } from '../db/database.ts';
import type { Answer } from '../thread.ts';
import { packed, type Order } from './change-lists.ts';
import { between } from './changes.ts';

let open: { path: string; database: Database } | null = null;

function databaseAt(path: string): Database {
	if (open?.path !== path) {
		open?.database.close();
		open = { path, database: openReader(path) };
	}
	return open.database;
}

function answer(said: Answer, transfer: ArrayBuffer[] = []): void {
	parentPort!.postMessage(said, transfer);
}

parentPort!.on('message', ({ path, slug, ...asked }: Order) => {
	try {
		const bytes = packed(between(databaseAt(path), slug, asked));
		answer({ kind: 'made', bytes }, [bytes.buffer]);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		answer({ kind: 'refused', refusal: refused.kind, problems: refused.problems });
	}
});
