// The program of `pack-thread.ts`: the pack of a national plan takes seconds.
import { actorOf } from '../access/users.ts';
import { doEach } from '../thread-program.ts';
import { makePack } from './pack-making.ts';
import type { PackOrder } from './pack-thread.ts';

doEach<PackOrder>(async (database, { userId, today, now, ...asked }, onStep) => {
	const actor = actorOf(database.read, userId);
	const { bytes } = await makePack({ database, actor, today, via: 'web' }, asked, { now, onStep });
	return bytes;
});
