// Accounts and sessions against a real database file.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
	hashOf,
	isPasswordOf,
	nobodysHash,
	oneTimePassword
} from '#lib/server/access/passwords.ts';
import * as sessions from '#lib/server/access/sessions.ts';
import { signIn } from '#lib/server/access/sign-in.ts';
import { SignInThrottle } from '#lib/server/access/throttle.ts';
import * as users from '#lib/server/access/users.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import * as schema from '#lib/server/db/schema.ts';
import type { Context } from '#lib/server/history/change.ts';

const PASSWORD = 'јагода и трешња 12';
const HOUR = 3600 * 1000;

let folder: string;
let database: Database;
let console_: Context;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kvartal-access-'));
	database = openDatabase(join(folder, 'kvartal.db'));
	console_ = { database, actor: CONSOLE, today: '2020-10-05', via: 'console' };
});

afterEach(() => {
	vi.useRealTimers();
	database.close();
	rmSync(folder, { recursive: true });
});

async function account(username: string, more: Partial<users.NewUser> = {}): Promise<number> {
	return users.addUserWithHash(console_, {
		username,
		name: 'Ana Anić',
		...more,
		passwordHash: await hashOf(PASSWORD),
		mustChangePassword: false
	});
}

function as(userId: number): Context {
	return { ...console_, actor: users.actorOf(database.read, userId), via: 'web' };
}

/** The codes (with their fields) of the refusal that work ends in. */
async function refusalOf(work: () => unknown): Promise<string[]> {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof Refusal) {
			return thrown.problems.map(({ code, field }) => (field ? `${code} at ${field}` : code));
		}
		throw thrown;
	}
	throw new Error('It was not refused.');
}

const attempt = (username: string, password: string, throttle = new SignInThrottle()) =>
	signIn(database, { username, password, address: '10.0.0.1', now: Date.now() }, throttle);

const history = () =>
	database.read
		.select()
		.from(schema.historyPayloads)
		.all()
		.map(({ payload }) => payload);

describe('passwords', () => {
	test('are hashed with argon2id as OWASP advises', async () => {
		expect(parseOptions(await hashOf(PASSWORD))).toMatchObject({
			algorithm: 2,
			memoryCost: 19_456,
			timeCost: 2,
			parallelism: 1
		});
	});

	test('of nobody cost as much to check as those of somebody', async () => {
		expect(parseOptions(nobodysHash())).toEqual(parseOptions(await hashOf(PASSWORD)));
		expect(await isPasswordOf(null, PASSWORD)).toBe(false);
	});

	test('are the same however the keyboard composes č', async () => {
		const hash = await hashOf('\u010dovek i more');
		expect(await isPasswordOf(hash, 'c\u030covek i more')).toBe(true);
		expect(await isPasswordOf(hash, 'covek i more')).toBe(false);
	});

	test('for one time are long, legible and never the same', () => {
		const passwords = Array.from({ length: 100 }, oneTimePassword);
		expect(new Set(passwords).size).toBe(100);
		for (const password of passwords)
			expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
	});
});

describe('sessions', () => {
	test('keep the hash of their id, never the id', async () => {
		const session = await sessions.create(database, await account('ana'));
		const rows = database.read.select().from(schema.sessions).all();
		expect(rows.map(({ idHash }) => idHash)).toEqual([
			createHash('sha256').update(session.id).digest('hex')
		]);
		expect(JSON.stringify(rows)).not.toContain(session.id);
		expect(await sessions.validate(database, session.id)).toMatchObject({
			userId: rows[0]?.userId
		});
	});

	test('cannot be used with what the database holds', async () => {
		const { id } = await sessions.create(database, await account('ana'));
		const hash = createHash('sha256').update(id).digest('hex');
		expect(await sessions.validate(database, hash)).toBeNull();
	});

	test('end after 12 hours unused', async () => {
		vi.useFakeTimers({ now: new Date('2020-10-05T08:00:00Z'), toFake: ['Date'] });
		const { id } = await sessions.create(database, await account('ana'));
		vi.setSystemTime(new Date('2020-10-05T20:00:01Z'));
		expect(await sessions.validate(database, id)).toBeNull();
		expect(database.read.select().from(schema.sessions).all()).toEqual([]);
	});

	test('are prolonged by use in the second half of that time', async () => {
		vi.useFakeTimers({ now: new Date('2020-10-05T08:00:00Z'), toFake: ['Date'] });
		const { id } = await sessions.create(database, await account('ana'));
		vi.setSystemTime(new Date('2020-10-05T13:00:00Z'));
		expect(await sessions.validate(database, id)).toMatchObject({ isFresh: false });
		vi.setSystemTime(new Date('2020-10-05T15:00:00Z'));
		expect(await sessions.validate(database, id)).toMatchObject({
			isFresh: true,
			expiresAt: new Date('2020-10-06T03:00:00Z')
		});
		vi.setSystemTime(new Date('2020-10-06T02:59:00Z'));
		expect(await sessions.validate(database, id)).not.toBeNull();
	});

	test('that have ended are cleared away by the next sign-in', async () => {
		vi.useFakeTimers({ now: new Date('2020-10-05T08:00:00Z'), toFake: ['Date'] });
		const ana = await account('ana');
		await sessions.create(database, ana);
		vi.setSystemTime(Date.now() + 13 * HOUR);
		await sessions.create(database, ana);
		expect(database.read.select().from(schema.sessions).all()).toHaveLength(1);
	});

	test.each(['', 'x', 'a'.repeat(100_000), "' or 1=1 --", '\u0000'])(
		'%# are not found by noise',
		async (id) => {
			expect(await sessions.validate(database, id)).toBeNull();
		}
	);

	test('have a cookie that is Secure exactly when ORIGIN is https', async () => {
		const session = await sessions.create(database, await account('ana'));
		const options = { path: '/', httpOnly: true, sameSite: 'lax', expires: session.expiresAt };
		expect(sessions.cookieOf(session, 'https://kvartal.example.org')).toEqual({
			name: '__Host-kvartal_session',
			value: session.id,
			options: { ...options, secure: true }
		});
		for (const origin of ['http://localhost:3000', undefined, '']) {
			expect(sessions.cookieOf(session, origin)).toEqual({
				name: 'kvartal_session',
				value: session.id,
				options: { ...options, secure: false }
			});
		}
	});
});

describe('signing in', () => {
	test('begins a session for who knows the password, in small letters or large', async () => {
		const ana = await account('ana');
		expect(await attempt(' ANA ', PASSWORD)).toMatchObject({ userId: ana });
	});

	test('answers alike to an unknown name, a wrong password, a disabled account and one without password', async () => {
		await account('admin', { isAdministrator: true });
		await account('ana');
		users.disableUser(console_, { userId: await account('mila') });
		users.addUserWithHash(console_, {
			username: 'archive',
			name: 'Archive',
			passwordHash: null,
			mustChangePassword: false
		});
		for (const [name, password] of [
			['nobody', PASSWORD],
			['ana', 'wrong'],
			['mila', PASSWORD],
			['archive', ''],
			['', '']
		] as const) {
			expect(await refusalOf(() => attempt(name, password))).toEqual(['sign-in-wrong']);
		}
		expect(database.read.select().from(schema.sessions).all()).toEqual([]);
	});

	test('is slowed after five failures, with the right password too, until the wait is over', async () => {
		await account('ana');
		const throttle = new SignInThrottle();
		for (let i = 0; i < 5; i++) await refusalOf(() => attempt('ana', 'wrong', throttle));
		expect(await refusalOf(() => attempt('ana', PASSWORD, throttle))).toEqual(['sign-in-slowed']);
		const later = {
			username: 'ana',
			password: PASSWORD,
			address: '10.0.0.1',
			now: Date.now() + 6000
		};
		expect(await signIn(database, later, throttle)).toMatchObject({ isFresh: true });
	});

	test('leaves nothing in the history', async () => {
		await account('ana');
		const before = history().length;
		await attempt('ana', PASSWORD);
		expect(history()).toHaveLength(before);
	});
});

describe('an account', () => {
	test('that is disabled loses its sessions at once, and gets none back by being enabled', async () => {
		const ana = await account('ana');
		const { id } = await sessions.create(database, ana);
		users.disableUser(console_, { userId: ana });
		expect(await sessions.validate(database, id)).toBeNull();
		users.enableUser(console_, { userId: ana });
		expect(await sessions.validate(database, id)).toBeNull();
		expect(await attempt('ana', PASSWORD)).toMatchObject({ userId: ana });
	});

	test('that changes its password keeps this session and loses the others', async () => {
		const ana = await account('ana');
		const here = await sessions.create(database, ana);
		const elsewhere = await sessions.create(database, ana);
		await users.changeOwnPassword(as(ana), {
			current: PASSWORD,
			password: 'сасвим нова лозинка',
			repeated: 'сасвим нова лозинка',
			sessionId: here.id
		});
		expect(await sessions.validate(database, here.id)).not.toBeNull();
		expect(await sessions.validate(database, elsewhere.id)).toBeNull();
		expect(await attempt('ana', 'сасвим нова лозинка')).toMatchObject({ userId: ana });
		expect(await refusalOf(() => attempt('ana', PASSWORD))).toEqual(['sign-in-wrong']);
	});

	test('is told everything that is wrong with a new password at once', async () => {
		const own = as(await account('ana'));
		const change = (current: string, password: string, repeated = password) =>
			refusalOf(() =>
				users.changeOwnPassword(own, { current, password, repeated, sessionId: null })
			);
		expect(await change('wrong', 'Ana', 'other')).toEqual([
			'password-wrong at current_password',
			'password-too-short at new_password',
			'password-is-username at new_password',
			'password-not-repeated at repeat_password'
		]);
		expect(await change(PASSWORD, 'a'.repeat(201))).toEqual(['too-long at new_password']);
		expect(await change(PASSWORD, PASSWORD)).toEqual(['password-unchanged at new_password']);
		expect(await change(PASSWORD, 'ђ'.repeat(11))).toEqual(['password-too-short at new_password']);
		expect(await attempt('ana', PASSWORD)).toBeTruthy();
	});

	test('given a one-time password loses its sessions and must change it', async () => {
		const ana = await account('ana');
		const { id } = await sessions.create(database, ana);
		const given = await users.setPassword(console_, { userId: ana });
		expect(await sessions.validate(database, id)).toBeNull();
		expect(users.find(database.read, ana)?.mustChangePassword).toBe(true);
		expect(await attempt('ana', given)).toMatchObject({ userId: ana });
		await users.changeOwnPassword(as(ana), {
			current: given,
			password: PASSWORD,
			repeated: PASSWORD,
			sessionId: null
		});
		expect(users.find(database.read, ana)?.mustChangePassword).toBe(false);
	});

	test('of the last administrator is neither disabled nor made an ordinary one', async () => {
		const admin = await account('admin', { isAdministrator: true });
		expect(await refusalOf(() => users.disableUser(console_, { userId: admin }))).toEqual([
			'last-administrator'
		]);
		expect(
			await refusalOf(() => users.setAdministrator(console_, { userId: admin }, false))
		).toEqual(['last-administrator']);
		const second = await account('second', { isAdministrator: true });
		users.disableUser(as(second), { userId: admin });
		expect(await refusalOf(() => users.disableUser(console_, { userId: second }))).toEqual([
			'last-administrator'
		]);
	});

	test('of an administrator is not shut by themselves, nor given a one-time password', async () => {
		const admin = await account('admin', { isAdministrator: true });
		await account('second', { isAdministrator: true });
		const own = { userId: admin };
		expect(await refusalOf(() => users.disableUser(as(admin), own))).toEqual(['own-account']);
		expect(await refusalOf(() => users.setPassword(as(admin), own))).toEqual(['own-password']);
	});

	test('is changed by two administrators: the second is told, and nothing of theirs is written', async () => {
		await account('admin', { isAdministrator: true });
		const ana = await account('ana');
		const version = users.find(database.read, ana)?.version;
		users.setAdministrator(console_, { userId: ana, version }, true);
		expect(await refusalOf(() => users.disableUser(console_, { userId: ana, version }))).toEqual([
			'changed-meanwhile'
		]);
		expect(users.find(database.read, ana)).toMatchObject({
			isAdministrator: true,
			isDisabled: false
		});
	});

	test('is managed by administrators only', async () => {
		const ana = await account('ana');
		const target = { userId: await account('mila') };
		for (const work of [
			() => users.addUser(as(ana), { username: 'new', name: 'New' }),
			() => users.setRights(as(ana), target, []),
			() => users.setAdministrator(as(ana), target, true),
			() => users.setPassword(as(ana), target),
			() => users.disableUser(as(ana), target),
			() => users.enableUser(as(ana), target)
		]) {
			expect(await refusalOf(work)).toEqual(['forbidden']);
		}
		expect(users.list(database.read)).toHaveLength(2);
	});

	test('is opened with everything in order or not at all, and every problem is named', async () => {
		await account('ana');
		const add = (input: users.NewUser) => refusalOf(() => users.addUser(console_, input));
		expect(await add({ username: ' ', name: '' })).toEqual([
			'required at username',
			'required at name'
		]);
		expect(await add({ username: 'Ћира', name: 'a\u0000b' })).toEqual([
			'username-characters at username',
			'control-characters at name'
		]);
		expect(await add({ username: 'a'.repeat(41), name: 'b'.repeat(201) })).toEqual([
			'too-long at username',
			'too-long at name'
		]);
		expect(await add({ username: 'ANA', name: 'Ana' })).toEqual(['username-taken at username']);
		expect(
			await add({
				username: 'new',
				name: 'New',
				rights: [{ role: 'reporter', strategyId: 1, bodyId: null }]
			})
		).toEqual(['right-needs-body at bodyId']);
		expect(
			await add({
				username: 'new',
				name: 'New',
				rights: [{ role: 'reporter', strategyId: 999, bodyId: 999 }]
			})
		).toEqual(['unknown-strategy at strategyId', 'unknown-body at bodyId']);
		expect(users.list(database.read)).toHaveLength(1);
	});

	test('leaves in the history ids and flags, and nothing personal or secret', async () => {
		const { userId, oneTimePassword: given } = await users.createAdministrator(console_, {
			username: 'jovana',
			name: 'Јована Јовановић'
		});
		await users.setPassword(console_, { userId });
		users.setLocale(as(userId), 'sr-Latn');
		await users.changeOwnPassword(as(userId), {
			current: await users.setPassword(console_, { userId }),
			password: PASSWORD,
			repeated: PASSWORD,
			sessionId: null
		});
		const kept = history().join('\n');
		expect(history()).toHaveLength(5);
		expect(kept).not.toMatch(/jovana|Јована|argon2|\$/i);
		expect(kept).not.toContain(given);
		expect(kept).not.toContain(PASSWORD);
	});

	test('whose language is set to what it is changes nothing', async () => {
		const ana = await account('ana');
		const version = users.find(database.read, ana)?.version;
		users.setLocale(as(ana), 'sr-Cyrl');
		const before = history().length;
		users.setLocale(as(ana), 'sr-Cyrl');
		expect(history()).toHaveLength(before);
		expect(users.find(database.read, ana)).toMatchObject({ locale: 'sr-Cyrl', version });
		expect(await refusalOf(() => users.setLocale(as(ana), 'de' as 'en'))).toEqual([
			'unknown-language'
		]);
	});
});
