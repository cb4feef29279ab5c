// What the page of changes is given: which quarters are compared, and a page of what came of it, or that it is still being compared.
import type { RequestEvent } from '@sveltejs/kit';
import { changeQueryOf, CHANGES_A_PAGE, type ChangeQuery } from '#lib/domain/change-query.ts';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { soon } from '#lib/server/patience.ts';
import * as changeLists from '#lib/server/quarter/change-lists.ts';
import type { Compared, Moment } from '#lib/server/quarter/changes.ts';
import { earlierOf, laterOf } from '#lib/server/quarter/compared-quarters.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { namesAt } from '#lib/server/quarter/names-at.ts';
import * as readMarks from '#lib/server/quarter/read-marks.ts';

type Asked = Pick<RequestEvent<{ strategy: string }>, 'locals' | 'params' | 'url'>;

export async function changesPage({ locals, params, url }: Asked, quarter: Quarter | null) {
	const { database, actor, today } = locals;
	const { slug, id: strategyId } = strategyFor(locals, params.strategy);
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	const to = laterOf(url.searchParams, quarter);
	const { register, newest, frozen, goals } = snapshot(database, (read) => {
		const { register, newest, frozen } = factsOf(database, read, slug);
		return { register, newest, frozen, goals: namesAt(database, read, slug, to).goals };
	});
	const mayMark = can(actor, 'quarter.mark-read', { strategyId });
	const marks = mayMark ? readMarks.of(database, newest, { userId: actor.userId, strategyId }) : [];
	const readLast = readMarks.lastRead(marks, quarter, frozen.get(quarter)?.revision ?? null);
	const from = earlierOf(url.searchParams, register.quarters, quarter, readLast);
	const query = changeQueryOf(url.searchParams, goals);
	const page = from && (await pageOf(locals, slug, { from, to, today }, query));
	const newestOf = ({ quarter }: Moment) => frozen.get(quarter)?.revision ?? null;
	/** With the revisions that are read, said or not. */
	const named = (moment: Moment) => ({ ...moment, revision: moment.revision ?? newestOf(moment) });
	const ownMark = marks.find((mark) => mark.quarter === quarter) ?? null;
	return {
		...{ from, to, query, page, mayMark },
		ends: { from: from && named(from), to: named(to) },
		/** Quarters there are several revisions of, with the newest. */
		revised: register.quarters.flatMap((one) => {
			const revisions = frozen.get(one)?.revision ?? 0;
			return revisions > 1 ? [{ quarter: one, revisions }] : [];
		}),
		goals: goals.map(({ code, title }) => ({ code, title })),
		isWaiting: from !== null && page === null,
		ownMark: ownMark && { readOn: ownMark.readOn, revision: ownMark.revision },
		isDone: url.searchParams.has('done')
	};
}

/** Null while the quarters are being compared. */
async function pageOf(
	{ database }: Asked['locals'],
	slug: string,
	compared: Compared,
	query: ChangeQuery
) {
	const list = await soon(changeLists.read(database, slug, compared));
	if (list === null) return null;
	const { names, revisions, windowState } = list;
	return { ...list.page(query, CHANGES_A_PAGE), names, revisions, windowState };
}
