import { fail } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { asFailure, shown } from '#lib/server/access/answer.ts';
import { choicesIn } from '#lib/server/access/choices.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import * as users from '#lib/server/access/users.ts';
import type { Actions, PageServerLoad } from './$types.js';

const idIn = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
		const { read } = locals.database;
		const account = users.find(read, idIn(params.id));
		if (!account) throw refusal('not-found', 'no-such-user');
		return {
			account,
			heirs: users
				.list(read)
				.filter(({ id, isDisabled }) => id !== account.id && !isDisabled)
				.map(({ id, name, username }) => ({ id, name, username })),
			choices: choicesIn(read, locals.today)
		};
	});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const typed: Record<string, string> = {};
		try {
			if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
			const form = await formOf(request);
			for (const name of [
				'to',
				'heir',
				'username',
				'name',
				'function_sr',
				'function_en',
				'admin'
			]) {
				typed[name] = textOf(form, name);
			}
			const target = { userId: idIn(params.id), version: numberOf(form, 'version') ?? 0 };
			const { userId, oneTimePassword } = await users.handOver(
				locals.context,
				target,
				heirIn(typed),
				typed.admin === 'yes'
			);
			const { name } = users.find(locals.database.read, userId)!;
			return { done: { userId, name, oneTimePassword } };
		} catch (refused) {
			const { status, data } = asFailure(refused);
			return fail(status, { ...data, typed });
		}
	}
};

function heirIn(typed: Record<string, string>): users.Heir {
	if (typed.to === 'new') {
		const { username = '', name = '', function_sr = '', function_en = '' } = typed;
		return { username, name, functionTitle: { 'sr-Cyrl': function_sr, en: function_en } };
	}
	const userId = idIn(typed.heir ?? '');
	if (userId === 0) throw refusal('invalid', 'required', {}, 'heir');
	return { userId };
}
