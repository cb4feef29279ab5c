import { redirect } from '@sveltejs/kit';
import { startOf } from '#lib/server/access/start.ts';
import type { PageServerLoad } from './$types.js';

/** The start leads on to what somebody's role asks first. */
export const load: PageServerLoad = ({ locals }) => redirect(307, startOf(locals, locals.today));
