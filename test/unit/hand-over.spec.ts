// Somebody leaves, or the body they report for does: rights go to whom an administrator names, and never by themselves.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { bringAlong, leftBehind } from '#lib/server/access/left-behind.ts';
import * as users from '#lib/server/access/users.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import type { Context } from '#lib/server/history/change.ts';
import * as mergers from '#lib/server/plan/mergers.ts';
import { RUNNING, smallPlan, TODAY, type SmallPlan, type Who } from './small-plan.ts';

let plan: SmallPlan;
let admin: Context;
beforeEach(() => {
	plan = smallPlan();
	const console_: Context = { ...plan.as('owner'), actor: CONSOLE, via: 'console' };
	const id = users.addUserWithHash(console_, {
		...{ username: 'admin', name: 'Ana Anić', isAdministrator: true },
		...{ passwordHash: null, mustChangePassword: false }
	});
	admin = { ...console_, actor: users.actorOf(plan.database.read, id), via: 'web' };
});
afterEach(() => plan.close());

const idOf = (who: Who | 'admin') => users.idOf(plan.database.read, who)!;
const account = (who: Who | 'admin') => users.find(plan.database.read, idOf(who))!;
const target = (who: Who | 'admin') => ({ userId: idOf(who), version: account(who).version });
const rightsOf = (id: number) =>
	users.find(plan.database.read, id)!.rights.map(({ role, bodyId }) => [role, bodyId]);
const historyOf = (id: number) =>
	plan.database.read
		.select()
		.from(schema.historyPayloads)
		.all()
		.map(({ payload }) => JSON.parse(payload))
		.filter(({ after }) => after?.handedOverTo === id || after?.tookOverFrom === id);

async function codesOf(work: () => Promise<unknown>): Promise<string[]> {
	try {
		await work();
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		return refused.problems.map(({ code, field }) => (field ? `${code} @${field}` : code));
	}
	throw new Error('Nothing was refused.');
}

describe('somebody who leaves', () => {
	test('gives all rights to another account, and can no longer enter', async () => {
		const heir = { userId: idOf('other') };
		const { oneTimePassword } = await users.handOver(admin, target('both'), heir, false);
		expect(oneTimePassword).toBeNull();
		expect(rightsOf(idOf('other'))).toEqual([
			['reporter', plan.bodyId('regulator')],
			['reporter', plan.bodyId('police')],
			['coordinator', null]
		]);
		expect(account('both')).toMatchObject({ isDisabled: true, rights: [] });
		expect(historyOf(idOf('other'))).toHaveLength(1);
		expect(historyOf(idOf('both'))[0].before.rights).toHaveLength(1);
	});

	test('leaves drafts to whoever comes', async () => {
		const key = plan.key('1.3');
		filings.save(plan.as('reporter'), key, 0, RUNNING);
		const heir = { username: 'novi', name: 'Нова Особа' };
		const { userId, oneTimePassword } = await users.handOver(
			...([admin, target('reporter'), heir, false] as const)
		);
		expect(oneTimePassword).toMatch(/\S{16,}/);
		const actor = users.actorOf(plan.database.read, userId);
		const { version } = filings.find(plan.database.read, key)!;
		filings.submit({ ...plan.as('reporter'), actor }, key, version, RUNNING);
		expect(filings.find(plan.database.read, key)).toMatchObject({ submittedBy: userId });
	});

	test('passes the right to administer on only when that is said', async () => {
		const second = users.addUserWithHash(admin, {
			...{ username: 'second-admin', name: 'B', isAdministrator: true },
			...{ passwordHash: null, mustChangePassword: false }
		});
		const heir = { userId: idOf('owner') };
		await users.handOver(admin, { userId: second }, heir, false);
		expect(account('owner').isAdministrator).toBe(false);
		expect(users.find(plan.database.read, second)).toMatchObject({ isAdministrator: false });
	});

	test('is not the last administrator, unless the heir becomes one; and not oneself', async () => {
		const console_: Context = { ...admin, actor: CONSOLE };
		const heir = { userId: idOf('owner') };
		expect(await codesOf(() => users.handOver(console_, target('admin'), heir, false))).toEqual([
			'last-administrator'
		]);
		expect(account('admin').isDisabled).toBe(false);
		expect(await codesOf(() => users.handOver(admin, target('admin'), heir, true))).toEqual([
			'own-account'
		]);
		await users.handOver(console_, target('admin'), heir, true);
		expect(account('owner').isAdministrator).toBe(true);
		expect(account('admin')).toMatchObject({ isDisabled: true, isAdministrator: false });
	});

	test('or nothing happens at all', async () => {
		users.disableUser(admin, target('second'));
		const before = users.list(plan.database.read);
		for (const [heir, codes] of [
			[{ userId: idOf('reporter') }, ['heir-is-same @heir']],
			[{ userId: idOf('second') }, ['heir-disabled @heir']],
			[{ userId: 9999 }, ['no-such-user']],
			[{ username: 'other', name: 'Taken' }, ['username-taken @username']],
			[{ username: 'Љ', name: '' }, ['username-characters @username', 'required @name']]
		] as [users.Heir, string[]][]) {
			expect(await codesOf(() => users.handOver(admin, target('reporter'), heir, false))).toEqual(
				codes
			);
		}
		const stale = { ...target('reporter'), version: 7 };
		const heir = { username: 'novi', name: 'Нова Особа' };
		expect(await codesOf(() => users.handOver(admin, stale, heir, false))).toEqual([
			'changed-meanwhile'
		]);
		expect(
			await codesOf(() => users.handOver(plan.as('coordinator'), target('reporter'), heir, false))
		).toEqual(['forbidden']);
		expect(users.list(plan.database.read)).toEqual(before);
	});
});

describe('those who report or sign for a merged body', () => {
	beforeEach(() => {
		const input = { into: 'regulator', on: '2020-10-01', act: 'Закон', lang: 'sr' };
		mergers.merge(admin, { key: 'police', version: 1 }, input);
	});

	test('are named, and keep what they have', () => {
		expect(
			leftBehind(plan.database.read).map(({ userId, on }) => [
				users.find(plan.database.read, userId)!.username,
				on
			])
		).toEqual([
			['reporter', '2020-10-01'],
			['colleague', '2020-10-01'],
			['officer', '2020-10-01'],
			['both', '2020-10-01']
		]);
		expect(rightsOf(idOf('reporter'))).toEqual([['reporter', plan.bodyId('police')]]);
	});

	test('are brought along when an administrator says so', () => {
		bringAlong(admin, plan.bodyId('police'));
		expect(leftBehind(plan.database.read)).toEqual([]);
		expect(rightsOf(idOf('reporter'))).toEqual([
			['reporter', plan.bodyId('police')],
			['reporter', plan.bodyId('regulator')]
		]);
		expect(rightsOf(idOf('officer'))).toEqual([
			['signatory', plan.bodyId('police')],
			['signatory', plan.bodyId('regulator')]
		]);
	});

	test('by nobody else', () => {
		expect(() => bringAlong(plan.as('coordinator', TODAY), plan.bodyId('police'))).toThrow(
			/forbidden/
		);
	});
});
