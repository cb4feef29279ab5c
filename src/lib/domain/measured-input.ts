// What is entered of indicators and money beside filings, stated once: passports, readings, planned and spent amounts, exchange rates. Messages are codes.
import * as v from 'valibot';
import { ActInput, actProblems, said } from './act.ts';
import { compareDecimals, isDecimal } from './decimal.ts';
import type { IndicatorPassport } from './indicator.ts';
import { AmountInput, plannedFrom, type KeptLine } from './money.ts';
import { isDay, type Day } from './quarter.ts';
import { isSame } from './quarter-state.ts';
import type { FundView } from './quarter-view.ts';
import type { Problem } from './refusal.ts';

const Line = v.pipe(v.string(), v.maxLength(1000, 'too_long'));
const Prose = v.pipe(v.string(), v.maxLength(10_000, 'too_long'));
const Content = v.record(v.string(), Prose);
const ADay = v.pipe(v.string(), v.check(isDay, 'not_a_day'));
const ADecimal = v.pipe(v.string(), v.check(isDecimal, 'not_a_number'));

const Year = v.pipe(
	v.number('year_invalid'),
	v.integer('year_invalid'),
	v.minValue(1990, 'year_invalid'),
	v.maxValue(2100, 'year_invalid')
);

export const PassportInput = v.object({
	title: said('required', 1000),
	unit: said('required', 1000),
	definition: Content,
	source: v.record(v.string(), Line),
	direction: v.picklist(['up', 'down'], 'required'),
	isCumulative: v.boolean(),
	baseline: v.nullable(v.object({ value: ADecimal, on: ADay })),
	targets: v.array(
		v.object({
			year: Year,
			value: ADecimal
		})
	)
});

export const IndicatorInput = v.object({ ...ActInput.entries, passport: PassportInput });
export type IndicatorInput = v.InferOutput<typeof IndicatorInput>;

export const ReadingInput = v.object({
	on: ADay,
	value: ADecimal,
	source: said('indicator_source_missing'),
	kind: v.picklist(['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative'], 'required'),
	quote: v.nullable(Prose)
});
export type ReadingInput = v.InferOutput<typeof ReadingInput>;

/** A planned amount as an act says it. */
export const PlannedInput = v.object({ ...ActInput.entries, planned: AmountInput });
export type PlannedInput = v.InferOutput<typeof PlannedInput>;

/** A line of planned money that an act adds. */
export const FundInput = v.object({
	...PlannedInput.entries,
	year: Year,
	source: v.picklist(['budget', 'donor'], 'required'),
	/** Of the budget: its programme's code. */
	programme: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100, 'too_long'))),
	/** Of the programme, or the donor. */
	name: v.record(v.string(), Line)
});
export type FundInput = v.InferOutput<typeof FundInput>;

export const SpendingInput = v.object({
	lines: v.array(
		v.object({ line: v.pipe(v.number(), v.integer(), v.minValue(1)), amount: AmountInput })
	),
	source: said('money_source_missing')
});
export type SpendingInput = v.InferOutput<typeof SpendingInput>;

export const RateInput = v.object({
	on: ADay,
	rsdPerEur: v.pipe(
		ADecimal,
		v.check((rate) => isDecimal(rate) && compareDecimals(rate, '0') > 0, 'money_rate_invalid')
	),
	source: said('money_source_missing'),
	isIllustrative: v.boolean()
});
export type RateInput = v.InferOutput<typeof RateInput>;

/**
 * What speaks against a passport that an act is to give.
 *
 * @param before the passport as it stands, and the day of the act before; null for a new indicator
 */
export function passportProblems(
	{ passport, decidedOn }: IndicatorInput,
	before: { passport: IndicatorPassport; decidedOn: Day | null } | null,
	today: Day
): Problem[] {
	const problems: Problem[] = [];
	const wrong = (isWrong: boolean, code: string, field?: string) => {
		if (isWrong) problems.push({ code, field });
	};
	const years = passport.targets.map(({ year }) => year);
	wrong(new Set(years).size < years.length, 'indicator_year_twice', 'targets');
	problems.push(...actProblems({ decidedOn }, before?.decidedOn ?? null, today));
	wrong(before !== null && isSame(before.passport, passport), 'changes-nothing');
	return problems;
}

/** What a line of money is known by among an activity's. */
type LineName = Pick<FundView, 'year' | 'source' | 'programme' | 'name'>;

export function isSameLine(one: LineName, other: LineName): boolean {
	const isSameSource = one.source === other.source && one.programme === other.programme;
	return one.year === other.year && isSameSource && isSame(one.name, other.name);
}

/** What speaks against a line of money that an act is to add, beside the lines the activity has. */
export function fundProblems(entry: FundInput, others: readonly LineName[], today: Day): Problem[] {
	const { source, programme, name } = entry;
	const problems = actProblems(entry, null, today);
	const wrong = (isWrong: boolean, code: string, field?: string) => {
		if (isWrong) problems.push({ code, field });
	};
	wrong(source === 'donor' && programme !== null, 'money_programme_of_donor', 'programme');
	wrong(source === 'donor' && Object.keys(name).length === 0, 'money_donor_missing', 'name');
	wrong(
		others.some((one) => isSameLine(one, entry)),
		'money_line_there'
	);
	return problems;
}

/** What speaks against an act that says a planned amount anew. */
export function plannedProblems(
	entry: PlannedInput,
	line: Pick<KeptLine, 'adopted' | 'added' | 'acts'>,
	today: Day
): Problem[] {
	const last = line.acts.at(-1) ?? line.added;
	const problems = actProblems(entry, last?.decidedOn ?? null, today);
	if (plannedFrom(line) === entry.planned) {
		problems.push({ code: 'changes-nothing', field: 'planned' });
	}
	return problems;
}

/** What speaks against a reading: it is of no day to come, and what is quoted is quoted. */
export function readingProblems({ on, kind, quote }: ReadingInput, today: Day): Problem[] {
	const problems: Problem[] = [];
	if (on > today) problems.push({ code: 'indicator_read_in_future', field: 'on' });
	if (kind === 'quoted' && (quote ?? '').trim() === '') {
		problems.push({ code: 'indicator_quote_missing', field: 'quote' });
	}
	return problems;
}
