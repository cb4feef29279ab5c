// Whether an indicator is met at the end of a quarter (design rule 5).
import { compareDecimals, type Decimal } from './decimal.ts';
import { lastDayOf, yearOf, type Day, type Quarter } from './quarter.ts';

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
