// The frame of a thread's program: what it makes goes back as bytes, what it refuses as a refusal; anything else is an error that ends it.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { openDatabase, type Database } from './db/database.ts';
import type { KeptAnswer } from './kept-thread.ts';
import { giveBackMemory } from './memory.ts';
import type { Answer } from './thread.ts';

type Made = Uint8Array | Promise<Uint8Array>;

async function answerOf(work: () => Made): Promise<Answer> {
	try {
		// Copied into memory of its own: what is handed over is gone here, and may share its memory with others.
		return { kind: 'made', bytes: new Uint8Array(await work()) };
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		return { kind: 'refused', refusal: refused.kind, problems: refused.problems };
	}
}

function say(answer: KeptAnswer): void {
	parentPort!.postMessage(answer, answer.kind === 'made' ? [answer.bytes.buffer] : []);
}

/** The program of a thread of `Threads`: does the order it was begun with. */
export async function doOne<Order>(work: (order: Order) => Made): Promise<void> {
	say(await answerOf(() => work(workerData as Order)));
}

/** Nobody has asked anything for so long: what the work left behind, several times what is kept of a plan, can be swept away. */
const PAUSE_MS = 300;

/**
 * The program of a `KeptThread`: does one order after the other, each on the database file it names. What was read of a database is there for
 * the next order as long as it names the same.
 */
export function doEach<Order extends { path: string }>(
	work: (database: Database, order: Order, onProgress: (progress: unknown) => void) => Made
): void {
	let open: Database | null = null;
	let sweeping: NodeJS.Timeout | undefined;
	const databaseAt = (path: string): Database => {
		if (open?.path === path) return open;
		open?.close();
		return (open = openDatabase(path));
	};
	const onProgress = (progress: unknown) => say({ kind: 'progress', progress });
	parentPort!.on('message', async (order: Order) => {
		clearTimeout(sweeping);
		say(await answerOf(() => work(databaseAt(order.path), order, onProgress)));
		sweeping = setTimeout(giveBackMemory, PAUSE_MS);
	});
}
