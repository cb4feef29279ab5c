// The program of `pack-thread.ts`: what is given out of a national plan takes seconds to make.
import { actorOf } from '../access/users.ts';
import { begin } from '../quarter/plan-image.ts';
import { doEach } from '../thread-program.ts';
import { makePack } from './pack-making.ts';
import type { Order } from './pack-thread.ts';
import { portableOf } from './portable-zip.ts';

doEach<Order>(async (database, order, onStep) => {
	begin(database, order.slug, order.image);
	if (order.kind === 'portable') return portableOf(database, order, onStep);
	const { userId, today, now } = order;
	const actor = actorOf(database.read, userId);
	const { bytes } = await makePack({ database, actor, today, via: 'web' }, order, { now, onStep });
	return bytes;
});
