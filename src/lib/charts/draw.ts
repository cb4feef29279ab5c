// Draws a chart in the browser with the parts of Chart.js it needs: on the page in the colours it has now, on paper in those of paper, and
// as a picture to be kept.
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
} from 'chart.js';
import { configurationOf } from './configuration.ts';
import { FILLS, PAPER, TOKENS, type ChartLook, type Fill, type Palette } from './look.ts';
import { linesOf } from './stacked-bars.ts';
import { heightOf, type ChartSummary, type ChartTone } from './summary.ts';

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Legend,
	Tooltip
);

/** @returns what takes the chart away again. */
export function drawChart(canvas: HTMLCanvasElement, summary: ChartSummary): () => void {
	const palette = matchMedia('print').matches ? PAPER : paletteOf(canvas);
	const look = lookOf(palette, { font: fontOf(canvas), isResponsive: true });
	const chart = new Chart(canvas, configurationOf(summary, look));
	return () => chart.destroy();
}

/** What a picture says beside the chart. */
export interface Picture {
	title: string;
	/** What the chart shows, in a sentence. */
	sentence: string;
	/** Where it is from, and what must be known before it is quoted. */
	source: string;
	/** Whose font it has. */
	like: HTMLElement;
}

const WIDTH = 960;
const MARGIN = 32;

/** The chart as a PNG file on white, with title, sentence and source; twice as sharp as it is large. */
export async function pictureOf(summary: ChartSummary, picture: Picture): Promise<Blob> {
	const font = fontOf(picture.like);
	const inner = WIDTH - 2 * MARGIN;
	const height = heightOf(summary, inner) + 40;
	const drawn = document.createElement('canvas');
	drawn.width = inner;
	drawn.height = height;
	const look = lookOf(PAPER, { font, isResponsive: false });
	const configuration = configurationOf(summary, look);
	const options = { ...configuration.options, devicePixelRatio: 2 };
	const chart = new Chart(drawn, { ...configuration, options });

	const title = linesOf(picture.title, 80, 3);
	const sentence = linesOf(picture.sentence, 130, 6);
	const source = linesOf(picture.source, 150, 3);
	const top = MARGIN + title.length * 26 + sentence.length * 19 + 16;
	const whole = document.createElement('canvas');
	whole.width = WIDTH * 2;
	whole.height = (top + height + 16 + source.length * 17 + MARGIN) * 2;
	const pen = whole.getContext('2d')!;
	pen.scale(2, 2);
	pen.fillStyle = '#ffffff';
	pen.fillRect(0, 0, WIDTH, whole.height);
	pen.textBaseline = 'top';
	const write = (lines: string[], style: string, colour: string, from: number, step: number) => {
		pen.font = `${style} ${font}`;
		pen.fillStyle = colour;
		lines.forEach((line, index) => pen.fillText(line, MARGIN, from + index * step));
	};
	write(title, '600 20px', PAPER.ink, MARGIN, 26);
	write(sentence, '14px', PAPER['ink-soft'], MARGIN + title.length * 26 + 4, 19);
	pen.drawImage(drawn, MARGIN, top, inner, height);
	write(source, '12px', PAPER['ink-soft'], top + height + 16, 17);
	chart.destroy();
	return new Promise((resolve, reject) =>
		whole.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
	);
}

function fontOf(element: HTMLElement): string {
	return getComputedStyle(element).fontFamily;
}

function paletteOf(element: HTMLElement): Palette {
	const style = getComputedStyle(element);
	return Object.fromEntries(
		TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()])
	) as Record<(typeof TOKENS)[number], string>;
}

function lookOf(
	palette: Palette,
	{ font, isResponsive }: { font: string; isResponsive: boolean }
): ChartLook {
	const fills = Object.fromEntries(
		Object.entries(FILLS).map(([tone, fill]) => [tone, patternOf(fill, palette)])
	) as Record<ChartTone, string | CanvasPattern>;
	return { palette, font, locale: document.documentElement.lang, fills, isResponsive };
}

function patternOf({ ground, hatch, lines }: Fill, palette: Palette): CanvasPattern | string {
	if (hatch === 'plain') return palette[ground];
	const size = 8;
	const tile = document.createElement('canvas');
	tile.width = tile.height = size;
	const pen = tile.getContext('2d');
	if (!pen) return palette[ground];
	pen.fillStyle = palette[ground];
	pen.fillRect(0, 0, size, size);
	pen.strokeStyle = pen.fillStyle = palette[lines];
	pen.globalAlpha = 0.8;
	pen.lineWidth = 1.2;
	pen.beginPath();
	if (hatch === 'dots') {
		pen.arc(2, 2, 1.2, 0, 2 * Math.PI);
		pen.arc(6, 6, 1.2, 0, 2 * Math.PI);
		pen.fill();
	}
	for (const shift of [-size, 0, size]) {
		if (hatch === 'slope' || hatch === 'cross') {
			pen.moveTo(shift, size);
			pen.lineTo(shift + size, 0);
		}
		if (hatch === 'counter-slope' || hatch === 'cross') {
			pen.moveTo(shift, 0);
			pen.lineTo(shift + size, size);
		}
	}
	for (const middle of [2, 6]) {
		if (hatch === 'rows') {
			pen.moveTo(0, middle);
			pen.lineTo(size, middle);
		}
		if (hatch === 'columns') {
			pen.moveTo(middle, 0);
			pen.lineTo(middle, size);
		}
	}
	if (hatch !== 'dots') pen.stroke();
	return pen.createPattern(tile, 'repeat') ?? palette[ground];
}
