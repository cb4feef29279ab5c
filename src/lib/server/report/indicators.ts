// Indicators: a sheet of the quarter's report, one row an indicator, with its latest reading beside the target for the quarter's year.
import type { Act } from '#lib/domain/act.ts';
import { latestReading } from '#lib/domain/indicator.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type {
	IndicatorView,
	ProvenanceKind,
	ReadingView,
	WithdrawnIndicator
} from '#lib/domain/quarter-view.ts';
import { yearOf } from '#lib/domain/quarter.ts';
import { m } from '#lib/paraglide/messages.js';
import { indicatorLabel, PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import { formatYear } from '#lib/wording/format.ts';
import { BLANK, day, decimal, text } from '../workbook/cells.ts';
import type { Cell, Sheet } from '../workbook/workbook.ts';
import type { Table } from './single-tables.ts';
import type { LongTexts } from './long-texts.ts';
import { tableSheet } from './table-sheet.ts';
import type { Telling } from './telling.ts';

const VALUE_WIDTH = 12;

/** Indicators of a quarter, all or some, by goal, and then those that were withdrawn: what they are, where they stand, and every target. */
export function indicatorListTable(
	telling: Telling,
	indicators: readonly IndicatorView[] = byGoal(telling),
	withdrawn: readonly WithdrawnIndicator[] = telling.view.withdrawnIndicators
): Table {
	const { at, view, locale, dayFormat } = telling;
	const thisYear = yearOf(view.quarter);
	const years = [
		...new Set(
			[...indicators, ...withdrawn].flatMap(({ targets }) => targets.map(({ year }) => year))
		)
	]
		.filter((year) => year !== thisYear)
		.sort((a, b) => a - b);
	const year = formatYear(thisYear, locale);
	const named = (name: string, width: number) => ({ header: text(name, 'header'), width });
	const right = (name: string) => ({
		header: text(name, 'header', { align: 'right' as const }),
		width: VALUE_WIDTH
	});
	const activities = new Map(
		[...view.activities, ...view.outside].map((activity) => [activity.id, activity])
	);
	// A column of nothing only takes room.
	const hasActs = [...indicators, ...withdrawn].some((one) => actsOf(one).length > 0);
	return {
		title: m.indicator_list_title({}, at),
		note: m.indicator_list_note({ year }, at),
		columns: [
			named(m.indicator_column_of({}, at), 9),
			named(m.indicator_column_name({}, at), 36),
			named(m.indicator_column_unit({}, at), 13),
			named(m.indicator_column_verdict({}, at), 12),
			right(m.indicator_reading({}, at)),
			named(m.indicator_read_on({}, at), 12),
			right(m.indicator_column_target({ year }, at)),
			right(m.indicator_baseline({}, at)),
			...years.map((one) => right(`${m.indicator_target({}, at)} ${formatYear(one, locale)}`)),
			named(m.indicator_column_direction({}, at), 14),
			named(m.indicator_column_source({}, at), 26),
			...(hasActs ? [named(m.indicator_column_acts({}, at), 26)] : []),
			named(m.report_activity_marks({}, at), 26)
		],
		rows: [...indicators, ...withdrawn].map((indicator): Cell[] => {
			const { activityId, goalId, targets, baseline } = indicator;
			const reading = latestReading(indicator.readings, view.quarter);
			const targetOf = (one: number) => {
				const target = targets.find((candidate) => candidate.year === one);
				return target ? decimal(target.value) : BLANK;
			};
			const code =
				activityId === null ? telling.goal(goalId!).code : (activities.get(activityId)?.code ?? '');
			const { direction, isCumulative } = indicator;
			return [
				text(code, 'strong'),
				text(telling.titleOf(indicator)),
				text(telling.content(indicator.unit)),
				text(
					'withdrawn' in indicator
						? m.indicator_withdrawn({}, at)
						: indicatorLabel(indicator.verdict, locale)
				),
				reading ? decimal(reading.value) : BLANK,
				reading ? day(reading.on, dayFormat) : BLANK,
				targetOf(thisYear),
				baseline ? decimal(baseline.value) : BLANK,
				...years.map(targetOf),
				text(
					[
						direction === 'up' ? m.indicator_up({}, at) : m.indicator_down({}, at),
						...(isCumulative ? [m.indicator_cumulative({}, at)] : [])
					].join(', ')
				),
				text(telling.content(reading?.source ?? {}) || telling.content(indicator.source)),
				...(hasActs ? [text(actsText(telling, indicator))] : []),
				text(marksOf(telling, indicator, reading))
			];
		}),
		fixed: 2
	};
}

type Listed = IndicatorView | WithdrawnIndicator;

/** The acts about it, oldest first: that added it, that changed it, that withdrew it. */
function actsOf(indicator: Listed): Act[] {
	const { added, acts } = indicator;
	return [
		...(added ? [added] : []),
		...acts,
		...('withdrawn' in indicator ? [indicator.withdrawn] : [])
	];
}

function actsText(telling: Telling, indicator: Listed): string {
	return actsOf(indicator)
		.map(({ decidedOn, act, reason }) =>
			[telling.day(decidedOn), telling.content(act), telling.content(reason)]
				.filter(Boolean)
				.join(' · ')
		)
		.join('\n');
}

/** Signs of what in the row is not quoted: title, baseline, targets, the latest reading. */
function marksOf(
	{ at, locale, view }: Telling,
	{ provenance, baseline, targets }: Omit<IndicatorView, 'verdict'>,
	reading: ReadingView | null
): string {
	const kindOf = (field: string) => provenanceOf(provenance, field)?.kind;
	const named: [ProvenanceKind | undefined, string][] = [
		[kindOf(`title.${locale}`), m.indicator_column_name({}, at)],
		[baseline ? kindOf('baseline') : undefined, m.indicator_baseline({}, at)],
		[targets.length > 0 ? kindOf('targets') : undefined, m.indicator_targets({}, at)],
		[reading ? readingKind(reading, view.isDemonstration) : undefined, m.indicator_reading({}, at)]
	];
	const fields = Map.groupBy(named, ([kind]) => (kind ? PROVENANCE_SIGN[kind] : ''));
	fields.delete('');
	return [...fields]
		.map(([sign, of]) => `${sign} ${of.map(([, name]) => name).join(', ')}`)
		.join('\n');
}

/** What a filing of a demonstration gave is illustrative. */
function readingKind({ by, provenance }: ReadingView, isDemonstration: boolean) {
	if (by !== null) return isDemonstration ? 'illustrative' : undefined;
	return provenanceOf(provenance, 'value')?.kind;
}

/** Null where the plan has no indicators. */
export function indicatorsSheet(
	telling: Telling,
	name: string,
	longTexts: LongTexts
): Sheet | null {
	const { indicators, withdrawnIndicators } = telling.view;
	if (indicators.length + withdrawnIndicators.length === 0) return null;
	return tableSheet(telling, indicatorListTable(telling), { name, table: 'Indicators', longTexts });
}

/** Goal by goal, the goal's own first, then those of its activities in the plan's order. */
function byGoal({ view }: Telling): IndicatorView[] {
	const activities = [...view.activities, ...view.outside];
	const ofActivity = Map.groupBy(view.indicators, ({ activityId }) => activityId);
	return view.goals.flatMap(({ id }) => [
		...(ofActivity.get(null) ?? []).filter(({ goalId }) => goalId === id),
		...activities
			.filter(({ goalId }) => goalId === id)
			.flatMap((activity) => ofActivity.get(activity.id) ?? [])
	]);
}
