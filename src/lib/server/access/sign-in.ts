// Signing in. An unknown name, a wrong password, a disabled account and one that cannot sign in are answered alike: the same work (one
// argon2id check), the same message, the same count against the one who tries.
import { eq } from 'drizzle-orm';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { users } from '../db/schema.ts';
import { LONGEST_PASSWORD } from './inputs.ts';
import { isPasswordOf } from './passwords.ts';
import * as sessions from './sessions.ts';
import { SignInThrottle } from './throttle.ts';

export interface Attempt {
	username: string;
	password: string;
	/** Where the attempt comes from. */
	address: string;
	/** The machine clock, in milliseconds. */
	now: number;
}

const throttle = new SignInThrottle();

/**
 * Begins a session for who knows the password.
 *
 * @throws {Refusal} `sign-in-wrong`, or `sign-in-slowed` with the seconds to wait.
 */
export async function signIn(
	database: Database,
	{ username, password, address, now }: Attempt,
	slowing: SignInThrottle = throttle
): Promise<sessions.Session> {
	const name = username.trim().toLowerCase();
	const seconds = slowing.attempt(name, address, now);
	if (seconds !== null) throw refusal('not-now', 'sign-in-slowed', { seconds });
	const user = knownAs(database, name);
	// A password longer than any can be is cut, so that it costs no more than another.
	const tried = password.slice(0, 2 * LONGEST_PASSWORD);
	const isRight = await isPasswordOf(user?.passwordHash ?? null, tried);
	if (!isRight || !user || user.isDisabled) throw refusal('forbidden', 'sign-in-wrong');
	const session = await sessions.create(database, user.id);
	// Checking takes a moment; a password changed in that moment must not leave a session of the old one behind.
	if (knownAs(database, name)?.passwordHash !== user.passwordHash) {
		await sessions.end(database, session.id);
		throw refusal('forbidden', 'sign-in-wrong');
	}
	slowing.succeeded(name, address, now);
	return session;
}

function knownAs(database: Database, username: string) {
	return database.read
		.select({ id: users.id, passwordHash: users.passwordHash, isDisabled: users.isDisabled })
		.from(users)
		.where(eq(users.username, username.slice(0, 100)))
		.get();
}
