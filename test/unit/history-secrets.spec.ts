// Secrets never enter the history: after everything that is done with accounts, nothing of a password, its hash or a name is in it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import * as sessions from '#lib/server/access/sessions.ts';
import * as users from '#lib/server/access/users.ts';
import * as schema from '#lib/server/db/schema.ts';
import type { Context } from '#lib/server/history/change.ts';
import { holds, verifyHistory } from '#lib/server/history/verify.ts';
import { smallPlan, type SmallPlan } from './small-plan.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

test('whatever is done with accounts', async () => {
	const { database } = plan;
	const console: Context = { ...plan.as('owner'), actor: CONSOLE, via: 'console' };
	const secrets = ['mirjana', 'Mirjana Mirić', 'Шеф одсека', 'nova-lozinka-i-more', 'naslednik'];
	const hashes = () =>
		database.read
			.select({ hash: schema.users.passwordHash })
			.from(schema.users)
			.all()
			.flatMap(({ hash }) => (hash === null ? [] : [hash]));

	const made = await users.addUser(console, {
		username: 'mirjana',
		name: 'Mirjana Mirić',
		functionTitle: { 'sr-Cyrl': 'Шеф одсека' }
	});
	const { userId } = made;
	secrets.push(made.oneTimePassword, ...hashes());
	const own: Context = { ...console, actor: users.actorOf(database.read, userId), via: 'web' };
	const session = await sessions.create(database, userId);
	await users.changeOwnPassword(own, {
		...{ current: made.oneTimePassword, password: 'nova-lozinka-i-more' },
		...{ repeated: 'nova-lozinka-i-more', sessionId: session.id }
	});
	secrets.push(session.id, ...hashes());
	users.setLocale(own, 'sr-Latn');
	users.grant(console, { userId }, { role: 'owner', strategyId: 1, bodyId: null });
	users.setRights(console, { userId }, [{ role: 'reviewer', strategyId: 1, bodyId: null }]);
	users.setAdministrator(console, { userId }, true);
	users.setAdministrator(console, { userId: plan.as('owner').actor.userId! }, true);
	secrets.push(await users.setPassword(console, { userId }), ...hashes());
	users.disableUser(console, { userId });
	users.enableUser(console, { userId });
	const heir = { username: 'naslednik', name: 'Mirjana Mirić', functionTitle: {} };
	const { oneTimePassword } = await users.handOver(console, { userId }, heir, true);
	secrets.push(oneTimePassword!, ...hashes());

	const told = [
		...database.read.select().from(schema.history).all(),
		...database.read.select().from(schema.historyPayloads).all(),
		...database.read.select().from(schema.historyRows).all()
	];
	expect(told.length).toBeGreaterThan(30);
	const text = JSON.stringify(told);
	expect(secrets.length).toBeGreaterThan(10);
	for (const secret of secrets) expect(text).not.toContain(secret);
	expect(holds(verifyHistory(database))).toBe(true);
});

test('rights set to what they are change no row', () => {
	const console: Context = { ...plan.as('owner'), actor: CONSOLE, via: 'console' };
	const userId = plan.as('both').actor.userId!;
	const { rights } = users.find(plan.database.read, userId)!;
	const held = rights.map(({ role, strategyId, bodyId }) => ({ role, strategyId, bodyId }));
	users.setRights(console, { userId }, held);
	expect(users.find(plan.database.read, userId)!.rights).toEqual(rights);
	users.setRights(console, { userId }, held.slice(1));
	expect(users.find(plan.database.read, userId)!.rights).toEqual(rights.slice(1));
});
