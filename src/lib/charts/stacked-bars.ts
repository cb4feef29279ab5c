// Progress and timeliness by goal: stacked bars as Chart.js wants them. Pure: colours and patterns are handed in.
import type { ChartConfiguration } from 'chart.js';
import { counts } from './counts.ts';
import { axisTitle, commonOptions, legendIn, ticksIn, tooltipIn, type ChartLook } from './look.ts';
import { present, type StackedBars } from './summary.ts';

export function stackedBars(
	{ bars, parts, unit }: StackedBars,
	look: ChartLook
): ChartConfiguration<'bar'> {
	return {
		type: 'bar',
		data: {
			labels: bars.map((bar) => linesOf(bar)),
			datasets: present(parts).map(({ name, tone, values }) => ({
				label: name,
				data: [...values],
				backgroundColor: look.fills[tone],
				borderColor: look.palette.surface,
				borderWidth: 1,
				maxBarThickness: 26
			}))
		},
		options: {
			...(commonOptions(look) as ChartConfiguration<'bar'>['options']),
			indexAxis: 'y',
			scales: {
				x: {
					stacked: true,
					beginAtZero: true,
					title: axisTitle(look, unit),
					ticks: { ...ticksIn(look), precision: 0 },
					grid: { color: look.palette.line }
				},
				y: { stacked: true, ticks: ticksIn(look, 'ink'), grid: { display: false } }
			},
			plugins: { legend: legendIn(look), tooltip: tooltipIn(look) }
		},
		plugins: [counts(look)]
	};
}

/**
 * A label broken into lines of about 34 characters, at most three; what does not fit ends in an ellipsis (the table has it whole).
 *
 * @example linesOf('1 Improved and harmonized legislation') //=> ['1 Improved and harmonized', 'legislation']
 */
export function linesOf(label: string, width = 34, most = 3): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of label.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	lines.push(line);
	if (lines.length <= most) return lines;
	return [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}
