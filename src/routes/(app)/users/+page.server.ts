import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { choicesIn } from '#lib/server/access/choices.ts';
import { formOf, numberOf } from '#lib/server/access/form.ts';
import { bringAlong, leftBehind } from '#lib/server/access/left-behind.ts';
import * as users from '#lib/server/access/users.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
		const { read } = locals.database;
		return {
			accounts: users.list(read),
			choices: choicesIn(read, locals.today),
			leftBehind: leftBehind(read)
		};
	});

export const actions: Actions = {
	/** Reporters of a merged body are given the right for the one that took over. */
	along: ({ locals, request }) =>
		done(async () => {
			if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
			bringAlong(locals.context, numberOf(await formOf(request), 'body') ?? 0);
			return { isDone: true };
		})
};
