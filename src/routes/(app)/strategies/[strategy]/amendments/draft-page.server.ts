// A draft as its pages show it: every change in words' reach, with what stands against it.
import type { RequestEvent } from '@sveltejs/kit';
import { readWritten } from '#lib/domain/deadline.ts';
import { currentDeadline, entriesOn } from '#lib/domain/deadline-ledger.ts';
import { can } from '#lib/domain/permission.ts';
import { isInForceOn } from '#lib/domain/progress.ts';
import { wordingOn } from '#lib/domain/plan-on.ts';
import type { DeadlineView } from '#lib/domain/quarter-view.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import { changedTexts, contentIn, type Texts } from '#lib/domain/text.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { snapshot, type Reader } from '#lib/server/db/database.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import { ledgerEntries, type RegisteredActivity } from '#lib/server/plan/register.ts';
import { factsOf } from '#lib/server/quarter/facts.ts';
import type { Standing } from './amendment-form.server.ts';

type Locals = RequestEvent['locals'];
type Change = amendments.KeptDraft['contents']['changes'][number];

/** The strategy, for somebody who may amend its plan. */
export function amendable(locals: Locals, slug: string) {
	const strategy = strategyFor(locals, slug);
	if (!can(locals.actor, 'plan.amend', { strategyId: strategy.id })) {
		throw refusal('forbidden', 'forbidden', { verb: 'plan.amend' });
	}
	return strategy;
}

export type DraftPage = ReturnType<typeof draftPage>;

/** @throws {Refusal} not-found `no-such-draft`. */
export function draftPage(locals: Locals, params: { strategy: string; draft: string }) {
	const { slug } = amendable(locals, params.strategy);
	return snapshot(locals.database, (read) => {
		const draft = amendments.draftOf(read, slug, numberOf(params));
		const plan = namesOf(locals, read, slug, draft);
		const problems = amendments.problemsWith(read, draft, locals.today).map(plan.named);
		const at = (place: string) =>
			problems.filter(({ field }) => field === place || field?.startsWith(`${place}.`));
		const { contents } = draft;
		return {
			id: draft.id,
			version: draft.version,
			act: contents.act,
			adoptedOn: contents.adopted_on,
			changes: contents.changes.map((change, index) => ({
				index,
				kind: change.kind,
				reason: change.reason,
				problems: at(`changes.${index}`),
				...plan.told(change)
			})),
			activities: contents.activities.map((activity, index) => ({
				...{ code: activity.code, title: activity.title, description: activity.description },
				measure: plan.measures.find(({ key }) => key === activity.measure)?.code ?? '',
				leads: activity.leads.map(plan.bodyOf),
				partners: activity.partners.map(plan.bodyOf),
				deadline: viewOf(activity.deadline),
				problems: at(`activities.${index}`)
			})),
			/** Those that belong to no change. */
			problems: problems.filter(({ field = '' }) => !/^(changes|activities)\.\d/.test(field)),
			problemCount: problems.length,
			measures: plan.measures,
			bodies: plan.bodies,
			codes: plan.codes
		};
	});
}

/** Problems of recording a draft, with what its keys stand for: somebody may have recorded another in between. */
export function namedProblems(
	locals: Locals,
	params: { strategy: string; draft: string },
	problems: readonly Problem[]
): Problem[] {
	return snapshot(locals.database, (read) => {
		const slug = params.strategy;
		const draft = amendments.draftOf(read, slug, numberOf(params));
		return problems.map(namesOf(locals, read, slug, draft).named);
	});
}

/** -1 for what cannot be a draft's number. */
export function numberOf({ draft }: { draft: string }): number {
	return /^\d{1,9}$/.test(draft) ? Number(draft) : -1;
}

/** What an activity of the plan is now, to start a change from; null where there is none in force. */
export function standingOf(locals: Locals, slug: string, code: string): Standing | null {
	return snapshot(locals.database, (read) => {
		const { register } = factsOf(locals.database, read, slug);
		const found = [...register.activities.values()].find((one) => one.code === code);
		if (!found || found.ended) return null;
		const keyOf = new Map(register.bodies.map(({ id, key }) => [id, key]));
		const held = (roles: RegisteredActivity['partners']) =>
			roles
				.filter((role) => isInForceOn(role, locals.today))
				.map(({ bodyId }) => keyOf.get(bodyId)!);
		const { title, description, leads, partners } = found;
		return { title, description, leads: held(leads), partners: held(partners) };
	});
}

interface Named {
	code: string;
	title: Texts;
}

/** What a draft's keys stand for. */
function namesOf(locals: Locals, read: Reader, slug: string, draft: amendments.KeptDraft) {
	const { register } = factsOf(locals.database, read, slug);
	const { contents } = draft;
	const day = contents.adopted_on;
	const all = [...register.activities.values()];
	const promisedOf = new Map(all.map((one) => [one.key, one]));
	const freshOf = new Map(contents.activities.map((one) => [one.key, one]));
	const measureKeys = amendments.measureKeys(read, draft.planId);
	const entries = bodies.list(read, locals.today);
	const bodyByKey = new Map(entries.map(({ key, name, short }) => [key, { key, name, short }]));
	const keyOfBody = new Map(entries.map(({ id, key }) => [id, key]));
	const bodyOf = (key: string) => bodyByKey.get(key) ?? { key, name: {}, short: {} };
	const activity = (key: string): Named & { isNew: boolean } => {
		const fresh = freshOf.get(key);
		if (fresh) return { code: fresh.code, title: fresh.title, isNew: true };
		const known = promisedOf.get(key);
		return { code: known?.code ?? key, title: known?.title ?? {}, isNew: false };
	};
	const roles = (held: RegisteredActivity['partners']) =>
		held.filter((one) => isInForceOn(one, day)).map(({ bodyId }) => bodyOf(keyOfBody.get(bodyId)!));
	const nothing = { what: [] as Named[], into: [] as (Named & { isNew: boolean })[] };
	return {
		bodyOf,
		bodies: entries
			.filter(({ mergedInto }) => !mergedInto)
			.map(({ key, name, short }) => ({ key, name, short })),
		measures: register.measures.map(({ id, code, title }) => ({
			...{ key: measureKeys.get(id)!, code, title }
		})),
		codes: all.filter(({ ended }) => !ended).map(({ code }) => code),
		/** A problem's keys as people know them. */
		named(problem: Problem): Problem {
			const key = String(problem.params?.key ?? '');
			if (key === '') return problem;
			const body = bodyByKey.get(key);
			const short = body && contentIn(body.short, locals.locale, ['sr', 'en'])?.text;
			return { ...problem, params: { ...problem.params, key: short ?? activity(key).code } };
		},
		told(change: Change) {
			if (change.kind === 'merge') {
				return { ...nothing, what: change.from.map(activity), into: [activity(change.into)] };
			}
			if (change.kind === 'split') {
				return { ...nothing, what: [activity(change.from)], into: change.into.map(activity) };
			}
			const what = [activity(change.activity)];
			const promised = promisedOf.get(change.activity);
			if (!promised || (change.kind !== 'move' && change.kind !== 'change')) {
				return { ...nothing, what };
			}
			if (change.kind === 'move') {
				return {
					...nothing,
					what,
					move: { from: deadlineOn(promised, day), to: viewOf(change.to) }
				};
			}
			const before = wordingOn(promised.wordings, day);
			return {
				...{ ...nothing, what },
				texts: (['title', 'description'] as const).flatMap((field) =>
					// All of a wording is changed: a language that is left out loses its own.
					changedTexts(before[field], change[field] ?? before[field]).map(({ tag, ...texts }) => ({
						field: `${field}.${tag}`,
						...texts
					}))
				),
				roles: (['leads', 'partners'] as const).flatMap((field) =>
					change[field]
						? [{ field, before: roles(promised[field]), after: change[field].map(bodyOf) }]
						: []
				)
			};
		}
	};
}

function deadlineOn(
	{ deadline, ledger, ...promised }: RegisteredActivity,
	day: string
): DeadlineView {
	const decided = entriesOn(ledger, day);
	const reading = currentDeadline(deadline.reading, ledgerEntries({ ...promised, ledger }), day);
	return { ...(decided.at(-1)?.to ?? deadline), reading };
}

function viewOf(written: {
	wording: Texts;
	on?: string | null | undefined;
	read_as?: string | null | undefined;
}): DeadlineView {
	return { wording: written.wording, on: written.on ?? null, reading: readWritten(written) };
}
