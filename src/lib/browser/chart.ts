// A chart of the page: drawn into its box, and kept as a picture. Svelte and Chart.js come only with a page that has one.
import { mount } from 'svelte';
import { pictureOf, type Picture } from '#lib/charts/draw.ts';
import type { ChartSummary } from '#lib/charts/summary.ts';
import ChartDrawing from './ChartDrawing.svelte';

/** What the server tells of a chart, in `data-chart`. */
export interface ChartDetails {
	summary: ChartSummary;
	picture: Omit<Picture, 'like'>;
	/** Name of the PNG file. */
	file: string;
}

export function start(figure: HTMLElement): void {
	const { summary, picture, file } = JSON.parse(figure.dataset.chart ?? '{}') as ChartDetails;
	const box = figure.querySelector<HTMLElement>('.box')!;
	const keep = figure.querySelector<HTMLButtonElement>('[data-keep]')!;
	box.replaceChildren();
	mount(ChartDrawing, { target: box, props: { summary, box } });
	figure.dataset.drawn = 'true';
	keep.addEventListener('click', async () => {
		const address = URL.createObjectURL(await pictureOf(summary, { ...picture, like: box }));
		const link = document.createElement('a');
		link.href = address;
		link.download = file;
		link.click();
		setTimeout(() => URL.revokeObjectURL(address), 10_000);
	});
}
