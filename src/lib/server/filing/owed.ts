// "What do I owe this quarter?" One body's activities, what it has written of each, and what is missing.
import type { Step } from '#lib/domain/assessment.ts';
import {
	answeredOn,
	filingProblems,
	mayReportNothing,
	type FilingContents,
	type FilingState
} from '#lib/domain/filing.ts';
import { firstDayOf, lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import { mayBeSpentAt } from '#lib/domain/money.ts';
import type {
	ActivityView,
	FundView,
	IndicatorView,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { signatures } from '../db/schema.ts';
import type { Candidate } from '../quarter/facts.ts';
import { knownOutside, namesOf } from './exchange.ts';
import * as filings from './filings.ts';

export type OwedGroup = 'overdue' | 'due' | 'running' | 'next' | 'other';

/** In the order of the page: what hurts most comes first. */
export const OWED_GROUPS: readonly OwedGroup[] = ['overdue', 'due', 'running', 'next', 'other'];

export interface NoteView {
	field: string | null;
	text: string;
	lang: string;
	on: Day;
	by: string | null;
}

export interface OwedFiling {
	state: FilingState;
	version: number;
	revision: number;
	revisionReason: string | null;
	/** Null where the reader is not of the body and it was never submitted. */
	contents: FilingContents | null;
	savedOn: Day;
	savedBy: string | null;
	submittedOn: Day | null;
	submittedBy: string | null;
	/** Signed by an officer whose name is not for this reader. */
	isSigned: boolean;
	/** Waits for the signature of the body's officer. */
	isOffered: boolean;
	/** Opened by a coordinator: it cannot be recalled. */
	isRead: boolean;
	isLate: boolean;
	/** A version of it was accepted and counts. */
	counts: boolean;
	/** What it escalates: since when the owner has it, and what was answered. */
	escalated: { forwardedOn: Day; answer: { on: Day; text: Texts } | null } | null;
	/** Of the last return. */
	notes: readonly NoteView[];
}

export interface OwedRow {
	activity: Pick<
		ActivityView,
		'id' | 'code' | 'title' | 'adopted' | 'current' | 'timeliness' | 'leads' | 'provenance'
	>;
	/** Of which it may give readings. */
	indicators: readonly IndicatorView[];
	/** Of which it may say what was spent. */
	funds: readonly FundView[];
	group: OwedGroup;
	isOwed: boolean;
	mayReportNothing: boolean;
	filing: OwedFiling | null;
	/** What keeps it from being submitted; of what was never begun, nothing is said. */
	problems: readonly Problem[];
	isReady: boolean;
	/** The body's step that is accepted last by this quarter, with the quarter it is from. */
	before: { step: Step; quarter: Quarter } | null;
	/** What the body said of an earlier quarter last. */
	last: { quarter: Quarter; contents: FilingContents } | null;
}

/**
 * What a body owes for a quarter, and what else it may report; in the order of the groups, then of the plan.
 *
 * @param view with the body's activities in it; others may be missing (`ledBy`)
 * @param isOwn whether the reader reports for the body; others see of its drafts that they are there
 * @param opened code of the one row whose earlier quarters are wanted; of all when left out
 */
export function owedBy(
	database: Database,
	view: QuarterView,
	{ bodyId, isOwn, opened }: { bodyId: number; isOwn: boolean; opened?: string | null }
): OwedRow[] {
	const activities = view.activities.filter(({ leads }) => leads.includes(bodyId));
	return snapshot(database, (read) => {
		const looked = activities.filter(({ code }) => opened === undefined || code === opened);
		const idsOf = (some: readonly { id: number }[]) => some.map(({ id }) => id);
		const found = filings.list(
			read,
			{ activityIds: idsOf(activities), quarters: [view.quarter], bodyId },
			{
				activityIds: idsOf(looked),
				quarters: view.quarters.filter((quarter) => quarter < view.quarter),
				bodyId
			}
		);
		const byActivity = Map.groupBy(found, ({ activityId }) => activityId);
		const names = namesOf(
			read,
			found.flatMap(({ submittedBy, versions, notes }) => [
				submittedBy,
				versions.at(-1)?.savedBy ?? null,
				...notes.map((note) => note.writtenBy)
			])
		);
		const signed = isOwn ? new Set<number>() : signedAmong(read, idsOf(found));
		const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
		const rows = activities.map((activity) =>
			rowOf(view, activity, byActivity.get(activity.id) ?? [], { bodyId, isOwn, nameOf, signed })
		);
		const order = (row: OwedRow) => OWED_GROUPS.indexOf(row.group);
		return rows.toSorted((a, b) => order(a) - order(b));
	});
}

/** The activities in force at the quarter that a body leads, by id: what `owedBy` needs of a view. */
export function ledBy(candidates: readonly Candidate[], bodyId: number): number[] {
	return candidates
		.filter(({ at }) => at.isInForce && at.leads.includes(bodyId))
		.map(({ at }) => at.id);
}

/** The bodies that lead something in the plan in this quarter, by id. */
export function leadsAmong(candidates: readonly Candidate[]): ReadonlySet<number> {
	return new Set(candidates.flatMap(({ at }) => (at.isInForce ? at.leads : [])));
}

interface Reading {
	bodyId: number;
	isOwn: boolean;
	nameOf(id: number | null): string | null;
	/** Ids of filings whose officer's name is not for this reader: outside the body only the function is told. */
	signed: ReadonlySet<number>;
}

/** Those of some filings that an officer of the body ever signed. One statement. */
function signedAmong(read: Reader, filingIds: readonly number[]): ReadonlySet<number> {
	const rows = read
		.selectDistinct({ id: signatures.filingId })
		.from(signatures)
		.where(isAmong(signatures.filingId, filingIds))
		.all();
	return new Set(rows.map(({ id }) => id));
}

function rowOf(
	view: QuarterView,
	activity: ActivityView,
	found: readonly filings.Filing[],
	reading: Reading
): OwedRow {
	const { quarter, steps } = view;
	const deadline = activity.current.reading;
	const filing = found.find((one) => one.quarter === quarter) ?? null;
	const isWaiting = filing?.state === 'draft' || filing?.state === 'returned';
	const contents = filing && contentsFor(filing, reading.isOwn);
	const problems =
		isWaiting && contents
			? filingProblems(contents, {
					at: quarter,
					deadline,
					role: steps.find((step) => step.key === contents.step)?.role ?? null
				})
			: [];
	const { id, code, title, adopted, current, timeliness, leads, provenance } = activity;
	return {
		activity: { id, code, title, adopted, current, timeliness, leads, provenance },
		indicators: view.indicators.filter(({ activityId }) => activityId === id),
		funds: activity.funds.filter((fund) => mayBeSpentAt(fund, quarter)),
		group: groupOf(activity, quarter),
		isOwed: activity.isOwed,
		mayReportNothing: mayReportNothing(deadline, quarter),
		filing: filing && viewOf(filing, contents, view, reading),
		problems,
		before: activity.standing.leads.find((lead) => lead.bodyId === reading.bodyId)?.shown ?? null,
		isReady: filing !== null && contents !== null && filings.isReady(filing, problems),
		last: lastOf(found, quarter, reading.isOwn)
	};
}

/** By the deadline alone: one completed this quarter stays where it was looked for. */
function groupOf({ isOwed, current: { reading } }: ActivityView, at: Quarter): OwedGroup {
	if (!isOwed) return 'other';
	if (reading.kind !== 'dated') return 'running';
	if (reading.latest < firstDayOf(at)) return 'overdue';
	return reading.latest <= lastDayOf(at) ? 'due' : 'next';
}

function contentsFor(filing: filings.Filing, isOwn: boolean): FilingContents | null {
	return isOwn ? filing.contents : (knownOutside(filing)?.contents ?? null);
}

function viewOf(
	filing: filings.Filing,
	contents: FilingContents | null,
	{ window, readOn }: QuarterView,
	{ nameOf, signed }: Reading
): OwedFiling {
	const newest = filing.versions.at(-1);
	const lastNoted = filing.notes.at(-1);
	const isOfLastReturn = (note: filings.Note) =>
		note.version === lastNoted?.version && note.writtenOn === lastNoted.writtenOn;
	return {
		state: filing.state,
		version: filing.version,
		revision: filing.revision,
		revisionReason: filing.revisionReason,
		contents,
		savedOn: newest?.savedOn ?? readOn,
		savedBy: nameOf(newest?.savedBy ?? null),
		submittedOn: filing.submittedOn,
		submittedBy: signed.has(filing.id) ? null : nameOf(filing.submittedBy),
		isSigned: signed.has(filing.id),
		isOffered: filings.isOffered(filing),
		isRead: filing.readOn !== null,
		isLate: (answeredOn(filing) ?? readOn) > window.dueOn,
		counts: filing.acceptedVersion !== null,
		escalated: filing.forwarded && {
			forwardedOn: filing.forwarded.on,
			answer: filing.forwarded.answer
		},
		notes:
			filing.state === 'returned'
				? filing.notes
						.filter(isOfLastReturn)
						.map(({ field, text, lang, writtenOn, writtenBy }) => ({
							field,
							text,
							lang,
							on: writtenOn,
							by: nameOf(writtenBy)
						}))
				: []
	};
}

/** What counts of the newest earlier quarter that has something to say. */
function lastOf(found: readonly filings.Filing[], at: Quarter, isOwn: boolean): OwedRow['last'] {
	const earlier = found
		.filter(({ quarter }) => quarter < at)
		.toSorted((a, b) => (a.quarter < b.quarter ? 1 : -1));
	for (const filing of earlier) {
		const accepted = filing.versions.find(({ number }) => number === filing.acceptedVersion);
		const contents = accepted?.contents ?? contentsFor(filing, isOwn);
		if (contents && !contents.isNothingToReport) return { quarter: filing.quarter, contents };
	}
	return null;
}
