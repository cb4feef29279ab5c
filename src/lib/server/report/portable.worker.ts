// Makes one portable quarter in a thread of its own, with its own connection.
import { openReader } from '../db/database.ts';
import { doOne } from '../thread-program.ts';
import { portableOf, type PortableOrder } from './portable-zip.ts';

await doOne<PortableOrder & { path: string }>(async ({ path, ...order }) => {
	const database = openReader(path);
	try {
		return await portableOf(database, order);
	} finally {
		database.close();
	}
});
