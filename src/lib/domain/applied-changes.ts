// What changes come to: put to a state, they give the one they lead to. That nothing is left out of them, and nothing told twice, is proved by it.
import { ledBy, type ActivityName, type Difference } from './changes.ts';
import {
	evidenceSet,
	isSame,
	wordingKey,
	type ActivityState,
	type IndicatorState,
	type QuarterState
} from './quarter-state.ts';

/** A state with differences made: the later one, when they are those between the two. */
export function applied(state: QuarterState, differences: readonly Difference[]): QuarterState {
	const now = { ...state, wordings: { ...state.wordings }, activities: { ...state.activities } };
	let indicators = state.indicators;
	for (const difference of inOrder(differences)) {
		if (difference.kind === 'wording') {
			const name = wordingKey(difference.of, difference.key);
			now.wordings = withEntry(now.wordings, name, difference.to);
		} else if (difference.activity === null) {
			indicators = withIndicator(indicators, difference);
		} else {
			const { key } = difference.activity;
			const activity = withDifference(now.activities[key], difference);
			now.activities = withEntry(now.activities, key, activity);
		}
	}
	return { ...now, indicators };
}

/**
 * Who leads and how long it is in the plan come before where it stands; entries of a ledger are taken out last first, and put in first first, so
 * that each place is the one that is meant.
 */
function inOrder(differences: readonly Difference[]): Difference[] {
	const rank = (difference: Difference): [phase: number, place: number] => {
		if (difference.kind === 'leads') return [0, 0];
		if ('standing' in difference) return [1, 0];
		if (difference.kind === 'deadline-undone') return [2, -difference.place];
		return [3, 'entry' in difference ? difference.place : 0];
	};
	return differences
		.map((difference) => ({ difference, rank: rank(difference) }))
		.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
		.map(({ difference }) => difference);
}

type DifferenceOfActivity = Extract<Difference, { activity: ActivityName | null }>;

function withDifference(
	state: ActivityState | undefined,
	difference: DifferenceOfActivity
): ActivityState | null {
	if (difference.kind === 'activity-new') return difference.state;
	if (difference.kind === 'activity-gone' || !state) return null;
	switch (difference.kind) {
		case 'assessment-backward':
		case 'assessment-forward':
		case 'data-missing':
		case 'data-came':
			return { ...state, standing: difference.to };
		case 'step-of-lead': {
			const { lead, to } = difference;
			const standing = state.standing!;
			return { ...state, standing: { ...standing, steps: withEntry(standing.steps, lead, to) } };
		}
		case 'completed-on':
			return { ...state, standing: { ...state.standing!, completedOn: difference.to } };
		case 'activity-withdrawn':
		case 'activity-merged':
		case 'activity-split':
		case 'activity-back':
		case 'activity-term':
			return { ...state, term: difference.to, standing: difference.standing };
		case 'deadline-later':
		case 'deadline-earlier':
		case 'deadline-replaced':
		case 'deadline-fixed':
		case 'deadline-corrected':
			return {
				...state,
				ledger: state.ledger.toSpliced(difference.place, 0, difference.entry),
				deadline: difference.deadline ?? state.deadline
			};
		case 'deadline-undone':
			return {
				...state,
				ledger: state.ledger.toSpliced(difference.place, 1),
				deadline: difference.deadline ?? state.deadline
			};
		case 'deadline-restated':
			return { ...state, deadline: difference.to };
		case 'leads':
			return { ...state, leads: difference.to, standing: ledBy(state.standing, difference) };
		case 'partners':
			return { ...state, partners: difference.to };
		case 'evidence-added': {
			const { lead, items } = difference;
			const evidence = evidenceSet([...(state.evidence[lead] ?? []), ...items]);
			return { ...state, evidence: { ...state.evidence, [lead]: evidence } };
		}
		case 'evidence-gone': {
			const { lead, items } = difference;
			const left = (state.evidence[lead] ?? []).filter(
				(item) => !items.some((one) => isSame(item, one))
			);
			const evidence = withEntry(state.evidence, lead, left.length > 0 ? left : null);
			return { ...state, evidence };
		}
		case 'report': {
			const { lead, to } = difference;
			return { ...state, reports: withEntry(state.reports, lead, to) };
		}
		case 'activity-restated':
			return { ...state, [difference.field]: difference.to };
		case 'wording':
			return state;
		default:
			return { ...state, indicators: withIndicator(state.indicators, difference) };
	}
}

type Indicators = Readonly<Record<string, IndicatorState>>;

function withIndicator(indicators: Indicators, difference: DifferenceOfActivity): Indicators {
	if (!('indicator' in difference)) return indicators;
	const { key } = difference.indicator;
	if (difference.kind === 'indicator-new') return { ...indicators, [key]: difference.state };
	if (difference.kind === 'indicator-gone') return withEntry(indicators, key, null);
	const state = indicators[key]!;
	const now = (changed: Partial<IndicatorState>) => ({
		...indicators,
		[key]: { ...state, ...changed }
	});
	switch (difference.kind) {
		case 'indicator-restated':
			return now({ passport: difference.to });
		case 'target':
			return now({ targets: withEntry(state.targets, difference.year, difference.to) });
		case 'reading-gone':
			return now({ readings: withEntry(state.readings, difference.on, null) });
		case 'reading-new':
		case 'reading-changed':
			return now({ readings: { ...state.readings, [difference.on]: difference.to } });
		default:
			return indicators;
	}
}

/** With one entry set, or with null taken out. */
function withEntry<T>(
	record: Readonly<Record<string, T>>,
	key: string,
	value: T | null
): Record<string, T> {
	if (value !== null) return { ...record, [key]: value };
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
