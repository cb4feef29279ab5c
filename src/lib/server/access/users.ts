// Accounts and their rights. Every write is one change() and leaves a history entry; entries hold ids, roles and flags, never a name, a
// sign-in name or anything of a password. Hashing is slow and happens before the transaction begins.
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Actor, Right } from '#lib/domain/permission.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Locale, Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { bodies, rights, strategies, users } from '../db/schema.ts';
import { change, together, type Context, type Tx } from '../history/change.ts';
import { read } from './form.ts';
import { LocaleInput, passwordProblems, RightInput, UserInput } from './inputs.ts';
import { hashOf, isPasswordOf, oneTimePassword } from './passwords.ts';
import * as sessions from './sessions.ts';

/** Who is signed in, as pages may know them. */
export interface SignedInUser {
	id: number;
	username: string;
	name: string;
	locale: Locale | null;
	mustChangePassword: boolean;
	isAdministrator: boolean;
}

export interface Account extends SignedInUser {
	functionTitle: Texts | null;
	isDisabled: boolean;
	canSignIn: boolean;
	/** What a form must name to be allowed to change the account. */
	version: number;
	rights: (Right & { id: number })[];
}

export interface Created {
	userId: number;
	/** To be handed over; it is nowhere kept. */
	oneTimePassword: string;
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** All accounts, by sign-in name. */
export function list(reader: Reader): Account[] {
	const held = reader.select(RIGHT).from(rights).orderBy(asc(rights.id)).all();
	return reader
		.select(ACCOUNT)
		.from(users)
		.orderBy(asc(users.username))
		.all()
		.map((row) => ({ ...row, rights: held.filter((right) => right.userId === row.id) }));
}

/** One account, or null when there is none with this id. */
export function find(reader: Reader, userId: number): Account | null {
	const row = accountOf(reader).get({ userId });
	return row ? { ...row, rights: rightsOf(reader, userId) } : null;
}

/** The id of a sign-in name, or null. */
export function idOf(reader: Reader, username: string): number | null {
	const row = reader
		.select({ id: users.id })
		.from(users)
		.where(eq(users.username, username.trim().toLowerCase()))
		.get();
	return row?.id ?? null;
}

/**
 * An account as the one who acts.
 *
 * @throws {Refusal} `no-such-user` when there is none, or it is disabled.
 */
export function actorOf(reader: Reader, userId: number): Actor {
	const account = find(reader, userId);
	if (!account || account.isDisabled) throw refusal('not-found', 'no-such-user');
	return actorFrom(account);
}

/** An account read before, as the one who acts. */
export function actorFrom(account: Account): Actor {
	const { id, isAdministrator } = account;
	return {
		userId: id,
		isConsole: false,
		isAdministrator,
		rights: account.rights.map(({ role, strategyId, bodyId }) => ({ role, strategyId, bodyId }))
	};
}

const ACCOUNT = {
	id: users.id,
	username: users.username,
	name: users.name,
	functionTitle: users.functionTitle,
	locale: users.locale,
	mustChangePassword: users.mustChangePassword,
	isAdministrator: users.isAdministrator,
	isDisabled: users.isDisabled,
	canSignIn: sql<boolean>`${users.passwordHash} is not null`.mapWith(Boolean),
	version: users.version
};

const RIGHT = {
	id: rights.id,
	userId: rights.userId,
	role: rights.role,
	strategyId: rights.strategyId,
	bodyId: rights.bodyId
};

function rightsOf(reader: Reader, userId: number) {
	return rightsOfOne(reader).all({ userId });
}

const accountOf = prepared((reader) =>
	reader
		.select(ACCOUNT)
		.from(users)
		.where(eq(users.id, given('userId')))
		.prepare()
);

const rightsOfOne = prepared((reader) =>
	reader
		.select(RIGHT)
		.from(rights)
		.where(eq(rights.userId, given('userId')))
		.orderBy(asc(rights.id))
		.prepare()
);

// ── an administrator's work ─────────────────────────────────────────────────────────────────────────────────────────────

export type NewUser = UserInput & { rights?: readonly RightInput[] };

/** Adds an account with a one-time password, to be changed at the first sign-in. */
export async function addUser(context: Context, input: NewUser): Promise<Created> {
	const password = oneTimePassword();
	const passwordHash = await hashOf(password);
	const userId = addUserWithHash(context, { ...input, passwordHash, mustChangePassword: true });
	return { userId, oneTimePassword: password };
}

/** Adds an account whose password was hashed before; with no hash it cannot sign in. For the demonstration, inside its one change. */
export function addUserWithHash(
	context: Context,
	input: NewUser & { passwordHash: string | null; mustChangePassword: boolean }
): number {
	const { username, name, functionTitle, isAdministrator } = read(UserInput, input);
	const wanted = (input.rights ?? []).map((right) => read(RightInput, right));
	const titles = Object.entries(functionTitle).filter(([, title]) => title !== '');
	return change(context, 'user.manage', ({ tx, now, authorise, record }) => {
		authorise({});
		if (idOf(tx, username) !== null) throw refusal('invalid', 'username-taken', {}, 'username');
		const { id } = tx
			.insert(users)
			.values({
				username,
				name,
				functionTitle: titles.length > 0 ? Object.fromEntries(titles) : null,
				passwordHash: input.passwordHash,
				mustChangePassword: input.mustChangePassword,
				isAdministrator,
				createdAt: now
			})
			.returning({ id: users.id })
			.get();
		for (const right of wanted) insertRight(tx, id, right);
		record({ subject: 'user', subjectId: id, before: null, after: stateOf(tx, id) });
		return id;
	});
}

/** The first administrator of an empty installation, for `init`. */
export function createAdministrator(
	context: Context,
	input: { username: string; name: string }
): Promise<Created> {
	return addUser(context, { ...input, isAdministrator: true });
}

/** Gives a right; giving it twice changes nothing. */
export function grant(context: Context, target: Target, input: RightInput): void {
	const right = read(RightInput, input);
	changeAccount(context, target, (tx) => insertRight(tx, target.userId, right));
}

/** Takes a right away. */
export function revoke(context: Context, target: Target, rightId: number): void {
	changeAccount(context, target, (tx) => {
		tx.delete(rights)
			.where(and(eq(rights.id, rightId), eq(rights.userId, target.userId)))
			.run();
	});
}

/** Makes an account hold exactly these rights. */
export function setRights(context: Context, target: Target, input: readonly RightInput[]): void {
	const wanted = input.map((right) => read(RightInput, right));
	changeAccount(context, target, (tx) => {
		for (const held of rightsOf(tx, target.userId)) {
			if (wanted.some((right) => isSameRight(right, held))) continue;
			tx.delete(rights).where(eq(rights.id, held.id)).run();
		}
		for (const right of wanted) insertRight(tx, target.userId, right);
	});
}

function isSameRight(one: Right, other: Right): boolean {
	return (
		one.role === other.role && one.strategyId === other.strategyId && one.bodyId === other.bodyId
	);
}

/** Makes an account an administrator, or no longer one; the last one stays. */
export function setAdministrator(context: Context, target: Target, isAdministrator: boolean): void {
	changeAccount(context, target, (tx) => {
		if (!isAdministrator) refuseForTheLast(tx, target.userId);
		tx.update(users).set({ isAdministrator }).where(eq(users.id, target.userId)).run();
	});
}

/** Gives an account a one-time password and ends its sessions. Returns the password; it is nowhere kept. */
export async function setPassword(context: Context, target: Target): Promise<string> {
	// It would end the very session that is to show the password.
	if (context.actor.userId === target.userId) throw refusal('not-now', 'own-password');
	const password = oneTimePassword();
	const passwordHash = await hashOf(password);
	changeAccount(
		context,
		target,
		(tx) => {
			tx.update(users)
				.set({ passwordHash, mustChangePassword: true })
				.where(eq(users.id, target.userId))
				.run();
			sessions.endAllOf(tx, target.userId);
		},
		{ password: 'reset' }
	);
	return password;
}

/** Shuts an account and ends its sessions. What it did stays; the last administrator stays, and nobody shuts themselves out. */
export function disableUser(context: Context, target: Target): void {
	if (context.actor.userId === target.userId) throw refusal('not-now', 'own-account');
	changeAccount(context, target, (tx) => {
		refuseForTheLast(tx, target.userId);
		tx.update(users).set({ isDisabled: true }).where(eq(users.id, target.userId)).run();
		sessions.endAllOf(tx, target.userId);
	});
}

/** Opens an account again, with the password it had. */
export function enableUser(context: Context, target: Target): void {
	changeAccount(context, target, (tx) => {
		tx.update(users).set({ isDisabled: false }).where(eq(users.id, target.userId)).run();
		sessions.endAllOf(tx, target.userId);
	});
}

/** Who takes over from somebody: an account there is, or one to be made. */
export type Heir = { userId: number } | Pick<UserInput, 'username' | 'name' | 'functionTitle'>;

export interface HandedOver {
	userId: number;
	/** Of an account made for it; to be handed over, and nowhere kept. */
	oneTimePassword: string | null;
}

/**
 * Somebody leaves: another account gets all rights this one holds, and this one is shut. Drafts are the bodies' and need no handing over.
 *
 * @param withAdministrator whether the right to administer goes along; the last administrator cannot leave without
 * @throws {Refusal} `own-account`, `last-administrator`; `heir-is-same`, `heir-disabled` at `heir`; of a new account as `addUser`.
 */
export async function handOver(
	context: Context,
	target: Target,
	heir: Heir,
	withAdministrator: boolean
): Promise<HandedOver> {
	if (context.actor.userId === target.userId) throw refusal('not-now', 'own-account');
	const password = 'userId' in heir ? null : oneTimePassword();
	const passwordHash = password === null ? null : await hashOf(password);
	const userId = together(context, (inner) => {
		const heirId =
			'userId' in heir
				? heir.userId
				: addUserWithHash(inner, { ...heir, passwordHash, mustChangePassword: true });
		const take = (tx: Tx) => {
			const leaving = find(tx, target.userId);
			if (!leaving) throw refusal('not-found', 'no-such-user');
			refuseAsHeir(tx, heirId, target.userId);
			for (const right of leaving.rights) insertRight(tx, heirId, right);
			if (!leaving.isAdministrator || !withAdministrator) return;
			tx.update(users).set({ isAdministrator: true }).where(eq(users.id, heirId)).run();
		};
		changeAccount(inner, { userId: heirId }, take, { tookOverFrom: target.userId });
		const leave = (tx: Tx) => {
			refuseForTheLast(tx, target.userId);
			tx.delete(rights).where(eq(rights.userId, target.userId)).run();
			tx.update(users)
				.set({ isDisabled: true, isAdministrator: false })
				.where(eq(users.id, target.userId))
				.run();
			sessions.endAllOf(tx, target.userId);
		};
		changeAccount(inner, target, leave, { handedOverTo: heirId });
		return heirId;
	});
	return { userId, oneTimePassword: password };
}

function refuseAsHeir(tx: Tx, heirId: number, leavingId: number): void {
	if (heirId === leavingId) throw refusal('invalid', 'heir-is-same', {}, 'heir');
	if (find(tx, heirId)?.isDisabled) throw refusal('invalid', 'heir-disabled', {}, 'heir');
}

// ── one's own account ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Changes the password of the one who acts; the other sessions of the account end. */
export async function changeOwnPassword(
	context: Context,
	input: { current: string; password: string; repeated: string; sessionId: string | null }
): Promise<void> {
	const { userId } = context.actor;
	const own = userId === null ? null : secretOf(context.database.read, userId);
	if (!own) throw refusal('forbidden', 'forbidden');
	const problems: Problem[] = passwordProblems(input.password, input.repeated, own.username);
	if (!(await isPasswordOf(own.passwordHash, input.current))) {
		problems.unshift({ code: 'password-wrong', field: 'current_password' });
	} else if (input.password === input.current) {
		problems.push({ code: 'password-unchanged', field: 'new_password' });
	}
	if (problems.length > 0) throw new Refusal('invalid', problems);
	const passwordHash = await hashOf(input.password);
	change(context, 'account.change', ({ tx, authorise, record }) => {
		authorise({ userId: own.id });
		// The password that was checked must still be the one that is replaced.
		if (secretOf(tx, own.id)?.passwordHash !== own.passwordHash) throw stale();
		tx.update(users)
			.set({ passwordHash, mustChangePassword: false, version: sql`${users.version} + 1` })
			.where(eq(users.id, own.id))
			.run();
		sessions.endAllOf(tx, own.id, input.sessionId);
		record({ subject: 'user', subjectId: own.id, before: null, after: { password: 'changed' } });
	});
}

/** Remembers the language of the one who acts. The version stays: it contradicts nothing an administrator does meanwhile. */
export function setLocale(context: Context, input: Locale): void {
	const locale = read(LocaleInput, input);
	const userId = context.actor.userId ?? 0;
	change(context, 'account.change', ({ tx, authorise, record, unchanged }) => {
		authorise({ userId });
		const before = find(tx, userId);
		if (!before || before.locale === locale) return unchanged();
		tx.update(users).set({ locale }).where(eq(users.id, userId)).run();
		record({
			subject: 'user',
			subjectId: userId,
			before: { locale: before.locale },
			after: { locale }
		});
	});
}

// ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The account to change, and the version the form saw; the command line leaves the version out. */
export interface Target {
	userId: number;
	version?: number;
}

function changeAccount(
	context: Context,
	{ userId, version }: Target,
	work: (tx: Tx) => void,
	also: object = {}
): void {
	change(context, 'user.manage', ({ tx, authorise, record, unchanged }) => {
		authorise({ userId });
		const account = find(tx, userId);
		if (!account) throw refusal('not-found', 'no-such-user');
		if (version !== undefined && version !== account.version) throw stale();
		const before = stateOf(tx, userId);
		work(tx);
		const after = { ...stateOf(tx, userId), ...also };
		if (JSON.stringify(before) === JSON.stringify(after)) return unchanged();
		tx.update(users)
			.set({ version: account.version + 1 })
			.where(eq(users.id, userId))
			.run();
		record({ subject: 'user', subjectId: userId, before, after });
	});
}

/** An account as the history may know it: no personal data. */
function stateOf(tx: Tx, userId: number) {
	const account = find(tx, userId);
	if (!account) throw new Error(`No user ${userId}`);
	const { isAdministrator, isDisabled } = account;
	return { isAdministrator, isDisabled, rights: actorFrom(account).rights };
}

function insertRight(tx: Tx, userId: number, right: RightInput): void {
	const problems: Problem[] = [];
	const { strategyId, bodyId, role } = right;
	const isStrategy = tx
		.select({ id: strategies.id })
		.from(strategies)
		.where(eq(strategies.id, strategyId))
		.get();
	if (!isStrategy) problems.push({ code: 'unknown-strategy', field: 'strategyId' });
	if (bodyId !== null) {
		const isBody = tx.select({ id: bodies.id }).from(bodies).where(eq(bodies.id, bodyId)).get();
		if (!isBody) problems.push({ code: 'unknown-body', field: 'bodyId' });
	}
	if (problems.length > 0) throw new Refusal('invalid', problems);
	tx.insert(rights).values({ userId, strategyId, role, bodyId }).onConflictDoNothing().run();
}

/** An installation without an administrator could be mended by the console only. */
function refuseForTheLast(tx: Tx, userId: number): void {
	if (!find(tx, userId)?.isAdministrator) return;
	const others = tx
		.select({ id: users.id })
		.from(users)
		.where(and(eq(users.isAdministrator, true), eq(users.isDisabled, false), ne(users.id, userId)))
		.all();
	if (others.length === 0) throw refusal('not-now', 'last-administrator');
}

function secretOf(reader: Reader, userId: number) {
	return reader
		.select({ id: users.id, username: users.username, passwordHash: users.passwordHash })
		.from(users)
		.where(eq(users.id, userId))
		.get();
}

function stale(): Refusal {
	return refusal('stale', 'changed-meanwhile');
}
