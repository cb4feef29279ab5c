import { can } from '#lib/domain/permission.ts';
import * as strategies from '#lib/server/plan/strategies.ts';
import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = ({ locals }) => ({
	strategies: strategies.visibleTo(locals.database, locals.actor),
	mayManageUsers: can(locals.actor, 'user.manage')
});
