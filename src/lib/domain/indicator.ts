// Whether an indicator is met at the end of a quarter (design rule 5).
import { compareDecimals, decimalBetween, type Decimal } from './decimal.ts';
import { daysBetween, lastDayOf, yearOf, type Day, type Quarter } from './quarter.ts';

export type IndicatorVerdict = 'met' | 'not-met' | 'not-measured';

export interface IndicatorFacts {
	direction: 'up' | 'down';
	targets: readonly { year: number; value: Decimal }[];
	readings: readonly { on: Day; value: Decimal }[];
}

/** The latest reading dated by Q's last day, or null. */
export function latestReading<T extends { on: Day }>(
	readings: readonly T[],
	at: Quarter
): T | null {
	let latest: T | null = null;
	for (const reading of readings) {
		if (reading.on > lastDayOf(at)) continue;
		if (latest === null || reading.on > latest.on) latest = reading;
	}
	return latest;
}

/** Met when the latest reading dated by Q's last day reaches the target for Q's year in its direction; not measured without either. */
export function verdictOf(indicator: IndicatorFacts, at: Quarter): IndicatorVerdict {
	const reading = latestReading(indicator.readings, at);
	const target = indicator.targets.find(({ year }) => year === yearOf(at));
	if (reading === null || target === undefined) return 'not-measured';
	const difference = compareDecimals(reading.value, target.value);
	return (indicator.direction === 'up' ? difference >= 0 : difference <= 0) ? 'met' : 'not-met';
}

/** Several indicators of one activity: all must be met; one that is measured and not met decides; none is "not measured". */
export function verdictOfAll(indicators: readonly IndicatorFacts[], at: Quarter): IndicatorVerdict {
	const verdicts = indicators.map((indicator) => verdictOf(indicator, at));
	if (verdicts.includes('not-met')) return 'not-met';
	if (verdicts.length === 0 || verdicts.includes('not-measured')) return 'not-measured';
	return 'met';
}

/** What the target path is drawn from. */
export interface PathFacts extends IndicatorFacts {
	baseline: { value: Decimal; on: Day } | null;
}

/** How far an indicator is behind its target path: what was read, and what the path asks for. */
export interface BehindPath {
	value: Decimal;
	on: Day;
	path: Decimal;
}

/**
 * What the target path asks for on Q's last day: on a straight line, day by day, from the last target before Q's year (on 31 December of
 * its own) or the baseline, whichever is the later, to this year's target on 31 December. Null without a target for Q's year, and before
 * Q4 also without anything to start from. (Ours: the reports we know of set no path between yearly targets.)
 *
 * @example pathAt({ baseline: { value: '0', on: '2019-12-31' }, targets: [{ year: 2020, value: '100' }], … }, '2020-Q2') //=> '49.73'
 */
export function pathAt(indicator: PathFacts, at: Quarter): Decimal | null {
	const year = yearOf(at);
	const target = indicator.targets.find((one) => one.year === year);
	if (target === undefined) return null;
	const [today, end] = [lastDayOf(at), lastDayOf(`${at.slice(0, 4)}-Q4`)];
	if (today === end) return target.value;
	const starts = indicator.targets
		.filter((one) => one.year < year)
		.map(({ year, value }) => ({ on: lastDayOf(`${String(year).padStart(4, '0')}-Q4`), value }));
	if (indicator.baseline && indicator.baseline.on <= today) starts.push(indicator.baseline);
	const start = starts.reduce<(typeof starts)[number] | null>(
		(latest, one) => (latest === null || one.on >= latest.on ? one : latest),
		null
	);
	if (start === null) return null;
	return decimalBetween(
		start.value,
		target.value,
		daysBetween(start.on, today),
		daysBetween(start.on, end)
	);
}

/** Null when it is on its path or past it, when nothing was read by Q's last day, or when there is no path. */
export function behindPath(indicator: PathFacts, at: Quarter): BehindPath | null {
	const reading = latestReading(indicator.readings, at);
	const path = pathAt(indicator, at);
	if (reading === null || path === null) return null;
	const difference = compareDecimals(reading.value, path);
	const isBehind = indicator.direction === 'up' ? difference < 0 : difference > 0;
	return isBehind ? { value: reading.value, on: reading.on, path } : null;
}
