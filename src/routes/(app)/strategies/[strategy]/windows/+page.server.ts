import { calledOn } from '#lib/domain/body.ts';
import { can } from '#lib/domain/permission.ts';
import { done, shown } from '#lib/server/access/answer.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { boardOf } from '#lib/server/filing/board.ts';
import { nextToOpen } from '#lib/server/filing/next-quarter.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import { onBoard } from '../board/board-page.server.ts';
import { change, closeEarly, openNext } from './windows-actions.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { id: strategyId, slug } = onBoard({ locals, params });
		const { actor, database, today } = locals;
		const mayChange = can(actor, 'window.change', { strategyId });
		const page = snapshot(database, (read) => {
			const facts = factsOf(database, read, slug);
			const { plan, quarters, bodies, windowRule, sources } = facts.register;
			const all = plan ? windows.list(read, { strategyId, planId: plan.id }) : [];
			const called = new Map(bodies.map(({ id, names }) => [id, calledOn(names, today)]));
			const next =
				plan && mayChange ? nextToOpen({ quarters, lastPlanned: plan.lastQuarter }, today) : null;
			return {
				rule: windowRule,
				sources,
				next: next && {
					quarter: next,
					unfinished: facts.at(next).filter(({ at }) => at.isOwed).length
				},
				windows: all.map((one) => ({
					...one,
					state: facts.stateOf(one.quarter, today),
					extensions: facts.windows.get(one.quarter)!.extensions.map((extension) => ({
						...extension,
						body: called.get(extension.bodyId)!
					}))
				}))
			};
		});
		const asked = mayChange ? url.searchParams.get('close') : null;
		const isThere = page.windows.some(({ quarter }) => quarter === asked);
		return {
			...page,
			mayChange,
			opened: url.searchParams.get('change'),
			closing:
				asked !== null && isThere
					? boardOf(database, { slug, quarter: asked, today, actor }).closing
					: null,
			closed: asked,
			done: url.searchParams.get('done'),
			how: url.searchParams.get('how')
		};
	});

export const actions: Actions = {
	change: (event) => done(() => change(event)),
	close: (event) => done(() => closeEarly(event)),
	next: (event) => done(() => openNext(event))
};
