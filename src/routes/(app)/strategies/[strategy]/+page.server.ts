import { can } from '#lib/domain/permission.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as escalations from '#lib/server/filing/escalations.ts';
import * as overview from '#lib/server/quarter/overview.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import * as readMarks from '#lib/server/quarter/read-marks.ts';
import * as strategyPage from '#lib/server/quarter/strategy-page.ts';
import { formulaOf, overviewOf } from './overview.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter, newest, frozen } = await parent();
	return shown(locals, () => {
		const { actor, database, today } = locals;
		const { id: strategyId, slug } = strategyFor(locals, params.strategy);
		const isOwner = can(actor, 'escalation.answer', { strategyId });
		const isCoordinator = can(actor, 'escalation.forward', { strategyId });
		if (quarter === null) {
			return {
				overview: null,
				readLast: null,
				identity: strategyPage.read(database, slug, { today }),
				escalated: null,
				unforwarded: null
			};
		}
		const isReviewer = can(actor, 'quarter.mark-read', { strategyId });
		const marks = isReviewer
			? readMarks.of(database, newest, { userId: actor.userId, strategyId })
			: [];
		const revision = revisionIn(url.searchParams);
		const read = overview.read(database, slug, quarter, { today, revision });
		return {
			overview: overviewOf(read, {
				formula: formulaOf(url.searchParams),
				isFiledAsked: url.searchParams.has('filed')
			}),
			readLast: readMarks.lastRead(marks, quarter, frozen?.newest ?? null),
			identity: null,
			/** What waits for the owner, whatever the quarter. */
			escalated: isOwner ? escalations.waiting(database.read, strategyId) : null,
			/** And for the coordinator. */
			unforwarded: isCoordinator ? escalations.toForward(database, slug, newest) : null
		};
	});
};
