// The one read: a quarter of a plan as a plain QuarterView, from the live tables or from the record of a frozen one. Screen, workbook, command line and comparison take it; none queries around it.
import { and, asc, eq, exists, isNotNull, type SQL } from 'drizzle-orm';
import { isThereAt } from '#lib/domain/act.ts';
import { calledOn } from '#lib/domain/body.ts';
import { IN_A_PART } from '#lib/domain/changes.ts';
import { adoptedDeadline, entriesOn, slipInDays } from '#lib/domain/deadline-ledger.ts';
import {
	windowState,
	type Evidence,
	type FilingWindow,
	type TextField
} from '#lib/domain/filing.ts';
import { passportAt, readingsFiled, verdictOf } from '#lib/domain/indicator.ts';
import { rateOn } from '#lib/domain/money.ts';
import { isInForceOn, type ActivityAt } from '#lib/domain/progress.ts';
import { lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type {
	ActivityView,
	BodyView,
	ComparableActivity,
	ComparableQuarter,
	FilingView,
	IndicatorView,
	QuarterView,
	WithdrawnIndicator
} from '#lib/domain/quarter-view.ts';
import { isSame } from '#lib/domain/quarter-state.ts';
import { viewOfRecord } from '#lib/domain/record.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { inParts, type Steps } from '#lib/domain/steps.ts';
import type { Texts } from '#lib/domain/text.ts';
import { idList, isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import * as schema from '../db/schema.ts';
import type { RegisteredIndicator } from '../plan/measured.ts';
import { grouped } from '../plan/grouped.ts';
import { ledgerEntries, type RegisteredBody } from '../plan/register.ts';
import {
	factsOf,
	type Candidate,
	type ComparedCandidate,
	type LiveCandidate,
	type PlanFacts,
	type QuarterFacts
} from './facts.ts';
import {
	activityIn,
	comparableIn,
	filingsIn,
	frozenFacts,
	type RecordedActivity
} from './frozen-facts.ts';
import { findRevision, frozenRevisions, type FrozenRevision } from './frozen-heads.ts';

interface Asking<C, F> {
	today: Day;
	/** Which activities to view, by id; all when left out. Figures are of the whole plan whatever is chosen. */
	choose?: (candidates: readonly C[], facts: F) => readonly number[];
	/** Without what was filed. */
	filed?: 'nothing';
}

export interface Asked extends Asking<Candidate, QuarterFacts> {
	/** Of a frozen quarter: which revision, the newest when left out. */
	revision?: number | null;
}

/**
 * Reads one quarter of a strategy's plan in one unchanging state of the database: a frozen one from its record alone, any other from the
 * live tables.
 *
 * @throws {Refusal} not-found `no_such_strategy`, `no_plan`, `no_such_quarter`, `no-such-revision`.
 */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ revision = null, ...asked }: Asked
): QuarterView {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		requirePlan(facts, quarter);
		const frozen = frozenOf(reader, facts, quarter, revision);
		return frozen
			? recordedView(database, reader, frozen, asked)
			: liveView(reader, facts, quarter, asked);
	});
}

/** A quarter to be compared. */
export interface AskedToCompare {
	quarter: Quarter;
	revision?: number | null;
	today: Day;
	/** What of filings is compared: between two quarters their evidence, within one all of them. */
	filed: 'evidence' | 'all';
}

/**
 * Reads a quarter to be compared, in a transaction that lasts as long as its activities are gone through. A frozen one asks nothing of the plan,
 * which would be read for nothing else.
 *
 * @throws {Refusal} as `read`
 */
export function* readComparable(
	database: Database,
	reader: Reader,
	slug: string,
	{ quarter, revision = null, today, filed }: AskedToCompare
): Steps<ComparableQuarter> {
	const frozen = findRevision(reader, { slug, quarter, revision });
	if (frozen) return yield* comparableIn(reader, frozen, filed);
	const facts = factsOf(database, reader, slug);
	requirePlan(facts, quarter);
	if (revision !== null) throw refusal('not-found', 'no-such-revision', { quarter, revision });
	const indicators: IndicatorView[] = [];
	const withdrawnIndicators: WithdrawnIndicator[] = [];
	for (const part of inParts(facts.measured.indicators, IN_A_STEP)) {
		yield;
		const known = measuredAt(facts, part, quarter);
		indicators.push(...known.indicators);
		withdrawnIndicators.push(...known.withdrawnIndicators);
	}
	return {
		...planAt(facts, quarter, today),
		...{ indicators, withdrawnIndicators },
		parts: liveActivities(reader, facts, quarter, filed)
	};
}

/**
 * Reads a quarter from the live tables even when it is frozen: for those who work on it, and for what is to be frozen.
 *
 * @throws {Refusal} as `read`
 */
export function readLive(
	database: Database,
	slug: string,
	quarter: Quarter,
	asked: Asking<LiveCandidate, PlanFacts>
): QuarterView {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		requirePlan(facts, quarter);
		return liveView(reader, facts, quarter, asked);
	});
}

/** What a quarter is read from, for who asks of it more than a view. */
export function factsAt(
	database: Database,
	reader: Reader,
	{ slug, quarter, revision = null }: { slug: string; quarter: Quarter; revision?: number | null }
): QuarterFacts {
	const facts = factsOf(database, reader, slug);
	requirePlan(facts, quarter);
	const frozen = frozenOf(reader, facts, quarter, revision);
	return frozen ? frozenFacts(database, reader, frozen) : facts;
}

/**
 * Which record a revision is, and the newest there is.
 *
 * @throws {Refusal} not-found `no-such-revision`
 */
export function revisionAt(
	database: Database,
	slug: string,
	quarter: Quarter,
	revision: number
): { revision: number; hash: string; newest: number } {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		const { hash } = frozenOf(reader, facts, quarter, revision)!;
		return { revision, hash, newest: facts.frozen.get(quarter)!.revision };
	});
}

/** The revision asked for, or the newest there is; null while the quarter is not frozen. */
function frozenOf(
	reader: Reader,
	{ frozen, register }: PlanFacts,
	quarter: Quarter,
	revision: number | null
): FrozenRevision | null {
	const newest = frozen.get(quarter) ?? null;
	if (revision === null || newest?.revision === revision) return newest;
	const found = frozenRevisions(reader, register.plan!.id).find(
		(one) => one.quarter === quarter && one.revision === revision
	);
	if (!found) throw refusal('not-found', 'no-such-revision', { quarter, revision });
	return found;
}

function recordedView(
	database: Database,
	reader: Reader,
	frozen: Pick<FrozenRevision, 'id' | 'quarter' | 'hash'>,
	{ choose, filed }: Omit<Asked, 'revision'>
): QuarterView {
	const facts = frozenFacts(database, reader, frozen);
	const chosen = choose ? new Set(choose(facts.at(frozen.quarter), facts)) : null;
	const filings = filed === 'nothing' ? new Map() : filingsIn(reader, frozen.id, chosen ?? 'all');
	return viewOfRecord(facts.record, { hash: frozen.hash, chosen, filings });
}

/** One activity's whole life: the view of the quarter asked for, and the activity in every quarter of the plan begun by the day. */
export interface ActivityLife {
	/** Views this one activity only; the figures are of the whole plan. */
	view: QuarterView;
	activity: ActivityView;
	quarters: readonly {
		quarter: Quarter;
		isInForce: boolean;
		standing: ActivityAt['standing'];
		timeliness: ActivityAt['timeliness'];
		filings: readonly FilingView[];
	}[];
	indicators: readonly IndicatorView[];
	withdrawnIndicators: readonly WithdrawnIndicator[];
}

/**
 * Every quarter of it that is frozen is read from its record, the others from the live tables.
 *
 * @throws {Refusal} as `read`, and not-found `no_such_activity`.
 */
export function life(
	database: Database,
	slug: string,
	code: string,
	quarter: Quarter,
	{ today, revision = null }: { today: Day; revision?: number | null }
): ActivityLife {
	return snapshot(database, (reader) => {
		const facts = factsOf(database, reader, slug);
		requirePlan(facts, quarter);
		const frozen = frozenOf(reader, facts, quarter, revision);
		const { activities } = frozen ? frozenFacts(database, reader, frozen).register : facts.register;
		const promised = [...activities.values()].find((one) => one.code === code);
		if (!promised) throw refusal('not-found', 'no_such_activity', { code });
		const choose = () => [promised.id];
		const ofActivity = acceptedOfActivity(reader).all({ activityId: promised.id });
		const filings = filingViews(reader, facts, ofActivity);
		const view = frozen
			? recordedView(database, reader, frozen, { today, choose })
			: liveView(reader, facts, quarter, { today, choose }, filings);
		const activity = [...view.activities, ...view.outside][0];
		if (!activity) throw refusal('not-found', 'no_such_activity', { code });
		const isIts = ({ activityId }: Pick<IndicatorView, 'activityId'>) => activityId === activity.id;
		const begun = facts.register.quarters.filter((one) => facts.windows.get(one)!.opensOn <= today);
		const past = begun.length > 0 ? begun : [quarter];
		const recordOf = (one: Quarter) => (one === quarter && frozen ? frozen : facts.frozen.get(one));
		const recorded = activityIn(
			reader,
			activity.id,
			past.flatMap((one) => recordOf(one)?.id ?? [])
		);
		return {
			view,
			activity,
			quarters: past.map((one) => {
				const record = recordOf(one);
				if (record) return recordedQuarter(one, recorded.get(record.id));
				const { isInForce, standing, timeliness } = facts.activityAt(activity.id, one);
				return {
					quarter: one,
					isInForce,
					standing,
					timeliness,
					filings: filings.get(activity.id)?.filter((filing) => filing.quarter === one) ?? []
				};
			}),
			indicators: view.indicators.filter(isIts),
			withdrawnIndicators: view.withdrawnIndicators.filter(isIts)
		};
	});
}

/** What a record says of the activity; one that does not know it says that it was not in force. */
function recordedQuarter(
	quarter: Quarter,
	recorded: RecordedActivity | undefined
): ActivityLife['quarters'][number] {
	if (!recorded) {
		const standing = { role: null, completedOn: null, leads: [] };
		return { quarter, isInForce: false, standing, timeliness: 'unread', filings: [] };
	}
	const { isInForce, standing, timeliness } = recorded.activity;
	return { quarter, isInForce, standing, timeliness, filings: recorded.filings };
}

function requirePlan({ register: { plan, quarters, strategy } }: PlanFacts, quarter: Quarter) {
	if (!plan) throw refusal('not-found', 'no_plan', { slug: strategy.slug });
	if (!quarters.includes(quarter)) {
		throw refusal('not-found', 'no_such_quarter', {
			quarter,
			first: plan.firstQuarter,
			last: quarters.at(-1) ?? plan.lastQuarter
		});
	}
}

function liveView(
	reader: Reader,
	facts: PlanFacts,
	quarter: Quarter,
	{ today, choose, filed }: Asking<LiveCandidate, PlanFacts>,
	known?: FilingsOf
): QuarterView {
	const candidates = facts.at(quarter);
	const chosen = choose ? new Set(choose(candidates, facts)) : null;
	const wanted = chosen ? facts.among(chosen, quarter) : candidates;
	const isNoneAsked = filed === 'nothing' || chosen?.size === 0;
	const none = isNoneAsked ? new Map<number, FilingView[]>() : undefined;
	const filings = known ?? none ?? filingsOn(reader, facts, quarter, chosen);
	const views = activityViews(facts, wanted, quarter, filings);
	const figures = facts.figures(quarter);
	const indicators = facts.measured.indicators.filter(
		({ activityId }) => !chosen || activityId === null || chosen.has(activityId)
	);
	return {
		...planAt(facts, quarter, today),
		...measuredAt(facts, indicators, quarter),
		activities: views.filter((_, index) => wanted[index]!.at.isInForce),
		outside: views.filter((_, index) => wanted[index]!.at.hasLeft),
		figures: figures.plan,
		goalFigures: figures.goals,
		bodyFigures: figures.bodies,
		response: figures.response
	};
}

/** So many indicators are viewed in one step. */
const IN_A_STEP = 40;

/** For so many it is asked at once what was filed: asked for a few at a time, most of the time would go by in asking. */
const ASKED_AT_ONCE = 60;

function* liveActivities(
	reader: Reader,
	facts: PlanFacts,
	quarter: Quarter,
	filed: AskedToCompare['filed']
): ComparableQuarter['parts'] {
	const filedOn = filed === 'all' ? filingsOn : evidenceOn;
	for (const some of facts.comparedAt(quarter, ASKED_AT_ONCE)) {
		const filings = filedOn(reader, facts, quarter, new Set(some.map(({ at }) => at.id)));
		const comparableOf = comparableActivities(facts, quarter, filings);
		for (const part of inParts(some, IN_A_PART)) {
			yield part
				.filter(({ at }) => at.isInForce || at.hasLeft)
				.map((one) => ({ isInForce: one.at.isInForce, activity: comparableOf(one) }));
		}
	}
}

type FiguresOfView = 'figures' | 'goalFigures' | 'bodyFigures' | 'response';
type MeasuredInView = 'indicators' | 'withdrawnIndicators';

/** What a view says of the plan beside its activities, its indicators and figures. */
function planAt(
	facts: PlanFacts,
	quarter: Quarter,
	today: Day
): Omit<QuarterView, 'activities' | 'outside' | MeasuredInView | FiguresOfView> {
	const { register } = facts;
	const window = facts.windows.get(quarter)!;
	return {
		strategy: register.strategy,
		plan: register.plan!,
		quarter,
		quarters: register.quarters,
		window: windowDays(window),
		windowState: windowState(window, today),
		extensions: window.extensions,
		frozen: null,
		readOn: today,
		isDemonstration: facts.isDemonstration,
		steps: register.steps,
		goals: register.goals,
		measures: register.measures,
		bodies: register.bodies.map((body) => bodyOn(body, lastDayOf(quarter))),
		overrides: facts.overridesAt(quarter),
		rate: rateAt(facts, quarter, today),
		sources: register.sources
	};
}

function measuredAt(
	facts: PlanFacts,
	indicators: readonly RegisteredIndicator[],
	quarter: Quarter
): Pick<QuarterView, MeasuredInView> {
	return {
		indicators: indicators.flatMap((one) => indicatorAt(facts, one, quarter) ?? []),
		withdrawnIndicators: indicators.flatMap((one) => withdrawnAt(facts, one, quarter) ?? [])
	};
}

function windowDays({ opensOn, dueOn, closesOn }: FilingWindow): FilingWindow {
	return { opensOn, dueOn, closesOn };
}

type FilingsOf = ReadonlyMap<number, FilingView[]>;

/** Accepted filings of a quarter on the chosen activities, or on all (null), by activity. Three statements. */
function filingsOn(
	reader: Reader,
	facts: PlanFacts,
	quarter: Quarter,
	chosen: ReadonlySet<number> | null
): Map<number, FilingView[]> {
	const ids = idList(chosen ?? facts.register.activities.keys());
	return filingViews(reader, facts, acceptedAt(reader).all({ quarter, ids }));
}

/** The views of some activities, in the order given. */
function activityViews(
	facts: PlanFacts,
	wanted: readonly LiveCandidate[],
	quarter: Quarter,
	filings: FilingsOf
): ActivityView[] {
	const comparableOf = comparableActivities(facts, quarter, filings);
	return wanted.map((candidate) => {
		const { at, promised } = candidate;
		const compared = comparableOf(candidate);
		return {
			...compared,
			slipDays: slipInDays(compared.adopted.reading, at.current),
			timeliness: at.timeliness,
			outlook: at.outlook,
			indicator: at.indicator,
			isOwed: at.isOwed,
			funds: facts.fundsAt(at.id, at.leads, quarter),
			provenance: promised.provenance
		};
	});
}

/** How candidates are viewed, as far as they are compared. */
function comparableActivities(
	facts: PlanFacts,
	quarter: Quarter,
	filings: FilingsOf
): (candidate: ComparedCandidate) => ComparableActivity {
	const { activities } = facts.register;
	const codeOf = (id: number) => activities.get(id)!.code;
	const lastDay = lastDayOf(quarter);
	const hasLeftBy = (id: number, day: Day) => {
		const { until } = activities.get(id)!.inForce;
		return until !== null && until <= day;
	};
	return ({ at, promised }) => {
		const ledger = entriesOn(promised.ledger, lastDay);
		const adopted = adoptedDeadline(promised.deadline.reading, ledgerEntries(promised), lastDay);
		const { wording, on } = promised.deadline;
		return {
			id: at.id,
			key: promised.key,
			code: promised.code,
			goalId: promised.goalId,
			measureId: promised.measureId,
			title: promised.title,
			description: promised.description,
			leads: at.leads,
			partners: promised.partners
				.filter((partner) => isInForceOn(partner, lastDay))
				.map(({ bodyId }) => bodyId),
			inForceFrom: promised.inForce.from,
			inForceUntil: promised.inForce.until,
			ended: at.hasLeft ? promised.ended : null,
			into: at.hasLeft ? promised.into.map(codeOf) : [],
			// One that took others in was there before them.
			madeFrom: promised.madeFrom.filter((id) => hasLeftBy(id, lastDay)).map(codeOf),
			adopted: { reading: adopted, wording, on },
			current: { ...(ledger.at(-1)?.to ?? { wording, on }), reading: at.current },
			ledger,
			standing: at.standing,
			filings: filings.get(at.id)?.filter((filing) => filing.quarter === quarter) ?? []
		};
	};
}

/** A body with the names it bore on a day. */
function bodyOn({ id, key, parentId, email, names }: RegisteredBody, day: Day): BodyView {
	return { id, key, parentId, email, ...calledOn(names, day) };
}

/** An indicator at a quarter, with what was filed of it by then; null before it was added, and once it is withdrawn. */
export function indicatorAt(
	facts: PlanFacts,
	indicator: RegisteredIndicator,
	quarter: Quarter
): IndicatorView | null {
	if (!isThereAt(indicator, quarter)) return null;
	const known = knownOf(facts, indicator, quarter);
	return { ...known, verdict: verdictOf(known, quarter) };
}

/** An indicator that was withdrawn by the end of a quarter; null where it was not, or never was there. */
function withdrawnAt(
	facts: PlanFacts,
	indicator: RegisteredIndicator,
	quarter: Quarter
): WithdrawnIndicator | null {
	const { addedOn, withdrawn } = indicator;
	if (!withdrawn || !isThereAt({ addedOn }, quarter) || isThereAt(indicator, quarter)) return null;
	const known = knownOf(facts, indicator, quarter);
	const readings = known.readings.filter(({ on }) => on < withdrawn.decidedOn);
	return { ...known, readings, withdrawn };
}

/** What is known of an indicator by the end of a quarter. */
function knownOf(
	facts: PlanFacts,
	indicator: RegisteredIndicator,
	quarter: Quarter
): Omit<IndicatorView, 'verdict'> {
	const { id, key, activityId, goalId, added, changes } = indicator;
	const isKnown = activityId === null || facts.register.activities.has(activityId);
	const accepted = activityId !== null && isKnown ? facts.acceptedOn(activityId) : [];
	const lastDay = lastDayOf(quarter);
	const passport = passportAt(changes, quarter) ?? indicator;
	const { title, unit, definition, source, direction, isCumulative, baseline, targets } = passport;
	const filed = readingsFiled(key, indicator.readings, accepted, quarter);
	const readings = [
		...indicator.readings.filter(({ on }) => on <= lastDay),
		...filed.map(({ indicator: _, ...reading }) => ({ ...reading, provenance: [] }))
	].sort((a, b) => (a.on < b.on ? -1 : 1));
	return {
		...{ id, key, activityId, goalId, title, unit, definition, source, direction, isCumulative },
		...{ baseline, targets, readings, added },
		acts: changes
			.filter(({ decidedOn }) => decidedOn <= lastDay)
			.map(({ decidedOn, act, reason }) => ({ decidedOn, act, reason })),
		// What an act said anew comes from the act, and no longer from where the plan had it.
		provenance: indicator.provenance.filter(({ field }) => {
			const [of, lang] = field.split('.') as [keyof typeof passport, string | undefined];
			const [now, then] = [passport[of], indicator[of]];
			return lang === undefined
				? isSame(now, then)
				: (now as Texts)[lang] === (then as Texts)[lang];
		})
	};
}

/** The rate a quarter's amounts are shown in euros by: the newest by its last day, and by the day that is. */
function rateAt({ measured }: PlanFacts, quarter: Quarter, today: Day) {
	const lastDay = lastDayOf(quarter);
	return rateOn(measured.rates, today < lastDay ? today : lastDay);
}

/** Accepted filings as they stand that meet a condition; oldest quarter first. */
function accepted(reader: Reader, condition: SQL) {
	const { filings, filingVersions } = schema;
	return reader
		.select({
			versionId: filingVersions.id,
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			quarter: filings.quarter,
			revision: filings.revision,
			firstSubmittedOn: filings.firstSubmittedOn,
			acceptedOn: filings.acceptedOn,
			stepId: filingVersions.stepId,
			completedOn: filingVersions.completedOn,
			expectedCompletion: filingVersions.expectedCompletion,
			isNothingToReport: filingVersions.isNothingToReport
		})
		.from(filings)
		.innerJoin(
			filingVersions,
			and(
				eq(filingVersions.filingId, filings.id),
				eq(filingVersions.number, filings.acceptedVersion)
			)
		)
		.where(and(isNotNull(filings.acceptedVersion), condition))
		.orderBy(asc(filings.quarter), asc(filings.bodyId));
}

const acceptedOfActivity = prepared((reader) =>
	accepted(reader, eq(schema.filings.activityId, given('activityId'))).prepare()
);

/** For the quarter and the activities that are given. */
const IS_ASKED = and(
	eq(schema.filings.quarter, given('quarter')),
	isAmong(schema.filings.activityId, given('ids'))
)!;

const acceptedAt = prepared((reader) => accepted(reader, IS_ASKED).prepare());

/** With evidence. */
const provedAt = prepared((reader) => {
	const { evidence, filingVersions } = schema;
	const ofVersion = eq(evidence.versionId, filingVersions.id);
	const isProved = exists(
		reader.select({ of: evidence.versionId }).from(evidence).where(ofVersion)
	);
	return accepted(reader, and(IS_ASKED, isProved)!).prepare();
});

type AcceptedRow = ReturnType<ReturnType<typeof acceptedAt>['all']>[number];

/** What they say, by activity. Two statements. */
function filingViews(
	reader: Reader,
	facts: PlanFacts,
	rows: readonly AcceptedRow[]
): Map<number, FilingView[]> {
	const ids = idList(rows.map(({ versionId }) => versionId));
	const texts = grouped(textsOfVersions(reader).all({ ids }), ({ versionId, ...text }) => [
		versionId,
		text
	]);
	const proofs = proofsOf(reader, ids);
	return grouped(rows, (row) => {
		const said = textFieldsOf(texts.get(row.versionId) ?? []);
		const evidence = (proofs.get(row.versionId) ?? []).map(evidenceOf);
		return [row.activityId, filingViewOf(facts, row, said, evidence)];
	});
}

/** Those on the chosen activities that have evidence, without what they say beside it, by activity. Two statements. */
function evidenceOn(
	reader: Reader,
	facts: PlanFacts,
	quarter: Quarter,
	chosen: ReadonlySet<number>
): Map<number, FilingView[]> {
	const rows = provedAt(reader).all({ quarter, ids: idList(chosen) });
	const nothing = textFieldsOf([]);
	const proofs = proofsOf(reader, idList(rows.map(({ versionId }) => versionId)));
	return grouped(rows, (row) => {
		const evidence = proofs.get(row.versionId)!.map(evidenceOf);
		return [row.activityId, filingViewOf(facts, row, nothing, evidence)];
	});
}

function proofsOf(reader: Reader, ids: string) {
	return grouped(evidenceOfVersions(reader).all({ ids }), ({ versionId, ...proof }) => [
		versionId,
		proof
	]);
}

function filingViewOf(
	facts: PlanFacts,
	row: AcceptedRow,
	texts: FilingView['texts'],
	evidence: readonly Evidence[]
): FilingView {
	return {
		bodyId: row.bodyId,
		quarter: row.quarter,
		revision: row.revision,
		stepId: row.stepId,
		completedOn: row.completedOn,
		expectedCompletion: row.expectedCompletion,
		isNothingToReport: row.isNothingToReport,
		texts,
		evidence,
		acceptedOn: row.acceptedOn!,
		isLate: row.firstSubmittedOn! > facts.windows.get(row.quarter)!.dueOn
	};
}

const textsOfVersions = prepared((reader) => {
	const { filingTexts } = schema;
	return reader
		.select()
		.from(filingTexts)
		.where(isAmong(filingTexts.versionId, given('ids')))
		.prepare();
});

const evidenceOfVersions = prepared((reader) => {
	const { evidence } = schema;
	return reader
		.select()
		.from(evidence)
		.where(isAmong(evidence.versionId, given('ids')))
		.orderBy(asc(evidence.position))
		.prepare();
});

/** A version's text rows, by field and language. */
export function textFieldsOf(
	rows: readonly { field: TextField; lang: string; text: string }[]
): FilingView['texts'] {
	const fields: Record<TextField, Record<string, string>> = {
		narrative: {},
		result: {},
		problems: {},
		reasons: {},
		next_steps: {},
		escalation: {}
	};
	for (const { field, lang, text } of rows) fields[field][lang] = text;
	return fields;
}

/** An evidence row as the filing's contents have it. */
export function evidenceOf(
	row: Pick<typeof schema.evidence.$inferSelect, 'kind' | 'title' | 'number' | 'on' | 'url'>
): Evidence {
	switch (row.kind) {
		case 'document':
			return { kind: row.kind, title: row.title, number: row.number, on: row.on };
		case 'link':
			return { kind: row.kind, title: row.title, url: row.url!, on: row.on! };
		case 'gazette':
			return { kind: row.kind, title: row.title, on: row.on };
	}
}
