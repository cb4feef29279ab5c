import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'body.manage')) throw refusal('forbidden', 'forbidden');
		return { bodies: snapshot(locals.database, (read) => bodies.list(read, locals.today)) };
	});
