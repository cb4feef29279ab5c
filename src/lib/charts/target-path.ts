// An indicator on its way: readings as points on a line, the target of each year as a step, the baseline as a point of its own. Pure.
import type { ChartConfiguration } from 'chart.js';
import { daysBetween, yearOf, quarterOf, type Day } from '#lib/domain/quarter.ts';
import { axisTitle, commonOptions, legendIn, ticksIn, tooltipIn, type ChartLook } from './look.ts';
import type { TargetPath } from './summary.ts';

/** Days are drawn as numbers counted from the first year shown: Chart.js's own time scale would need a library of dates. */
export function targetPath(summary: TargetPath, look: ChartLook): ChartConfiguration<'line'> {
	const { readings, targets, baseline, names, unit, isPointDecimal } = summary;
	const years = yearsOf(summary);
	const origin = firstOf(years.first);
	const at = (day: Day) => daysBetween(origin, day);
	const { palette } = look;
	const shared = { borderWidth: 2, pointRadius: 5, pointHoverRadius: 6 };
	const number = (value: number) =>
		isPointDecimal ? String(value) : String(value).replace('.', ',');
	return {
		type: 'line',
		data: {
			datasets: [
				{
					...shared,
					label: names.reading,
					data: readings.map(({ on, value }) => ({ x: at(on), y: value })),
					borderColor: palette.ongoing,
					backgroundColor: palette.ongoing,
					pointStyle: 'circle'
				},
				{
					...shared,
					label: names.target,
					data: targets.flatMap(({ year, value }) => [
						{ x: at(firstOf(year)), y: value },
						{ x: at(firstOf(year + 1)), y: value }
					]),
					borderColor: palette.ink,
					backgroundColor: palette.ink,
					borderDash: [6, 4],
					pointRadius: 0,
					pointHoverRadius: 0,
					pointStyle: 'line'
				},
				{
					...shared,
					label: names.baseline,
					data: baseline ? [{ x: at(baseline.on), y: baseline.value }] : [],
					borderColor: palette.partial,
					backgroundColor: palette.partial,
					pointStyle: 'rectRot',
					pointRadius: 7,
					showLine: false
				}
			]
		},
		options: {
			...(commonOptions(look) as ChartConfiguration<'line'>['options']),
			scales: {
				x: {
					type: 'linear',
					min: 0,
					max: at(firstOf(years.last + 1)),
					ticks: {
						...ticksIn(look),
						autoSkip: false,
						maxRotation: 0,
						callback: (value) => String(years.first + Math.round(Number(value) / 365.25))
					},
					afterBuildTicks: (axis) => {
						axis.ticks = Array.from({ length: years.last - years.first + 2 }, (_, index) => ({
							value: at(firstOf(years.first + index))
						}));
					},
					grid: { color: palette.line }
				},
				y: {
					beginAtZero: true,
					grace: '5%',
					title: axisTitle(look, unit),
					ticks: { ...ticksIn(look), callback: (value) => number(Number(value)) },
					grid: { color: palette.line }
				}
			},
			plugins: {
				legend: {
					...legendIn(look),
					labels: { ...legendIn(look).labels, usePointStyle: true, boxHeight: 8 }
				},
				tooltip: {
					...tooltipIn(look),
					callbacks: {
						title: () => '',
						label: ({ dataset, parsed }) => `${dataset.label}: ${number(parsed.y ?? 0)}`
					}
				}
			}
		}
	};
}

function yearsOf({ readings, targets, baseline }: TargetPath): { first: number; last: number } {
	const years = [
		...readings.map(({ on }) => yearOf(quarterOf(on))),
		...targets.map(({ year }) => year),
		...(baseline ? [yearOf(quarterOf(baseline.on))] : [])
	];
	return years.length === 0
		? { first: 2000, last: 2000 }
		: { first: Math.min(...years), last: Math.max(...years) };
}

function firstOf(year: number): Day {
	return `${String(year).padStart(4, '0')}-01-01`;
}
