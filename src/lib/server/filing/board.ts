// The board: who has filed and who has not, and what waits for a decision. States only; what stands in a draft is its body's own.
import { inArray } from 'drizzle-orm';
import {
	answeredOn,
	filingProblems,
	windowFor,
	windowState,
	type FilingContents,
	type FilingState,
	type WindowState
} from '#lib/domain/filing.ts';
import { can, type Actor } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { ActivityView, BodyView, QuarterView } from '#lib/domain/quarter-view.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { filings as filingsTable } from '../db/schema.ts';
import type { FilingFact, PlanFacts } from '../quarter/facts.ts';
import * as quarters from '../quarter/quarters.ts';
import type { Candidate } from '../quarter/quarters.ts';
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
	const { slug, quarter, today, actor } = asked;
	return snapshot(database, (read) => {
		const { view, candidates, facts } = readFor(database, asked);
		const state = { facts, candidates, quarter, isPastDue: today > view.window.dueOn };
		const isLarge = candidates.length > MOST_MARKED;
		const tallies = talliesOf(state);
		const bodies = new Map(view.bodies.map((body) => [body.id, body]));
		const responses = new Map(view.response.bodies.map((one) => [one.bodyId, one]));
		const rows = view.bodies.flatMap((body): BoardRow[] => {
			const tally = tallies.get(body.id);
			if (!tally) return [];
			const response = responses.get(body.id);
			const isShown = !isLarge || body.key === asked.body;
			return [
				{
					body,
					marks: isShown ? marksOf(state, body) : null,
					...tally,
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
		const queue = queueOf(state);
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

function decidedIn(
	{ facts, candidates, quarter }: Kept,
	view: QuarterView,
	decided: AskedBoard['decided']
): Board['decided'] {
	const body = decided && view.bodies.find(({ key }) => key === decided.body);
	const one = body && candidates.find(({ promised }) => promised.code === decided.code);
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
		const { view, candidates, facts } = readFor(database, asked);
		const isDecided = (activity: string, body: number) =>
			activity === decided.activity &&
			view.bodies.find(({ id }) => id === body)?.key === decided.body;
		const state = { facts, candidates, quarter: asked.quarter, isPastDue: false };
		const queue = queueOf(state, isDecided);
		const at = queue.findIndex(({ filing, promised }) => isDecided(promised.code, filing.bodyId));
		const others = [...queue.slice(at + 1), ...queue.slice(0, Math.max(at, 0))];
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
}

interface Queued {
	filing: FilingFact;
	promised: Candidate['promised'];
}

const STATES = ['none', 'draft', 'submitted', 'returned', 'accepted'] as const;

function emptyCounts(): Record<FilingState | 'none', number> {
	return { none: 0, draft: 0, submitted: 0, returned: 0, accepted: 0 };
}

function readFor(database: Database, { slug, quarter, today, open }: AskedBoard) {
	let candidates: readonly Candidate[] = [];
	let facts: PlanFacts | undefined;
	const view = quarters.read(database, slug, quarter, {
		today,
		choose: (all, known) => {
			facts = known;
			candidates = all.filter(({ at }) => at.isInForce);
			const opened = open ? candidates.find(({ promised }) => promised.code === open) : undefined;
			return opened ? [opened.at.id] : [];
		}
	});
	return { view, candidates, facts: facts! };
}

/** Of each body that owes or has begun something: how many filings are in which state. */
function talliesOf({ facts, candidates, quarter, isPastDue }: Kept) {
	const { dueOn } = facts.windows.get(quarter)!;
	const tallies = new Map<number, { counts: ReturnType<typeof emptyCounts>; late: number }>();
	for (const { at } of candidates) {
		for (const bodyId of at.leads) {
			const filing = facts.filing(at.id, bodyId, quarter);
			if (!filing && !at.isOwed) continue;
			let tally = tallies.get(bodyId);
			if (!tally) tallies.set(bodyId, (tally = { counts: emptyCounts(), late: 0 }));
			tally.counts[filing?.state ?? 'none'] += 1;
			if (isLate(filing, at.isOwed, { dueOn, isPastDue })) tally.late += 1;
		}
	}
	return tallies;
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

/** What waits for a decision; a filing that has just been decided keeps its place, so that one finds what comes after it. */
function queueOf(
	{ facts, candidates, quarter }: Kept,
	isDecided: (activity: string, bodyId: number) => boolean = () => false
): Queued[] {
	const queue: Queued[] = [];
	for (const { at, promised } of candidates) {
		for (const bodyId of at.leads) {
			const filing = facts.filing(at.id, bodyId, quarter);
			if (!filing) continue;
			if (filing.state === 'submitted' || isDecided(promised.code, bodyId)) {
				queue.push({ filing, promised });
			}
		}
	}
	const day = ({ filing }: Queued) => filing.firstSubmittedOn ?? '';
	return queue.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** Who submitted some filings, and when. One statement. */
function submissionsOf(read: Reader, queued: readonly Queued[]) {
	if (queued.length === 0) return new Map<number, never>();
	const { id, submittedOn, submittedBy } = filingsTable;
	const rows = read
		.select({ id, submittedOn, submittedBy })
		.from(filingsTable)
		.where(
			inArray(
				id,
				queued.map(({ filing }) => filing.id)
			)
		)
		.all();
	return new Map(rows.map((row) => [row.id, row]));
}

/** One filing opened on the board, beside what the body said before. */
export interface Opened {
	activity: ActivityView;
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
		const ownState = windowState(window, view.readOn);
		const filing = found.find(({ quarter }) => quarter === view.quarter) ?? null;
		const isUnread =
			filing?.state === 'submitted' && filing.readOn === null && mayDecide(actor, view, filing);
		const contents = filing && !isUnread ? (knownOutside(filing)?.contents ?? null) : null;
		return {
			activity,
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
