// Strategies as they are known before any quarter is read: heads, plans, the scale of steps, sources.
import { asc, desc, eq } from 'drizzle-orm';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type {
	PlanHead,
	Provenance,
	SourceView,
	StepView,
	StrategyHead
} from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { WindowRule } from '#lib/domain/window-rule.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { textsOf } from './texts.ts';

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

/** How the plan's filing windows are made, and where that comes from. */
export function windowRuleOf(
	plan: PlanRow,
	texts: ReturnType<typeof textsOf>,
	provenance: readonly Provenance[]
): WindowRule {
	return {
		days: { opens: plan.windowOpens, due: plan.windowDue, closes: plan.windowCloses },
		citation: texts('plan', plan.id, 'window_citation'),
		provenance: provenance.filter(({ field }) => field.startsWith('window.'))
	};
}

/** The plan's quarters, first to last, and those opened after its end. One statement. */
export function quartersOf(read: Reader, plan: Pick<PlanRow, 'id'>): Quarter[] {
	const { windows } = schema;
	return read
		.select({ quarter: windows.quarter })
		.from(windows)
		.where(eq(windows.planId, plan.id))
		.orderBy(asc(windows.quarter))
		.all()
		.map(({ quarter }) => quarter);
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
