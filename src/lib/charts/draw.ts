// Draws a chart in the browser with the parts of Chart.js it needs, in the colours the page has now.
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	Tooltip
} from 'chart.js';
import { stackedBars, type ChartLook } from './stacked-bars.ts';
import type { ChartSummary, ChartTone } from './summary.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

/** @returns what takes the chart away again. */
export function drawChart(canvas: HTMLCanvasElement, summary: ChartSummary): () => void {
	const chart = new Chart(canvas, stackedBars(summary, lookOf(canvas)));
	return () => chart.destroy();
}

function lookOf(canvas: HTMLCanvasElement): ChartLook {
	const style = getComputedStyle(canvas);
	const token = (name: string) => style.getPropertyValue(name).trim();
	const surface = token('--surface');
	return {
		ink: token('--ink'),
		inkSoft: token('--ink-soft'),
		line: token('--line'),
		surface,
		font: style.fontFamily,
		fills: {
			full: token('--full'),
			ongoing: hatched(token('--ongoing'), surface, 'slope'),
			partial: hatched(token('--partial'), surface, 'dots'),
			none: hatched(token('--none'), surface, 'cross'),
			'no-data': hatched(token('--line'), token('--sunken'), 'slope')
		} satisfies Record<ChartTone, string | CanvasPattern>,
		isStill: matchMedia('(prefers-reduced-motion: reduce)').matches
	};
}

/** A fill that is told apart without colour, and on a grey printer. */
function hatched(
	colour: string,
	surface: string,
	kind: 'slope' | 'dots' | 'cross'
): CanvasPattern | string {
	const tile = document.createElement('canvas');
	const size = 8;
	tile.width = tile.height = size;
	const pen = tile.getContext('2d');
	if (!pen) return colour;
	pen.fillStyle = colour;
	pen.fillRect(0, 0, size, size);
	pen.strokeStyle = pen.fillStyle = surface;
	pen.globalAlpha = 0.75;
	pen.lineWidth = 1.2;
	if (kind === 'dots') {
		pen.beginPath();
		pen.arc(2, 2, 1.1, 0, 2 * Math.PI);
		pen.arc(6, 6, 1.1, 0, 2 * Math.PI);
		pen.fill();
	} else {
		pen.beginPath();
		for (const shift of [-size, 0, size]) {
			pen.moveTo(shift, size);
			pen.lineTo(shift + size, 0);
			if (kind === 'cross') {
				pen.moveTo(shift, 0);
				pen.lineTo(shift + size, size);
			}
		}
		pen.stroke();
	}
	return pen.createPattern(tile, 'repeat') ?? colour;
}
