// The board: who has filed and who has not, and what waits for a decision. States only; what stands in a draft is its body's own.
import {
	answeredOn,
	filingProblems,
	windowFor,
	windowState,
	type FilingContents,
	type FilingState,
	type WindowState
} from '#lib/domain/filing.ts';
import { lastDaysOf } from '#lib/domain/early-closing.ts';
import { can, type Actor } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type {
	ActivityView,
	BodyView,
	IndicatorView,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import type { WindowRule } from '#lib/domain/window-rule.ts';
import { idList, isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { given, prepared } from '../db/prepared.ts';
import { filings as filingsTable } from '../db/schema.ts';
import type { Candidate, FilingFact, PlanFacts, QuarterFigures } from '../quarter/facts.ts';
import * as quarters from '../quarter/quarters.ts';
import { sealOf, type Seal } from '../quarter/seal.ts';
import { eventsOf, knownOutside, type ExchangeEvent } from './exchange.ts';
import * as filings from './filings.ts';
import * as windows from './windows.ts';

/** In a plan of more activities the marks of one body are shown at a time. */
export const MOST_MARKED = 300;
/** Filings that wait, on one page. */
export const WAITING_A_PAGE = 50;

/** One filing, begun or not, as a small mark. */
export interface Mark {
	code: string;
	/** Key of the body. */
	body: string;
	title: ActivityView['title'];
	state: FilingState | 'none';
	/** First submitted after the due day, or owed and still not submitted after it. */
	isLate: boolean;
	isOwed: boolean;
}

/** One filing that waits for a decision. */
export interface Waiting {
	code: string;
	body: string;
	title: ActivityView['title'];
	version: number;
	isLate: boolean;
	submittedOn: Day | null;
	/** Whether this actor may decide it: not the one who submitted it. */
	mayDecide: boolean;
}

export type StateCounts = Readonly<Record<FilingState | 'none', number>>;

export interface BoardRow {
	body: BodyView;
	/** Null where they are not shown: a large plan shows those of one body. */
	marks: readonly Mark[] | null;
	counts: StateCounts;
	late: number;
	owed: number;
	submitted: number;
	byDueDay: number;
}

export interface Board {
	/** Views the activity asked for and no other. */
	view: QuarterView;
	window: windows.KeptWindow;
	windowRule: WindowRule;
	/** Null where the quarter cannot be closed early. */
	closing: Closing | null;
	/** More activities than marks are shown of at once. */
	isLarge: boolean;
	/** Bodies that owe or have filed something, in the order of the plan's bodies. */
	rows: readonly BoardRow[];
	silent: readonly BodyView[];
	/** A page of those submitted and not decided; what was first submitted longest ago at the top. */
	waiting: readonly Waiting[];
	waitingInAll: number;
	/** From 1. */
	waitingPage: number;
	waitingPages: number;
	waitingAPage: number;
	counts: StateCounts;
	/** The filing asked after as just decided; null where there is none. */
	decided: {
		code: string;
		body: BodyView;
		version: number;
		state: FilingState;
		/** Accepted, and its body can still file. */
		mayUndo: boolean;
	} | null;
}

/** What closing the quarter today would mean. */
export interface Closing {
	/** The days that may be its last, the later first. */
	lastDays: readonly Day[];
	/** Filings submitted and not decided. */
	waiting: number;
	/** Begun or returned, and not submitted. */
	unsent: number;
	/** Owed and not begun. */
	missing: number;
	/** First submitted today. */
	submittedToday: number;
	/** Bodies that have longer than the others, each with its own last day. */
	extended: readonly { body: BodyView; closesOn: Day }[];
}

export interface AskedBoard {
	slug: string;
	quarter: Quarter;
	today: Day;
	actor: Actor;
	/** Code of the activity to view, to be opened with `openedOf`. */
	open?: string | null;
	/** Key of the body whose marks are shown in a large plan. */
	body?: string | null;
	/** Of what waits, from 1. */
	page?: number;
	/** What was just decided, by code and key of the body. */
	decided?: { code: string; body: string };
}

/** @throws {Refusal} not-found, as `quarters.read` */
export function boardOf(database: Database, asked: AskedBoard): Board {
	const { quarter, actor } = asked;
	return snapshot(database, (read) => {
		const { view, state } = readFor(database, asked);
		const { facts, isPastDue, counted } = state;
		const isLarge = state.candidates.length > MOST_MARKED;
		const bodies = new Map(view.bodies.map((body) => [body.id, body]));
		const responses = new Map(view.response.bodies.map((one) => [one.bodyId, one]));
		const rows = view.bodies.flatMap((body): BoardRow[] => {
			const tally = counted.tallies.get(body.id);
			if (!tally) return [];
			const response = responses.get(body.id);
			const isShown = !isLarge || body.key === asked.body;
			return [
				{
					body,
					marks: isShown ? marksOf(state, body) : null,
					counts: tally.counts,
					late: tally.cameLate + (isPastDue ? tally.stillOwed : 0),
					owed: response?.owed ?? 0,
					submitted: response?.submitted ?? 0,
					byDueDay: response?.byDueDay ?? 0
				}
			];
		});
		const counts = emptyCounts();
		for (const row of rows) {
			for (const name of STATES) counts[name] += row.counts[name];
		}
		const { queue } = counted;
		const pages = Math.max(1, Math.ceil(queue.length / WAITING_A_PAGE));
		const page = Math.min(Math.max(1, asked.page ?? 1), pages);
		const onPage = queue.slice((page - 1) * WAITING_A_PAGE, page * WAITING_A_PAGE);
		const submissions = submissionsOf(read, onPage);
		return {
			view,
			window: {
				...facts.windows.get(quarter)!,
				planId: view.plan.id,
				strategyId: view.strategy.id,
				reason: windows.reasonOf(read, view.strategy.id, facts.windows.get(quarter)!.id)
			},
			windowRule: facts.register.windowRule!,
			closing: closingOf(view, counts, counted.submittedOn.get(view.readOn) ?? 0),
			isLarge,
			rows,
			silent: view.bodies.filter(({ id }) => view.response.silent.includes(id)),
			waiting: onPage.map(({ filing, promised }) => {
				const { submittedOn = null, submittedBy = null } = submissions.get(filing.id) ?? {};
				return {
					code: promised.code,
					body: bodies.get(filing.bodyId)!.key,
					title: promised.title,
					version: filing.version,
					isLate: (answeredOn(filing) ?? '') > view.window.dueOn,
					submittedOn,
					mayDecide: can(actor, 'filing.decide', { strategyId: view.strategy.id, submittedBy })
				};
			}),
			waitingInAll: queue.length,
			waitingPage: page,
			waitingPages: pages,
			waitingAPage: WAITING_A_PAGE,
			counts,
			decided: decidedIn(state, view, asked.decided)
		};
	});
}

function closingOf(view: QuarterView, counts: StateCounts, submittedToday: number): Closing | null {
	const lastDays = lastDaysOf(view.window, view.readOn);
	if (lastDays.length === 0) return null;
	return {
		lastDays,
		waiting: counts.submitted,
		unsent: counts.draft + counts.returned,
		missing: counts.none,
		submittedToday,
		extended: view.extensions.flatMap(({ bodyId, closesOn }) => {
			const body = view.bodies.find(({ id }) => id === bodyId);
			return body && closesOn > lastDays.at(-1)! ? [{ body, closesOn }] : [];
		})
	};
}

function decidedIn(
	{ facts, counted, quarter }: Kept,
	view: QuarterView,
	decided: AskedBoard['decided']
): Board['decided'] {
	const body = decided && view.bodies.find(({ key }) => key === decided.body);
	const one = body && counted.byCode.get(decided.code);
	const filing = one && facts.filing(one.at.id, body.id, quarter);
	if (!filing) return null;
	const { state, version } = filing;
	const window = windowFor(view.window, view.extensions, body.id);
	const isOpen = windowState(window, view.readOn) === 'open';
	const mayUndo = state === 'accepted' && isOpen;
	return { code: one.promised.code, body, version, state, mayUndo };
}

/**
 * The filing to be decided after another one: the next in the queue that this actor may decide, then from its top again; null when none
 * is left.
 */
export function nextAfter(
	database: Database,
	asked: AskedBoard,
	decided: { activity: number | string; body: number | string }
): { activity: string; body: string } | null {
	return snapshot(database, (read) => {
		const { view, state } = readFor(database, asked);
		const { facts, counted, quarter } = state;
		const bodyId = view.bodies.find(({ key }) => key === decided.body)?.id ?? 0;
		const one = counted.byCode.get(String(decided.activity));
		const filing = one ? facts.filing(one.at.id, bodyId, quarter) : null;
		const isAfter = (queued: Queued) =>
			one !== undefined &&
			filing !== null &&
			inQueue(queued, { filing, promised: one.promised, place: counted.places.get(one)! }) > 0;
		const waiting = counted.queue.filter((queued) => queued.filing !== filing);
		const others = [...waiting.filter(isAfter), ...waiting.filter((queued) => !isAfter(queued))];
		for (let from = 0; from < others.length; from += WAITING_A_PAGE) {
			const some = others.slice(from, from + WAITING_A_PAGE);
			const submissions = submissionsOf(read, some);
			const next = some.find(({ filing }) =>
				can(asked.actor, 'filing.decide', {
					strategyId: view.strategy.id,
					submittedBy: submissions.get(filing.id)?.submittedBy ?? null
				})
			);
			if (next) {
				const body = view.bodies.find(({ id }) => id === next.filing.bodyId)!;
				return { activity: next.promised.code, body: body.key };
			}
		}
		return null;
	});
}

// ── from what is kept in memory: no filing is read that is not shown ────────────────────────────────────────────────────────

interface Kept {
	facts: PlanFacts;
	/** In force at the quarter. */
	candidates: readonly Candidate[];
	quarter: Quarter;
	isPastDue: boolean;
	counted: Counted;
}

/** One body's filings by state; of late ones, those that came late and those that are still owed apart. */
interface Tally {
	counts: Record<FilingState | 'none', number>;
	cameLate: number;
	stillOwed: number;
}

/** What is counted once for all who look at the board. */
interface Counted {
	candidates: readonly Candidate[];
	byCode: ReadonlyMap<string, Candidate>;
	/** Places in the plan. */
	places: ReadonlyMap<Candidate, number>;
	tallies: ReadonlyMap<number, Tally>;
	queue: readonly Queued[];
	/** How many filings answered first on a day. */
	submittedOn: ReadonlyMap<Day, number>;
}

// The figures of a quarter are made anew whenever a filing of it changes: what is counted here is good as long as they are the same.
const kept = new WeakMap<QuarterFigures, Counted>();

interface Queued {
	filing: FilingFact;
	promised: Candidate['promised'];
	/** Of its activity in the plan. */
	place: number;
}

const STATES = ['none', 'draft', 'submitted', 'returned', 'accepted'] as const;

function emptyCounts(): Record<FilingState | 'none', number> {
	return { none: 0, draft: 0, submitted: 0, returned: 0, accepted: 0 };
}

function readFor(database: Database, { slug, quarter, today, open }: AskedBoard) {
	let found: Omit<Kept, 'isPastDue' | 'quarter'> | undefined;
	const view = quarters.readLive(database, slug, quarter, {
		today,
		choose: (all, facts) => {
			const figures = facts.figures(quarter);
			let own = kept.get(figures);
			if (!own) kept.set(figures, (own = countedOf(all, facts, quarter)));
			found = { facts, candidates: own.candidates, counted: own };
			const opened = open ? own.byCode.get(open) : undefined;
			return opened ? [opened.at.id] : [];
		}
	});
	return { view, state: { ...found!, quarter, isPastDue: today > view.window.dueOn } };
}

function countedOf(all: readonly Candidate[], facts: PlanFacts, quarter: Quarter): Counted {
	const { dueOn } = facts.windows.get(quarter)!;
	const candidates = all.filter(({ at }) => at.isInForce);
	const places = new Map(candidates.map((one, place) => [one, place]));
	const tallies = new Map<number, Tally>();
	const queue: Queued[] = [];
	const submittedOn = new Map<Day, number>();
	for (const [place, { at, promised }] of candidates.entries()) {
		for (const bodyId of at.leads) {
			const filing = facts.filing(at.id, bodyId, quarter);
			if (!filing && !at.isOwed) continue;
			let tally = tallies.get(bodyId);
			if (!tally) {
				tallies.set(bodyId, (tally = { counts: emptyCounts(), cameLate: 0, stillOwed: 0 }));
			}
			tally.counts[filing?.state ?? 'none'] += 1;
			const answered = filing && answeredOn(filing);
			if (answered !== null && answered > dueOn) tally.cameLate += 1;
			if (answered !== null) submittedOn.set(answered, (submittedOn.get(answered) ?? 0) + 1);
			if (answered === null && at.isOwed) tally.stillOwed += 1;
			if (filing?.state === 'submitted') queue.push({ filing, promised, place });
		}
	}
	return {
		candidates,
		byCode: new Map(candidates.map((one) => [one.promised.code, one])),
		places,
		tallies,
		queue: queue.sort(inQueue),
		submittedOn
	};
}

/** First submitted longest ago first, then in the plan's order, then by body. */
function inQueue(a: Queued, b: Queued): number {
	const [one, other] = [a.filing.firstSubmittedOn ?? '', b.filing.firstSubmittedOn ?? ''];
	if (one !== other) return one < other ? -1 : 1;
	return a.place - b.place || a.filing.bodyId - b.filing.bodyId;
}

function marksOf({ facts, candidates, quarter, isPastDue }: Kept, body: BodyView): Mark[] {
	const { dueOn } = facts.windows.get(quarter)!;
	return candidates.flatMap(({ at, promised }): Mark[] => {
		if (!at.leads.includes(body.id)) return [];
		const filing = facts.filing(at.id, body.id, quarter);
		if (!filing && !at.isOwed) return [];
		return [
			{
				code: promised.code,
				body: body.key,
				title: promised.title,
				state: filing?.state ?? 'none',
				isLate: isLate(filing, at.isOwed, { dueOn, isPastDue }),
				isOwed: at.isOwed
			}
		];
	});
}

function isLate(
	filing: FilingFact | null,
	isOwed: boolean,
	{ dueOn, isPastDue }: { dueOn: Day; isPastDue: boolean }
): boolean {
	const answered = filing && answeredOn(filing);
	return answered === null ? isOwed && isPastDue : answered > dueOn;
}

/** Who submitted some filings, and when. One statement, however few they are. */
function submissionsOf(read: Reader, queued: readonly Queued[]) {
	const rows = submissions(read).all({ ids: idList(queued.map(({ filing }) => filing.id)) });
	return new Map(rows.map((row) => [row.id, row]));
}

const submissions = prepared((read) => {
	const { id, submittedOn, submittedBy } = filingsTable;
	return read
		.select({ id, submittedOn, submittedBy })
		.from(filingsTable)
		.where(isAmong(id, given('ids')))
		.prepare();
});

/** One filing opened on the board, beside what the body said before. */
export interface Opened {
	activity: ActivityView;
	/** The activity's. */
	indicators: readonly IndicatorView[];
	body: BodyView;
	state: FilingState | 'none';
	version: number;
	revision: number;
	revisionReason: string | null;
	/** Null where nothing was submitted yet. */
	contents: FilingContents | null;
	last: { quarter: Quarter; contents: FilingContents } | null;
	/** What it lacks by today's deadlines, should they have moved since it was submitted. */
	problems: readonly Problem[];
	isRead: boolean;
	isLate: boolean;
	mayDecide: boolean;
	/** Accepted, and the acceptance can be taken back. */
	mayUndo: boolean;
	/** Filing as it stands for this body. */
	windowState: WindowState;
	closesOn: Day;
	events: readonly ExchangeEvent[];
}

/** @throws {Refusal} `no-such-activity`, `no-such-body` where the board has no such mark */
export function openedOf(
	database: Database,
	view: QuarterView,
	{ code, body: key, actor }: { code: string; body: string; actor: Actor }
): Opened {
	const activity = view.activities.find((one) => one.code === code);
	if (!activity) throw refusal('not-found', 'no-such-activity', { code });
	const body = view.bodies.find((one) => one.key === key);
	if (!body || !activity.leads.includes(body.id)) throw refusal('not-found', 'no-such-body');
	return snapshot(database, (read) => {
		const found = filings.list(read, {
			activityIds: [activity.id],
			quarters: view.quarters.filter((quarter) => quarter <= view.quarter),
			bodyId: body.id
		});
		const window = windowFor(view.window, view.extensions, body.id);
		const place = { planId: view.plan.id, quarter: view.quarter, activityId: activity.id };
		const ownState = STATE_UNDER[sealOf(read, place)] ?? windowState(window, view.readOn);
		const filing = found.find(({ quarter }) => quarter === view.quarter) ?? null;
		const isUnread =
			filing?.state === 'submitted' && filing.readOn === null && mayDecide(actor, view, filing);
		const contents = filing && !isUnread ? (knownOutside(filing)?.contents ?? null) : null;
		return {
			activity,
			indicators: view.indicators.filter(({ activityId }) => activityId === activity.id),
			body,
			state: filing?.state ?? 'none',
			version: filing?.version ?? 0,
			revision: filing?.revision ?? 1,
			revisionReason: filing?.revisionReason ?? null,
			contents,
			last: lastKnown(found, view.quarter),
			problems: filing?.state === 'submitted' && contents ? lacking(view, activity, contents) : [],
			isRead: filing?.readOn != null,
			isLate: filing !== null && (answeredOn(filing) ?? '') > view.window.dueOn,
			mayDecide: filing !== null && mayDecide(actor, view, filing),
			mayUndo:
				filing?.state === 'accepted' && ownState === 'open' && isDecider(actor, view, filing),
			windowState: ownState,
			closesOn: window.closesOn,
			events: eventsOf(read, filing ? [filing] : [])
		};
	});
}

/** What a seal makes of a window; one that is live nothing. */
const STATE_UNDER: Readonly<Record<Seal, WindowState | null>> = {
	live: null,
	frozen: 'closed',
	correcting: 'open'
};

function mayDecide(actor: Actor, view: QuarterView, filing: filings.Filing): boolean {
	return filing.state === 'submitted' && isDecider(actor, view, filing);
}

function isDecider(
	actor: Actor,
	{ strategy }: QuarterView,
	{ submittedBy }: filings.Filing
): boolean {
	return can(actor, 'filing.decide', { strategyId: strategy.id, submittedBy });
}

function lacking(
	{ quarter, steps }: QuarterView,
	activity: ActivityView,
	contents: FilingContents
): Problem[] {
	const role = steps.find((step) => step.key === contents.step)?.role ?? null;
	return filingProblems(contents, { at: quarter, deadline: activity.current.reading, role });
}

function lastKnown(found: readonly filings.Filing[], at: Quarter): Opened['last'] {
	const earlier = found
		.filter(({ quarter }) => quarter < at)
		.toSorted((a, b) => (a.quarter < b.quarter ? 1 : -1));
	for (const filing of earlier) {
		const contents = knownOutside(filing)?.contents;
		if (contents) return { quarter: filing.quarter, contents };
	}
	return null;
}
