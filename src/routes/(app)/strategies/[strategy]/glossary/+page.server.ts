import { STEP_ROLES } from '#lib/domain/assessment.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { namesAt } from '#lib/server/quarter/names-at.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter, frozen } = await parent();
	return shown(locals, () => {
		const { slug } = strategyFor(locals, params.strategy);
		const { database } = locals;
		const asked = { quarter: frozen ? quarter : null, revision: revisionIn(url.searchParams) };
		const { steps } = snapshot(database, (read) => namesAt(database, read, slug, asked));
		return {
			steps: steps.toSorted((a, b) => STEP_ROLES.indexOf(a.role) - STEP_ROLES.indexOf(b.role))
		};
	});
};
