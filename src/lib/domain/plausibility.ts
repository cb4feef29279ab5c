// Plausibility checks: what a coordinator looks at twice before accepting. A finding is a question, not an error, and stands in nobody's way.
// The last of them is SIGMA's test of incoherence across planning documents (same measure, other deadline or other responsible body).
import { STEP_ROLES, type StepRole } from './assessment.ts';
import { sameReading, type DeadlineReading } from './deadline.ts';
import { compareDecimals, type Decimal } from './decimal.ts';
import { TEXT_FIELDS, type TextField } from './filing.ts';
import { latestReading, type IndicatorFacts } from './indicator.ts';
import { daysBetween, lastDayOfPeriod, quarterOf, type Day, type Quarter } from './quarter.ts';
import { fold, type Texts } from './text.ts';

export const CHECKS = [
	'full-without-evidence',
	'copied-text',
	'going-back',
	'completed-late',
	'against-direction',
	'across-plans'
] as const;
export type Check = (typeof CHECKS)[number];

/** What was said in each text field, by language without script, as {@link foldedWhole} gives it or a digest of that. */
export type Said = Readonly<Partial<Record<TextField, Readonly<Record<string, string>>>>>;

/** A filing as whoever decides has it: what was submitted, or accepted already. */
export interface FiledFacts {
	role: StepRole | null;
	completedOn: Day | Quarter | null;
	/** How much evidence stands behind it. */
	evidence: number;
	said: Said;
}

export type FilingFinding =
	| { check: 'full-without-evidence' }
	/** Not a word differs from what the body said the quarter before. */
	| { check: 'copied-text'; fields: readonly TextField[] }
	| { check: 'going-back'; from: StepRole; since: Quarter; to: StepRole }
	/** So many days after the deadline. */
	| { check: 'completed-late'; on: Day | Quarter; days: number };

/** What a filing is held against. */
export interface FilingBackground {
	/** The deadline current on the quarter's last day. */
	deadline: DeadlineReading;
	/** The body's newest accepted step for an earlier quarter. */
	before: { role: StepRole; quarter: Quarter } | null;
	/** What the body said on the activity the quarter before; null where it filed nothing. */
	last: Said | null;
}

/** Everything about one filing that asks for a second look. */
export function filingFindings(
	{ role, completedOn, evidence, said }: FiledFacts,
	{ deadline, before, last }: FilingBackground
): FilingFinding[] {
	const findings: FilingFinding[] = [];
	if (role === 'full' && evidence === 0) findings.push({ check: 'full-without-evidence' });
	const fields = last === null ? [] : copiedFields(said, last);
	if (fields.length > 0) findings.push({ check: 'copied-text', fields });
	if (role && before && STEP_ROLES.indexOf(role) > STEP_ROLES.indexOf(before.role)) {
		findings.push({ check: 'going-back', from: before.role, since: before.quarter, to: role });
	}
	if (role === 'full' && completedOn !== null && deadline.kind === 'dated') {
		const days = daysBetween(deadline.latest, lastDayOfPeriod(completedOn));
		if (days > 0) findings.push({ check: 'completed-late', on: completedOn, days });
	}
	return findings;
}

/** The fields that say the same in at least one language. */
export function copiedFields(now: Said, before: Said): TextField[] {
	return TEXT_FIELDS.filter((field) =>
		Object.entries(now[field] ?? {}).some(
			([language, text]) => text !== '' && before[field]?.[language] === text
		)
	);
}

/**
 * A text as it is compared: script, case, diacritics and white space make no difference.
 *
 * @example foldedWhole('  Обука\n је одржана ') === foldedWhole('obuka je održana') //=> true
 */
export function foldedWhole(text: string): string {
	return fold(text).replace(/\s+/g, ' ').trim();
}

/** An indicator that went the other way than it should, by the reading of this quarter. */
export interface IndicatorFinding {
	check: 'against-direction';
	indicatorId: number;
	value: Decimal;
	on: Day;
	before: { value: Decimal; on: Day };
}

/** What is known of an indicator beside its readings. */
export interface CheckedIndicator extends IndicatorFacts {
	id: number;
	isCumulative: boolean;
	baseline: { value: Decimal; on: Day } | null;
}

/**
 * The latest reading, where it was made in Q, against the one before it: of a cumulative indicator any earlier one or the baseline, of another
 * one of the same year, because many of those are counted anew each year.
 */
export function indicatorFinding(
	{ id, direction, isCumulative, readings, baseline }: CheckedIndicator,
	at: Quarter
): IndicatorFinding | null {
	const latest = latestReading(readings, at);
	if (latest === null || quarterOf(latest.on) !== at) return null;
	const earlier = [...readings, ...(baseline ? [baseline] : [])].filter(
		({ on }) => on < latest.on && (isCumulative || on.slice(0, 4) === at.slice(0, 4))
	);
	const before = latestReading(earlier, at);
	if (before === null) return null;
	const difference = compareDecimals(latest.value, before.value);
	const isWorse = direction === 'up' ? difference < 0 : difference > 0;
	if (!isWorse) return null;
	return {
		check: 'against-direction',
		indicatorId: id,
		...{ value: latest.value, on: latest.on },
		before: { value: before.value, on: before.on }
	};
}

/** A promise as plans are compared by it. */
export interface Promised {
	code: string;
	title: Texts;
	deadline: DeadlineReading;
	/** Bodies are the installation's own: one id, whichever plan names them. */
	leads: readonly number[];
}

/** The same title in two plans, and what they promise of it differently. */
export interface AcrossPlans<P extends Promised> {
	own: P;
	other: P;
	differs: readonly ('deadline' | 'leads')[];
}

/**
 * The activities of two plans that are called the same, in any language both have, and have other deadlines or other leads. A deadline
 * nobody could read differs from none.
 */
export function acrossPlans<P extends Promised>(
	own: readonly P[],
	others: readonly P[]
): AcrossPlans<P>[] {
	const byTitle = new Map<string, P[]>();
	for (const other of others) {
		for (const title of foldedTitles(other.title)) {
			const same = byTitle.get(title);
			if (same) same.push(other);
			else byTitle.set(title, [other]);
		}
	}
	return own.flatMap((one) => {
		const called = new Set(foldedTitles(one.title).flatMap((title) => byTitle.get(title) ?? []));
		return [...called].flatMap((other) => {
			const differs = differencesOf(one, other);
			return differs.length === 0 ? [] : [{ own: one, other, differs }];
		});
	});
}

function differencesOf(a: Promised, b: Promised): ('deadline' | 'leads')[] {
	const isRead = a.deadline.kind !== 'unread' && b.deadline.kind !== 'unread';
	const sorted = (ids: readonly number[]) => String(ids.toSorted((x, y) => x - y));
	return [
		...(isRead && !sameReading(a.deadline, b.deadline) ? (['deadline'] as const) : []),
		...(sorted(a.leads) === sorted(b.leads) ? [] : (['leads'] as const))
	];
}

function foldedTitles(title: Texts): string[] {
	return Object.entries(title).flatMap(([tag, text]) => {
		const folded = foldedWhole(text);
		return folded === '' ? [] : [`${tag.split('-')[0]} ${folded}`];
	});
}
