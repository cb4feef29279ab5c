// Indicators: what a passport says on a day, which readings count at the end of a quarter, whether the indicator is met (design rule 5), and
// the path to its targets.
import * as v from 'valibot';
import { isThereAt, standingAt, type Act } from './act.ts';
import { compareDecimals, decimalBetween, isDecimal, type Decimal } from './decimal.ts';
import { daysBetween, isDay, lastDayOf, yearOf, type Day, type Quarter } from './quarter.ts';
import type { Texts } from './text.ts';

export type IndicatorVerdict = 'met' | 'not-met' | 'not-measured';
export const INDICATOR_VERDICTS: readonly IndicatorVerdict[] = ['met', 'not-met', 'not-measured'];

export interface IndicatorFacts {
	direction: 'up' | 'down';
	targets: readonly { year: number; value: Decimal }[];
	readings: readonly { on: Day; value: Decimal }[];
}

/** What an indicator is, and what it promises. */
export interface IndicatorPassport {
	title: Texts;
	unit: Texts;
	definition: Texts;
	/** Where readings come from, in words. */
	source: Texts;
	direction: 'up' | 'down';
	isCumulative: boolean;
	baseline: { value: Decimal; on: Day } | null;
	targets: readonly { year: number; value: Decimal }[];
}

/** A passport said anew by an act, whole. */
export interface PassportChange extends Act {
	passport: IndicatorPassport;
}

/** A reading as a filing gives it. */
export const FiledReadingInput = v.object({
	/** The indicator's key. */
	indicator: v.string(),
	on: v.pipe(v.string(), v.check(isDay, 'not_a_day')),
	value: v.pipe(v.string(), v.check(isDecimal, 'not_a_decimal')),
	source: v.record(v.string(), v.pipe(v.string(), v.maxLength(1000, 'too_long')))
});
export type FiledReading = v.InferOutput<typeof FiledReadingInput>;

/** Accepted filings as far as they give readings. */
export interface WithReadings {
	bodyId: number;
	quarter: Quarter;
	readings?: readonly FiledReading[];
}

/** Whose filing gave a reading. */
export interface ReadBy {
	bodyId: number;
	quarter: Quarter;
}

/** An indicator as it is kept, whatever the quarter. */
export interface KeptIndicator extends IndicatorFacts {
	/** How filings name it. */
	key?: string;
	/** The day of the act that added it; null: it came with the plan. */
	addedOn?: Day | null;
	/** The day of the act that withdrew it: from then on it is no more. */
	withdrawnOn?: Day | null;
	/** Oldest first. */
	changes?: readonly { decidedOn: Day; passport: Omit<IndicatorFacts, 'readings'> }[];
}

/**
 * What an indicator says at Q: the passport as acts had made it by Q's last day, and the readings known. Null before it was added, and once it is withdrawn.
 *
 * A filing's readings count from the quarter it reports on. Of one day a reading that was entered beside filings stands, then the one of
 * the latest filing.
 */
export function factsAt(
	indicator: KeptIndicator,
	accepted: readonly WithReadings[],
	at: Quarter
): IndicatorFacts | null {
	if (!isThereAt(indicator, at)) return null;
	const { direction, targets } = passportAt(indicator.changes ?? [], at) ?? indicator;
	const filed = readingsFiled(indicator.key, indicator.readings, accepted, at);
	const readings = filed.length > 0 ? [...indicator.readings, ...filed] : indicator.readings;
	return { direction, targets, readings };
}

/** The passport an act gave last by Q's last day; null where the adopted one stands. */
export function passportAt<T>(
	changes: readonly { decidedOn: Day; passport: T }[],
	at: Quarter
): T | null {
	return standingAt(changes, lastDayOf(at))?.passport ?? null;
}

/** The readings that accepted filings of quarters up to Q give of an indicator, oldest first, at most one a day. */
export function readingsFiled(
	key: string | undefined,
	entered: readonly { on: Day }[],
	accepted: readonly WithReadings[],
	at: Quarter
): (FiledReading & { by: ReadBy })[] {
	const byDay = new Map<Day, FiledReading & { by: ReadBy }>();
	for (const { bodyId, quarter, readings = [] } of accepted) {
		if (quarter > at) continue;
		for (const reading of readings) {
			const isIt = reading.indicator === key && reading.on <= lastDayOf(at);
			if (!isIt || entered.some(({ on }) => on === reading.on)) continue;
			const other = byDay.get(reading.on)?.by;
			const isOlder =
				other && (quarter < other.quarter || (quarter === other.quarter && bodyId > other.bodyId));
			if (!isOlder) byDay.set(reading.on, { ...reading, by: { bodyId, quarter } });
		}
	}
	return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
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
