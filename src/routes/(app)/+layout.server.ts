import { can } from '#lib/domain/permission.ts';
import { visibleTo } from '#lib/server/access/visible.ts';
import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = ({ locals }) => ({
	strategies: visibleTo(locals).map(({ head }) => head),
	mayManageUsers: can(locals.actor, 'user.manage')
});
