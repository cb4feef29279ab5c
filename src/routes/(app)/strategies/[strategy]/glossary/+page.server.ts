import { STEP_ROLES } from '#lib/domain/assessment.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
	shown(locals, () => {
		const { slug } = strategyFor(locals, params.strategy);
		const { database } = locals;
		const { steps } = snapshot(database, (read) => factsOf(database, read, slug)).register;
		return {
			steps: steps.toSorted((a, b) => STEP_ROLES.indexOf(a.role) - STEP_ROLES.indexOf(b.role))
		};
	});
