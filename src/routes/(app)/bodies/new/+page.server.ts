import { redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import { nameIn, onForm } from '../body-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'body.manage')) throw refusal('forbidden', 'forbidden');
		return snapshot(locals.database, (read) => ({
			bodies: bodies.list(read, locals.today),
			languages: bodies.languagesOf(read)
		}));
	});

export const actions: Actions = {
	default: onForm<RequestEvent>('new', (typed, { locals }) => {
		const key = typed('key').trim();
		const contact = { email: typed('email'), parent: typed('parent') };
		bodies.add(locals.context, { key, ...nameIn(typed), ...contact });
		redirect(303, `/bodies/${key}`);
	})
};
