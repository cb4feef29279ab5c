import { fail, redirect, type RequestEvent as AnyEvent } from '@sveltejs/kit';
import {
	adoptedDeadline,
	currentDeadline,
	isMove,
	plainReading,
	rectifiableBy,
	slipInDays
} from '#lib/domain/deadline-ledger.ts';
import { can } from '#lib/domain/permission.ts';
import { quarterOf, type Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { formOf } from '#lib/server/access/form.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as ledger from '#lib/server/plan/ledger.ts';
import { ledgerEntries } from '#lib/server/plan/register.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import {
	atControls,
	entryOf,
	kindIn,
	typedIn,
	type EntryKind,
	type Typed
} from './deadline-form.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const promise = promiseFor(locals, params);
		return { ...promise, kind: kindIn(url.searchParams), seen: promise.ledger.length };
	});

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		let kind: EntryKind = 'extension';
		let typed: Typed | null = null;
		let quarters: readonly Quarter[];
		try {
			const { languages } = strategyFor(locals, params.strategy);
			kind = kindIn(url.searchParams);
			typed = typedIn(await formOf(request), languages);
			const promise = promiseFor(locals, params);
			const { current, plain, rectifiable } = promise;
			quarters = promise.quarters;
			const target = { strategy: params.strategy, activity: params.code, seen: typed.seen };
			const input = entryOf(kind, typed, { ...current, plain, rectifiable });
			const { read } = locals.database;
			const { from, to, problems } = ledger.examine(read, target, input, locals.today);
			if (problems.length > 0) {
				return fail(400, { typed, problems: atControls(kind, problems), preview: null });
			}
			const asks = kind === 'extension' && to.kind === 'unread' && !typed.isLeftUnread;
			if (asks || typed.shown !== JSON.stringify(to)) {
				return { typed, problems: [], preview: { from, to, asks } };
			}
			ledger.enter(locals.context, target, input);
		} catch (refused) {
			if (!(refused instanceof Refusal)) throw refused;
			const problems = atControls(kind, refused.problems);
			return fail(STATUS_OF[refused.kind], { typed, problems, preview: null });
		}
		// The quarter it was decided in is the first that shows it.
		const quarter = quarterOf(typed.decidedOn);
		const query = new URLSearchParams(quarters.includes(quarter) ? { quarter } : {});
		query.set('done', 'deadline');
		redirect(303, `${url.pathname.replace(/\/deadline$/, '')}?${query}#promise`);
	}
};

/** The promise as it stands, for somebody who may move its deadline. */
function promiseFor(locals: AnyEvent['locals'], params: { strategy: string; code: string }) {
	const { actor, database, today } = locals;
	const { id: strategyId, slug } = strategyFor(locals, params.strategy);
	if (!can(actor, 'deadline.move', { strategyId })) {
		throw refusal('forbidden', 'forbidden', { verb: 'deadline.move' });
	}
	const { register } = snapshot(database, (read) => factsOf(database, read, slug));
	const found = [...register.activities.values()].find(({ code }) => code === params.code);
	if (!found) throw refusal('not-found', 'no-such-activity', { code: params.code });
	const { code, title, deadline, provenance, ended } = found;
	const entries = ledgerEntries(found);
	const last = found.ledger.at(-1)?.to ?? deadline;
	const adopted = adoptedDeadline(deadline.reading, entries, today);
	const reading = currentDeadline(deadline.reading, entries, today);
	const promised = found.ledger.findLast(isMove)?.to ?? deadline;
	return {
		...{ code, title, provenance, ended, ledger: found.ledger, quarters: register.quarters },
		adopted: { ...deadline, reading: adopted },
		current: { ...last, reading },
		plain: plainReading(promised),
		rectifiable: rectifiableBy(promised, last.reading),
		slipDays: slipInDays(adopted, reading)
	};
}
