// What the page "What I owe" is given: whose it is, the rows, and the one that is open.
import type { RequestEvent } from '@sveltejs/kit';
import { windowFor, windowState } from '#lib/domain/filing.ts';
import { can, isForABody, type Actor, type Verb } from '#lib/domain/permission.ts';
import { daysBetween, type Quarter } from '#lib/domain/quarter.ts';
import type { BodyView, QuarterView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { leadsAmong, ledBy, owedBy, type OwedRow } from '#lib/server/filing/owed.ts';
import { openCorrection } from '#lib/server/quarter/open-correction.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';

type Asked = Pick<RequestEvent<{ strategy: string }>, 'locals' | 'params' | 'url'>;

/** Whose filings the address is about; `body` null: there is none to show yet. */
export interface Desk {
	/** Views the body's own activities. */
	view: QuarterView;
	/** Bodies the reader may file for. */
	choices: readonly BodyView[];
	body: BodyView | null;
	/** The reader reports or signs for the body; else a coordinator files on its letter. */
	isOwn: boolean;
	/** The quarter is frozen; what is written goes into a correction. */
	isFrozen: boolean;
	/** The reader may write: for the body, or on its letter. An officer who only signs may not. */
	mayWrite: boolean;
	/** The body's filings are signed, and the reader is its officer. */
	maySign: boolean;
	/** What is drafted here is offered for signature, and not submitted. */
	isForSignature: boolean;
}

/**
 * @throws {Refusal} `forbidden` for whoever files for nobody here, or not for the body asked for.
 */
export function deskOf({ locals, params, url }: Asked, quarter: Quarter | null): Desk {
	const { database, actor, today } = locals;
	const strategy = strategyFor(locals, params.strategy);
	const isCoordinator = can(actor, 'filing.write-on-behalf', { strategyId: strategy.id });
	if (!isCoordinator && !reportsOn(actor, strategy.id)) throw refusal('forbidden', 'forbidden');
	if (quarter === null) throw refusal('not-found', 'no-plan');
	const asked = url.searchParams.get('body');
	const may = (verb: Verb, { id }: { id: number }) =>
		can(actor, verb, { strategyId: strategy.id, bodyId: id });
	const isOf = (one: { id: number }) => may('filing.write', one) || may('filing.sign', one);
	let choices: readonly { id: number; key: string }[] = [];
	let chosen: { id: number } | null | undefined;
	let isFrozen = false;
	let needsSignature = false;
	const view = quarters.readLive(database, strategy.slug, quarter, {
		today,
		filed: 'nothing',
		choose: (candidates, { register: { bodies }, frozen, signingBodies }) => {
			isFrozen = frozen.has(quarter);
			const leads = isCoordinator ? leadsAmong(candidates) : new Set<number>();
			const own = bodies.filter(isOf);
			choices = [...own, ...bodies.filter((body) => leads.has(body.id) && !isOf(body))];
			chosen = asked === null ? (own[0] ?? null) : choices.find(({ key }) => key === asked);
			needsSignature = chosen != null && signingBodies.has(chosen.id);
			return chosen ? ledBy(candidates, chosen.id) : [];
		}
	});
	const bodyOf = (one: { id: number }) => view.bodies.find(({ id }) => id === one.id)!;
	const body = chosen && bodyOf(chosen);
	if (body === undefined) {
		throw view.bodies.some(({ key }) => key === asked)
			? refusal('forbidden', 'forbidden')
			: refusal('not-found', 'no-such-body');
	}
	const isOwn = body !== null && isOf(body);
	return {
		view,
		choices: choices.map(bodyOf),
		body,
		isOwn,
		isFrozen,
		mayWrite: body !== null && (!isOwn || may('filing.write', body)),
		maySign: body !== null && needsSignature && may('filing.sign', body),
		isForSignature: isOwn && needsSignature
	};
}

export function owedPage(asked: Asked, quarter: Quarter | null) {
	const { locals, url } = asked;
	const desk = deskOf(asked, quarter);
	const { view, choices, body, isOwn, isFrozen, mayWrite, maySign, isForSignature } = desk;
	const code = url.searchParams.get('open');
	const rows = body ? owedBy(locals.database, view, { bodyId: body.id, isOwn, opened: code }) : [];
	const window = body ? windowFor(view.window, view.extensions, body.id) : view.window;
	const opened = rows.find(({ activity }) => activity.code === code) ?? null;
	if (code !== null && !opened && body) throw refusal('not-found', 'no-such-activity', { code });
	const place = { planId: view.plan.id, quarter: view.quarter };
	const correction = isFrozen ? openCorrection(locals.database.read, place) : null;
	return {
		choices,
		body,
		isOwn,
		mayWrite,
		maySign,
		isForSignature,
		/** As it stands for the body. */
		window,
		windowState: windowState(window, locals.today),
		/** What is open again of a frozen quarter, and why. */
		correction: correction && {
			reason: correction.reason,
			codes: rows
				.filter(({ activity }) => correction.activityIds.includes(activity.id))
				.map(({ activity }) => activity.code)
		},
		/** Negative once it is past. */
		daysLeft: daysBetween(locals.today, view.window.dueOn),
		steps: view.steps,
		bodies: view.bodies.map(({ id, name, short }) => ({ id, name, short })),
		rows: rows.map(summaryOf),
		opened,
		done: url.searchParams.get('done'),
		doneOn: url.searchParams.get('on')
	};
}

export type OwedPage = ReturnType<typeof owedPage>;
export type RowSummary = ReturnType<typeof summaryOf>;

/** A row without its texts: those come with the one that is open. */
function summaryOf({ activity, before, group, isOwed, filing, problems, isReady }: OwedRow) {
	return {
		...{ activity, group, isOwed, isReady },
		/** What the body said last, in an earlier quarter or in this one. */
		before,
		missing: filing?.contents ? problems.map(({ field }) => field ?? '') : [],
		state: filing?.state ?? ('none' as const),
		version: filing?.version ?? 0,
		isLate: filing?.isLate ?? false,
		isOffered: filing?.isOffered ?? false,
		isNothingToReport: filing?.contents?.isNothingToReport ?? false,
		notes: filing?.notes ?? []
	};
}

/** Whether somebody writes or signs for any body of the strategy. */
function reportsOn({ rights }: Actor, strategyId: number): boolean {
	return rights.some((right) => isForABody(right.role) && right.strategyId === strategyId);
}
