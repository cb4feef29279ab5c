// What is kept in memory of a plan: its register and one compact fact a filing. Good as long as the history has no newer entry, since
// every write leaves one; entries of filings and windows are caught up with one by one, any other makes it be read anew.
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { AcceptedFiling, Step, StepRole } from '#lib/domain/assessment.ts';
import type { Override } from '#lib/domain/early-warning.ts';
import {
	answeredOn,
	windowState,
	type FilingState,
	type FilingWindow,
	type QuarterState,
	type WindowExtension
} from '#lib/domain/filing.ts';
import type { FiledReading } from '#lib/domain/indicator.ts';
import {
	plannedOn,
	spentAt,
	type FiledSpending,
	type KeptLine,
	type PlannedAct,
	type SpentSaid
} from '#lib/domain/money.ts';
import { factsAt, passportAt, type PathFacts } from '#lib/domain/indicator.ts';
import { responseOf, type OwedFiling, type Response } from '#lib/domain/owed.ts';
import {
	activityAt,
	comparedAt,
	figuresOf,
	type ActivityAt,
	type ActivityRecord,
	type ComparedAt,
	type Figures
} from '#lib/domain/progress.ts';
import { inherited } from '#lib/domain/merger.ts';
import { wordingOn } from '#lib/domain/plan-on.ts';
import { lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { inParts } from '#lib/domain/steps.ts';
import type { FundView } from '#lib/domain/quarter-view.ts';
import { isDemonstration } from '../access/installation.ts';
import { isAmong } from '../db/among.ts';
import type { Database, Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { sharesBy, sharesStrings } from '../db/sharing.ts';
import * as extensions from '../filing/extensions.ts';
import { signingBodies } from '../filing/signing-bodies.ts';
import { newestEntry } from '../history/newest.ts';
import { giveBackIfSparing } from '../memory.ts';
import type { FundLine } from '../plan/fund-lines.ts';
import { readMeasured, type Measured } from '../plan/measured.ts';
import {
	ledgerEntries,
	readRegister,
	type Register,
	type RegisteredActivity
} from '../plan/register.ts';
import { newestFrozen, type FrozenHead } from './frozen-heads.ts';
import { overridesOf } from './kept-overrides.ts';

/** One filing, without its contents; step and completion are those of the version that was accepted. */
export interface FilingFact extends AcceptedFiling {
	id: number;
	activityId: number;
	state: FilingState;
	version: number;
	firstSubmittedOn: Day | null;
	acceptedVersion: number | null;
	/** Of the version that was accepted. */
	readings: readonly FiledReading[];
	spent: readonly FiledSpending[];
}

export interface KeptWindow extends FilingWindow {
	id: number;
	version: number;
	/** Bodies that may file longer than the others. */
	extensions: readonly WindowExtension[];
}

/** Figures of a quarter, over the plan and its parts; an activity two bodies lead counts for each. */
export interface QuarterFigures {
	plan: Figures;
	goals: readonly { goalId: number; figures: Figures; response: Response }[];
	bodies: readonly { bodyId: number; figures: Figures }[];
	response: Response;
}

/** A quarter's figures of the plan as a whole, without its parts. */
export interface WholePlan {
	figures: Figures;
	response: Response;
}

/** What was promised of an activity, as far as lists ask. */
export type Promised = Pick<
	RegisteredActivity,
	| 'id'
	| 'key'
	| 'code'
	| 'goalId'
	| 'measureId'
	| 'title'
	| 'description'
	| 'ended'
	| 'partners'
	| 'deadline'
	| 'ledger'
	| 'provenance'
>;

/** An activity before it is viewed: where it stands at a quarter, and what was promised. */
export interface Candidate {
	at: ActivityAt;
	promised: Promised;
}

/** One of the live plan, with all that was promised of it. */
export interface LiveCandidate extends Candidate {
	promised: RegisteredActivity;
}

/** The same, as far as it is compared with itself in another quarter. */
export type ComparedCandidate = Pick<LiveCandidate, 'promised'> & { at: ComparedAt };

/** An indicator as far as its target path and verdict ask. */
export type IndicatorAt = PathFacts & { id: number };

/** What a page about a quarter asks of the plan, be it live (`PlanFacts`) or the quarter's record (`FrozenFacts`). */
export interface QuarterFacts {
	readonly register: Pick<
		Register,
		'strategy' | 'plan' | 'quarters' | 'steps' | 'goals' | 'measures'
	> & {
		readonly bodies: readonly { id: number; key: string }[];
		readonly activities: ReadonlyMap<number, Promised>;
	};
	/** Whether what is filed is illustrative. */
	readonly isDemonstration: boolean;
	/** Of the quarters begun. */
	readonly windows: ReadonlyMap<Quarter, FilingWindow>;
	/** Whose indicators there are, by their keys: an activity's, or (null) a goal's. */
	readonly owners: ReadonlyMap<string, number | null>;
	/** The lines of money of an activity at a quarter, with what was spent of them by its end. */
	fundsAt(activityId: number, leads: readonly number[], quarter: Quarter): readonly FundView[];
	/** Every activity at a quarter, in the plan's order. The same array as long as nothing in it has changed. */
	at(quarter: Quarter): readonly Candidate[];
	wholePlan(quarter: Quarter): WholePlan;
	/** The quarters whose window has opened by the day, and the one in question even before. */
	begun(at: Quarter, today: Day): Quarter[];
	stateOf(quarter: Quarter, today: Day): QuarterState;
	/** An activity's indicators as they stand at a quarter. */
	indicatorsAt(activityId: number, quarter: Quarter): readonly IndicatorAt[];
	/** What a coordinator said of W2 against the rule. */
	overridesAt(quarter: Quarter): readonly Override[];
}

/** Of so many quarters the judgement of every activity is kept; of the others what it comes to. */
const MOST_JUDGED = 2;

/** Reading a plan of so many activities leaves much behind. */
export const MANY = 1_000;

/** One and the same, so that what follows from it can be kept. */
const NO_OVERRIDES: readonly Override[] = [];

const NO_ACTS: readonly PlannedAct[] = [];

/** More entries than this are not worth catching up with one by one. */
const MOST_TO_CATCH_UP = 2_000;

/** What is read of a plan: plain values, which another thread can be given. */
export interface PlanReading {
	register: Register;
	/** Whether the database is made of illustrative data; said once, when it is made. */
	isDemonstration: boolean;
	windows: ReadonlyMap<Quarter, KeptWindow>;
	measured: Measured;
	/** The history's newest entry it is good for. */
	newest: number;
	/** The frozen quarters, each in its newest revision. */
	frozen: ReadonlyMap<Quarter, FrozenHead>;
	overrides: ReadonlyMap<Quarter, readonly Override[]>;
	/** Bodies whose filings are signed by a named officer, by id. */
	signingBodies: ReadonlySet<number>;
	filings: readonly FilingFact[];
	/** What was counted of it already. */
	wholes: ReadonlyMap<Quarter, WholePlan>;
}

/** @throws {Refusal} not-found `no_such_strategy` */
function readPlan(read: Reader, slug: string): PlanReading {
	// First: what is written while the rest is read is then caught up with.
	const newest = newestEntry(read);
	const register = readRegister(read, slug);
	const planId = register.plan?.id ?? 0;
	return {
		register,
		isDemonstration: isDemonstration(read),
		windows: windowsOf(read, planId),
		measured: readMeasured(read, register.strategy.id),
		newest,
		frozen: newestFrozen(read, planId),
		overrides: overridesOf(read, planId),
		signingBodies: signingBodies(read, register.strategy.id),
		filings: filingFacts(read, { planId }),
		wholes: new Map()
	};
}

export class PlanFacts implements QuarterFacts {
	readonly register: Register;
	readonly isDemonstration: boolean;
	windows: ReadonlyMap<Quarter, KeptWindow>;
	measured: Measured;
	newest: number;
	frozen: ReadonlyMap<Quarter, FrozenHead>;
	private overrides: ReadonlyMap<Quarter, readonly Override[]>;
	readonly signingBodies: ReadonlySet<number>;
	private readonly records: ActivityRecord[];
	private readonly place: ReadonlyMap<number, number>;
	/** By the activity's place; of each a few. */
	private readonly filings: FilingFact[][];
	private readonly judged = new Map<Quarter, LiveCandidate[]>();
	private readonly wholes: Map<Quarter, WholePlan>;
	private readonly figured = new Map<Quarter, QuarterFigures>();

	constructor(reading: PlanReading) {
		const { register, measured, filings } = reading;
		this.register = register;
		this.isDemonstration = reading.isDemonstration;
		this.windows = reading.windows;
		this.measured = measured;
		this.newest = reading.newest;
		this.frozen = reading.frozen;
		this.overrides = reading.overrides;
		this.signingBodies = reading.signingBodies;
		this.wholes = new Map(reading.wholes);
		this.records = [...register.activities.values()].map((activity) => ({
			id: activity.id,
			goalId: activity.goalId,
			inForceFrom: activity.inForce.from,
			inForceUntil: activity.inForce.until,
			leads: activity.leads,
			deadline: activity.deadline.reading,
			ledger: ledgerEntries(activity),
			accepted: [],
			indicators: measured.ofActivity.get(activity.id) ?? []
		}));
		this.filings = this.records.map(() => []);
		this.place = new Map(this.records.map(({ id }, index) => [id, index]));
		for (const fact of filings) this.filings[this.place.get(fact.activityId) ?? -1]?.push(fact);
		for (const [place, own] of this.filings.entries()) {
			this.records[place]!.accepted = own.filter(isAccepted);
		}
	}

	/** What it was made of, with all it has caught up with. */
	get reading(): PlanReading {
		const { register, isDemonstration, windows, measured } = this;
		const { newest, frozen, overrides, signingBodies } = this;
		return {
			...{ register, isDemonstration, windows, measured },
			...{ newest, frozen, overrides, signingBodies },
			filings: this.filings.flat(),
			wholes: new Map(this.wholes)
		};
	}

	/** The same as it is now, which does not catch up with what this does. */
	still(): PlanFacts {
		const still = Object.create(PlanFacts.prototype) as PlanFacts;
		return Object.assign(still, this, {
			records: [...this.records],
			filings: [...this.filings],
			judged: new Map(this.judged),
			wholes: new Map(this.wholes),
			figured: new Map(this.figured)
		});
	}

	at(quarter: Quarter): readonly LiveCandidate[] {
		const all = this.judged.get(quarter) ?? this.judge(quarter);
		// Asked for last, forgotten last.
		this.judged.delete(quarter);
		this.judged.set(quarter, all);
		const [oldest] = this.judged.keys();
		if (this.judged.size > MOST_JUDGED) this.judged.delete(oldest!);
		return all;
	}

	private judge(quarter: Quarter): LiveCandidate[] {
		return this.records.map((record) => this.candidateAt(record, quarter));
	}

	private candidateAt(record: ActivityRecord, quarter: Quarter): LiveCandidate {
		return {
			at: activityAt(record, quarter),
			promised: promisedAt(this.register.activities.get(record.id)!, quarter)
		};
	}

	/** Every activity as far as it is compared, in the plan's order, so many at a time. */
	*comparedAt(quarter: Quarter, most: number): Iterable<readonly ComparedCandidate[]> {
		const judged = this.judged.get(quarter);
		if (judged) yield* inParts(judged, most);
		else
			for (const part of inParts(this.records, most))
				yield part.map((record) => ({
					at: comparedAt(record, quarter),
					promised: promisedAt(this.register.activities.get(record.id)!, quarter)
				}));
	}

	/** Some of them, in the plan's order. */
	among(ids: ReadonlySet<number>, quarter: Quarter): readonly LiveCandidate[] {
		const all = this.at(quarter);
		const places = [...ids].flatMap((id) => this.place.get(id) ?? []);
		return places.sort((a, b) => a - b).map((place) => all[place]!);
	}

	/** One activity at any quarter. */
	activityAt(activityId: number, quarter: Quarter): ActivityAt {
		const place = this.place.get(activityId)!;
		return this.judged.get(quarter)?.[place]?.at ?? activityAt(this.records[place]!, quarter);
	}

	/** A body's filing on an activity for a quarter, or null while nobody has begun it. */
	filing(activityId: number, bodyId: number, quarter: Quarter): FilingFact | null {
		const place = this.place.get(activityId);
		const own = place === undefined ? undefined : this.filings[place];
		return own?.find((fact) => fact.bodyId === bodyId && fact.quarter === quarter) ?? null;
	}

	figures(quarter: Quarter): QuarterFigures {
		let figures = this.figured.get(quarter);
		if (!figures) {
			figures = this.count(quarter);
			this.figured.set(quarter, figures);
		}
		return figures;
	}

	begun(at: Quarter, today: Day): Quarter[] {
		const { quarters } = this.register;
		return quarters.filter(
			(quarter) => quarter === at || this.windows.get(quarter)!.opensOn <= today
		);
	}

	stateOf(quarter: Quarter, today: Day): QuarterState {
		return this.frozen.has(quarter) ? 'frozen' : windowState(this.windows.get(quarter)!, today);
	}

	overridesAt(quarter: Quarter): readonly Override[] {
		return this.overrides.get(quarter) ?? NO_OVERRIDES;
	}

	/** The plan as a whole: what a comparison of many quarters needs, at a part of the cost. Of a frozen quarter, what its record says. */
	wholePlan(quarter: Quarter): WholePlan {
		return this.frozen.get(quarter)?.whole ?? this.liveWhole(quarter);
	}

	private liveWhole(quarter: Quarter): WholePlan {
		let whole = this.wholes.get(quarter);
		if (!whole) {
			const all = (this.judged.get(quarter) ?? this.judge(quarter)).map(({ at }) => at);
			whole = { figures: figuresOf(all, quarter), response: this.responseAt(all, quarter) };
			this.wholes.set(quarter, whole);
		}
		return whole;
	}

	/** Takes in what has happened to some filings, to the windows and overrides, and that quarters were frozen. */
	catchUp(
		read: Reader,
		filingIds: readonly number[],
		{
			haveWindowsChanged,
			haveOverridesChanged,
			areFrozen,
			isMeasured,
			isSpent
		}: {
			haveWindowsChanged: boolean;
			haveOverridesChanged: boolean;
			areFrozen: boolean;
			isMeasured: boolean;
			isSpent: boolean;
		}
	): void {
		if (haveOverridesChanged) this.overrides = overridesOf(read, this.register.plan?.id ?? 0);
		if (isMeasured || isSpent) {
			const measured = readMeasured(read, this.register.strategy.id);
			if (isMeasured) this.measureAnew(measured);
			this.measured = measured;
		}
		if (areFrozen) this.frozen = newestFrozen(read, this.register.plan?.id ?? 0);
		if (haveWindowsChanged) this.windows = windowsOf(read, this.register.plan?.id ?? 0);
		const changed = filingIds.length > 0 ? filingFacts(read, { filingIds }) : [];
		for (const fact of changed) this.put(fact);
		if (haveWindowsChanged) this.forget(() => true);
		// What a body says of a quarter changes no earlier one.
		else this.forget((quarter) => changed.some((fact) => fact.quarter <= quarter));
		for (const [quarter, all] of this.judged) {
			const places = changed.flatMap(({ activityId, quarter: from }) =>
				from <= quarter ? (this.place.get(activityId) ?? []) : []
			);
			if (places.length === 0) continue;
			const now = [...all];
			for (const place of places) now[place] = this.candidateAt(this.records[place]!, quarter);
			this.judged.set(quarter, now);
		}
	}

	/** Takes in indicators and readings; only activities with an indicator may stand otherwise for them. */
	private measureAnew(measured: Measured): void {
		const isTouched = (id: number) =>
			this.measured.ofActivity.has(id) || measured.ofActivity.has(id);
		const touched = this.records.flatMap(({ id }, place) => (isTouched(id) ? [place] : []));
		for (const place of touched) {
			const record = this.records[place]!;
			const indicators = measured.ofActivity.get(record.id) ?? [];
			this.records[place] = { ...record, indicators };
		}
		this.forget(() => true);
		for (const [quarter, all] of this.judged) {
			const now = [...all];
			for (const place of touched) now[place] = this.candidateAt(this.records[place]!, quarter);
			this.judged.set(quarter, now);
		}
	}

	get owners(): ReadonlyMap<string, number | null> {
		return new Map(this.measured.indicators.map(({ key, activityId }) => [key, activityId]));
	}

	/** The lines of money of an activity at a quarter, with what was spent of them by its end. */
	fundsAt(activityId: number, leads: readonly number[], quarter: Quarter): FundView[] {
		const { leads: roles } = this.register.activities.get(activityId)!;
		const lines = this.linesOf(activityId);
		if (lines.length === 0) return [];
		const filed = this.filings[this.place.get(activityId)!]!.filter(
			({ spent }) => spent.length > 0
		);
		const speaking = inherited(filed, roles, lastDayOf(quarter));
		return lines.flatMap((kept) => {
			const line = plannedOn(kept, lastDayOf(quarter));
			if (!line) return [];
			const { id, ...fund } = line;
			const said: SpentSaid[] = speaking.flatMap(({ bodyId, quarter: from, spent }) =>
				spent
					.filter(({ line }) => line === fund.line)
					.map(({ amount }) => ({ bodyId, quarter: from, amount, source: {} }))
			);
			const entered = this.measured.spent.get(id) ?? [];
			return [{ ...fund, spent: spentAt({ ...fund, leads }, [...entered, ...said], quarter) }];
		});
	}

	/** The lines of money of an activity, whatever the quarter. */
	linesOf(activityId: number): (FundLine & KeptLine)[] {
		const { planned, addedLines } = this.measured;
		const adopted = this.register.activities.get(activityId)!.funds;
		const added = addedLines.get(activityId);
		const lines = added
			? [...adopted, ...added].sort((a, b) => a.year - b.year || a.line - b.line)
			: adopted;
		return lines.map((line) => ({ ...line, acts: planned.get(line.id) ?? NO_ACTS }));
	}

	indicatorsAt(activityId: number, quarter: Quarter): readonly IndicatorAt[] {
		const indicators = this.measured.ofActivity.get(activityId) ?? [];
		return indicators.flatMap((indicator) => {
			const facts = factsAt(indicator, this.acceptedOn(activityId), quarter);
			if (!facts) return [];
			const { baseline } = passportAt(indicator.changes, quarter) ?? indicator;
			return [{ id: indicator.id, ...facts, baseline }];
		});
	}

	/** Accepted filings on an activity. */
	acceptedOn(activityId: number): readonly FilingFact[] {
		return this.filings[this.place.get(activityId)!]!.filter(isAccepted);
	}

	private forget(isStale: (quarter: Quarter) => boolean): void {
		for (const figures of [this.wholes, this.figured]) {
			for (const quarter of figures.keys()) if (isStale(quarter)) figures.delete(quarter);
		}
	}

	private put(fact: FilingFact): void {
		const index = this.place.get(fact.activityId);
		// A filing of another plan of the strategy, or of another strategy.
		if (index === undefined) return;
		const others = this.filings[index]!.filter(
			(filing) => filing.bodyId !== fact.bodyId || filing.quarter !== fact.quarter
		);
		const own = [...others, fact];
		this.filings[index] = own;
		this.records[index] = { ...this.records[index]!, accepted: own.filter(isAccepted) };
	}

	private count(quarter: Quarter): QuarterFigures {
		const all = this.at(quarter).map(({ at }) => at);
		const whole = this.liveWhole(quarter);
		const ofGoal = Map.groupBy(all, ({ goalId }) => goalId);
		const ofBody = new Map<number, ActivityAt[]>();
		for (const activity of all) {
			if (!activity.isInForce && !activity.isInYearBase) continue;
			for (const bodyId of activity.leads) {
				const own = ofBody.get(bodyId);
				if (own) own.push(activity);
				else ofBody.set(bodyId, [activity]);
			}
		}
		return {
			plan: whole.figures,
			goals: this.register.goals.map(({ id }) => {
				const own = ofGoal.get(id) ?? [];
				return {
					goalId: id,
					figures: figuresOf(own, quarter),
					response: this.responseAt(own, quarter)
				};
			}),
			bodies: this.register.bodies
				.filter(({ id }) => ofBody.has(id))
				.map(({ id }) => ({ bodyId: id, figures: figuresOf(ofBody.get(id)!, quarter) })),
			response: whole.response
		};
	}

	private responseAt(activities: readonly ActivityAt[], quarter: Quarter): Response {
		const owed: OwedFiling[] = activities
			.filter(({ isOwed }) => isOwed)
			.flatMap(({ id, leads }) =>
				leads.map((bodyId) => {
					const filing = this.filing(id, bodyId, quarter);
					return { bodyId, firstSubmittedOn: filing && answeredOn(filing) };
				})
			);
		return responseOf(owed, this.windows.get(quarter)!);
	}
}

function isAccepted({ acceptedVersion }: FilingFact): boolean {
	return acceptedVersion !== null;
}

/** A promise as it was worded at a quarter's end. */
function promisedAt(activity: RegisteredActivity, quarter: Quarter): RegisteredActivity {
	if (activity.wordings.length === 1) return activity;
	const { title, description, provenance } = wordingOn(activity.wordings, lastDayOf(quarter));
	return { ...activity, title, description, provenance };
}

const kept = new WeakMap<Database, Map<string, PlanFacts>>();

function keptOf(database: Database): Map<string, PlanFacts> {
	let plans = kept.get(database);
	if (!plans) kept.set(database, (plans = new Map()));
	return plans;
}

/** What is known of a strategy's plan, or was before the last entries of the history; null when nothing is. Asks nothing of the database. */
export function knownFacts(database: Database, slug: string): PlanFacts | null {
	return kept.get(database)?.get(slug) ?? null;
}

const offered = new WeakMap<Database, Map<string, () => PlanFacts>>();

/** Offers what was read elsewhere of a strategy's plan, for when it is first asked for. What has happened since is caught up with then. */
export function offerFacts(database: Database, slug: string, make: () => PlanFacts): void {
	const offers = offered.get(database) ?? new Map();
	offered.set(database, offers.set(slug, make));
}

function takeOffered(database: Database, slug: string): PlanFacts | undefined {
	const offers = offered.get(database);
	const facts = offers?.get(slug)?.();
	offers?.delete(slug);
	return facts;
}

/**
 * What is known of a strategy's plan now. One statement when nothing was written since; a few when filings were.
 *
 * @param read of the database's reading connection: what a write has not committed must not be kept
 * @throws {Refusal} not-found `no_such_strategy`.
 */
export function factsOf(database: Database, read: Reader, slug: string): PlanFacts {
	const plans = keptOf(database);
	const newest = newestEntry(read);
	const known = plans.get(slug) ?? takeOffered(database, slug);
	if (known && (known.newest === newest || caughtUp(read, known))) {
		known.newest = newest;
		plans.set(slug, known);
		return known;
	}
	const facts = new PlanFacts(readPlan(read, slug));
	plans.set(slug, facts);
	if (facts.register.activities.size >= MANY) giveBackIfSparing();
	return facts;
}

/** Subjects of entries about what is measured beside filings. */
const MEASURED = ['indicator', 'reading'];

/** Those that no figure counts. */
const SPENT = ['planned-amount', 'spending', 'exchange-rate'];

/** Whether all that happened since could be taken in. */
function caughtUp(read: Reader, facts: PlanFacts): boolean {
	const { history } = schema;
	const entries = read
		.select({ subject: history.subject, subjectId: history.subjectId })
		.from(history)
		.where(gt(history.seq, facts.newest))
		.orderBy(asc(history.seq))
		.limit(MOST_TO_CATCH_UP + 1)
		.all();
	if (entries.length > MOST_TO_CATCH_UP) return false;
	const caught = [
		...['filing', 'window', 'user', 'frozen-quarter', 'correction'],
		...['amendment-draft', 'read-mark', 'pack', 'entry', 'override'],
		...MEASURED,
		...SPENT
	];
	if (entries.some(({ subject }) => !caught.includes(subject))) return false;
	const filingIds = new Set<number>();
	for (const { subject, subjectId } of entries) {
		if (subject === 'filing' && subjectId !== null) filingIds.add(subjectId);
	}
	const isAbout = (wanted: string) => entries.some(({ subject }) => subject === wanted);
	facts.catchUp(read, [...filingIds], {
		haveWindowsChanged: isAbout('window'),
		haveOverridesChanged: isAbout('override'),
		areFrozen: isAbout('frozen-quarter'),
		isMeasured: MEASURED.some(isAbout),
		isSpent: SPENT.some(isAbout)
	});
	return true;
}

const NONE: readonly never[] = [];

function filingFacts(
	read: Reader,
	which: { planId: number } | { filingIds: readonly number[] }
): FilingFact[] {
	const { activities, filings, filingVersions, steps } = schema;
	const rows = read
		.select({
			id: filings.id,
			activityId: filings.activityId,
			bodyId: filings.bodyId,
			version: filings.version,
			acceptedVersion: filings.acceptedVersion,
			quarter: filings.quarter,
			state: filings.state,
			firstSubmittedOn: filings.firstSubmittedOn,
			completedOn: filingVersions.completedOn,
			expectedCompletion: filingVersions.expectedCompletion,
			stepId: steps.id,
			role: steps.role,
			readings: filingVersions.readings,
			spent: filingVersions.spent
		})
		.from(filings)
		.innerJoin(activities, eq(activities.id, filings.activityId))
		.leftJoin(
			filingVersions,
			and(
				isNotNull(filings.acceptedVersion),
				eq(filingVersions.filingId, filings.id),
				eq(filingVersions.number, filings.acceptedVersion)
			)
		)
		.leftJoin(steps, eq(steps.id, filingVersions.stepId))
		.where(
			'planId' in which ? eq(activities.planId, which.planId) : isAmong(filings.id, which.filingIds)
		)
		// A national plan has fifty thousand: to make drizzle's objects of them takes longer than the query.
		.values() as FilingRow[];
	const text = sharesStrings();
	const step = sharesBy<Step>(({ id }) => String(id));
	return rows.map(
		([
			id,
			activityId,
			bodyId,
			version,
			acceptedVersion,
			quarter,
			state,
			firstSubmittedOn,
			completedOn,
			expectedCompletion,
			stepId,
			role,
			readings,
			spent
		]) => ({
			id,
			activityId,
			bodyId,
			version,
			acceptedVersion,
			quarter: text(quarter),
			state: text(state),
			firstSubmittedOn: text(firstSubmittedOn),
			completedOn: text(completedOn),
			expectedCompletion: text(expectedCompletion),
			step: stepId === null || role === null ? null : step({ id: stepId, role }),
			readings: listIn<FiledReading>(readings),
			spent: listIn<FiledSpending>(spent)
		})
	);
}

function listIn<T>(json: string | null): readonly T[] {
	return (json === null ? null : (JSON.parse(json) as readonly T[] | null)) ?? NONE;
}

/** As {@link filingFacts} selects it; readings and money in JSON. */
type FilingRow = [
	id: number,
	activityId: number,
	bodyId: number,
	version: number,
	acceptedVersion: number | null,
	quarter: Quarter,
	state: FilingState,
	firstSubmittedOn: Day | null,
	completedOn: Day | Quarter | null,
	expectedCompletion: Day | Quarter | null,
	stepId: number | null,
	role: StepRole | null,
	readings: string | null,
	spent: string | null
];

function windowsOf(read: Reader, planId: number): ReadonlyMap<Quarter, KeptWindow> {
	const { windows } = schema;
	const rows = read.select().from(windows).where(eq(windows.planId, planId)).all();
	const extended = extensions.ofPlan(read, planId);
	return new Map(
		rows.map(({ quarter, id, version, opensOn, dueOn, closesOn }) => [
			quarter,
			{ id, version, opensOn, dueOn, closesOn, extensions: extended.get(id) ?? [] }
		])
	);
}
