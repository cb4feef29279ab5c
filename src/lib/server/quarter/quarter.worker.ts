// The program of `quarter-thread.ts`: freezing a quarter of a national plan takes longer than a server may stand still.
import { actorOf } from '../access/users.ts';
import type { Database } from '../db/database.ts';
import type { Context } from '../history/change.ts';
import { doEach } from '../thread-program.ts';
import { drawAhead, freeze, type Drawn } from './freezing.ts';
import { begin } from './plan-image.ts';
import type { Order } from './quarter-thread.ts';

/** The record that was laid out last, and is still to be kept. */
const drawn = new WeakMap<Database, Drawn>();

doEach<Order>((database, order, onStep) => {
	begin(database, order.slug, order.image);
	const { userId, today } = order;
	const context: Context = {
		database,
		actor: actorOf(database.read, userId),
		today,
		via: 'web'
	};
	switch (order.kind) {
		case 'freeze': {
			const ahead = drawn.get(database) ?? null;
			drawn.delete(database);
			const frozen = freeze(context, order, { expected: order.expected, ahead, onStep });
			return new TextEncoder().encode(JSON.stringify(frozen));
		}
		case 'draw-ahead': {
			// Two at once would be a hundred megabytes.
			drawn.delete(database);
			const next = drawAhead(context, order, onStep);
			if (next) drawn.set(database, next);
			return new Uint8Array();
		}
	}
});
