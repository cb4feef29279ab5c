// What is known of a strategy, each fact with where it comes from: its identity, its plans and the acts that changed them, its bodies.
import { and, asc, count, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { CHANGE_KINDS, type ChangeKind } from '#lib/domain/amendment.ts';
import { lastDayOf, type Day } from '#lib/domain/quarter.ts';
import type { PlanHead, Provenance, SourceView, StrategyHead } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { WindowRule } from '#lib/domain/window-rule.ts';
import { isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { NAME_COLUMNS } from '../plan/body-history.ts';
import { grouped } from '../plan/grouped.ts';
import type { Register } from '../plan/register.ts';
import { planHead, windowRuleOf, type BodyHistory } from '../plan/strategies.ts';
import { provenancesOf, textsOf } from '../plan/texts.ts';
import { factsOf } from './facts.ts';

/** An amendment of more changes is told in numbers; they are read by kind, so many at a time. */
export const CHANGES_A_PAGE = 50;

/** Which changes of a long amendment are to be read. */
export interface ChangesAsked {
	/** Key of the plan. */
	plan: string;
	/** Key of the amendment. */
	amendment: string;
	kind: ChangeKind;
	/** From 1. */
	page: number;
}

export interface AmendmentChange {
	kind: ChangeKind;
	code: string;
	into: string | null;
	reason: Texts;
}

export interface Amendment {
	key: string;
	adoptedOn: Day;
	act: Texts;
	note: Texts;
	provenance: readonly Provenance[];
	total: number;
	/** Kinds there are, with how many. */
	counts: readonly { kind: ChangeKind; count: number }[];
	/** Too many to be shown at once: `changes` are those of the kind asked for, and none where none was. */
	isLong: boolean;
	shown: { kind: ChangeKind; page: number; pages: number } | null;
	changes: readonly AmendmentChange[];
}

/** The identity of a strategy with its sources: what is known of it even where no plan is. */
export interface StrategyPage {
	head: StrategyHead;
	adoptedOn: Day | null;
	publishedOn: Day | null;
	gazette: string | null;
	act: Texts;
	startsOn: Day;
	endsOn: Day;
	/** In force on the day asked about. */
	isInForce: boolean;
	leadKey: string | null;
	generalGoal: Texts | null;
	provenance: readonly Provenance[];
	facts: readonly { label: Texts; text: Texts; provenance: readonly Provenance[] }[];
	goals: readonly { code: string; title: Texts; provenance: readonly Provenance[] }[];
	plans: readonly (PlanHead & {
		windowRule: WindowRule;
		isInForce: boolean;
		provenance: readonly Provenance[];
		amendments: readonly Amendment[];
	})[];
	bodies: readonly BodyHistory[];
	sources: readonly SourceView[];
}

/** @throws {Refusal} not-found `no_such_strategy`; invalid `unknown-filter` where there are no such changes. */
export function read(
	database: Database,
	slug: string,
	{ today, changes: asked = null }: { today: Day; changes?: ChangesAsked | null }
): StrategyPage {
	const told = snapshot(database, (reader) => {
		const { register } = factsOf(database, reader, slug);
		return asked ? tell(reader, register, asked) : toldOf(reader, register);
	});
	return {
		...told,
		isInForce: told.startsOn <= today && today <= told.endsOn,
		plans: told.plans.map((plan) => ({
			...plan,
			isInForce: plan.adoptedOn <= today && today <= lastDayOf(plan.lastQuarter)
		}))
	};
}

/** The page whatever the day. */
type Told = ReturnType<typeof tell>;

// A register is read anew whenever anything but filings, windows and accounts was written.
const toldBy = new WeakMap<Register, Told>();

/** What the page says where no changes are asked for, told once. */
function toldOf(read: Reader, register: Register): Told {
	let told = toldBy.get(register);
	if (!told) toldBy.set(register, (told = tell(read, register, null)));
	return told;
}

function tell(reader: Reader, register: Register, asked: ChangesAsked | null) {
	const { row, plans, acts } = recordOf(reader, register.strategy.slug);
	const { strategyFacts } = schema;
	const choice = asked && choiceOf(asked, acts);
	const changes = changesOf(reader, acts, choice);
	const texts = textsOf(reader, row.id, ['strategy', 'fact', 'plan', 'amendment'], {
		subject: 'change',
		ids: [...changes.values()].flat().map(({ id }) => id)
	});
	const provenance = provenancesOf(reader, row.id, ['strategy', 'fact', 'plan', 'amendment']);
	const all = bodiesOf(reader);
	const bodies = plans.length > 0 ? all : all.filter(({ id }) => id === row.leadBodyId);
	const generalGoal = texts('strategy', row.id, 'general_goal');
	return {
		head: register.strategy,
		adoptedOn: row.adoptedOn,
		publishedOn: row.publishedOn,
		gazette: row.gazette,
		act: texts('strategy', row.id, 'act'),
		startsOn: row.startsOn,
		endsOn: row.endsOn,
		leadKey: bodies.find(({ id }) => id === row.leadBodyId)?.key ?? null,
		generalGoal: Object.keys(generalGoal).length > 0 ? generalGoal : null,
		provenance: provenance('strategy', row.id),
		facts: reader
			.select({ id: strategyFacts.id })
			.from(strategyFacts)
			.where(eq(strategyFacts.strategyId, row.id))
			.orderBy(asc(strategyFacts.position))
			.all()
			.map(({ id }) => ({
				label: texts('fact', id, 'label'),
				text: texts('fact', id, 'text'),
				provenance: provenance('fact', id)
			})),
		goals: register.goals,
		plans: plans.map((plan) => ({
			...planHead(plan, texts),
			windowRule: windowRuleOf(plan, texts, provenance('plan', plan.id)),
			provenance: provenance('plan', plan.id),
			amendments: acts
				.filter(({ planId }) => planId === plan.id)
				.map((act) => ({
					...{ key: act.key, adoptedOn: act.adoptedOn, total: act.total, counts: act.counts },
					act: texts('amendment', act.id, 'act'),
					note: texts('amendment', act.id, 'note'),
					provenance: provenance('amendment', act.id),
					isLong: isLong(act),
					shown: choice?.id === act.id ? choice : null,
					changes: (changes.get(act.id) ?? []).map(({ id, ...change }) => ({
						...change,
						reason: texts('change', id, 'reason')
					}))
				}))
		})),
		bodies,
		sources: register.sources
	};
}

/** An amendment with how much it changed. */
type Act = typeof schema.amendments.$inferSelect & {
	planKey: string;
	total: number;
	counts: Amendment['counts'];
};

/** The strategy's row, its plans, oldest first, and the acts that changed them, in their order. One statement. */
function recordOf(read: Reader, slug: string) {
	const { strategies, plans, amendments, amendmentChanges } = schema;
	const { amendmentId, kind } = amendmentChanges;
	const counted = read
		.select({ amendmentId, kind, count: count().as('count') })
		.from(amendmentChanges)
		.groupBy(amendmentId, kind)
		.as('counted');
	const rows = read
		.select({
			row: strategies,
			plan: plans,
			amendment: amendments,
			kind: counted.kind,
			count: counted.count
		})
		.from(strategies)
		.leftJoin(plans, eq(plans.strategyId, strategies.id))
		.leftJoin(amendments, eq(amendments.planId, plans.id))
		.leftJoin(counted, eq(counted.amendmentId, amendments.id))
		.where(eq(strategies.slug, slug))
		.orderBy(asc(plans.adoptedOn), asc(plans.id), asc(amendments.position))
		.all();
	const planOf = new Map(rows.flatMap(({ plan }) => (plan ? [[plan.id, plan]] : [])));
	const actOf = new Map<number, Act>();
	for (const { amendment, plan } of rows) {
		if (!amendment || !plan) continue;
		const own = rows.filter((row) => row.amendment?.id === amendment.id);
		const counts = CHANGE_KINDS.map((kind) => ({
			kind,
			count: own.find((row) => row.kind === kind)?.count ?? 0
		})).filter(({ count }) => count > 0);
		const total = counts.reduce((sum, { count }) => sum + count, 0);
		actOf.set(amendment.id, { ...amendment, planKey: plan.key, total, counts });
	}
	return { row: rows[0]!.row, plans: [...planOf.values()], acts: [...actOf.values()] };
}

function isLong({ total }: Act): boolean {
	return total > CHANGES_A_PAGE;
}

/** Which page of which changes the address asks for; null where the amendment is short, and shown whole. */
function choiceOf(asked: ChangesAsked, acts: readonly Act[]) {
	const { kind, page } = asked;
	const act = acts.find(({ planKey, key }) => planKey === asked.plan && key === asked.amendment);
	if (!act) throw unknown('amendment', asked.amendment);
	if (!isLong(act)) return null;
	const ofKind = act.counts.find((one) => one.kind === kind);
	if (!ofKind) throw unknown('kind', kind);
	const pages = Math.ceil(ofKind.count / CHANGES_A_PAGE);
	if (page < 1 || page > pages) throw unknown('page', String(page));
	return { id: act.id, kind, page, pages };
}

/** The changes to be shown, by amendment: all of a short one, of a long one a page of what was chosen. One statement. */
function changesOf(read: Reader, acts: readonly Act[], choice: ReturnType<typeof choiceOf>) {
	const { amendmentChanges, activities } = schema;
	const into = alias(activities, 'into_activity');
	const short = acts.filter((act) => !isLong(act)).map(({ id }) => id);
	const { amendmentId, id, kind, position } = amendmentChanges;
	const chosen =
		choice &&
		read
			.select({ id })
			.from(amendmentChanges)
			.where(and(eq(amendmentId, choice.id), eq(kind, choice.kind)))
			.orderBy(asc(position))
			.limit(CHANGES_A_PAGE)
			.offset((choice.page - 1) * CHANGES_A_PAGE);
	const rows = read
		.select({ id, amendmentId, kind, code: activities.code, into: into.code })
		.from(amendmentChanges)
		.innerJoin(activities, eq(activities.id, amendmentChanges.activityId))
		.leftJoin(into, eq(into.id, amendmentChanges.intoId))
		.where(or(isAmong(amendmentId, short), chosen ? inArray(id, chosen) : undefined))
		.orderBy(asc(position))
		.all();
	return grouped(rows, ({ amendmentId, ...change }) => [amendmentId, change]);
}

function unknown(filter: string, value: string) {
	return refusal('invalid', 'unknown-filter', { filter, value: value.slice(0, 100) }, filter);
}

/** Every body with all it was ever called. One statement. */
function bodiesOf(read: Reader): BodyHistory[] {
	const { bodies, bodyNames } = schema;
	const rows = read
		.select({
			body: { id: bodies.id, key: bodies.key, parentId: bodies.parentId, email: bodies.email },
			name: NAME_COLUMNS
		})
		.from(bodies)
		.leftJoin(bodyNames, eq(bodyNames.bodyId, bodies.id))
		.orderBy(asc(bodies.id), asc(bodyNames.position))
		.all();
	const names = grouped(rows, ({ body, name }) => [body.id, name]);
	const all = new Map(rows.map(({ body }) => [body.id, body]));
	return [...all.values()].map(({ id, key, parentId, email }) => ({
		...{ id, key, email },
		parentKey: parentId === null ? null : all.get(parentId)!.key,
		names: names.get(id)!.flatMap((name) => name ?? [])
	}));
}
