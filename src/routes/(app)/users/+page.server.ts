import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { choicesIn } from '#lib/server/access/choices.ts';
import * as users from '#lib/server/access/users.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) =>
	shown(() => {
		if (!can(locals.actor, 'user.manage')) throw refusal('forbidden', 'forbidden');
		const { read } = locals.database;
		return { accounts: users.list(read), choices: choicesIn(read, locals.today) };
	});
