// Strategies as they are known before any quarter is read: heads, identity facts, plans and their amendments.
import { asc, desc, eq, inArray } from 'drizzle-orm';
import { lastDayOf, quartersBetween, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type {
	PlanHead,
	Provenance,
	SourceView,
	StepView,
	StrategyHead
} from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Database, Reader } from '../db/database.ts';
import { snapshot } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { provenancesOf, textsOf } from './texts.ts';

/** The strategy's row, inside a read already begun. */
export function rowOf(read: Reader, slug: string): typeof schema.strategies.$inferSelect {
	const row = read.select().from(schema.strategies).where(eq(schema.strategies.slug, slug)).get();
	if (!row) throw refusal('not-found', 'no_such_strategy', { slug });
	return row;
}

export function headOf(
	read: Reader,
	row: typeof schema.strategies.$inferSelect,
	texts = textsOf(read, row.id, ['strategy'])
): StrategyHead {
	const title = texts('strategy', row.id, 'title');
	const short = texts('strategy', row.id, 'short_title');
	return {
		id: row.id,
		slug: row.slug,
		title,
		shortTitle: Object.keys(short).length > 0 ? short : title,
		languages: row.languages
	};
}

/** The strategy's plan that tracking is about: the newest adopted one, or null where there is none. */
export function planOf(read: Reader, strategyId: number): PlanRow | null {
	const { plans } = schema;
	return (
		read
			.select()
			.from(plans)
			.where(eq(plans.strategyId, strategyId))
			.orderBy(desc(plans.adoptedOn), desc(plans.id))
			.limit(1)
			.get() ?? null
	);
}

export type PlanRow = typeof schema.plans.$inferSelect;

export function planHead(row: PlanRow, texts: ReturnType<typeof textsOf>): PlanHead {
	return {
		id: row.id,
		key: row.key,
		title: texts('plan', row.id, 'title'),
		act: texts('plan', row.id, 'act'),
		note: texts('plan', row.id, 'note'),
		adoptedOn: row.adoptedOn,
		firstQuarter: row.firstQuarter,
		lastQuarter: row.lastQuarter
	};
}

/** The plan's quarters, first to last. */
export function quartersOf(plan: Pick<PlanRow, 'firstQuarter' | 'lastQuarter'>): Quarter[] {
	return quartersBetween(plan.firstQuarter, plan.lastQuarter);
}

export function stepsOf(
	read: Reader,
	strategyId: number,
	texts: ReturnType<typeof textsOf>
): StepView[] {
	const { steps } = schema;
	return read
		.select()
		.from(steps)
		.where(eq(steps.strategyId, strategyId))
		.orderBy(asc(steps.position))
		.all()
		.map(({ id, key, role }) => ({ id, key, role, label: texts('step', id, 'label') }));
}

export function sourcesOf(read: Reader, strategyId: number): SourceView[] {
	const { sources } = schema;
	return read
		.select({
			id: sources.id,
			key: sources.key,
			title: sources.title,
			url: sources.url,
			note: sources.note
		})
		.from(sources)
		.where(eq(sources.strategyId, strategyId))
		.orderBy(asc(sources.id))
		.all();
}

/** A body with all it was ever called, for the strategy's page. */
export interface BodyHistory {
	id: number;
	key: string;
	parentKey: string | null;
	email: string | null;
	names: {
		lang: string;
		name: string;
		short: string | null;
		isAlias: boolean;
		from: Day | null;
		until: Day | null;
		kind: string;
		source: string | null;
		quote: string | null;
	}[];
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
	facts: { label: Texts; text: Texts; provenance: readonly Provenance[] }[];
	goals: { code: string; title: Texts; provenance: readonly Provenance[] }[];
	plans: (PlanHead & {
		windowCitation: Texts;
		isInForce: boolean;
		provenance: readonly Provenance[];
		amendments: {
			adoptedOn: Day;
			act: Texts;
			note: Texts;
			provenance: readonly Provenance[];
			changes: {
				kind: 'add' | 'withdraw' | 'merge' | 'split' | 'move';
				code: string;
				into: string | null;
				reason: Texts;
			}[];
		}[];
	})[];
	bodies: BodyHistory[];
	sources: SourceView[];
}

/** @throws {Refusal} not-found `no_such_strategy`. */
export function page(database: Database, slug: string, today: Day): StrategyPage {
	return snapshot(database, (read) => {
		const row = rowOf(read, slug);
		const texts = textsOf(read, row.id, [
			'strategy',
			'fact',
			'goal',
			'plan',
			'amendment',
			'change'
		]);
		const provenance = provenancesOf(read, row.id, [
			'strategy',
			'fact',
			'goal',
			'plan',
			'amendment'
		]);
		const { strategyFacts, goals, plans } = schema;
		const bodies = bodiesOf(read, row.id, row.leadBodyId);
		const generalGoal = texts('strategy', row.id, 'general_goal');
		return {
			head: headOf(read, row, texts),
			adoptedOn: row.adoptedOn,
			publishedOn: row.publishedOn,
			gazette: row.gazette,
			act: texts('strategy', row.id, 'act'),
			startsOn: row.startsOn,
			endsOn: row.endsOn,
			isInForce: row.startsOn <= today && today <= row.endsOn,
			leadKey: bodies.find(({ id }) => id === row.leadBodyId)?.key ?? null,
			generalGoal: Object.keys(generalGoal).length > 0 ? generalGoal : null,
			provenance: provenance('strategy', row.id),
			facts: read
				.select()
				.from(strategyFacts)
				.where(eq(strategyFacts.strategyId, row.id))
				.orderBy(asc(strategyFacts.position))
				.all()
				.map(({ id }) => ({
					label: texts('fact', id, 'label'),
					text: texts('fact', id, 'text'),
					provenance: provenance('fact', id)
				})),
			goals: read
				.select()
				.from(goals)
				.where(eq(goals.strategyId, row.id))
				.orderBy(asc(goals.position))
				.all()
				.map(({ id, code }) => ({
					code,
					title: texts('goal', id, 'title'),
					provenance: provenance('goal', id)
				})),
			plans: read
				.select()
				.from(plans)
				.where(eq(plans.strategyId, row.id))
				.orderBy(asc(plans.adoptedOn))
				.all()
				.map((plan) => ({
					...planHead(plan, texts),
					windowCitation: texts('plan', plan.id, 'window_citation'),
					isInForce: plan.adoptedOn <= today && today <= lastDayOf(plan.lastQuarter),
					provenance: provenance('plan', plan.id),
					amendments: amendmentsOf(read, plan.id, texts, provenance)
				})),
			bodies,
			sources: sourcesOf(read, row.id)
		};
	});
}

function amendmentsOf(
	read: Reader,
	planId: number,
	texts: ReturnType<typeof textsOf>,
	provenance: ReturnType<typeof provenancesOf>
): StrategyPage['plans'][number]['amendments'] {
	const { amendments, amendmentChanges, activities } = schema;
	const codes = new Map(
		read
			.select({ id: activities.id, code: activities.code })
			.from(activities)
			.where(eq(activities.planId, planId))
			.all()
			.map(({ id, code }) => [id, code])
	);
	const rows = read
		.select()
		.from(amendments)
		.where(eq(amendments.planId, planId))
		.orderBy(asc(amendments.position))
		.all();
	const changes = read
		.select()
		.from(amendmentChanges)
		.where(
			inArray(
				amendmentChanges.amendmentId,
				rows.map(({ id }) => id)
			)
		)
		.orderBy(asc(amendmentChanges.position))
		.all();
	return rows.map(({ id, adoptedOn }) => ({
		adoptedOn,
		act: texts('amendment', id, 'act'),
		note: texts('amendment', id, 'note'),
		provenance: provenance('amendment', id),
		changes: changes
			.filter(({ amendmentId }) => amendmentId === id)
			.map((change) => ({
				kind: change.kind,
				code: codes.get(change.activityId)!,
				into: change.intoId === null ? null : codes.get(change.intoId)!,
				reason: texts('change', change.id, 'reason')
			}))
	}));
}

/** Bodies of a strategy with a plan: every body known; of one without: its lead and those beneath or above it are all there is to name. */
function bodiesOf(read: Reader, strategyId: number, leadBodyId: number | null): BodyHistory[] {
	const { bodies, bodyNames, plans } = schema;
	const hasPlan = read
		.select({ id: plans.id })
		.from(plans)
		.where(eq(plans.strategyId, strategyId))
		.get();
	const rows = read.select().from(bodies).orderBy(asc(bodies.id)).all();
	const names = read
		.select()
		.from(bodyNames)
		.orderBy(asc(bodyNames.bodyId), asc(bodyNames.position))
		.all();
	const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
	return rows
		.filter(({ id }) => hasPlan !== undefined || id === leadBodyId)
		.map(({ id, key, parentId, email }) => ({
			id,
			key,
			parentKey: parentId === null ? null : keyOf.get(parentId)!,
			email,
			names: names.filter(({ bodyId }) => bodyId === id)
		}));
}
