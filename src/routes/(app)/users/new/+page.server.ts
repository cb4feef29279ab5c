import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { asFailure, shown } from '#lib/server/access/answer.ts';
import { formOf, textOf } from '#lib/server/access/form.ts';
import * as users from '#lib/server/access/users.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
	});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const typed = {
			username: '',
			name: '',
			function_sr: '',
			function_en: '',
			is_administrator: ''
		};
		try {
			if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
			const form = await formOf(request);
			for (const name of Object.keys(typed) as (keyof typeof typed)[])
				typed[name] = textOf(form, name);
			const { userId, oneTimePassword } = await users.addUser(locals.context, {
				username: typed.username,
				name: typed.name,
				functionTitle: { 'sr-Cyrl': typed.function_sr, en: typed.function_en },
				isAdministrator: typed.is_administrator !== ''
			});
			return { created: { userId, username: typed.username.toLowerCase(), oneTimePassword } };
		} catch (refused) {
			const { status, data } = asFailure(refused);
			return fail(status, { ...data, typed });
		}
	}
};
