// Makes one pack in a thread of its own, with its own connections: a national plan takes seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '../access/users.ts';
import { openDatabase } from '../db/database.ts';
import type { Answer } from '../thread.ts';
import { makePack } from './pack-making.ts';
import type { PackOrder } from './pack-threads.ts';

const { path, userId, today, now, ...asked } = workerData as PackOrder;
const database = openDatabase(path);
try {
	const actor = actorOf(database.read, userId);
	const { bytes } = await makePack({ database, actor, today, via: 'web' }, asked, now);
	// Copied into memory of its own: what is handed over is gone here, and may share its memory with others.
	const own = new Uint8Array(bytes);
	parentPort!.postMessage({ kind: 'made', bytes: own } satisfies Answer, [own.buffer]);
} catch (refused) {
	if (!(refused instanceof Refusal)) throw refused;
	const said: Answer = { kind: 'refused', refusal: refused.kind, problems: refused.problems };
	parentPort!.postMessage(said);
} finally {
	database.close();
}
