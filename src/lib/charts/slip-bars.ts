// Slip of deadlines: a bar for each moved activity, right of zero later, left of it earlier. Pure.
import type { ChartConfiguration } from 'chart.js';
import { counts } from './counts.ts';
import { axisTitle, commonOptions, legendIn, ticksIn, tooltipIn, type ChartLook } from './look.ts';
import type { SlipBars } from './summary.ts';

export function slipBars(
	{ bars, later, earlier, unit }: SlipBars,
	look: ChartLook
): ChartConfiguration<'bar'> {
	return {
		type: 'bar',
		data: {
			labels: bars.map(({ label }) => label),
			datasets: [
				{
					label: unit,
					data: bars.map(({ days }) => days),
					backgroundColor: bars.map(({ days }) => look.fills[days < 0 ? 'full' : 'partial']),
					borderColor: look.palette.surface,
					borderWidth: 1,
					maxBarThickness: 18
				}
			]
		},
		options: {
			...(commonOptions(look) as ChartConfiguration<'bar'>['options']),
			indexAxis: 'y',
			scales: {
				x: {
					beginAtZero: true,
					title: axisTitle(look, unit),
					ticks: { ...ticksIn(look), precision: 0 },
					grid: {
						color: ({ tick }) => look.palette[tick?.value === 0 ? 'line-strong' : 'line']
					}
				},
				y: { ticks: { ...ticksIn(look, 'ink'), autoSkip: false }, grid: { display: false } }
			},
			plugins: {
				legend: legendIn(look, false),
				tooltip: {
					...tooltipIn(look),
					callbacks: {
						label: ({ parsed }) =>
							`${Math.abs(parsed.x ?? 0).toLocaleString(look.locale)} ${(parsed.x ?? 0) < 0 ? earlier : later}`
					}
				}
			}
		},
		plugins: [counts(look)]
	};
}
