// Stacked bars as Chart.js wants them. Pure: colours and patterns are handed in.
import type { ChartConfiguration } from 'chart.js';
import type { ChartTone, StackedBars } from './summary.ts';

/** What the page looks like now: light, dark, or paper. */
export interface ChartLook {
	ink: string;
	inkSoft: string;
	line: string;
	surface: string;
	font: string;
	fills: Readonly<Record<ChartTone, string | CanvasPattern>>;
	isStill: boolean;
}

export function stackedBars(
	{ bars, parts, unit }: StackedBars,
	look: ChartLook
): ChartConfiguration<'bar'> {
	const ticks = { color: look.ink, font: { family: look.font, size: 12 } };
	return {
		type: 'bar',
		data: {
			labels: bars.map((bar) => linesOf(bar)),
			datasets: parts.map(({ name, tone, values }) => ({
				label: name,
				data: [...values],
				backgroundColor: look.fills[tone],
				borderColor: look.surface,
				borderWidth: 1,
				maxBarThickness: 26
			}))
		},
		options: {
			indexAxis: 'y',
			responsive: true,
			maintainAspectRatio: false,
			...(look.isStill ? { animation: false as const } : { animation: { duration: 250 } }),
			scales: {
				x: {
					stacked: true,
					beginAtZero: true,
					title: { display: true, text: unit, color: look.inkSoft, font: { family: look.font } },
					ticks: { ...ticks, color: look.inkSoft, precision: 0 },
					grid: { color: look.line }
				},
				y: { stacked: true, ticks, grid: { display: false } }
			},
			plugins: {
				legend: {
					position: 'bottom',
					labels: {
						color: look.ink,
						font: { family: look.font, size: 12 },
						boxWidth: 16,
						boxHeight: 12
					}
				}
			}
		}
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
