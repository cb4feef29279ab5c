// The program of `quarter-thread.ts`: freezing a quarter of a national plan takes longer than a server may stand still.
import { actorOf } from '../access/users.ts';
import { snapshot } from '../db/database.ts';
import { doEach } from '../thread-program.ts';
import { factsOf } from './facts.ts';
import { freeze } from './freezing.ts';
import { begin } from './plan-image.ts';
import type { Order } from './quarter-thread.ts';

doEach<Order>((database, order, onStep) => {
	begin(database, order.slug, order.image);
	switch (order.kind) {
		case 'freeze': {
			const { userId, today, expected } = order;
			const actor = actorOf(database.read, userId);
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
});
