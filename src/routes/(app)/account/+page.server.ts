import { error } from '@sveltejs/kit';
import { done } from '#lib/server/access/answer.ts';
import { choicesIn } from '#lib/server/access/choices.ts';
import { formOf } from '#lib/server/access/form.ts';
import { SHORTEST_PASSWORD } from '#lib/server/access/inputs.ts';
import * as users from '#lib/server/access/users.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.user) error(401);
	return {
		account: locals.user,
		rights: locals.actor.rights,
		choices: choicesIn(locals.database.read, locals.today),
		shortest: SHORTEST_PASSWORD
	};
};

export const actions: Actions = {
	password: ({ locals, request }) =>
		done(async () => {
			const form = await formOf(request);
			const field = (name: string) => String(form.get(name) ?? '');
			await users.changeOwnPassword(locals.context, {
				current: field('current_password'),
				password: field('new_password'),
				repeated: field('repeat_password'),
				sessionId: locals.sessionId
			});
			return { isChanged: true };
		})
};
