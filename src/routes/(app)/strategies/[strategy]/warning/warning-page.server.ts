// What the page of early warning is given: a page of each table, the names its rows need, and for a coordinator the override that is open.
import type { RequestEvent } from '@sveltejs/kit';
import type { OverrideRow, WarningRow } from '#lib/domain/early-warning.ts';
import { can } from '#lib/domain/permission.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as earlyWarnings from '#lib/server/quarter/early-warnings.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { openCorrection } from '#lib/server/quarter/open-correction.ts';
import { versionOf } from '#lib/server/quarter/overrides.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';

type Asked = Pick<RequestEvent<{ strategy: string }>, 'locals' | 'params' | 'url'>;

const ROWS_A_PAGE = 50;

export function warningPage({ locals, params, url }: Asked, quarter: Quarter | null) {
	const { database, actor, today, locale } = locals;
	const { slug, id: strategyId } = strategyFor(locals, params.strategy);
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	const revision = revisionIn(url.searchParams);
	const isOverrider = can(actor, 'warning.override', { strategyId });
	return snapshot(database, (reader) => {
		const { frozen, register } = factsOf(database, reader, slug);
		const isLive = !frozen.has(quarter);
		const correction =
			isOverrider && !isLive && revision === null
				? openCorrection(reader, { planId: register.plan!.id, quarter })
				: null;
		const open = isOverrider ? url.searchParams.get('override') : null;
		const read = earlyWarnings.read(database, slug, quarter, {
			...{ today, revision, open, isLive: correction !== null },
			...{ params: url.searchParams, rowsAPage: ROWS_A_PAGE }
		});
		const { view, query, due, overdue, atRisk, others, overrides, opened } = read;
		return {
			// Who works on a correction sees the tables it will be frozen from.
			...(correction && { isRecord: false }),
			...{ query, quarter, windowState: view.windowState },
			due: shownIn(due, locale),
			overdue: shownIn(overdue, locale),
			atRisk: shownIn(atRisk, locale),
			others: shownIn(others, locale),
			overrides: shownIn(overrides, locale),
			names: {
				languages: view.strategy.languages,
				bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short })),
				steps: view.steps,
				indicators: view.indicators.map(({ id, title }) => ({ id, title }))
			},
			goals: view.goals.map(({ code, title }) => ({ code, title })),
			/** Keys of the bodies that lead something. */
			leading: view.bodyFigures.map(({ bodyId }) => bodyId),
			/** Codes a correction has opened; null where none is open. */
			correcting: correction?.activityIds.map((id) => register.activities.get(id)!.code) ?? null,
			mayOverride: isOverrider && (isLive || correction !== null),
			/** Code of the activity to be overridden. */
			open,
			opened: opened && {
				...rowOf(opened, locale),
				version: versionOf(reader, opened.activityId, quarter)
			},
			done: url.searchParams.get('done')
		};
	});
}

export type WarningPage = ReturnType<typeof warningPage>;

function shownIn<R extends WarningRow | OverrideRow>(
	{ rows, ...page }: earlyWarnings.ListPage<R>,
	locale: Locale
) {
	return { ...page, rows: rows.map((row) => rowOf(row, locale)) };
}

/** Of an activity what its row shows; of where things come from only the sign. */
function rowOf<R extends WarningRow | OverrideRow>(
	{ activity, ...row }: earlyWarnings.Shown<R>,
	locale: Locale
) {
	const { code, title, leads, adopted, current, standing, provenance } = activity;
	return {
		...row,
		activity: {
			...{ code, title, leads, adopted, current },
			role: standing.role,
			titleKind: provenanceOf(provenance, `title.${locale}`)?.kind,
			deadlineKind: provenanceOf(provenance, 'deadline')?.kind
		}
	};
}

export type ShownActivity = ReturnType<typeof rowOf>['activity'];
