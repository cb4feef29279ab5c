// Whether a database holds anything yet.
import type { Database } from './database.ts';
import { strategies, users } from './schema.ts';

/** Whether nobody has an account and no strategy is loaded. */
export function isEmpty({ read }: Pick<Database, 'read'>): boolean {
	return (
		!read.select({ id: users.id }).from(users).limit(1).get() &&
		!read.select({ id: strategies.id }).from(strategies).limit(1).get()
	);
}
