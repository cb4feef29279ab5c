// Freezes one quarter in a thread of its own, with its own connections: reading a national plan takes seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '../access/users.ts';
import { openDatabase } from '../db/database.ts';
import type { Answer } from '../thread.ts';
import { freeze } from './freezing.ts';
import type { FreezingOrder } from './freezings.ts';

const { path, userId, today, expected, ...key } = workerData as FreezingOrder;
const database = openDatabase(path);
try {
	const actor = actorOf(database.read, userId);
	const frozen = freeze({ database, actor, today, via: 'web' }, key, { expected });
	const bytes = new TextEncoder().encode(JSON.stringify(frozen));
	parentPort!.postMessage({ kind: 'made', bytes } satisfies Answer, [bytes.buffer]);
} catch (refused) {
	if (!(refused instanceof Refusal)) throw refused;
	const said: Answer = { kind: 'refused', refusal: refused.kind, problems: refused.problems };
	parentPort!.postMessage(said);
} finally {
	database.close();
}
