// One body merged into another as of a day: when that may be, which roles pass over, and whose filings speak for whom afterwards. Quarters
// that ended before the day stay as they were.
import { addDays, lastDayOf, type Day, type Quarter } from './quarter.ts';
import type { Problem } from './refusal.ts';

export interface Merger {
	bodyId: number;
	intoId: number;
	/** The first day the other body has its roles. */
	on: Day;
}

/** A body's part in an activity; it holds on days d with from <= d < until. */
export interface HeldRole {
	activityId: number;
	bodyId: number;
	role: 'lead' | 'partner';
	from: Day;
	until: Day | null;
	position: number;
	/** The merged body whose role it was until `from`. */
	takenFromId: number | null;
}

/** What has to be known to say whether a merger may be. */
export interface MergerCircumstances {
	/** Mergers recorded so far. */
	mergers: readonly Merger[];
	/** Quarters with a closed window, of plans the body has a role in. */
	closed: readonly Quarter[];
	/** Quarters the body has begun a filing for. */
	filed: readonly Quarter[];
}

/**
 * All that speaks against a merger. What was reported for a quarter stays the body's that reported it: the day lies after the last day of
 * every quarter whose window is closed, and of every quarter the body has begun a filing for.
 *
 * @returns problems at the fields `into` and `on`
 */
export function mergerProblems(
	{ bodyId, intoId, on }: Merger,
	{ mergers, closed, filed }: MergerCircumstances
): Problem[] {
	const problems: Problem[] = [];
	const own = mergers.find((merger) => merger.bodyId === bodyId);
	const next = mergers.find((merger) => merger.bodyId === intoId);
	if (own) problems.push({ code: 'already-merged', field: 'into', params: { on: own.on } });
	if (intoId === bodyId) problems.push({ code: 'merged-into-itself', field: 'into' });
	else if (successorOf(mergers, intoId) === bodyId) {
		problems.push({ code: 'merger-circle', field: 'into' });
	} else if (next) {
		problems.push({ code: 'successor-merged', field: 'into', params: { on: next.on } });
	}
	const after = [...closed].sort().at(-1);
	if (after !== undefined && on <= lastDayOf(after)) {
		const earliest = addDays(lastDayOf(after), 1);
		problems.push({ code: 'merger-in-closed-quarter', field: 'on', params: { earliest } });
	}
	const begun = [...filed].sort().at(-1);
	if (begun !== undefined && on <= lastDayOf(begun) && (after === undefined || begun > after)) {
		const earliest = addDays(lastDayOf(begun), 1);
		problems.push({ code: 'merger-after-filing', field: 'on', params: { earliest } });
	}
	return problems;
}

/** Who stands at the end of a chain of mergers; the body itself when it was never merged. */
export function successorOf(mergers: readonly Merger[], bodyId: number): number {
	const way = [bodyId];
	for (;;) {
		const next = mergers.find((merger) => merger.bodyId === way.at(-1))?.intoId;
		if (next === undefined || way.includes(next)) return way.at(-1)!;
		way.push(next);
	}
}

/** The roles a merger ends, with their new ends, and those it makes. */
export interface RolesMoved {
	ended: (Pick<HeldRole, 'activityId' | 'bodyId' | 'role' | 'from'> & { until: Day })[];
	taken: HeldRole[];
}

/**
 * Which roles pass over: all that the merged body holds on the day or later. Where the other one has the role already, it is not given it
 * twice; a lead is not a partner besides.
 *
 * @param roles of both bodies, on activities still in force on the day
 */
export function rolesMoved(roles: readonly HeldRole[], { bodyId, intoId, on }: Merger): RolesMoved {
	const moved: RolesMoved = { ended: [], taken: [] };
	// Leads first: who leads is not made a partner.
	const leaving = roles
		.filter((held) => held.bodyId === bodyId && (held.until === null || held.until > on))
		.toSorted((a, b) => (a.role === b.role ? 0 : a.role === 'lead' ? -1 : 1));
	for (const held of leaving) {
		const start = held.from > on ? held.from : on;
		moved.ended.push({ ...keyOf(held), until: start });
		const others = [...roles, ...moved.taken].filter(
			(other) => other.bodyId === intoId && other.activityId === held.activityId
		);
		const covering = others.filter(({ role }) => role === 'lead' || role === held.role);
		for (const span of uncovered({ from: start, until: held.until }, covering)) {
			moved.taken.push({ ...held, ...span, bodyId: intoId, takenFromId: bodyId });
			if (held.role !== 'lead' || span.until !== null) continue;
			const besides = others.filter(
				({ role, until }) => role === 'partner' && (until === null || until > span.from)
			);
			for (const partner of besides) {
				const until = partner.from > span.from ? partner.from : span.from;
				moved.ended.push({ ...keyOf(partner), until });
			}
		}
	}
	return moved;
}

function keyOf({ activityId, bodyId, role, from }: HeldRole) {
	return { activityId, bodyId, role, from };
}

interface Span {
	from: Day;
	until: Day | null;
}

/** The parts of a span that others leave free. */
function uncovered(span: Span, covering: readonly Span[]): Span[] {
	let free = [span];
	for (const cover of covering) {
		free = free.flatMap(({ from, until }) => {
			const isApart =
				(cover.until !== null && cover.until <= from) || (until !== null && until <= cover.from);
			if (isApart) return [{ from, until }];
			const before = cover.from > from ? [{ from, until: cover.from }] : [];
			const isAfter = cover.until !== null && (until === null || cover.until < until);
			return isAfter ? [...before, { from: cover.until!, until }] : before;
		});
	}
	return free;
}

/**
 * Accepted filings as they speak on a day: where a lead took its role from a merged body, that body's filings are its own, so that what was
 * implemented before a merger stays implemented after it. What the lead files itself is newer and counts first.
 *
 * @param leads of the activity, whatever the day
 */
export function inherited<T extends { bodyId: number }>(
	accepted: readonly T[],
	leads: readonly { bodyId: number; from: Day; takenFromId?: number | null }[],
	day: Day
): readonly T[] {
	if (!leads.some((lead) => isTaken(lead) && lead.from <= day)) return accepted;
	const successors = new Map<number, number>();
	for (const lead of leads) {
		if (isTaken(lead) && lead.from <= day) successors.set(lead.takenFromId!, lead.bodyId);
	}
	const speaker = (bodyId: number) => {
		const way = [bodyId];
		for (let next = successors.get(bodyId); next !== undefined && !way.includes(next);) {
			way.push(next);
			next = successors.get(next);
		}
		return way.at(-1)!;
	};
	return accepted.map((filing) => ({ ...filing, bodyId: speaker(filing.bodyId) }));
}

function isTaken({ takenFromId }: { takenFromId?: number | null }): boolean {
	return takenFromId !== undefined && takenFromId !== null;
}
