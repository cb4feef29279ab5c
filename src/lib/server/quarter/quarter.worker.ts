// The program of `quarter-thread.ts`: reading a whole quarter of a national plan takes longer than a server may stand still.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '../access/users.ts';
import { openDatabase, snapshot, type Database } from '../db/database.ts';
import type { KeptAnswer } from '../kept-thread.ts';
import { giveBackMemory } from '../memory.ts';
import { packed } from './change-list.ts';
import { between } from './changes.ts';
import { factsOf } from './facts.ts';
import { freeze } from './freezing.ts';
import type { Order } from './quarter-thread.ts';

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

function done(order: Order): Uint8Array<ArrayBuffer> {
	const database = databaseAt(order.path);
	switch (order.kind) {
		case 'compare':
			return packed(between(database, order.slug, order));
		case 'freeze': {
			const { userId, today, expected } = order;
			const actor = actorOf(database.read, userId);
			const onStep = (progress: unknown) => say({ kind: 'progress', progress });
			const frozen = freeze({ database, actor, today, via: 'web' }, order, { expected, onStep });
			return new TextEncoder().encode(JSON.stringify(frozen));
		}
		case 'read-ahead':
			snapshot(database, (read) => {
				const facts = factsOf(database, read, order.slug);
				for (const quarter of facts.register.quarters) facts.wholePlan(quarter);
			});
			return new Uint8Array();
	}
}

/** Nobody has asked anything for so long: what the work left behind, several times what is kept of the plan, can be swept away. */
const PAUSE_MS = 300;
let sweeping: NodeJS.Timeout | undefined;

parentPort!.on('message', (order: Order) => {
	clearTimeout(sweeping);
	try {
		const bytes = done(order);
		say({ kind: 'made', bytes }, [bytes.buffer]);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		say({ kind: 'refused', refusal: refused.kind, problems: refused.problems });
	}
	sweeping = setTimeout(giveBackMemory, PAUSE_MS);
});
