// What is entered of indicators and money beside filings, stated once: passports, readings, amounts, exchange rates. Messages are codes.
import * as v from 'valibot';
import { compareDecimals, isDecimal } from './decimal.ts';
import type { IndicatorPassport } from './indicator.ts';
import { AmountInput } from './money.ts';
import { isDay, type Day } from './quarter.ts';
import { isSame } from './quarter-state.ts';
import type { Problem } from './refusal.ts';

const Line = v.pipe(v.string(), v.maxLength(1000, 'too_long'));
const Prose = v.pipe(v.string(), v.maxLength(10_000, 'too_long'));
const Content = v.record(v.string(), Prose);
const isSaid = (texts: Readonly<Record<string, string>>) =>
	Object.values(texts).some((text) => text.trim() !== '');
const said = (code: string) => v.pipe(Content, v.check(isSaid, code));
const ADay = v.pipe(v.string(), v.check(isDay, 'not_a_day'));
const ADecimal = v.pipe(v.string(), v.check(isDecimal, 'not_a_number'));

export const PassportInput = v.object({
	title: v.pipe(v.record(v.string(), Line), v.check(isSaid, 'required')),
	unit: v.pipe(v.record(v.string(), Line), v.check(isSaid, 'required')),
	definition: Content,
	source: v.record(v.string(), Line),
	direction: v.picklist(['up', 'down'], 'required'),
	isCumulative: v.boolean(),
	baseline: v.nullable(v.object({ value: ADecimal, on: ADay })),
	targets: v.array(
		v.object({
			year: v.pipe(
				v.number('indicator_year_invalid'),
				v.integer('indicator_year_invalid'),
				v.minValue(1990, 'indicator_year_invalid'),
				v.maxValue(2100, 'indicator_year_invalid')
			),
			value: ADecimal
		})
	)
});

/** The act a passport follows from; a target is a promise, and promises change by acts. */
export const ActInput = v.object({
	decidedOn: ADay,
	act: said('act-missing'),
	reason: said('indicator_reason_missing')
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
	wrong(decidedOn > today, 'decided-in-future', 'decidedOn');
	wrong(
		before?.decidedOn != null && decidedOn < before.decidedOn,
		'decided-before-previous',
		'decidedOn'
	);
	wrong(before !== null && isSame(before.passport, passport), 'changes-nothing');
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
