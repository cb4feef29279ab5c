// Sessions. This header is the specification; no other module knows Lucia.
//
// Lifetime   A session ends 12 hours after it began or was last prolonged; it is prolonged by use in the second half of that time.
//            It ends at once on signing out; when its account is disabled; and, but for the session that asked, when the account's
//            password changes. The machine clock decides, never the business day.
// Id         200 random bits (Lucia, Web Crypto), new at every sign-in, whatever the browser sent: a planted id stays worthless.
// Stored     In `sessions`: SHA-256 of the id in hex, the user's id, the end in seconds since 1970. Nothing about the browser or the
//            address. Who reads the database or a back-up of it cannot sign in with what is there.
// Cookie     Holds the id. HttpOnly, SameSite=Lax, Path=/, and Secure exactly when ORIGIN is https; then its name carries the
//            prefix __Host-, so that no neighbouring host can plant it.
// Disabled   A session of a disabled account is not found, even before its row is gone.
//
// The table `sessions` is the one that is written outside history/change.ts: a session is no act on the plan, it is prolonged while
// pages are merely read, and the history must not become a diary of who was at the desk. Ending sessions as part of a change of the
// account happens inside that change's transaction (`endAllOf`).
import { createHash } from 'node:crypto';
import { and, eq, lte, ne } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { writerOf, type Database } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { sessions, users } from '../db/schema.ts';
import type { Tx } from '../history/change.ts';

declare module 'lucia' {
	interface Register {
		UserId: number;
	}
}

export interface Session {
	id: string;
	userId: number;
	expiresAt: Date;
	/** New or prolonged: the cookie is to be sent again. */
	isFresh: boolean;
}

export interface SessionCookie {
	name: string;
	value: string;
	options: {
		path: '/';
		httpOnly: true;
		sameSite: 'lax';
		secure: boolean;
		expires: Date;
	};
}

const LIFETIME = new TimeSpan(12, 'h');
/** Longer than any id of ours: what is longer is not worth hashing. */
const LONGEST_ID = 100;

const lucias = new WeakMap<Database, Lucia>();

/** Begins a session; whoever calls it has just checked a password. */
export async function create(database: Database, userId: number): Promise<Session> {
	const lucia = luciaOf(database);
	await lucia.deleteExpiredSessions();
	const { id, expiresAt } = await lucia.createSession(userId, {});
	return { id, userId, expiresAt, isFresh: true };
}

/** The session an id stands for, prolonged if need be, or null when there is none any more. */
export async function validate(database: Database, id: string): Promise<Session | null> {
	if (id.length === 0 || id.length > LONGEST_ID) return null;
	const { session } = await luciaOf(database).validateSession(id);
	if (!session) return null;
	return { id, userId: session.userId, expiresAt: session.expiresAt, isFresh: session.fresh };
}

/** Ends one session. */
export async function end(database: Database, id: string): Promise<void> {
	await luciaOf(database).invalidateSession(id);
}

/** Ends a user's sessions, all but one if its id is given, as part of a change of the account. */
export function endAllOf(tx: Tx, userId: number, exceptId: string | null = null): void {
	const ofUser = eq(sessions.userId, userId);
	tx.delete(sessions)
		.where(exceptId === null ? ofUser : and(ofUser, ne(sessions.idHash, hashOf(exceptId))))
		.run();
}

/** The name of the cookie for an ORIGIN. */
export function cookieName(origin: string | undefined): string {
	return isHttps(origin) ? '__Host-kvartal_session' : 'kvartal_session';
}

/** The cookie that carries a session, or with null the one that takes it away. */
export function cookieOf(session: Session | null, origin: string | undefined): SessionCookie {
	return {
		name: cookieName(origin),
		value: session?.id ?? '',
		options: {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: isHttps(origin),
			expires: session?.expiresAt ?? new Date(0)
		}
	};
}

function isHttps(origin: string | undefined): boolean {
	return origin !== undefined && origin.startsWith('https://');
}

function luciaOf(database: Database): Lucia {
	let lucia = lucias.get(database);
	if (!lucia) {
		lucia = new Lucia(adapterOf(database), { sessionExpiresIn: LIFETIME });
		lucias.set(database, lucia);
	}
	return lucia;
}

function hashOf(id: string): string {
	return createHash('sha256').update(id).digest('hex');
}

const inSeconds = (date: Date) => Math.floor(date.getTime() / 1000);

const sessionOf = prepared((read) =>
	read
		.select({ userId: sessions.userId, expiresAt: sessions.expiresAt })
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.where(and(eq(sessions.idHash, given('idHash')), eq(users.isDisabled, false)))
		.prepare()
);

/** Lucia's adapter over the writing connection; it sees ids, the table sees their hashes. */
function adapterOf(database: Database): Adapter {
	const { orm } = writerOf(database);
	return {
		async getSessionAndUser(id) {
			const row = sessionOf(orm).get({ idHash: hashOf(id) });
			if (!row) return [null, null];
			const { userId } = row;
			const expiresAt = new Date(row.expiresAt * 1000);
			return [
				{ id, userId, expiresAt, attributes: {} },
				{ id: userId, attributes: {} }
			];
		},
		async getUserSessions() {
			throw new Error('The ids of sessions are not kept, so they cannot be listed.');
		},
		async setSession({ id, userId, expiresAt }) {
			orm
				.insert(sessions)
				.values({ idHash: hashOf(id), userId, expiresAt: inSeconds(expiresAt) })
				.run();
		},
		async updateSessionExpiration(id, expiresAt) {
			orm
				.update(sessions)
				.set({ expiresAt: inSeconds(expiresAt) })
				.where(eq(sessions.idHash, hashOf(id)))
				.run();
		},
		async deleteSession(id) {
			orm
				.delete(sessions)
				.where(eq(sessions.idHash, hashOf(id)))
				.run();
		},
		async deleteUserSessions(userId) {
			orm.delete(sessions).where(eq(sessions.userId, userId)).run();
		},
		async deleteExpiredSessions() {
			orm
				.delete(sessions)
				.where(lte(sessions.expiresAt, inSeconds(new Date())))
				.run();
		}
	};
}
