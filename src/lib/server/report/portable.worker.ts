// Makes one portable quarter in a thread of its own, with its own connection.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { openReader } from '../db/database.ts';
import type { Answer } from '../thread.ts';
import { portableOf, type PortableOrder } from './portable-zip.ts';

const { path, ...order } = workerData as PortableOrder & { path: string };
const database = openReader(path);
try {
	const bytes = await portableOf(database, order);
	parentPort!.postMessage({ kind: 'made', bytes } satisfies Answer, [bytes.buffer]);
} catch (refused) {
	if (!(refused instanceof Refusal)) throw refused;
	const said: Answer = { kind: 'refused', refusal: refused.kind, problems: refused.problems };
	parentPort!.postMessage(said);
} finally {
	database.close();
}
