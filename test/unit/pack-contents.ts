// A pack's contents put together from quarters read one by one, for tests of how packs are laid out.
import { quartersOf, type PackPeriod } from '#lib/domain/pack-period.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sinceLast } from '#lib/server/quarter/changes.ts';
import * as planQuarters from '#lib/server/quarter/plan-quarters.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import type { PackContents, QuarterInShort } from '#lib/server/report/contents.ts';

/** Of one quarter alone, compared with nothing. */
export function contentsOfView(view: QuarterView): PackContents {
	return {
		period: { kind: 'quarter', quarter: view.quarter },
		view,
		quarters: [inShort(view)],
		upcoming: [],
		trend: [inShort(view)],
		since: null,
		courses: null,
		isDraft: view.frozen === null,
		standsOn: view.frozen
			? [{ quarter: view.quarter, revision: view.frozen.revision, hash: view.frozen.hash }]
			: []
	};
}

/** Of a period whose quarters have all begun. */
export function contentsByHand(
	database: Database,
	slug: string,
	{ period, today }: { period: PackPeriod; today: Day }
): PackContents {
	const planned = planQuarters.of(database, slug, today).quarters;
	const views = quartersOf(period, planned).map((quarter) =>
		quarters.read(database, slug, quarter, { today })
	);
	const view = views.at(-1)!;
	const before = planned.filter((quarter) => quarter < view.quarter);
	const trend = [
		...before.map((quarter) => quarters.read(database, slug, quarter, { today })),
		view
	];
	const course = (key: string) =>
		views.map((one) => one.activities.find((activity) => activity.key === key)?.standing ?? null);
	return {
		...contentsOfView(view),
		period,
		quarters: views.map(inShort),
		trend: trend.map(inShort),
		since: sinceLast(database, slug, view),
		courses:
			views.length > 1 ? new Map(view.activities.map(({ key }) => [key, course(key)])) : null,
		isDraft: views.some(({ frozen }) => frozen === null)
	};
}

function inShort({ quarter, window, windowState, figures, response, frozen }: QuarterView) {
	return {
		quarter,
		state: frozen ? 'frozen' : windowState,
		window,
		figures,
		response,
		frozen: frozen && {
			revision: frozen.revision,
			hash: frozen.hash,
			frozenOn: frozen.frozenOn
		}
	} satisfies QuarterInShort;
}
