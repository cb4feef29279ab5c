import type { RequestEvent } from '@sveltejs/kit';
import { can, type RoleName } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { choicesIn } from '#lib/server/access/choices.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import * as users from '#lib/server/access/users.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
		const { read } = locals.database;
		const account = /^\d{1,9}$/.test(params.id) ? users.find(read, Number(params.id)) : null;
		if (!account) throw refusal('not-found', 'no-such-user');
		return { account, choices: choicesIn(read, locals.today) };
	});

/** An action on the account of this page; the form names the version it saw. */
function onAccount<T>(work: (to: users.Target, form: FormData, event: RequestEvent) => T) {
	return (event: RequestEvent) =>
		done(async () => {
			if (!can(event.locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
			const form = await formOf(event.request);
			const userId = /^\d{1,9}$/.test(event.params.id ?? '') ? Number(event.params.id) : 0;
			const version = numberOf(form, 'version') ?? 0;
			return { isDone: true, oneTimePassword: await work({ userId, version }, form, event) };
		});
}

export const actions: Actions = {
	grant: onAccount((to, form, { locals }) => {
		users.grant(locals.context, to, {
			role: textOf(form, 'role') as RoleName,
			strategyId: numberOf(form, 'strategyId') ?? 0,
			bodyId: numberOf(form, 'bodyId')
		});
	}),
	revoke: onAccount((to, form, { locals }) =>
		users.revoke(locals.context, to, numberOf(form, 'right') ?? 0)
	),
	administrator: onAccount((to, form, { locals }) =>
		users.setAdministrator(locals.context, to, textOf(form, 'is_administrator') === 'yes')
	),
	password: onAccount((to, _, { locals }) => users.setPassword(locals.context, to)),
	disable: onAccount((to, _, { locals }) => users.disableUser(locals.context, to)),
	enable: onAccount((to, _, { locals }) => users.enableUser(locals.context, to))
};
