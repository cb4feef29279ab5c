// What a pack is about: a quarter, a half-year, a year, or the whole plan. Half-years are those of the reports to the Commission on Chapter
// 24, made in January (on the second half of the year before) and in June (on the first).
import { isQuarter, quarterNumberOf, yearOf, type Quarter } from './quarter.ts';

export type PackPeriod =
	| { kind: 'quarter'; quarter: Quarter }
	| { kind: 'half'; year: number; half: 1 | 2 }
	| { kind: 'year'; year: number }
	| { kind: 'final' };

/**
 * A period as addresses and the command line write it; null for what is none.
 *
 * @example readPeriod('2020-H1') //=> { kind: 'half', year: 2020, half: 1 }
 * @example readPeriod('2020-Q5') //=> null
 */
export function readPeriod(text: string): PackPeriod | null {
	if (text === 'final') return { kind: 'final' };
	if (isQuarter(text)) return { kind: 'quarter', quarter: text };
	const [, year, half] = /^(\d{4})(?:-H([12]))?$/.exec(text) ?? [];
	if (year === undefined || year === '0000') return null;
	return half === undefined
		? { kind: 'year', year: Number(year) }
		: { kind: 'half', year: Number(year), half: half === '1' ? 1 : 2 };
}

/** @example writePeriod({ kind: 'half', year: 2020, half: 1 }) //=> '2020-H1' */
export function writePeriod(period: PackPeriod): string {
	switch (period.kind) {
		case 'quarter':
			return period.quarter;
		case 'half':
			return `${fourDigits(period.year)}-H${period.half}`;
		case 'year':
			return fourDigits(period.year);
		case 'final':
			return 'final';
	}
}

/** The quarters a period is about, of those the plan has, in order; none where it lies outside the plan. */
export function quartersOf(period: PackPeriod, planned: readonly Quarter[]): Quarter[] {
	switch (period.kind) {
		case 'quarter':
			return planned.filter((quarter) => quarter === period.quarter);
		case 'half':
			return planned.filter(
				(quarter) =>
					yearOf(quarter) === period.year && Math.ceil(quarterNumberOf(quarter) / 2) === period.half
			);
		case 'year':
			return planned.filter((quarter) => yearOf(quarter) === period.year);
		case 'final':
			return [...planned];
	}
}

/** The periods of a plan: its quarters, its half-years and years of more than one quarter, and all of it. */
export function periodsOf(planned: readonly Quarter[]): PackPeriod[] {
	const years = [...new Set(planned.map(yearOf))];
	const halves = years.flatMap((year): PackPeriod[] => [
		{ kind: 'half', year, half: 1 },
		{ kind: 'half', year, half: 2 }
	]);
	const longer: PackPeriod[] = [
		...halves,
		...years.map((year) => ({ kind: 'year', year }) as const)
	];
	return [
		...planned.map((quarter) => ({ kind: 'quarter', quarter }) as const),
		...longer.filter((period) => quartersOf(period, planned).length > 1),
		...(planned.length > 1 ? [{ kind: 'final' } as const] : [])
	];
}

function fourDigits(year: number): string {
	return String(year).padStart(4, '0');
}
