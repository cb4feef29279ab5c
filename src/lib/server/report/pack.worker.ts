// The program of `pack-thread.ts`: the pack of a national plan takes seconds.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '../access/users.ts';
import { openDatabase, type Database } from '../db/database.ts';
import type { KeptAnswer } from '../kept-thread.ts';
import { giveBackMemory } from '../memory.ts';
import { makePack } from './pack-making.ts';
import type { PackOrder } from './pack-thread.ts';

let open: Database | null = null;

function databaseAt(path: string): Database {
	if (open?.path !== path) {
		open?.close();
		open = openDatabase(path);
	}
	return open;
}

function say(answer: KeptAnswer, transfer: ArrayBuffer[] = []): void {
	parentPort!.postMessage(answer, transfer);
}

async function done({ path, userId, today, now, ...asked }: PackOrder): Promise<KeptAnswer> {
	try {
		const database = databaseAt(path);
		const actor = actorOf(database.read, userId);
		const onStep = (progress: unknown) => say({ kind: 'progress', progress });
		const context = { database, actor, today, via: 'web' as const };
		const { bytes } = await makePack(context, asked, { now, onStep });
		// Copied into memory of its own: what is handed over is gone here, and may share its memory with others.
		return { kind: 'made', bytes: new Uint8Array(bytes) };
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		return { kind: 'refused', refusal: refused.kind, problems: refused.problems };
	}
}

/** Nobody has asked anything for so long: what the work left behind can be swept away. */
const PAUSE_MS = 300;
let sweeping: NodeJS.Timeout | undefined;

parentPort!.on('message', async (order: PackOrder) => {
	clearTimeout(sweeping);
	const answer = await done(order);
	say(answer, answer.kind === 'made' ? [answer.bytes.buffer] : []);
	sweeping = setTimeout(giveBackMemory, PAUSE_MS);
});
