// What is asked of a list of changes, as it stands in an address.
import {
	CHANGE_KINDS,
	SEVERITIES,
	type Change,
	type ChangeKind,
	type Severity
} from './changes.ts';
import { Refusal, type Problem } from './refusal.ts';

/** A kind of change, or those of any kind that were recorded late. */
export type AskedKind = ChangeKind | 'recorded-late';

/** '' asks for all. */
export interface ChangeQuery {
	kind: AskedKind | '';
	/** Code of a goal. */
	goal: string;
	/** From 1. */
	page: number;
}

/** What a change is found by. */
export interface ChangeMark {
	kind: ChangeKind;
	severity: Severity;
	isRecordedLate: boolean;
	/** Code; null where it is of no goal. */
	goal: string | null;
}

export const CHANGES_A_PAGE = 100;

/**
 * @throws {Refusal} invalid `unknown-filter`, each unknown value at its parameter.
 *
 * @example changeQueryOf(new URLSearchParams('kind=deadline-later'), []) //=> { kind: 'deadline-later', goal: '', page: 1 }
 */
export function changeQueryOf(
	params: URLSearchParams,
	goals: readonly { code: string }[]
): ChangeQuery {
	const problems: Problem[] = [];
	const one = <T extends string>(filter: string, values: readonly T[]): T | '' => {
		const asked = params.get(filter) ?? '';
		const found = values.find((value) => value === asked);
		if (asked !== '' && found === undefined) refuse(filter, asked);
		return found ?? '';
	};
	const refuse = (filter: string, value: string) =>
		problems.push({
			...{ code: 'unknown-filter', field: filter },
			params: { filter, value: value.slice(0, 100) }
		});
	const page = params.get('page') || '1';
	if (!/^[1-9]\d{0,5}$/.test(page)) refuse('page', page);
	const query = {
		kind: one<AskedKind>('kind', ['recorded-late', ...CHANGE_KINDS]),
		goal: one(
			'goal',
			goals.map(({ code }) => code)
		),
		page: Number(page)
	};
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return query;
}

export function markOf(change: Change): ChangeMark {
	const { kind, severity, isRecordedLate } = change;
	return { kind, severity, isRecordedLate, goal: goalOf(change) };
}

function goalOf(change: Change): string | null {
	if (change.activity) return change.activity.goal;
	if ('indicator' in change) return change.indicator.goal;
	return change.kind === 'wording' && change.of === 'goal' ? change.key : null;
}

export function isFound(mark: ChangeMark, { kind, goal }: ChangeQuery): boolean {
	if (goal !== '' && mark.goal !== goal) return false;
	return kind === '' || (kind === 'recorded-late' ? mark.isRecordedLate : mark.kind === kind);
}

/** How many of each kind and severity. */
export interface ChangeCounts {
	total: number;
	recordedLate: number;
	/** Every severity, and of each the kinds there are, in their order. */
	severities: readonly {
		severity: Severity;
		count: number;
		kinds: readonly { kind: ChangeKind; count: number }[];
	}[];
}

export function countsOf(marks: readonly ChangeMark[]): ChangeCounts {
	return {
		total: marks.length,
		recordedLate: marks.filter(({ isRecordedLate }) => isRecordedLate).length,
		severities: SEVERITIES.map((severity) => {
			const own = marks.filter((mark) => mark.severity === severity);
			const kinds = CHANGE_KINDS.map((kind) => ({
				kind,
				count: own.filter((mark) => mark.kind === kind).length
			})).filter(({ count }) => count > 0);
			return { severity, count: own.length, kinds };
		})
	};
}
