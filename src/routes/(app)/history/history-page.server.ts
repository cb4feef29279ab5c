// What both pages of the history show: a strategy's to its owner, all of it to an administrator.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { desc } from 'drizzle-orm';
import { historyQueryIn } from '#lib/domain/history-query.ts';
import { can } from '#lib/domain/permission.ts';
import { Refusal, refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { snapshot } from '#lib/server/db/database.ts';
import { windows } from '#lib/server/db/schema.ts';
import * as entries from '#lib/server/history/entries.ts';
import { redact } from '#lib/server/history/redact.ts';

type Locals = RequestEvent['locals'];

/** @param strategyId null is all strategies, and what belongs to none */
export function historyPageOf(locals: Locals, params: URLSearchParams, strategyId: number | null) {
	const { actor, database, today } = locals;
	if (!can(actor, 'history.view', strategyId === null ? {} : { strategyId })) {
		throw refusal('forbidden', 'forbidden', { verb: 'history.view' });
	}
	const query = historyQueryIn(params);
	return snapshot(database, (read) => ({
		query,
		history: entries.read(read, query, { strategyId, today }),
		actors: entries.actorsOf(read, strategyId),
		ofQuarters: read
			.selectDistinct({ quarter: windows.quarter })
			.from(windows)
			.orderBy(desc(windows.quarter))
			.all()
			.map(({ quarter }) => quarter),
		timeZone: process.env.TIME_ZONE || 'Europe/Belgrade',
		mayRedact: can(actor, 'history.redact'),
		toRedact: numberIn(params.get('redact')),
		redacted: numberIn(params.get('redacted')),
		isRedactedBefore: params.has('already')
	}));
}

export type HistoryPage = ReturnType<typeof historyPageOf>;

/** Takes the contents of an entry out; the page it came from is shown again, and says so. */
export async function redactAction({ locals, request, url }: RequestEvent) {
	const form = await formOf(request);
	const seq = numberOf(form, 'entry') ?? 0;
	const reason = textOf(form, 'reason');
	const query = new URLSearchParams(url.searchParams);
	try {
		if (!redact(locals.context, seq, reason)) query.set('already', '');
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		return fail(STATUS_OF[refused.kind], { seq, reason, problems: refused.problems });
	}
	query.delete('redact');
	query.set('redacted', String(seq));
	redirect(303, `${url.pathname}?${query}#entry-${seq}`);
}

function numberIn(text: string | null): number | null {
	return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
