// What a pack says, before anybody lays it out: workbook, HTML and Word take the same contents. It is read in one state of the database, of
// frozen quarters from their records alone.
import type { Standing } from '#lib/domain/assessment.ts';
import type { ChangesSince } from '#lib/domain/changes.ts';
import { windowState, type FilingWindow, type QuarterState } from '#lib/domain/filing.ts';
import type { Response } from '#lib/domain/owed.ts';
import type { PackPeriod } from '#lib/domain/pack-period.ts';
import type { Figures } from '#lib/domain/progress.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { viewOfRecord, type QuarterRecord } from '#lib/domain/record.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { sinceQuarter, withLast } from '../quarter/changes.ts';
import { factsOf, type PlanFacts } from '../quarter/facts.ts';
import type { FrozenFacts } from '../quarter/frozen-facts.ts';
import * as quarters from '../quarter/quarters.ts';
import { PACK_LAYOUT } from './layout.ts';
import { groundOf, type Ground, type StandsOn } from './ground.ts';

/** A quarter as figures alone. */
export interface QuarterInShort {
	quarter: Quarter;
	state: QuarterState;
	window: FilingWindow;
	figures: Figures;
	response: Response;
	/** Null while it is not frozen. */
	frozen: { revision: number; hash: string; frozenOn: Day | null } | null;
}

/** How an activity stood at the end of each quarter of the period, in order; null where it was not in the plan. */
export type Course = readonly (Standing | null)[];

export interface PackContents {
	period: PackPeriod;
	/** The last quarter of the period that has begun: the pack tells how the plan stands at its end. */
	view: QuarterView;
	/** The quarters of the period that have begun, in order; the last is the view's. */
	quarters: readonly QuarterInShort[];
	/** Quarters of the period whose window has not opened yet. */
	upcoming: readonly Quarter[];
	/** Every quarter from the plan's first to the view's, as the view's record, or the live plan, has them. */
	trend: readonly QuarterInShort[];
	/** What changed since the last quarter before the period; null where the plan had not begun. */
	since: ChangesSince | null;
	/** What the quarter's correction changed since the revision before; null where there was none, and of several quarters. */
	corrected: ChangesSince | null;
	/** By activity key, of a period of several quarters; null of one quarter. */
	courses: ReadonlyMap<string, Course> | null;
	/** Whether anything it stands on is not frozen, or has not come yet: it is marked on every page. */
	isDraft: boolean;
	/** The records it stands on, that of the quarter it is compared with among them. */
	standsOn: readonly StandsOn[];
	/** How it is laid out, which it says of itself. */
	layout: number;
}

export interface AsRead {
	today: Day;
	/** Of a pack of one quarter: which revision, the newest when null. */
	revision?: number | null;
}

interface OnGround extends Required<AsRead> {
	facts: PlanFacts;
	ground: Ground;
	slug: string;
}

/**
 * Reads what a pack says.
 *
 * @throws {Refusal} not-found `no_such_strategy`; as `groundOf`
 */
export function contentsOf(
	database: Database,
	slug: string,
	period: PackPeriod,
	{ today, revision = null }: AsRead
): PackContents {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		const ground = groundOf(reader, facts, { slug, period, today, revision });
		return contentsOn(database, reader, { facts, ground, slug, today, revision });
	});
}

/** The same, in the state of the database in which it is known what the pack stands on. */
export function contentsOn(
	database: Database,
	reader: Reader,
	{ facts, ground, slug, today, revision }: OnGround
): PackContents {
	const { period, begun, before, upcoming, standsOn, isDraft } = ground;
	const quarter = begun.at(-1)!;
	const isOne = period.kind === 'quarter';
	const { view, since, corrected } = isOne
		? withLast(database, slug, { quarter, revision, today })
		: comparedWith(database, slug, { quarter, before, today });
	return {
		...{ period, view, upcoming, since, corrected, isDraft, standsOn, layout: PACK_LAYOUT },
		quarters: begun.map((one) =>
			one === quarter ? shortOf(view) : quarterInShort(facts, one, today)
		),
		trend: trendOf(database, reader, { facts, view, slug, today }),
		courses: isOne ? null : coursesOf(database, reader, { slug, quarters: begun })
	};
}

function comparedWith(
	database: Database,
	slug: string,
	{ quarter, before, today }: { quarter: Quarter; before: Quarter | null; today: Day }
): { view: QuarterView; since: ChangesSince | null; corrected: null } {
	const view = quarters.read(database, slug, quarter, { today });
	const since =
		before === null ? null : sinceQuarter(database, slug, view, { quarter: before, today });
	return { view, since, corrected: null };
}

function shortOf({ quarter, window, windowState, figures, response, frozen }: QuarterView) {
	return {
		quarter,
		state: frozen ? ('frozen' as const) : windowState,
		...{ window, figures, response },
		frozen: frozen && {
			revision: frozen.revision,
			hash: frozen.hash,
			frozenOn: frozen.frozenOn
		}
	} satisfies QuarterInShort;
}

/** Of a frozen quarter what its newest record says. */
function quarterInShort(facts: PlanFacts, quarter: Quarter, today: Day): QuarterInShort {
	const { figures, response } = facts.wholePlan(quarter);
	const head = facts.frozen.get(quarter);
	return {
		quarter,
		state: facts.stateOf(quarter, today),
		window: head?.header.window ?? facts.windows.get(quarter)!,
		...{ figures, response },
		frozen: head
			? { revision: head.revision, hash: head.hash, frozenOn: head.header.frozenOn }
			: null
	};
}

/** A frozen quarter says itself what the quarters before it were; it may have stood on an earlier revision than is the newest today. */
function trendOf(
	database: Database,
	reader: Reader,
	{ facts, view, slug, today }: { facts: PlanFacts; view: QuarterView; slug: string; today: Day }
): QuarterInShort[] {
	const { quarter, frozen } = view;
	if (!frozen) {
		const past = facts.begun(quarter, today).filter((one) => one < quarter);
		return [...past.map((one) => quarterInShort(facts, one, today)), shortOf(view)];
	}
	const asked = { slug, quarter, revision: frozen.revision };
	const { record } = quarters.factsAt(database, reader, asked) as FrozenFacts;
	return recordedTrend(record, view);
}

function recordedTrend({ header, past }: QuarterRecord, view: QuarterView): QuarterInShort[] {
	return [
		...past.map(({ stoodOn, ...one }) => ({
			...one,
			state: stoodOn ? ('frozen' as const) : windowState(one.window, header.frozenOn),
			frozen: stoodOn && { ...stoodOn, frozenOn: null }
		})),
		shortOf(view)
	];
}

/** What the pack of a frozen quarter says, from the quarter's record alone. */
export function contentsOfRecord(record: QuarterRecord, hash: string): PackContents {
	const view = viewOfRecord(record, { hash });
	const { quarter, frozen } = view;
	return {
		period: { kind: 'quarter', quarter },
		view,
		quarters: [shortOf(view)],
		upcoming: [],
		trend: recordedTrend(record, view),
		since: record.since,
		corrected: record.corrected,
		courses: null,
		isDraft: false,
		standsOn: [{ quarter, revision: frozen!.revision, hash }],
		layout: PACK_LAYOUT
	};
}

function coursesOf(
	database: Database,
	reader: Reader,
	{ slug, quarters: begun }: { slug: string; quarters: readonly Quarter[] }
): ReadonlyMap<string, Course> {
	const courses = new Map<string, (Standing | null)[]>();
	for (const [index, quarter] of begun.entries()) {
		for (const { at, promised } of quarters
			.factsAt(database, reader, { slug, quarter })
			.at(quarter)) {
			if (!at.isInForce) continue;
			let course = courses.get(promised.key);
			if (!course) courses.set(promised.key, (course = begun.map(() => null)));
			course[index] = at.standing;
		}
	}
	return courses;
}
