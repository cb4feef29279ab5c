// How charts look: the page's colours, light, dark or paper, and for each part a pattern beside its colour. Pure.
import type { ChartOptions, TooltipOptions } from 'chart.js';
import type { ChartTone } from './summary.ts';

/** The custom properties of tokens.css that charts use. */
export const TOKENS = [
	'ink',
	'ink-soft',
	'line',
	'line-strong',
	'surface',
	'sunken',
	'accent',
	'full',
	'ongoing',
	'partial',
	'none',
	'no-data'
] as const;
export type Token = (typeof TOKENS)[number];
export type Palette = Readonly<Record<Token, string>>;

/** The light page's own, on white: for paper and for pictures, whatever the screen is. */
export const PAPER: Palette = {
	ink: '#1c242e',
	'ink-soft': '#4d5866',
	line: '#dcd8cc',
	'line-strong': '#86816f',
	surface: '#ffffff',
	sunken: '#f2f0e9',
	accent: '#1c4e7d',
	full: '#17694a',
	ongoing: '#1f62a6',
	partial: '#8a5a00',
	none: '#a8322a',
	'no-data': '#626c78'
};

export type Hatch = 'plain' | 'slope' | 'counter-slope' | 'dots' | 'cross' | 'rows' | 'columns';

/** What a part is filled with: a ground, and lines or dots on it, so that it is told apart without colour and on a grey printer. */
export interface Fill {
	ground: Token;
	hatch: Hatch;
	lines: Token;
}

/** No two parts of one chart have the same pattern. */
export const FILLS: Readonly<Record<ChartTone, Fill>> = {
	full: { ground: 'full', hatch: 'plain', lines: 'surface' },
	ongoing: { ground: 'ongoing', hatch: 'slope', lines: 'surface' },
	partial: { ground: 'partial', hatch: 'dots', lines: 'surface' },
	none: { ground: 'none', hatch: 'cross', lines: 'surface' },
	'no-data': { ground: 'sunken', hatch: 'counter-slope', lines: 'line-strong' },

	'on-time': { ground: 'full', hatch: 'plain', lines: 'surface' },
	late: { ground: 'full', hatch: 'slope', lines: 'surface' },
	'due-this-quarter': { ground: 'partial', hatch: 'dots', lines: 'surface' },
	overdue: { ground: 'none', hatch: 'cross', lines: 'surface' },
	'not-yet-due': { ground: 'ongoing', hatch: 'counter-slope', lines: 'surface' },
	continuous: { ground: 'no-data', hatch: 'rows', lines: 'surface' },
	recurring: { ground: 'no-data', hatch: 'columns', lines: 'surface' },
	unread: { ground: 'sunken', hatch: 'dots', lines: 'line-strong' }
};

/** Everything a configuration needs of where it is drawn. */
export interface ChartLook {
	palette: Palette;
	font: string;
	/** In whose way numbers are written: a language tag. */
	locale: string;
	fills: Readonly<Record<ChartTone, string | CanvasPattern>>;
	/** Fills its box and follows it; a picture has its size given. */
	isResponsive: boolean;
}

/** What all charts share. Nothing moves: a chart is drawn once, for those who asked for less motion and for everybody else. */
export function commonOptions(look: ChartLook): ChartOptions {
	return {
		responsive: look.isResponsive,
		maintainAspectRatio: false,
		animation: false,
		locale: look.locale
	};
}

export function ticksIn({ palette, font }: ChartLook, colour: Token = 'ink-soft') {
	return { color: palette[colour], font: { family: font, size: 12 } };
}

export function axisTitle({ palette, font }: ChartLook, text: string) {
	return { display: true, text, color: palette['ink-soft'], font: { family: font, size: 12 } };
}

export function legendIn({ palette, font }: ChartLook, isShown = true) {
	return {
		display: isShown,
		position: 'bottom' as const,
		labels: {
			color: palette.ink,
			font: { family: font, size: 12 },
			boxWidth: 18,
			boxHeight: 12
		}
	};
}

export function tooltipIn({ palette, font }: ChartLook): Partial<
	Pick<TooltipOptions, 'backgroundColor' | 'titleColor' | 'bodyColor'>
> & {
	titleFont: { family: string };
	bodyFont: { family: string };
} {
	return {
		backgroundColor: palette.ink,
		titleColor: palette.surface,
		bodyColor: palette.surface,
		titleFont: { family: font },
		bodyFont: { family: font }
	};
}
