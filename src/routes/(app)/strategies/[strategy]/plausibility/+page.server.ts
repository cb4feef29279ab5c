import { shown } from '#lib/server/access/answer.ts';
import { plausibilityPage } from './plausibility-page.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { quarter } = await event.parent();
	return shown(event.locals, () => plausibilityPage(event, quarter));
};
