// Calendar days and quarters.
//
// A day here is a date on a calendar, not a moment: a deadline of 31 December is the same day in
// Belgrade, in Brussels and on a server whose clock runs in UTC. A `Date` is a moment; turning it
// into a day needs a time zone, and every place that forgets so is off by one for some reader. So
// days are strings, `YYYY-MM-DD`, and quarters are strings, `YYYY-Qn`; both sort as they stand, and
// the arithmetic below is done on whole numbers. The one function that turns a moment into a day is
// `dayOf`.

/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string;

/** A quarter of a calendar year, `YYYY-Qn`. */
export type Quarter = string;

/**
 * Whether a text is a day: written `YYYY-MM-DD` and found in the calendar.
 *
 * @example isDay('2020-02-29') //=> true
 * @example isDay('2021-02-29') //=> false
 */
export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(...numbersOf(text));
}

/**
 * Whether a text is a quarter, `YYYY-Qn`.
 *
 * @example isQuarter('2020-Q4') //=> true
 * @example isQuarter('2020-Q5') //=> false
 */
export function isQuarter(text: string): boolean {
	return /^\d{4}-Q[1-4]$/.test(text) && !text.startsWith('0000');
}

/**
 * Whether a year (1 to 9999), month (1 to 12) and day of the month are found in the calendar.
 *
 * @example isRealDay(2020, 2, 31) //=> false
 */
export function isRealDay(year: number, month: number, dayOfMonth: number): boolean {
	return (
		[year, month, dayOfMonth].every(Number.isInteger) &&
		year >= 1 &&
		year <= 9999 &&
		month >= 1 &&
		month <= 12 &&
		dayOfMonth >= 1 &&
		dayOfMonth <= daysInMonth(year, month)
	);
}

/**
 * The quarter a day lies in.
 *
 * @example quarterOf('2020-10-05') //=> '2020-Q4'
 */
export function quarterOf(day: Day): Quarter {
	const { year, month } = read(day);
	return writeQuarter(year, Math.ceil(month / 3));
}

/**
 * The first day of a quarter.
 *
 * @example firstDayOf('2020-Q4') //=> '2020-10-01'
 */
export const firstDayOf = foundOnce((quarter): Day =>
	write(yearOf(quarter), quarterNumberOf(quarter) * 3 - 2, 1)
);

/**
 * The last day of a quarter: the day on which a deadline stated as that quarter expires.
 *
 * @example lastDayOf('2020-Q4') //=> '2020-12-31'
 */
export const lastDayOf = foundOnce((quarter): Day => {
	const year = yearOf(quarter);
	const month = quarterNumberOf(quarter) * 3;
	return write(year, month, daysInMonth(year, month));
});

/**
 * The last day of a period given as a day or as a quarter. A quarter means its last day.
 *
 * @example lastDayOfPeriod('2020-Q3') //=> '2020-09-30'
 * @example lastDayOfPeriod('2020-09-12') //=> '2020-09-12'
 */
export function lastDayOfPeriod(period: Day | Quarter): Day {
	if (isQuarter(period)) return lastDayOf(period);
	if (isDay(period)) return period;
	throw new RangeError(`Neither a day (YYYY-MM-DD) nor a quarter (YYYY-Qn): "${period}"`);
}

/** @example nextQuarter('2020-Q4') //=> '2021-Q1' */
export const nextQuarter = foundOnce((quarter): Quarter => writeOrdinal(ordinalOf(quarter) + 1));

/** @example previousQuarter('2020-Q1') //=> '2019-Q4' */
export const previousQuarter = foundOnce((quarter): Quarter =>
	writeOrdinal(ordinalOf(quarter) - 1)
);

/**
 * Order of two quarters, for sorting: negative when the first is the earlier, 0 when both are one.
 *
 * @example ['2020-Q1', '2019-Q4'].sort(compareQuarters) //=> ['2019-Q4', '2020-Q1']
 */
export function compareQuarters(a: Quarter, b: Quarter): number {
	return ordinalOf(a) - ordinalOf(b);
}

/**
 * The quarters from the first to the last, both included; none when the last is before the first.
 *
 * @example quartersBetween('2019-Q4', '2020-Q2') //=> ['2019-Q4', '2020-Q1', '2020-Q2']
 */
export function quartersBetween(first: Quarter, last: Quarter): Quarter[] {
	const from = ordinalOf(first);
	const count = Math.max(0, ordinalOf(last) - from + 1);
	return Array.from({ length: count }, (_, index) => writeOrdinal(from + index));
}

/** @example yearOf('2020-Q4') //=> 2020 */
export const yearOf = foundOnce((quarter): number => readQuarter(quarter).year);

/** @example quarterNumberOf('2020-Q4') //=> 4 */
export function quarterNumberOf(quarter: Quarter): number {
	return readQuarter(quarter).number;
}

/**
 * Days from the first day to the second: the second minus the first.
 *
 * @example daysBetween('2020-02-28', '2020-03-01') //=> 2
 */
export function daysBetween(a: Day, b: Day): number {
	return dayNumberOf(b) - dayNumberOf(a);
}

/**
 * The day so many days later (earlier when negative).
 *
 * @example addDays('2019-12-31', 1) //=> '2020-01-01'
 */
export function addDays(day: Day, days: number): Day {
	return dayNumbered(dayNumberOf(day) + whole(days));
}

/**
 * The same day of the month so many months later (earlier when negative); the month's last day
 * when it has no such day.
 *
 * @example addMonths('2020-01-31', 1) //=> '2020-02-29'
 */
export function addMonths(day: Day, months: number): Day {
	const { year, month, dayOfMonth } = read(day);
	const ordinal = year * 12 + (month - 1) + whole(months);
	const toYear = Math.floor(ordinal / 12);
	const toMonth = ordinal - toYear * 12 + 1;
	return write(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

/**
 * The day it is in a time zone at an instant. The only place where an instant becomes a day.
 *
 * @param instant in UTC, ISO 8601 with a final Z
 * @param timeZone as in the tz database, such as Europe/Belgrade
 * @throws RangeError when the instant is not in UTC or the zone is not known
 *
 * @example dayOf('2020-12-31T23:30:00Z', 'Europe/Belgrade') //=> '2021-01-01'
 */
export function dayOf(instant: string, timeZone: string): Day {
	const moment = Date.parse(instant);
	if (
		!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(instant) ||
		!isDay(instant.slice(0, 10)) ||
		Number.isNaN(moment)
	) {
		throw new RangeError(`Not an instant in UTC (YYYY-MM-DDThh:mm:ssZ): "${instant}"`);
	}
	const parts = clockOf(timeZone).formatToParts(moment);
	const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
	return write(part('year'), part('month'), part('day'));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

// Making a formatter takes far longer than using it.
function clockOf(timeZone: string): Intl.DateTimeFormat {
	let clock = clocks.get(timeZone);
	if (clock === undefined) {
		clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
			timeZone,
			year: 'numeric',
			month: 'numeric',
			day: 'numeric'
		});
		clocks.set(timeZone, clock);
	}
	return clock;
}

/** Quarters are few, and what follows from one is asked for with every activity. */
function foundOnce<T>(find: (quarter: Quarter) => T): (quarter: Quarter) => T {
	const found = new Map<Quarter, T>();
	return (quarter) => {
		let one = found.get(quarter);
		if (one === undefined) found.set(quarter, (one = find(quarter)));
		return one;
	};
}

function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeapYear(year) ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function read(day: Day): { year: number; month: number; dayOfMonth: number } {
	if (!isDay(day)) throw new RangeError(`Not a day (YYYY-MM-DD): "${day}"`);
	const [year, month, dayOfMonth] = numbersOf(day);
	return { year, month, dayOfMonth };
}

function numbersOf(day: Day): [year: number, month: number, dayOfMonth: number] {
	return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function write(year: number, month: number, dayOfMonth: number): Day {
	if (!isRealDay(year, month, dayOfMonth)) {
		throw new RangeError(`Not in the calendar: year ${year}, month ${month}, day ${dayOfMonth}`);
	}
	const pad = (value: number, length: number) => String(value).padStart(length, '0');
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

function readQuarter(quarter: Quarter): { year: number; number: number } {
	if (!isQuarter(quarter)) throw new RangeError(`Not a quarter (YYYY-Qn): "${quarter}"`);
	return { year: Number(quarter.slice(0, 4)), number: Number(quarter.slice(6)) };
}

function writeQuarter(year: number, number: number): Quarter {
	const quarter = `${String(year).padStart(4, '0')}-Q${number}`;
	if (!isQuarter(quarter)) throw new RangeError(`Not a quarter (YYYY-Qn): "${quarter}"`);
	return quarter;
}

// Quarters counted from 0000-Q1.
function ordinalOf(quarter: Quarter): number {
	const { year, number } = readQuarter(quarter);
	return year * 4 + number - 1;
}

function writeOrdinal(ordinal: number): Quarter {
	const year = Math.floor(ordinal / 4);
	return writeQuarter(year, ordinal - year * 4 + 1);
}

function whole(count: number): number {
	if (!Number.isSafeInteger(count)) throw new RangeError(`Not a whole number: ${count}`);
	return count;
}

// Days counted from 1 March of the year 0. With the year taken to begin in March, the leap day is
// its last day, and the days before a month follow one line: 153 days in every five months.
function dayNumberOf(day: Day): number {
	const { year, month, dayOfMonth } = read(day);
	const marchYear = month > 2 ? year : year - 1;
	const marchMonth = month > 2 ? month - 3 : month + 9;
	return daysBeforeYear(marchYear) + Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1;
}

function dayNumbered(number: number): Day {
	// The mean year has 365.2425 days; the estimate is at most one year off.
	let marchYear = Math.floor(number / 365.2425);
	if (daysBeforeYear(marchYear + 1) <= number) marchYear += 1;
	if (daysBeforeYear(marchYear) > number) marchYear -= 1;
	const dayOfYear = number - daysBeforeYear(marchYear);
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	return write(month > 2 ? marchYear : marchYear + 1, month, dayOfMonth);
}

function daysBeforeYear(marchYear: number): number {
	return (
		365 * marchYear +
		Math.floor(marchYear / 4) -
		Math.floor(marchYear / 100) +
		Math.floor(marchYear / 400)
	);
}
