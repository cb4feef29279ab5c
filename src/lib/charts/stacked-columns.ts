// The trend: a column for each quarter, the one the page is about marked by a band behind it and a word beneath. Pure.
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { counts } from './counts.ts';
import { axisTitle, commonOptions, legendIn, ticksIn, tooltipIn, type ChartLook } from './look.ts';
import { present, type StackedColumns } from './summary.ts';

export function stackedColumns(
	{ columns, marked, parts, unit }: StackedColumns,
	look: ChartLook
): ChartConfiguration<'bar'> {
	const isMarked = (index: number) => index === marked?.index;
	return {
		type: 'bar',
		data: {
			labels: columns.map((column, index) => (isMarked(index) ? [column, marked!.label] : column)),
			datasets: present(parts).map(({ name, tone, values }) => ({
				label: name,
				data: [...values],
				backgroundColor: look.fills[tone],
				borderColor: look.palette.surface,
				borderWidth: 1,
				maxBarThickness: 44
			}))
		},
		options: {
			...(commonOptions(look) as ChartConfiguration<'bar'>['options']),
			scales: {
				x: {
					stacked: true,
					ticks: {
						color: ({ index }) => look.palette[isMarked(index) ? 'ink' : 'ink-soft'],
						font: ({ index }) => ({
							family: look.font,
							size: 12,
							weight: isMarked(index) ? 'bold' : 'normal'
						}),
						maxRotation: 60
					},
					grid: { display: false }
				},
				y: {
					stacked: true,
					beginAtZero: true,
					title: axisTitle(look, unit),
					ticks: { ...ticksIn(look), precision: 0 },
					grid: { color: look.palette.line }
				}
			},
			plugins: { legend: legendIn(look), tooltip: tooltipIn(look) }
		},
		plugins: [...(marked ? [band(marked.index, look)] : []), counts(look)]
	};
}

/** A band behind one column, as high as the chart. */
function band(at: number, { palette }: ChartLook): Plugin<'bar'> {
	return {
		id: 'band',
		beforeDatasetsDraw({ ctx, chartArea, scales }: Chart) {
			const { x } = scales;
			if (!x) return;
			const middle = x.getPixelForTick(at);
			const step = chartArea.width / Math.max(1, x.ticks.length);
			ctx.save();
			ctx.fillStyle = palette.sunken;
			ctx.fillRect(middle - step / 2, chartArea.top, step, chartArea.height);
			ctx.fillStyle = palette.accent;
			ctx.fillRect(middle - step / 2, chartArea.bottom, step, 3);
			ctx.restore();
		}
	};
}
