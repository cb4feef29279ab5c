// What the board is given: the marks, what waits for a decision, and the filing that is open.
import type { RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import type { BodyView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { boardOf, openedOf } from '#lib/server/filing/board.ts';
import * as escalations from '#lib/server/filing/escalations.ts';

export type Asked = Pick<RequestEvent<{ strategy: string }>, 'locals' | 'params' | 'url'>;

export function boardPage(event: Asked, quarter: Quarter | null) {
	const { locals, url } = event;
	const strategy = onBoard(event);
	if (quarter === null) throw refusal('not-found', 'no-plan');
	const { database, today, actor } = locals;
	const of = (name: string) => url.searchParams.get(name);
	const [code, body] = [of('open'), of('body')];
	const { view, decided, ...rest } = boardOf(database, {
		...{ slug: strategy.slug, quarter, today, actor, body, open: code },
		page: pageOf(url),
		decided: { code: of('on') ?? '', body: of('of') ?? '' }
	});
	const mayDecide = can(actor, 'filing.open', { strategyId: strategy.id });
	return {
		...rest,
		windowState: view.windowState,
		extensions: view.extensions.flatMap((extension) => {
			const its = view.bodies.find(({ id }) => id === extension.bodyId);
			return its ? [{ ...extension, body: named(its) }] : [];
		}),
		response: view.response,
		steps: view.steps,
		sources: view.sources,
		opened: code !== null && body !== null ? openedOf(database, view, { code, body, actor }) : null,
		/** Key of the body whose marks are shown in a large plan. */
		marked: body,
		mayDecide,
		mayChangeWindow: can(actor, 'window.change', { strategyId: strategy.id }),
		mayFile: can(actor, 'filing.write-on-behalf', { strategyId: strategy.id }),
		/** What was just done, and to which filing. */
		done: of('done'),
		decided: decided && { ...decided, mayUndo: mayDecide && decided.mayUndo }
	};
}

/** What waits to be forwarded to the owner, whatever the quarter; null for whoever forwards nothing. */
export function unforwardedFor(
	{ locals, params }: Pick<Asked, 'locals' | 'params'>,
	newest: number
) {
	const { id: strategyId, slug } = strategyFor(locals, params.strategy);
	const mayForward = can(locals.actor, 'escalation.forward', { strategyId });
	return mayForward ? escalations.toForward(locals.database, slug, newest) : null;
}

export type BoardPage = ReturnType<typeof boardPage>;

/** The page of what waits; the first where the address names none. */
export function pageOf(url: URL): number {
	const page = Number(url.searchParams.get('page') ?? 1);
	return Number.isSafeInteger(page) ? page : 1;
}

/** The strategy, for somebody who may see its board. */
export function onBoard({ locals, params }: Pick<Asked, 'locals' | 'params'>) {
	const strategy = strategyFor(locals, params.strategy);
	if (!can(locals.actor, 'board.view', { strategyId: strategy.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'board.view' });
	}
	return strategy;
}

function named({ id, key, name, short }: BodyView) {
	return { id, key, name, short };
}
