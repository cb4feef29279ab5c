// What an amendment does to the activities of a plan, and what may speak against it. A folder and a screen ask the same here.
import { readWording, readWritten, sameReading, type WrittenDeadline } from './deadline.ts';
import type { ChangeInput } from './plan-input.ts';
import type { Day } from './quarter.ts';
import type { Problem } from './refusal.ts';

/** Each with one row an activity; of a merger one for what ends and of a split one for each part. In the order they are counted in. */
export const CHANGE_KINDS = ['add', 'move', 'change', 'merge', 'split', 'withdraw'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How a change ends an activity; the others leave it in force. */
export const ENDED_BY = { withdraw: 'withdrawn', merge: 'merged', split: 'split' } as const;

/** An activity as amendments find it, by key. */
export interface AmendedActivity {
	/** In force from this day on. */
	from: Day;
	/** The first day it is no longer in force. */
	until: Day | null;
	/** Keys of bodies, as they stand. */
	leads: readonly string[];
	partners: readonly string[];
}

/** A plan between two amendments. */
export interface PlanState {
	activities: ReadonlyMap<string, AmendedActivity>;
	/** The day of the last amendment; empty where there was none. */
	amendedOn: Day | '';
	bodies: ReadonlySet<string>;
}

/** What an amendment says, by the keys of activities and bodies. */
export interface AmendmentContents {
	adopted_on: Day;
	changes: readonly ChangeInput[];
	activities: readonly {
		key: string;
		leads: readonly string[];
		partners: readonly string[];
	}[];
}

type Found = Problem & { field: string };

/**
 * A change as the pairs it is kept in: what it is done to, and what that becomes.
 *
 * @example pairsOf({ kind: 'merge', from: ['a', 'b'], into: 'c', reason: {} }) //=> [['a', 'c'], ['b', 'c']]
 */
export function pairsOf(change: ChangeInput): [activity: string, into: string | null][] {
	if (change.kind === 'merge') return change.from.map((key) => [key, change.into]);
	if (change.kind === 'split') return change.into.map((key) => [change.from, key]);
	return [[change.activity, null]];
}

/**
 * Everything that speaks against an amendment in a plan as it stands, each problem at its place, and the plan as it leaves it. What the new
 * activities are made of is for {@link activityProblems}.
 */
export function amend(
	state: PlanState,
	amendment: AmendmentContents
): { problems: Found[]; after: PlanState } {
	const { adopted_on: day, changes } = amendment;
	const problems: Found[] = [];
	if (day < state.amendedOn) {
		problems.push({ code: 'amendments_out_of_order', field: 'adopted_on', params: { day } });
	}
	const activities = new Map(state.activities);
	const here = new Set(amendment.activities.map(({ key }) => key));
	for (const { key, leads, partners } of amendment.activities) {
		activities.set(key, { from: day, until: null, leads, partners });
	}
	const needed = new Set<string>();
	const touched = new Set<string>();
	for (const [index, change] of changes.entries()) {
		const say = (code: string, params?: Problem['params']) =>
			problems.push({ code, field: `changes.${index}`, params });
		const old = (key: string) => {
			const known = activities.get(key);
			if (!known) say('unknown_activity', { key });
			else if (known.until !== null) say('already_ended', { key });
			else if (known.from >= day) say('not_in_force_yet', { key });
			return known;
		};
		const end = (key: string) => {
			const known = old(key);
			if (known) activities.set(key, { ...known, until: day });
		};
		const fresh = (key: string) => {
			needed.add(key);
			if (!here.has(key)) say('not_added_here', { key });
		};
		const once = (key: string) => {
			if (touched.has(`${change.kind} ${key}`)) say('changed_twice', { key });
			touched.add(`${change.kind} ${key}`);
		};
		switch (change.kind) {
			case 'withdraw':
				end(change.activity);
				break;
			case 'merge':
				if (change.from.length < 2 && here.has(change.into)) say('merge_needs_two');
				if (change.from.length === 0) say('merge_needs_two');
				change.from.forEach(end);
				// Several become a new one, or are taken in by one that stays.
				if (state.activities.has(change.into)) old(change.into);
				else fresh(change.into);
				break;
			case 'split':
				if (change.into.length < 2) say('split_needs_two');
				end(change.from);
				change.into.forEach(fresh);
				break;
			case 'move':
				once(change.activity);
				old(change.activity);
				for (const code of writtenProblems(change.to)) say(code);
				break;
			case 'add':
				fresh(change.activity);
				break;
			case 'change': {
				once(change.activity);
				const known = old(change.activity);
				const { title, description, leads, partners } = change;
				if (!title && !description && !leads && !partners) say('changes_nothing');
				if (!known) break;
				const now = { ...known, leads: leads ?? known.leads, partners: partners ?? known.partners };
				for (const problem of rolesProblems(now, state.bodies)) say(problem.code, problem.params);
				activities.set(change.activity, now);
			}
		}
	}
	for (const key of here) {
		if (!needed.has(key)) {
			problems.push({ code: 'added_without_change', field: 'activities', params: { key } });
		}
	}
	return { problems, after: { ...state, activities, amendedOn: day } };
}

/** What is wrong with an activity's references, each at its field. */
export function activityProblems(
	activity: {
		measure: string;
		leads: readonly string[];
		partners: readonly string[];
		deadline: WrittenDeadline;
	},
	known: { measures: ReadonlySet<string>; bodies: ReadonlySet<string> }
): Found[] {
	const { measure } = activity;
	return [
		...(known.measures.has(measure)
			? []
			: [{ code: 'unknown_measure', field: 'measure', params: { key: measure } }]),
		...rolesProblems(activity, known.bodies),
		...writtenProblems(activity.deadline).map((code) => ({ code, field: 'deadline' }))
	];
}

/** A person's reading must itself be understood, and is not asked for where the wording is. Two languages say one deadline. */
export function writtenProblems(written: WrittenDeadline): string[] {
	if (haveTwoReadings(Object.values(written.wording))) return ['wordings_disagree'];
	if (!written.read_as) return [];
	const readAs = readWording(written.read_as);
	if (readAs.kind === 'unread') return ['read_as_not_understood'];
	const plain = readWritten({ ...written, read_as: null });
	return plain.kind === 'unread' || sameReading(plain, readAs) ? [] : ['read_as_disagrees'];
}

function haveTwoReadings(wordings: readonly string[]): boolean {
	const readings = wordings.map(readWording).filter(({ kind }) => kind !== 'unread');
	// What a time runs from is said in each language's own words.
	const said = readings.map((reading) =>
		reading.kind === 'triggered' ? { ...reading, trigger: '' } : reading
	);
	return said.some((reading) => !sameReading(reading, said[0]!));
}

function rolesProblems(
	roles: { leads: readonly string[]; partners: readonly string[] },
	bodies: ReadonlySet<string>
): Found[] {
	const problems: Found[] = [];
	for (const list of ['leads', 'partners'] as const) {
		for (const [index, key] of roles[list].entries()) {
			const field = `${list}.${index}`;
			if (!bodies.has(key)) problems.push({ code: 'unknown_body', field, params: { key } });
			if (roles[list].indexOf(key) < index) {
				problems.push({ code: 'key_twice', field, params: { key } });
			}
		}
	}
	for (const key of roles.partners) {
		if (roles.leads.includes(key)) {
			problems.push({ code: 'lead_and_partner', field: 'partners', params: { key } });
		}
	}
	return problems;
}
