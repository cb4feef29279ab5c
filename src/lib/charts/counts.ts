// The count of each part, written into it where there is room: a chart read without its colours, and on paper without its tooltips.
import type { Chart, Plugin } from 'chart.js';
import type { ChartLook } from './look.ts';

const LEAST_WIDTH = 20;
const LEAST_HEIGHT = 16;

export function counts({ palette, font, locale }: ChartLook): Plugin<'bar'> {
	return {
		id: 'counts',
		afterDatasetsDraw(chart: Chart) {
			const { ctx } = chart;
			ctx.save();
			ctx.font = `600 11px ${font}`;
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			for (const [index, { data }] of chart.data.datasets.entries()) {
				if (!chart.isDatasetVisible(index)) continue;
				for (const [at, element] of chart.getDatasetMeta(index).data.entries()) {
					const value = data[at];
					const { x, y, base, width, height, horizontal } = element.getProps(
						['x', 'y', 'base', 'width', 'height', 'horizontal'],
						true
					) as Record<'x' | 'y' | 'base' | 'width' | 'height', number> & { horizontal: boolean };
					const long = horizontal ? width : height;
					const least = horizontal ? LEAST_WIDTH : LEAST_HEIGHT;
					if (typeof value !== 'number' || value === 0 || long < least) continue;
					const [middleX, middleY] = horizontal ? [(x + base) / 2, y] : [x, (y + base) / 2];
					const count = value.toLocaleString(locale);
					const room = ctx.measureText(count).width + 8;
					ctx.fillStyle = palette.surface;
					ctx.beginPath();
					ctx.roundRect(middleX - room / 2, middleY - 7, room, 14, 3);
					ctx.fill();
					ctx.fillStyle = palette.ink;
					ctx.fillText(count, middleX, middleY + 0.5);
				}
			}
			ctx.restore();
		}
	};
}
