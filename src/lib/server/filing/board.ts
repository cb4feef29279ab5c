// The board: who has filed and who has not, and what waits for a decision. States only; what stands in a draft is its body's own.
import {
	answeredOn,
	filingProblems,
	type FilingContents,
	type FilingState
} from '#lib/domain/filing.ts';
import { can, type Actor } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { ActivityView, BodyView, QuarterView } from '#lib/domain/quarter-view.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import * as quarters from '../quarter/quarters.ts';
import { eventsOf, knownOutside, type ExchangeEvent } from './exchange.ts';
import * as filings from './filings.ts';
import * as windows from './windows.ts';

/** One filing, begun or not, as a small mark. */
export interface Mark {
	code: string;
	body: string;
	title: ActivityView['title'];
	state: FilingState | 'none';
	version: number;
	/** First submitted after the due day, or owed and still not submitted after it. */
	isLate: boolean;
	isOwed: boolean;
	/** Opened for decision. */
	isRead: boolean;
	submittedOn: Day | null;
	/** A version counts, whatever is being done to it now. */
	counts: boolean;
	/** Whether this actor may decide it: submitted, and not by themselves. */
	mayDecide: boolean;
}

export interface BoardRow {
	body: BodyView;
	marks: readonly Mark[];
	owed: number;
	submitted: number;
	byDueDay: number;
}

export interface Board {
	view: QuarterView;
	window: windows.KeptWindow;
	/** Bodies that owe or have filed something, in the order of the plan's bodies. */
	rows: readonly BoardRow[];
	silent: readonly BodyView[];
	/** Submitted and not decided, those submitted first at the top. */
	waiting: readonly Mark[];
	counts: Readonly<Record<FilingState | 'none', number>>;
}

/** @throws {Refusal} not-found, as `quarters.read` */
export function boardOf(
	database: Database,
	asked: { slug: string; quarter: Quarter; today: Day; actor: Actor }
): Board {
	const { slug, quarter, today, actor } = asked;
	return snapshot(database, (read) => {
		const view = quarters.read(database, slug, quarter, { today });
		const found = filings.list(read, {
			activityIds: view.activities.map(({ id }) => id),
			quarters: [quarter]
		});
		const at = new Map(found.map((filing) => [`${filing.activityId} ${filing.bodyId}`, filing]));
		const rows = view.bodies
			.map((body) => rowOf(view, body, { at, actor, today }))
			.filter(({ marks }) => marks.length > 0);
		const marks = rows.flatMap((row) => row.marks);
		const counts = { none: 0, draft: 0, submitted: 0, returned: 0, accepted: 0 };
		for (const { state } of marks) counts[state] += 1;
		return {
			view,
			window: windows.find(read, { strategy: slug, quarter }),
			rows,
			silent: view.bodies.filter(({ id }) => view.response.silent.includes(id)),
			waiting: marks
				.filter(({ state }) => state === 'submitted')
				.toSorted((a, b) => ((a.submittedOn ?? '') < (b.submittedOn ?? '') ? -1 : 1)),
			counts
		};
	});
}

interface Facts {
	at: ReadonlyMap<string, filings.Filing>;
	actor: Actor;
	today: Day;
}

function rowOf(view: QuarterView, body: BodyView, { at, actor, today }: Facts): BoardRow {
	const marks = view.activities
		.filter(({ leads }) => leads.includes(body.id))
		.map((activity): Mark => {
			const filing = at.get(`${activity.id} ${body.id}`) ?? null;
			const answered = filing && answeredOn(filing);
			const isLate = (answered ?? today) > view.window.dueOn;
			return {
				code: activity.code,
				body: body.key,
				title: activity.title,
				state: filing?.state ?? 'none',
				version: filing?.version ?? 0,
				isLate: isLate && (answered !== null || activity.isOwed),
				isOwed: activity.isOwed,
				isRead: filing?.readOn != null,
				submittedOn: filing?.submittedOn ?? null,
				counts: filing?.acceptedVersion != null,
				mayDecide: filing !== null && mayDecide(actor, view, filing)
			};
		})
		.filter(({ isOwed, state }) => isOwed || state !== 'none');
	const response = view.response.bodies.find(({ bodyId }) => bodyId === body.id);
	return {
		body,
		marks,
		owed: response?.owed ?? 0,
		submitted: response?.submitted ?? 0,
		byDueDay: response?.byDueDay ?? 0
	};
}

function mayDecide(actor: Actor, { strategy }: QuarterView, filing: filings.Filing): boolean {
	if (filing.state !== 'submitted') return false;
	return can(actor, 'filing.decide', {
		strategyId: strategy.id,
		submittedBy: filing.submittedBy
	});
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
		const found = filings
			.list(read, {
				activityIds: [activity.id],
				quarters: view.quarters.filter((quarter) => quarter <= view.quarter)
			})
			.filter(({ bodyId }) => bodyId === body.id);
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
			events: eventsOf(read, filing ? [filing] : [])
		};
	});
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
