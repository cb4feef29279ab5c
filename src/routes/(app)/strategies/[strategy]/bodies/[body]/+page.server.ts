import { calledNow } from '#lib/domain/body.ts';
import { lastDayOf } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import type { BodyHistory } from '#lib/server/plan/strategies.ts';
import * as partPages from '#lib/server/quarter/part-pages.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { namesOf, rowOf } from '../../activities/rows.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { quarter } = await parent();
	return shown(locals, () => {
		const { database, today, locale } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
		const revision = revisionIn(url.searchParams);
		const page = partPages.body(database, slug, quarter, { today, revision, key: params.body });
		/** As it was called on the quarter's last day; of a frozen quarter, as its record says. */
		const called = ({ key, names }: BodyHistory) => {
			const { name, short } =
				page.view.bodies.find((one) => one.key === key) ?? calledNow(names, lastDayOf(quarter));
			return { key, name, short };
		};
		return {
			body: { ...page.body, ...called(page.body) },
			within: page.parent && called(page.parent),
			holds: page.children.map(called),
			mergedInto: page.mergedInto && {
				...called(page.mergedInto.body),
				on: page.mergedInto.on,
				act: page.mergedInto.act
			},
			tookOver: page.tookOver.map((one) => ({ ...called(one.body), on: one.on, act: one.act })),
			figures: page.figures,
			answered: page.answered,
			leads: { total: page.leads.total, rows: page.leads.rows.map((one) => rowOf(one, locale)) },
			partners: {
				total: page.partners.total,
				rows: page.partners.rows.map((one) => rowOf(one, locale))
			},
			names: namesOf(page.view)
		};
	});
};
