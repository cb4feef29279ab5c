// What a chart shows, said in a sentence or two with its numbers: for those who do not see it, and for those who do.
import type { QuarterState } from '#lib/domain/filing.ts';
import { latestReading, type IndicatorVerdict } from '#lib/domain/indicator.ts';
import type { Figures } from '#lib/domain/progress.ts';
import type { IndicatorView } from '#lib/domain/quarter-view.ts';
import { yearOf, type Quarter } from '#lib/domain/quarter.ts';
import type { Locale } from '#lib/domain/text.ts';
import type { SlipSummary } from '#lib/server/quarter/slips.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formatDay,
	formatDayCount,
	formatDecimal,
	formatNumber,
	formatQuarter,
	formatRatio,
	formatYear
} from './format.ts';
import { indicatorLabel } from './labels.ts';

/** A goal's code with its figures. */
export interface GoalFigures {
	code: string;
	figures: Figures;
}

/** Progress by goal: how much of the plan is implemented, and where most and least. */
export function goalsSentence(
	quarter: Quarter,
	plan: Figures,
	goals: readonly GoalFigures[],
	locale: Locale
): string {
	const whole = m.goals_sentence(
		{
			quarter: formatQuarter(quarter, locale, 'genitive'),
			full: formatNumber(plan.assessment.full, locale),
			n: formatNumber(plan.population, locale),
			noData: formatNumber(plan.assessment.noData, locale)
		},
		{ locale }
	);
	const ranked = goals
		.filter(({ figures }) => figures.population > 0)
		.map(({ code, figures: { assessment, population } }) => ({
			code,
			fraction: { numerator: assessment.full, denominator: population }
		}))
		.sort((a, b) => shareOf(b.fraction) - shareOf(a.fraction));
	const [best] = ranked;
	const worst = ranked.at(-1);
	if (!best || !worst || shareOf(best.fraction) === shareOf(worst.fraction)) return whole;
	const ends = m.goals_sentence_ends(
		{
			best: best.code,
			bestRatio: formatRatio(best.fraction, locale),
			worst: worst.code,
			worstRatio: formatRatio(worst.fraction, locale)
		},
		{ locale }
	);
	return `${whole} ${ends}`;
}

/** Timeliness by goal: what is overdue and what fell due, and where most. */
export function timelinessSentence(
	quarter: Quarter,
	plan: Figures,
	goals: readonly GoalFigures[],
	locale: Locale
): string {
	const { overdue, 'due-this-quarter': due } = plan.timeliness;
	const said = {
		quarter: formatQuarter(quarter, locale, 'genitive'),
		overdue: formatNumber(overdue, locale),
		due: formatNumber(due, locale),
		n: formatNumber(plan.population, locale)
	};
	if (overdue === 0) return m.timeliness_sentence_none(said, { locale });
	const whole = m.timeliness_sentence(said, { locale });
	const [most, next] = goals.toSorted(
		(a, b) => b.figures.timeliness.overdue - a.figures.timeliness.overdue
	);
	if (!most || !next || most.figures.timeliness.overdue === next.figures.timeliness.overdue) {
		return whole;
	}
	const count = formatNumber(most.figures.timeliness.overdue, locale);
	return `${whole} ${m.timeliness_sentence_most({ goal: most.code, count }, { locale })}`;
}

/** One quarter of a trend, as far as its sentence needs it. */
export type TrendPoint = Pick<Figures, 'population' | 'assessment'> & {
	quarter: Quarter;
	state: QuarterState;
};

/** The trend up to the quarter in question, and which columns are not final. */
export function trendSentence(points: readonly TrendPoint[], at: Quarter, locale: Locale): string {
	const [first] = points;
	const last = points.find(({ quarter }) => quarter === at) ?? points.at(-1);
	if (!first || !last) return '';
	const said = {
		full: formatNumber(last.assessment.full, locale),
		n: formatNumber(last.population, locale),
		noData: formatNumber(last.assessment.noData, locale)
	};
	const told =
		first === last
			? m.trend_sentence_one(
					{ ...said, quarter: formatQuarter(last.quarter, locale, 'locative') },
					{ locale }
				)
			: m.trend_sentence(
					{
						...said,
						first: formatQuarter(first.quarter, locale, 'genitive'),
						last: formatQuarter(last.quarter, locale, 'genitive'),
						before: formatNumber(first.assessment.full, locale),
						beforeAll: formatNumber(first.population, locale)
					},
					{ locale }
				);
	const open = points
		.filter(({ state }) => state === 'open')
		.map(({ quarter }) =>
			m.trend_sentence_open({ quarter: formatQuarter(quarter, locale) }, { locale })
		);
	return [told, ...open].join(' ');
}

/** Slip of deadlines: how many moved, how far, and what cannot be measured. */
export function slipSentence(
	quarter: Quarter,
	{ moved, longest, median, unmeasured }: SlipSummary,
	population: number,
	locale: Locale
): string {
	const whole = m.slip_sentence(
		{
			quarter: formatQuarter(quarter, locale, 'genitive'),
			moved: formatNumber(moved, locale),
			n: formatNumber(population, locale)
		},
		{ locale }
	);
	const parts = [whole];
	if (longest && median !== null) {
		const { code } = longest;
		const days = formatDayCount(longest.days, locale);
		const said = { days, code, median: formatDayCount(median, locale) };
		parts.push(m.slip_sentence_days(said, { locale }));
	}
	if (unmeasured > 0)
		parts.push(m.slip_sentence_unmeasured({ n: formatNumber(unmeasured, locale) }, { locale }));
	return parts.join(' ');
}

/** An indicator against its target at a quarter: direction, baseline, latest reading, target of the quarter's year. */
export function indicatorSentence(
	indicator: Pick<IndicatorView, 'direction' | 'baseline' | 'readings' | 'targets'> & {
		/** Null: it was withdrawn. */
		verdict: IndicatorVerdict | null;
	},
	quarter: Quarter,
	locale: Locale
): string {
	const { direction, baseline, readings, targets, verdict } = indicator;
	const reading = latestReading(readings, quarter);
	const year = formatYear(yearOf(quarter), locale);
	const target = targets.find((one) => one.year === yearOf(quarter));
	const at = ({ value, on }: { value: string; on: string }) => ({
		value: formatDecimal(value, locale),
		day: formatDay(on, locale)
	});
	return [
		direction === 'up'
			? m.indicator_sentence_direction_up({}, { locale })
			: m.indicator_sentence_direction_down({}, { locale }),
		...(baseline ? [m.indicator_sentence_baseline(at(baseline), { locale })] : []),
		reading
			? m.indicator_sentence_reading(at(reading), { locale })
			: m.indicator_sentence_no_reading({}, { locale }),
		target
			? m.indicator_sentence_target(
					{
						year,
						value: formatDecimal(target.value, locale),
						verdict:
							verdict === null
								? m.indicator_withdrawn({}, { locale })
								: indicatorLabel(verdict, locale)
					},
					{ locale }
				)
			: m.indicator_sentence_no_target({ year }, { locale })
	].join(' ');
}

function shareOf({ numerator, denominator }: { numerator: number; denominator: number }): number {
	return numerator / denominator;
}
