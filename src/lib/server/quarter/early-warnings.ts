// W1 and W2 of a quarter as they are shown: the tables of the whole plan, filtered, a page of each at a time. A frozen quarter is read from its
// record alone.
import {
	earlyWarning,
	type EarlyWarning,
	type OverrideRow,
	type WarningRow,
	type Watched
} from '#lib/domain/early-warning.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { warningQueryOf, type WarningQuery, type WarningTable } from '#lib/domain/warning-query.ts';
import type { Database } from '../db/database.ts';
import type { Candidate, QuarterFacts } from './facts.ts';
import * as quarters from './quarters.ts';

/** A row with the activity it is about. */
export type Shown<R> = R & { activity: ActivityView };

export interface ListPage<R> {
	rows: readonly Shown<R>[];
	/** Of all its pages. */
	total: number;
	page: number;
	pages: number;
}

export interface WarningRead {
	/** Views the activities of the rows only; its figures are of the whole plan. */
	view: QuarterView;
	query: WarningQuery;
	due: ListPage<WarningRow>;
	overdue: ListPage<WarningRow>;
	atRisk: ListPage<WarningRow>;
	/** Due next quarter and not on W2. */
	others: ListPage<WarningRow>;
	/** All of them. */
	overrides: ListPage<OverrideRow>;
	/** The activity that was asked for to be overridden; null where it is not due next quarter. */
	opened: Shown<WarningRow> | null;
}

interface Asked {
	today: Day;
	/** Of a frozen quarter: the newest when left out. */
	revision?: number | null;
	/** The question, as an address has it. */
	params: URLSearchParams;
	/** Rows of a table on one page; all of them when null. */
	rowsAPage: number | null;
	/** Code of an activity to be overridden. */
	open?: string | null;
	/** From the live tables even when the quarter is frozen: for who works on its correction. */
	isLive?: boolean;
}

/** @throws {Refusal} what reading the quarter refuses; invalid `unknown-filter`. */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision, params, rowsAPage, open = null, isLive = false }: Asked
): WarningRead {
	let found: Found | undefined;
	const choose = (candidates: readonly Candidate[], facts: QuarterFacts) => {
		const query = warningQueryOf(params, facts.register);
		const warning = warningAt(candidates, facts, quarter);
		found = foundIn(warning, { candidates, facts, query, rowsAPage, open });
		return found.ids;
	};
	const asked = { today, filed: 'nothing' as const, choose };
	const view = isLive
		? quarters.readLive(database, slug, quarter, asked)
		: quarters.read(database, slug, quarter, { ...asked, revision });
	const { ids: _, ...tables } = found!;
	const viewOf = new Map([...view.activities, ...view.outside].map((one) => [one.id, one]));
	const shown = <R extends { activityId: number }>({ rows, ...page }: PageOf<R>): ListPage<R> => ({
		...page,
		rows: rows.map((row) => ({ ...row, activity: viewOf.get(row.activityId)! }))
	});
	return {
		view,
		query: tables.query,
		due: shown(tables.due),
		overdue: shown(tables.overdue),
		atRisk: shown(tables.atRisk),
		others: shown(tables.others),
		overrides: shown(tables.overrides),
		opened: tables.opened && {
			...tables.opened,
			activity: viewOf.get(tables.opened.activityId)!
		}
	};
}

/** What the rules of early warning read of an activity before it is viewed. */
export function watchedOf({ at }: Candidate, facts: QuarterFacts, quarter: Quarter): Watched {
	const { id, current, timeliness, standing, outlook } = at;
	const indicators = facts.indicatorsAt(id, quarter);
	return { id, deadline: current, timeliness, standing, outlook, indicators };
}

const kept = new WeakMap<
	readonly Candidate[],
	{ overrides: ReturnType<QuarterFacts['overridesAt']>; warning: EarlyWarning }
>();

/** Worked out once for the same activities and overrides: facts give other ones when anything of them has changed. */
export function warningAt(
	candidates: readonly Candidate[],
	facts: QuarterFacts,
	quarter: Quarter
): EarlyWarning {
	const overrides = facts.overridesAt(quarter);
	const known = kept.get(candidates);
	if (known?.overrides === overrides) return known.warning;
	const inForce = candidates.filter(({ at }) => at.isInForce);
	const watched = inForce.map((candidate) => watchedOf(candidate, facts, quarter));
	const warning = earlyWarning(watched, overrides, quarter);
	kept.set(candidates, { overrides, warning });
	return warning;
}

interface PageOf<R> {
	rows: readonly R[];
	total: number;
	page: number;
	pages: number;
}

interface Found {
	/** Of the activities to view. */
	ids: number[];
	query: WarningQuery;
	due: PageOf<WarningRow>;
	overdue: PageOf<WarningRow>;
	atRisk: PageOf<WarningRow>;
	others: PageOf<WarningRow>;
	overrides: PageOf<OverrideRow>;
	opened: WarningRow | null;
}

function foundIn(
	warning: EarlyWarning,
	{
		candidates,
		facts,
		query,
		rowsAPage,
		open
	}: {
		candidates: readonly Candidate[];
		facts: QuarterFacts;
		query: WarningQuery;
		rowsAPage: number | null;
		open: string | null;
	}
): Found {
	const isAsked = filterOf(candidates, facts, query);
	const pageOf = <R extends { activityId: number }>(
		all: readonly R[],
		table: WarningTable
	): PageOf<R> => {
		const asked = all.filter(isAsked);
		const size = rowsAPage ?? Math.max(1, asked.length);
		const pages = Math.max(1, Math.ceil(asked.length / size));
		// An address outlives the list it was of: past its end is its last page.
		const page = Math.min(query.pages[table], pages);
		const rows = asked.slice((page - 1) * size, page * size);
		return { rows, total: asked.length, page, pages };
	};
	const tables = {
		due: pageOf(warning.due, 'due'),
		overdue: pageOf(warning.overdue, 'overdue'),
		atRisk: pageOf(warning.atRisk, 'risk'),
		others: pageOf(warning.others, 'others'),
		overrides: pageOf(warning.overrides, 'overrides')
	};
	const rows: { activityId: number }[] = Object.values(tables).flatMap(({ rows }) => [...rows]);
	const openId = candidates.find(({ promised }) => promised.code === open)?.at.id;
	const dueNext = [...warning.atRisk, ...warning.others];
	const opened = dueNext.find(({ activityId }) => activityId === openId) ?? null;
	if (opened) rows.push(opened);
	return {
		...tables,
		ids: [...new Set(rows.map(({ activityId }) => activityId))],
		query,
		opened
	};
}

/** Whether a row is of the goal and the lead body asked for. */
function filterOf(
	candidates: readonly Candidate[],
	{ register }: QuarterFacts,
	{ goal, body }: WarningQuery
): (row: { activityId: number }) => boolean {
	if (goal === '' && body === '') return () => true;
	const goalId = register.goals.find(({ code }) => code === goal)?.id;
	const bodyId = register.bodies.find(({ key }) => key === body)?.id;
	const found = new Set(
		candidates
			.filter(
				({ at }) =>
					(goalId === undefined || at.goalId === goalId) &&
					(bodyId === undefined || at.leads.includes(bodyId))
			)
			.map(({ at }) => at.id)
	);
	return ({ activityId }) => found.has(activityId);
}
